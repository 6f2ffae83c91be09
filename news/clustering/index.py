"""The stories of the last days, found again by their words."""

import math
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from news.clustering.copies import MOST_COMPARED, MOST_OF_PAGE, Page, Told, find_page, original_of, title_key
from news.clustering.cores import ALIKE, WINDOW, Core, Read
from news.clustering.formulas import Formulas
from news.clustering.reports import Report
from news.clustering.words import counted_words

# As if so many other stories had been read before, so that the first ones are weighed soberly.
READ_BEFORE = 200
# A few words in common prove little where there are only a few.
FEW_WORDS = 1.0
MOST_LOOKED_UP = 500
MOST_WEIGHED = 16


@dataclass(frozen=True, slots=True)
class Found:
    """The story that a report belongs to, and the report that it repeats, if it repeats one."""

    story: int
    copy_of: int | None = None


class StoryIndex:
    """Stories by the words of their reports; what it costs to ask does not grow with what a report says."""

    def __init__(self) -> None:
        self._cores_of_word: dict[str, list[Core]] = {}
        self._cores_of_story: dict[int, list[Core]] = {}
        self._told: dict[int, deque[Told]] = {}
        self._pages: dict[bytes, deque[Page]] = {}
        self._reports_of_word: Counter[str] = Counter()
        self._reports = 0
        self._formulas = Formulas()

    def hear(self, reports: Iterable[Report]) -> None:
        """Learn what the feeds of these reports say with each: before they are read, and once for each."""
        for report in reports:
            if report.feed:
                self._formulas.hear(report.feed, counted_words(report.title, report.text)[1])

    def read(self, report: Report) -> Read:
        """The report with its words weighed: the rarer among the stories known, the heavier."""
        in_title, in_lead = counted_words(report.title, report.text)
        in_lead = self._formulas.without(report.feed, in_lead)
        known = self._reports + READ_BEFORE
        weights = {
            word: ((word in in_title) + math.log1p(in_lead[word])) * self._rarity(word, known)
            for word in in_title | in_lead.keys()
        }
        few = FEW_WORDS * math.log(known) ** 2
        length = math.sqrt(few + sum(weight * weight for weight in weights.values()))
        return Read(report, {word: weight / length for word, weight in weights.items()}, title_key(in_title))

    def _rarity(self, word: str, known: int) -> float:
        return math.log(known / (self._reports_of_word[word] + 1))

    def place(self, report: Report, *, new_story: Callable[[], int]) -> Found:
        """Count the report among the story that it tells, or make it the first of a new one."""
        read = self.read(report)
        found = self.find(read) or Found(new_story())
        self.add(read, found.story, copy_of=found.copy_of)
        return found

    def find(self, read: Read) -> Found | None:
        """The story of the report, or null: it is the first to tell it."""
        page = find_page(read.report.title, self._pages.get(read.report.address, ()))
        if page:
            return Found(page.story, page.original)
        core = self._best(read, self._candidates(read))
        if core is None:
            return None
        return Found(core.story, original_of(read.words, read.title_key, self._told[core.story]))

    def _candidates(self, read: Read) -> list[Core]:
        """The cores that share most of the rarest words."""
        lists = [found for word in read.weights if (found := self._cores_of_word.get(word))]
        shared: Counter[Core] = Counter()
        room = MOST_LOOKED_UP
        for cores in sorted(lists, key=len):
            shared.update(cores[-room:])
            room -= len(cores)
            if room <= 0:
                break
        return [core for core, _ in shared.most_common(MOST_WEIGHED)]

    def _best(self, read: Read, cores: Iterable[Core]) -> Core | None:
        """The core that is most like the report, and enough so; of equals the older story's."""
        best, most = None, ALIKE
        for core in cores:
            if read.report.at is not None and core.is_near(read.report.at):
                likeness = core.likeness(read)
                if likeness > most or (best and likeness == most and core.story < best.story):
                    best, most = core, likeness
        return best

    def add(self, read: Read, story: int, *, copy_of: int | None = None) -> None:
        """Count the report among those of a story, which it need not be like."""
        original = read.report.id if copy_of is None else copy_of
        self._add_page(read.report.address, Page(original, story, read.report.title))
        if read.report.at is not None:
            told = self._told.setdefault(story, deque(maxlen=MOST_COMPARED))
            told.append(Told(original, tuple(read.weights), read.title_key))
            self._take(read, story, read.report.at)

    def set_pages(self, address: bytes, pages: Iterable[Page]) -> None:
        """Know what was told under an address, whenever that was; the newest first."""
        self._pages[address] = deque(pages, maxlen=MOST_OF_PAGE)

    def _add_page(self, address: bytes, page: Page) -> None:
        if address:
            self._pages.setdefault(address, deque(maxlen=MOST_OF_PAGE)).appendleft(page)

    def _take(self, read: Read, story: int, at: datetime) -> None:
        self._reports += 1
        self._reports_of_word.update(read.weights.keys())
        cores = self._cores_of_story.setdefault(story, [])
        core = self._best(read, cores)
        if core is None:
            core = Core(story, at, at)
            cores.append(core)
        for word in read.weights:
            if word not in core.weights:
                self._cores_of_word.setdefault(word, []).append(core)
        core.take(read, at)

    def holds(self, story: int) -> bool:
        """Whether a report can still be found to belong to the story."""
        return story in self._cores_of_story

    def forget(self, before: datetime) -> None:
        """Let go of stories too old for a report of this instant or later; how rare words are stays known."""
        for story, cores in list(self._cores_of_story.items()):
            if all(core.last_at + WINDOW < before for core in cores):
                del self._cores_of_story[story], self._told[story]
        for word, cores in list(self._cores_of_word.items()):
            kept = [core for core in cores if core.story in self._cores_of_story]
            if kept:
                self._cores_of_word[word] = kept
            else:
                del self._cores_of_word[word]
        self._forget_pages()

    def _forget_pages(self) -> None:
        for address, pages in list(self._pages.items()):
            if all(page.story not in self._cores_of_story for page in pages):
                del self._pages[address]
