"""How well the rules read labelled items: plain arithmetic over answers and labels, without a database."""

from news.scoring.files import LabelFault, read_rows
from news.scoring.measures import Counts, bootstrap, prf

__all__ = ["Counts", "LabelFault", "bootstrap", "prf", "read_rows"]
