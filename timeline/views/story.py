"""One story: who tells it, what it changed in the record, and why it is about what it is about."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from news.models import Item, Story
from timeline.models import Deliverable
from timeline.queries.accounts import account_of, successor_of
from timeline.queries.deliverables import public_rows
from timeline.queries.stories import origins_of, outlet_of, outlets_of
from timeline.views.frame import Visit, page, visit_of
from timeline.views.stories import headline_of, story_address
from timeline.views.told import Telling
from timeline.views.why import names_of

MOST_NAMED = 40
MOST_HELD = 12


@require_safe
def story(request: HttpRequest, number: int) -> HttpResponse:
    """A story as known on a day; number: its id."""
    visit = visit_of(request)
    try:
        account = account_of(number, as_of=visit.as_of)
    except Story.DoesNotExist:
        return _elsewhere(visit, number)
    rows = public_rows(Deliverable.objects.all(), as_of=visit.as_of)
    names = names_of(account.items, keep=visit.keep)
    outlets = [_outlet(item) for item in account.items]
    context = {
        "headline": headline_of(account.items[0], visit),
        "first": outlets[0],
        "outlets": outlets,
        "number": account.number,
        "number_of_outlets": outlets_of(account.items),
        "origins": origins_of(account.items),
        "told": Telling(rows, as_of=visit.as_of, keep=visit.keep).lines(account.told),
        "is_under_review": account.is_under_review,
        "held": names.held[:MOST_HELD],
        "more_held": names.held[MOST_HELD:],
        "others": names.others[:MOST_NAMED],
        "more_others": len(names.others[MOST_NAMED:]),
    }
    return page(visit, "timeline/story.html", context, section="news")


def _elsewhere(visit: Visit, number: int) -> HttpResponse:
    """Lead to the story that a merged one goes on as."""
    there = successor_of(number)
    if there is None:
        raise Http404(f"There is no story {number}.")
    return HttpResponsePermanentRedirect(story_address(there, visit))


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLine:
    """One item of a story; repeats: the outlet whose report it repeats."""

    item: Item
    name: str
    repeats: str


def _outlet(item: Item) -> OutletLine:
    copied = item.copy_of
    return OutletLine(item=item, name=outlet_of(item), repeats=outlet_of(copied) if copied else "")
