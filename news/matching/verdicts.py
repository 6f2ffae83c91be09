"""The verdict on each hit: sure names first, then the weak ones by what stands beside them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from news.matching.evidence import Named, Words
from news.matching.gazetteer import Gazetteer, Settling
from news.matching.hits import Hit
from news.matching.names import Target

ACCEPTED, SUGGESTED, REFUSED = "accepted", "suggested", "refused"
ACCEPT_FROM, SUGGEST_FROM = 0.8, 0.4
CONFIDENCE = {"plain": 0.95, "strong": 0.95, "bare": 0.3, "negative-context": 0.1, "shared": 0.5}
OTHERWISE = 0.85
LISTED = re.compile(r",? and |, |,? or | & | vs\.? | versus | \+ |/")
LISTED_BEFORE = re.compile(r"(?:,? and |, |,? or | & | vs\.? | versus | \+ |/)$")
LONGEST_JOINT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who published the item: the host of its page, and whether what it writes is about AI alone."""

    host: str = ""
    is_about_ai: bool = False


@dataclass(slots=True, kw_only=True)
class Judge:
    """Judges the hits of one text."""

    gazetteer: Gazetteer
    words: Words
    named: Named
    on: date | None
    publisher: Publisher | None
    models: list[Hit] = field(default_factory=list)
    starts: dict[int, Hit] = field(default_factory=dict)
    ends: dict[int, Hit] = field(default_factory=dict)

    def judge(self, hits: Iterable[Hit]) -> list[Hit]:
        """Every hit with its verdict; the sure ones are judged first and speak for the weak."""
        settled = [self._settled(hit) for hit in hits]
        sure = _without_parts([hit if hit.machine else self._sure(hit) for hit in settled if hit is not None])
        for hit in sure:
            if hit.machine == ACCEPTED:
                self.starts[hit.start] = self.ends[hit.end] = hit
                self._note_model(hit)
                self.named.note(hit, self.gazetteer.owners_of(hit.target, self.on))
        return [hit if hit.machine else self._weak(hit) for hit in sure]

    def _note_model(self, hit: Hit) -> None:
        if hit.entry.is_ai:
            self.models[1:] = [hit]

    def _settled(self, hit: Hit) -> Hit | None:
        """A shared name goes to whom the words near it speak for; null for those it does not go to."""
        shared = self.gazetteer.shared.get(hit.entry.key)
        if shared is None or (hit.has_version and hit.entry.name.version_policy != "none"):
            return hit
        against = self.words.first_around(shared.refuse, hit)
        if against:
            return self._with(
                hit, "negative-context", f'"{hit.entry.name.text}" beside "{self._spelled(against)}"'
            )
        return self._by_rule(hit, shared)

    def _by_rule(self, hit: Hit, shared: Settling) -> Hit | None:
        for target, words, first, last in shared.rules:
            word = self.words.first_beside(words, hit) if self._is_on(first, last) else ""
            if word:
                rule = f'named "{hit.entry.name.text}" beside "{self._spelled(word)}"'
                return self._with(self._led(hit, target), "alias-context", rule)
        if shared.default is not None:
            return hit if shared.default == hit.target else None
        return hit

    def _led(self, hit: Hit, target: Target) -> Hit:
        """The hit as one of this target, by its own name."""
        if hit.target == target:
            return hit
        thing = self.gazetteer.things[target]
        return hit._replace(target=target, named=(thing.name.split(" (")[0],))

    def _is_on(self, first: date, last: date) -> bool:
        return self.on is None or first <= self.on <= last

    def _sure(self, hit: Hit) -> Hit:
        """The verdict where no evidence is needed or something speaks against the name."""
        name = hit.entry.name
        against = self.words.first_around(hit.entry.against, hit)
        if against:
            rule = f'"{name.text}" beside "{self._spelled(against)}", which speaks against it'
            return self._with(hit, "negative-context", rule)
        if name.tier != "weak":
            return self._with(hit, name.tier, f'named "{name.text}"')
        if hit.has_version and name.version_policy != "none" and self._version_tells(hit):
            return self._with(hit, "version-follows", f'named "{name.text}" with its version')
        return hit

    def _version_tells(self, hit: Hit) -> bool:
        """Whether the version alone makes it the model: Step 3 is a step, Step-3 and Step 3.5 are models."""
        version = hit.named[0][len(hit.entry.call) :]
        if hit.entry.key not in self.gazetteer.grammar.counted_words:
            return True
        return not version.removeprefix(" ").isdigit() or not version.startswith(" ")

    def _weak(self, hit: Hit) -> Hit:
        text = hit.entry.name.text
        reason, beside = self._evidence(hit)
        if reason == "bare":
            return self._with(hit, reason, f'"{text}" without any word that speaks for it')
        return self._with(hit, reason, f'named "{text}" {beside}')

    def _evidence(self, hit: Hit) -> tuple[str, str]:
        """The best evidence for a weak name: its kind, and how the rule puts it."""
        word = self.words.first_beside(hit.entry.context, hit)
        if word:
            return "alias-context", f'beside "{self._spelled(word)}"'
        told = self._of_owner(hit) or self._of_page(hit) or self._of_list(hit)
        return told or self._of_model(hit) or self._of_words(hit)

    def _of_owner(self, hit: Hit) -> tuple[str, str] | None:
        owners = self.gazetteer.owners_of(hit.target, self.on)
        buyer = self.gazetteer.buyer_of(owners[0] if owners else hit.target, self.on)
        for owner in (*owners, buyer) if buyer else owners:
            if other := self.named.beside(self.named.directly, owner, hit):
                return "owner-named", f'beside its owner "{other.entry.name.text}"'
        for owner in (owners or [hit.target])[:1]:
            if other := self.named.beside(self.named.by_product, owner, hit):
                return "sibling-accepted", f'beside "{other.entry.name.text}" of the same owner'
        return None

    def _of_page(self, hit: Hit) -> tuple[str, str] | None:
        if self.publisher is None:
            return None
        if self.publisher.is_about_ai and hit.entry.is_ai and hit.entry.may_be_told:
            return "feed-prior", "in a source that writes about AI alone"
        company = self.gazetteer.company_of_host(self.publisher.host)
        if company is None or company not in (hit.target, *self.gazetteer.owners_of(hit.target, self.on)):
            return None
        return "feed-prior", f"on {self.publisher.host}, a page of its own"

    def _of_model(self, hit: Hit) -> tuple[str, str] | None:
        """Another model in the same text: the text is about AI."""
        short = hit.entry.short
        if not (short.is_told_by_models if short else hit.entry.may_be_told):
            return None
        other = next((each for each in self.models if each.end <= hit.start or hit.end <= each.start), None)
        return ("model-named", f'beside the model "{other.named[0]}"') if other else None

    def _of_list(self, hit: Hit) -> tuple[str, str] | None:
        """A sure name in one breath with it: "Cursor and Replit"; letters may stand there for much else."""
        if hit.entry.name.kind == "abbreviation":
            return None
        text = self.words.reading.folded
        after = LISTED.match(text, hit.end)
        before = LISTED_BEFORE.search(text[max(hit.start - LONGEST_JOINT, 0) : hit.start])
        other = (after and self.starts.get(after.end())) or (
            before and self.ends.get(hit.start - len(before[0]))
        )
        return ("listed-with", f'in one list with "{other.entry.name.text}"') if other else None

    def _of_words(self, hit: Hit) -> tuple[str, str]:
        if not hit.entry.may_be_told:
            return "bare", ""
        grammar = self.gazetteer.grammar
        strong = self.words.all_beside(grammar.strong_words, hit)
        plain = self.words.all_beside(grammar.plain_words, hit)
        if strong and len(strong) + len(plain) > 1:
            first, second = map(self._spelled, [*strong, *plain][:2])
            return "two-general-words", f'beside "{first}" and "{second}"'
        if strong or plain:
            return "one-general-word", f'beside "{self._spelled([*strong, *plain][0])}" alone'
        return "bare", ""

    def _spelled(self, word: str) -> str:
        return self.gazetteer.spelling.get(word, word)

    def _with(self, hit: Hit, reason: str, rule: str) -> Hit:
        sure = self.confidence(reason)
        machine = ACCEPTED if sure >= ACCEPT_FROM else SUGGESTED if sure >= SUGGEST_FROM else REFUSED
        return hit._replace(machine=machine, reason=reason, rule=rule)

    def confidence(self, reason: str) -> float:
        """What a verdict for this reason is worth."""
        told = self.gazetteer.grammar.confidence
        return told.get(reason, CONFIDENCE.get(reason, OTHERWISE))


