"""Tags that follow the names: what a change of the names touches, tagged again, or tried without writing."""

from news.retagging.passes import Step, ask, tag_again, take_step
from news.retagging.scores import Score, ScoreChange, score_names
from news.retagging.trials import Sample, Trial, try_names, try_pending

__all__ = [
    "Sample",
    "Score",
    "ScoreChange",
    "Step",
    "Trial",
    "ask",
    "score_names",
    "tag_again",
    "take_step",
    "try_names",
    "try_pending",
]
