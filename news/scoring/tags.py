"""The tagger against labelled headlines: companies, exact models, hard negatives, items wholly right."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any, NamedTuple

from news.matching import Gazetteer, Match, Publisher, Target, folded_key, identity, match_text
from news.scoring.measures import Counts, bootstrap, prf, share

NEEDED = ("id", "title", "companies", "models")
TEXTS = ("title", "lead", "published", "url", "source_repo")
LISTS = ("companies", "companies_implied", "companies_optional", "models", "models_optional")
SCORED_COMPANIES = ("company", "lab")
# What the labels call a model: everything of AI that people use by its name.
SCORED_PRODUCTS = ("family", "model", "app", "agent", "feature")
ROUNDING = 4
Row = Mapping[str, Any]
Key = object


def label_fault(row: Row) -> str:
    """What is wrong with the shape of a labelled headline, or an empty text."""
    for key in TEXTS:
        if not isinstance(row.get(key) or "", str):
            return f"{key} is no text"
    for key in LISTS:
        names = row.get(key, [])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            return f"{key} is no list of texts"
    return "" if _is_day(row.get("published")) else "published is no day"


def _is_day(published: str | None) -> bool:
    try:
        day_of(published)
    except ValueError:
        return False
    return True


class ItemScore(NamedTuple):
    """One labelled item and what was answered."""

    id: str
    title: str
    companies: Counts
    models: Counts
    is_hard_negative: bool
    faults: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether nothing was missed and nothing false answered."""
        return not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class TagScorer:
    """Scores items by a gazetteer; `publisher_of` tells by address and source whose page it is."""

    gazetteer: Gazetteer
    names: Mapping[str, Target]
    publisher_of: Callable[[str, str], Publisher]

    def score(self, rows: Sequence[Row]) -> tuple[dict[str, Any], list[ItemScore]]:
        """The measures of all rows, and the score of each; one pass alone is timed."""
        start = perf_counter()
        answers = [self.answer(row) for row in rows]
        seconds = perf_counter() - start
        items = [self.item_score(row, matches) for row, matches in zip(rows, answers, strict=True)]
        intervals = {
            name: [round(low, ROUNDING), round(high, ROUNDING)]
            for name, (low, high) in bootstrap(items, four_measures).items()
        }
        result = measures(items) | {"items": len(items), "items_per_second": round(len(items) / seconds)}
        return result | {"intervals": intervals}, items

    def answer(self, row: Row) -> list[Match]:
        """What the tagger says of a row."""
        return match_text(
            row["title"] or "",
            row.get("lead") or "",
            gazetteer=self.gazetteer,
            on=day_of(row.get("published")),
            publisher=self.publisher_of(row.get("url") or "", row.get("source_repo") or ""),
        )

    def item_score(self, row: Row, matches: Iterable[Match]) -> ItemScore:
        """The answers of one item beside its labels."""
        accepted = [match for match in matches if match.machine == "accepted"]
        companies = self._company_counts(row, accepted)
        models = self._model_counts(row, accepted)
        faults = (*companies[1], *models[1])
        is_hard = bool(row.get("hard_negative"))
        return ItemScore(str(row["id"]), row["title"], companies[0], models[0], is_hard, faults)

    def _company_counts(self, row: Row, accepted: Iterable[Match]) -> tuple[Counts, list[str]]:
        labels = self._labelled(row["companies"]) | self._labelled(row.get("companies_implied", ()))
        optional = self._labelled(row.get("companies_optional", ()))
        answers = {self._leading(match.target) for match in accepted if match.target.kind == "company"}
        answers = {each for each in answers if self._is_scored(each)}
        if "companies_open" in row:
            optional |= answers - labels
        return Counts.of(answers, labels, optional=optional - labels), self._faults(
            "company", answers, labels, optional - labels, self._company_name
        )

    def _model_counts(self, row: Row, accepted: Iterable[Match]) -> tuple[Counts, list[str]]:
        labels, optional = self._identities(row["models"]), self._identities(row.get("models_optional", ()))
        answers = self._identities(
            name
            for match in accepted
            if match.target.kind == "product" and self._is_scored_product(match.target)
            for name in match.named
            if not self._is_company_name(name, match.target)
        )
        return Counts.of(answers, labels, optional=optional - labels), self._faults(
            "model", answers, labels, optional - labels, _model_name
        )

    def _labelled(self, names: Iterable[str]) -> set[Key]:
        keys = (self.names.get(folded_key(name)) for name in names)
        told: set[Key] = set()
        for name, target in zip(names, keys, strict=True):
            if target is None:
                told.add(folded_key(name))
            elif self._is_scored(leading := self._leading(target)):
                told.add(leading)
        return told

    def _leading(self, target: Target) -> Target:
        """The company that a unit or lab counts as."""
        while (owner := self.gazetteer.owners.get(target)) is not None:
            target = owner
        return target

    def _is_scored(self, target: Target) -> bool:
        return self._kind(target) in SCORED_COMPANIES

    def _is_scored_product(self, target: Target) -> bool:
        thing = self.gazetteer.things[target]
        return thing.kind in SCORED_PRODUCTS and thing.slug not in self.gazetteer.grammar.general_apps

    def _is_company_name(self, name: str, target: Target) -> bool:
        """Whether the product was called by no more than its company's name, which names the company."""
        owner = self.gazetteer.owners.get(target)
        return owner is not None and self.names.get(folded_key(name)) == owner

    def _kind(self, target: Target) -> str:
        return self.gazetteer.things[target].kind

    def _company_name(self, key: Key) -> str:
        return self.gazetteer.things[key].name if isinstance(key, Target) else str(key)

    def _identities(self, names: Iterable[str]) -> set[Key]:
        return {identity(name, owner_words=self.gazetteer.owner_words) for name in names}

    def _faults(
        self,
        what: str,
        answers: Collection[Key],
        labels: Collection[Key],
        optional: Collection[Key],
        named: Callable[[Any], str],
    ) -> list[str]:
        false = sorted(named(each) for each in set(answers) - set(labels) - set(optional))
        missed = sorted(named(each) for each in set(labels) - set(answers) - set(optional))
        return [f"{what} {each}: false" for each in false] + [f"{what} {each}: missed" for each in missed]


