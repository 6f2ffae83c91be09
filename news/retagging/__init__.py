"""Tags that follow the names: what a change of the names touches, tagged again, or tried without writing."""

from news.retagging.passes import Step, ask, tag_again, take_step
from news.retagging.trials import Sample, Trial, try_names, try_pending

__all__ = ["Sample", "Step", "Trial", "ask", "tag_again", "take_step", "try_names", "try_pending"]