def _without_parts(hits: list[Hit]) -> list[Hit]:
    """The hits without the shorter names of what a longer one was refused for: to Scale AI is no Scale."""
    refused = [hit for hit in hits if hit.reason == "negative-context"]
    starts = {(hit.target, hit.start): hit.end for hit in refused}
    ends = {(hit.target, hit.end): hit.start for hit in refused}
    return [
        hit
        for hit in hits
        if hit.end >= starts.get((hit.target, hit.start), 0)
        and hit.start <= ends.get((hit.target, hit.end), hit.start)
    ]


def settle_rivals(hits: list[Hit], judge: Judge) -> list[Hit]:
    """Of two things of one name, the one whose owner is named elsewhere; without that both are suggested."""
    by_place: dict[tuple[int, int, str], set[Target]] = {}
    for hit in hits:
        by_place.setdefault((hit.start, hit.end, hit.target.kind), set()).add(hit.target)
    settled = []
    for hit in hits:
        rivals = by_place[hit.start, hit.end, hit.target.kind] - {hit.target}
        if not rivals or _owner_is_named(hit.target, hit, judge):
            settled.append(hit)
        elif not any(_owner_is_named(rival, hit, judge) for rival in rivals):
            rule = f'"{hit.entry.name.text}" is the name of several'
            settled.append(hit._replace(machine=SUGGESTED, reason="shared", rule=rule))
    return settled


def _owner_is_named(target: Target, hit: Hit, judge: Judge) -> bool:
    owners = judge.gazetteer.owners_of(target, judge.on)
    return any(judge.named.beside(judge.named.directly, owner, hit) for owner in owners)
