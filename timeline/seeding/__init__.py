"""The shipped record: read from files, checked, and loaded beside what curators wrote."""

from timeline.seeding.files import CatalogueFaults, read_catalogue
from timeline.seeding.load import LoadReport, load_catalogue

__all__ = ["CatalogueFaults", "LoadReport", "load_catalogue", "read_catalogue"]
