"""How well claims are read from labelled items: plain arithmetic, without a database."""

from timeline.scoring.events import EventScore, Reader, score_events

__all__ = ["EventScore", "Reader", "score_events"]