def _model_name(key: Iterable[str]) -> str:
    return " ".join(sorted(key))


def day_of(published: str | None) -> date | None:
    """The day in a label, or null where none is known."""
    return date.fromisoformat(published[:10]) if published else None


def measures(items: Sequence[ItemScore]) -> dict[str, Any]:
    """Companies and models as precision, recall, F1; hard negatives with anything false; items all right."""
    return {
        "companies": _rounded(prf(_sum(item.companies for item in items))),
        "models": _rounded(prf(_sum(item.models for item in items))),
        **_rounded(_shares(items)),
    }


def four_measures(items: Sequence[ItemScore]) -> dict[str, float]:
    """The four figures that are held against their targets."""
    return {
        "companies_f1": prf(_sum(item.companies for item in items))["f1"],
        "models_f1": prf(_sum(item.models for item in items))["f1"],
        **_shares(items),
    }


def _shares(items: Sequence[ItemScore]) -> dict[str, float]:
    hard = [item for item in items if item.is_hard_negative]
    wrong = sum(item.companies.wrong + item.models.wrong > 0 for item in hard)
    return {
        "hard_negatives_wrong": share(wrong, len(hard), of_nothing=0.0),
        "items_right": share(sum(item.is_right for item in items), len(items)),
    }


def _sum(counts: Iterable[Counts]) -> Counts:
    right = wrong = missed = 0
    for each in counts:
        right, wrong, missed = right + each.right, wrong + each.wrong, missed + each.missed
    return Counts(right, wrong, missed)


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, ROUNDING) for name, value in values.items()}
