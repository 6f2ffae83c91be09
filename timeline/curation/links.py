"""A page by its address: fetched, read, and what it claims found, as a proposal for a person to complete."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from news.canonical import publishing_host
from news.fetching import FetchOutcome, FetchRequest, fetch
from news.ingest import manners
from news.matching import Publisher, joined_text, match_text
from news.models import Company, Product, Tag
from news.vocabulary import current_gazetteer
from news.webpages import NoWebPage, WebPage, read_page
from timeline.claims import Claim, Mention, read_claim
from timeline.claims.matching import grounded
from timeline.claims.passages import read_passage
from timeline.claims.proposals import propose
from timeline.curation.kernel import Refused
from timeline.curation.received import Stated
from timeline.models import Deliverable
from timeline.queries.known import KnownRecords
from timeline.windows import read_window

LONGEST_QUOTE = 280
MOST_PASSAGES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A page as it was read. `passages` are the sentences that claim something.

    `event_kind` is empty and the rows are None where the rules read none; `words` state a promised window.
    """

    url: str
    page: WebPage
    passages: Sequence[str] = ()
    event_kind: str = ""
    company: Company | None = None
    product: Product | None = None
    deliverable: str = ""
    words: str = ""


def read_link(url: str, *, today: date) -> Linked:
    """Fetch a page by the rules of feeds and read it; raises Refused with the reason in plain words."""
    polite = manners()
    request = FetchRequest(url=url, user_agent=polite.user_agent, allow_hosts=polite.allow_hosts)
    answer = fetch(request)
    if answer.outcome != FetchOutcome.BODY:
        raise Refused(("url", answer.error_text or "the address answered nothing"))
    try:
        page = read_page(answer.body, content_type=answer.headers.get("content-type", ""))
    except NoWebPage as error:
        raise Refused(("url", str(error))) from error
    return _claimed(answer.final_url or url, page, on=min(page.day or today, today))


def _claimed(url: str, page: WebPage, *, on: date) -> Linked:
    """What the rules of news read in it, on its day."""
    publisher = Publisher(host=publishing_host(url), is_about_ai=False)
    matches = match_text(page.title, page.text, gazetteer=current_gazetteer(), on=on, publisher=publisher)
    held = [match for match in matches if match.machine == Tag.Machine.ACCEPTED]
    mentions = sorted(
        (Mention(target=match.target, start=start, end=end) for match in held for start, end in match.spans),
        key=lambda each: (each.start, each.end, each.target),
    )
    claim = read_claim(page.title, page.text, mentions=mentions, on=on)
    claim = grounded(claim, mentions, title_end=len(page.title))
    return Linked(
        url=url,
        page=page,
        passages=_passages(page, claim, on),
        event_kind=claim.kind.value if claim.kind else "",
        company=Company.objects.filter(pk=claim.company.id).first() if claim.company else None,
        product=Product.objects.filter(pk=claim.product.id).first() if claim.product else None,
        deliverable=_deliverable(page, claim, on),
        words=next((each.words for each in claim.stated if each.role == "promised"), ""),
    )


def _deliverable(page: WebPage, claim: Claim, on: date) -> str:
    """The slug of the one that the claim singles out; empty where it singles out none."""
    sentence = joined_text(page.title, page.text)[slice(*claim.sentence)]
    record = KnownRecords().of(claim, on=on)
    found = propose(claim, title=page.title, sentence=sentence, record=record)
    return found.deliverable or "" if found else ""


def _passages(page: WebPage, claim: Claim, on: date) -> list[str]:
    """Sentences that claim it or state its windows, also of the text alone; first those that say the same."""
    own = read_claim("", page.text, mentions=(), on=on)
    found = [*_sentences("", page.text, own), *_sentences(page.title, page.text, claim)]
    passages = list(dict.fromkeys(each for each in found if each))[:MOST_PASSAGES]
    return sorted(passages, key=lambda each: read_claim("", each, mentions=(), on=on).kind != claim.kind)


def _sentences(title: str, text: str, claim: Claim) -> Iterator[str]:
    joined, passage = joined_text(title, text), read_passage(title, text)
    for start, end in [claim.sentence, *(passage.sentence_at(each.start) for each in claim.stated)]:
        yield " ".join(joined[start:end].split())[:LONGEST_QUOTE]


def stated_in(words: str, *, on: date, deliverable: Deliverable | None) -> Stated:
    """The window that words state on their day; raises Refused where no rule reads any."""
    start = deliverable.product.company.fiscal_year_start_month if deliverable else 1
    window = read_window(words, on, on, fiscal_year_start_month=start)
    if window is None:
        raise Refused(("words", "no rule reads a date in these words: mend them, or leave them out"))
    return Stated(words=words, earliest=window.earliest, latest=window.latest, precision=window.precision)


def outlet_of_page(linked: Linked) -> str:
    """What the page calls its outlet, else its host."""
    return linked.page.outlet or (urlsplit(linked.url).hostname or "").removeprefix("www.")
