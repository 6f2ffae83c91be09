"""What the names score on labelled headlines: those of our own that are shipped, or a file's."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from news.matching import Gazetteer
from news.scoring import read_rows
from news.scoring.tags import NEEDED, TagScorer, four_measures
from news.shipped import DATA, company_names, publisher_of

HEADLINES = DATA / "headlines.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The four measures, each from 0 to 1, and the faults of each headline that is read wrongly, by title."""

    measures: Mapping[str, float]
    faults: Mapping[str, list[str]]

    def document(self) -> dict[str, Any]:
        """The score as it is kept."""
        return {"measures": dict(self.measures), "faults": dict(self.faults)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """The score before, null where it is not known, and after; which headlines are read otherwise."""

    before: Score | None
    after: Score

    @property
    def measures(self) -> list[tuple[str, float | None, float]]:
        """Each measure in words, before and after."""
        before = self.before.measures if self.before else {}
        return [
            (name.replace("_", " "), before.get(name), value) for name, value in self.after.measures.items()
        ]

    @property
    def broken(self) -> list[tuple[str, str]]:
        """Headlines that were read rightly, and what is wrong now; none where the score before is unknown."""
        earlier = self.after.faults if self.before is None else self.before.faults
        return [(title, "; ".join(told)) for title, told in self.after.faults.items() if title not in earlier]

    @property
    def mended(self) -> list[str]:
        """Headlines that were read wrongly."""
        earlier = {} if self.before is None else self.before.faults
        return [title for title in earlier if title not in self.after.faults]


def score_names(gazetteer: Gazetteer, *, file: Path = HEADLINES) -> Score:
    """What these names score on a file of labels; raises LabelFault for one that cannot be read."""
    scorer = TagScorer(gazetteer=gazetteer, names=company_names(gazetteer), publisher_of=publisher_of)
    rows = read_rows([file], needed=NEEDED)
    items = [scorer.item_score(row, scorer.answer(row)) for row in rows]
    measures = {name: round(value, 4) for name, value in four_measures(items).items()}
    return Score(measures=measures, faults={item.title: list(item.faults) for item in items if item.faults})


def kept_score(document: Mapping[str, Any] | None) -> Score | None:
    """The score as it was kept, null where none was."""
    return Score(measures=document["measures"], faults=document["faults"]) if document else None
