"""How well the clusterer groups labelled reports: pairs of them, against their labels."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from itertools import combinations, count, groupby
from typing import Any

from news.canonical import canonical_url_hash
from news.clustering import Named, Report, StoryIndex, named_in, outlet_of
from news.matching import Gazetteer, match_text
from news.matching.verdicts import ACCEPTED
from news.parsing.text import html_text
from news.scoring.files import LabelFault
from news.scoring.measures import Counts, bootstrap, prf

NEEDED = ("id", "title", "lead", "published", "url", "story", "thread")
FARTHEST = timedelta(days=4)
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One labelled report: `story` null is told by this report alone, pairs of one `thread` do not count."""

    report: Report
    on: date
    story: str | None
    thread: str | None

    def pair(self, other: "Labelled") -> bool | None:
        """Whether both tell one story by their labels; null where the pair counts neither way."""
        if abs(self.on - other.on) > FARTHEST or (self.thread and self.thread == other.thread):
            return None
        return self.story is not None and self.story == other.story


def labelled_reports(rows: Sequence[Mapping[str, Any]], gazetteer: Gazetteer) -> list[Labelled]:
    """The rows in the order they were published; a row that cannot be read raises LabelFault."""
    read = [_labelled(place, row, gazetteer) for place, row in enumerate(rows)]
    return sorted(read, key=lambda each: each.on)


def _labelled(place: int, row: Mapping[str, Any], gazetteer: Gazetteer) -> Labelled:
    try:
        on = date.fromisoformat(str(row["published"])[:10])
    except ValueError as error:
        raise LabelFault(f"{row['id']}: published is no day: {row['published']!r}") from error
    title, text = (html_text(str(row[name] or ""), limit=LONGEST_TEXT) for name in ("title", "lead"))
    url = str(row["url"] or "")
    return Labelled(
        report=Report(
            id=place,
            title=title,
            text=text,
            at=datetime.combine(on, datetime.min.time(), UTC),
            outlet=outlet_of(url),
            feed=outlet_of(url),
            address=canonical_url_hash(url) if url else b"",
            named=_named(title, text, gazetteer=gazetteer, on=on),
        ),
        on=on,
        story=row["story"],
        thread=row["thread"],
    )


def _named(title: str, text: str, *, gazetteer: Gazetteer, on: date) -> Named:
    matches = match_text(title, text, gazetteer=gazetteer, on=on)
    return named_in(title, ((match.target, match.spans) for match in matches if match.machine == ACCEPTED))


def story_scores(labelled: Sequence[Labelled]) -> dict[str, Any]:
    """Pair precision, recall and F1 with their intervals, and how many reports a second are clustered."""
    began = time.perf_counter()
    answers = answered_stories(labelled)
    seconds = time.perf_counter() - began
    groups = _groups(labelled, answers)
    counts = [_counts(group, answers) for group in groups]
    return {
        **_shares(counts),
        "items": len(labelled),
        "items_per_second": round(len(labelled) / seconds),
        "intervals": bootstrap(counts, _shares),
    }


def answered_stories(labelled: Iterable[Labelled]) -> dict[int, int]:
    """The story that the clusterer puts each report in, by the report's id."""
    index, numbers = StoryIndex(), count(1)
    answers: dict[int, int] = {}
    for _, day in groupby(labelled, key=lambda each: each.on):
        reports = [each.report for each in day]
        index.hear(reports)
        for report in reports:
            answers[report.id] = index.place(report, new_story=lambda: next(numbers)).story
    return answers


def _shares(counts: Iterable[Counts]) -> dict[str, float]:
    shares = prf(reduce(Counts.plus, counts, Counts()))
    return {f"pair_{name}": round(value, 4) for name, value in shares.items()}


def _groups(labelled: Iterable[Labelled], answers: Mapping[int, int]) -> list[list[Labelled]]:
    """The reports in groups that share no story, labelled or answered: no pair of two groups counts."""
    groups: dict[object, list[Labelled]] = {}
    for each in labelled:
        stories: set[object] = {answers[each.report.id], each.story or (each.report.id,)}
        joined = [each]
        for group in {id(groups[story]): groups[story] for story in stories if story in groups}.values():
            joined += group
            stories |= {answers[other.report.id] for other in group}
            stories |= {other.story or (other.report.id,) for other in group}
        groups |= dict.fromkeys(stories, joined)
    return list({id(group): group for group in groups.values()}.values())


def _counts(group: Sequence[Labelled], answers: Mapping[int, int]) -> Counts:
    verdicts = Counter(kind for kind, _, _ in judged_pairs(group, answers))
    return Counts(verdicts["right"], verdicts["joined"], verdicts["parted"])


def judged_pairs(
    group: Iterable[Labelled], answers: Mapping[int, int]
) -> Iterator[tuple[str, Labelled, Labelled]]:
    """The pairs that count, as right, joined (wrongly) or parted (wrongly); not those rightly kept apart."""
    for first, second in combinations(group, 2):
        labelled, answered = first.pair(second), answers[first.report.id] == answers[second.report.id]
        if labelled is not None and (labelled or answered):
            verdict = "right" if labelled and answered else "joined" if answered else "parted"
            yield verdict, first, second


def error_lines(labelled: Sequence[Labelled], answers: Mapping[int, int]) -> Iterator[str]:
    """One line for each pair that is wrongly joined or parted."""
    for group in _groups(labelled, answers):
        for verdict, first, second in judged_pairs(group, answers):
            if verdict != "right":
                yield f"{verdict}: {first.report.title[:90]} | {second.report.title[:90]}"
