"""Reports that are alike, and how alike another one is to them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from news.clustering.reports import Named, Report

WINDOW = timedelta(days=4)
# Of the words' similarity, 0 to 1, averaged over the reports of a core.
ALIKE = 0.23
# An outlet tells a story once: what it tells next is the next story, unless it is nearly the same again.
SAME_OUTLET = 0.55
# What comes later in the same words is ever more likely what happened next: so much is lost with each day.
LOST_A_DAY = 0.12


@dataclass(frozen=True, slots=True)
class Read:
    """A report with the weight of each of its words; the squares add up to less than one."""

    report: Report
    weights: dict[str, float]
    title_key: int

    @property
    def words(self) -> frozenset[str]:
        """The words of headline and lead."""
        return frozenset(self.weights)


@dataclass(slots=True, eq=False)
class Core:
    """Reports that are alike. A story is one core; more where a curator joined what words keep apart."""

    story: int
    first_at: datetime
    last_at: datetime
    size: int = 0
    weights: dict[str, float] = field(default_factory=dict)
    outlets: set[str] = field(default_factory=set)
    named: set[Named] = field(default_factory=set)

    def likeness(self, read: Read) -> float:
        """How alike the report and those of the core are on average; 0 for what tells another event."""
        ours, theirs = self.weights, read.weights
        alike = sum([ours[word] * theirs[word] for word in theirs.keys() & ours.keys()]) / self.size
        alike *= 1 - LOST_A_DAY * self._days_from(read.report.at or self.last_at)
        if read.report.outlet and read.report.outlet in self.outlets:
            alike *= SAME_OUTLET
        if alike > ALIKE and any(named.contradicts(read.report.named) for named in self.named):
            return 0.0
        return alike

    def _days_from(self, at: datetime) -> float:
        """How many days lie between the instant and the nearest end of the core; 0 within."""
        apart = max(at - self.last_at, self.first_at - at, timedelta())
        return apart / timedelta(days=1)

    def is_near(self, at: datetime) -> bool:
        """Whether a report of this instant may still belong here."""
        return self.first_at - WINDOW <= at <= self.last_at + WINDOW

    def take(self, read: Read, at: datetime) -> None:
        """Count the report among the core's."""
        self.size += 1
        self.first_at, self.last_at = min(self.first_at, at), max(self.last_at, at)
        for word, weight in read.weights.items():
            self.weights[word] = self.weights.get(word, 0.0) + weight
        self.outlets.add(read.report.outlet)
        self.named.add(read.report.named)
