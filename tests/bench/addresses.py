"""Every page and list that a reader or a program can ask of a seeded record, by a name for the table."""

from news.models import Feed, Story
from tests.bench.pages import LISTS, OF_ONE
from timeline.views.sitemap import MOST

PAST = "as_of=2025-06-30"
NEWS = {
    "news, second page": "/news/?page=2",
    "news, page 250": "/news/?page=250",
    "news of a company": "/news/?company=company-7",
    "news of a rare company": "/news/?company=rare",
    "news of two companies": "/news/?company=company-7,company-8",
    "news of a model": "/news/?model=product-7",
    "news of a rare model": "/news/?model=rare-model",
    "news of a company and a model": "/news/?company=company-7&model=product-7",
    "news of a common word": "/news/?q=thing",
    "news of a rare word": "/news/?q=777777",
    "news of a short word": "/news/?q=77",
    "news of no word there is": "/news/?q=zzzzzz",
    "news of a company and a word": "/news/?company=company-7&q=777",
    "news of a kind": "/news/?kind=launch",
    "news of who writes": "/news/?standing=press",
    "news that the record cites": "/news/?show=ledger",
    "news of some days": "/news/?from=2025-01-01&to=2025-01-31",
    "news of a past day": f"/news/?{PAST}",
    "news of a company on a past day": f"/news/?company=company-7&{PAST}",
    "news of a word on a past day": f"/news/?q=777777&{PAST}",
}
SEARCHES = {
    "search for a common word": "/search/?q=thing",
    "search for a rare word": "/search/?q=777777",
    "search for two words": "/search/?q=thing+777777",
    "search for no word there is": "/search/?q=compny",
    "search among stories": "/search/?q=thing&kind=story",
    "search on a past day": f"/search/?q=thing&{PAST}",
}
PAST_PAGES = {
    "today on a past day": f"/?{PAST}",
    "timeline on a past day": f"/timeline/?{PAST}",
    "ledger on a past day": f"/ledger/?{PAST}",
    "company on a past day": f"/c/company-0/?{PAST}",
    "model of a family": "/p/product-7/",
    "rare company": "/c/rare/",
    "rare model": "/p/rare-model/",
}
FILES = {
    "sources as OPML": "/sources/feeds.opml",
    "changes as Atom": "/changes.atom",
    "news as Atom": "/news.atom",
    "news of a company as Atom": "/news.atom?company=company-7",
    "news of a rare company as Atom": "/news.atom?company=rare",
    "news of a word as Atom": "/news.atom?q=777777",
    "calendar": "/calendar.ics",
    "site map": "/sitemap.xml",
    "site map, companies": "/sitemap-company.xml",
    "site map, stories": "/sitemap-story.xml",
    "site map, last stories": "/sitemap-story.xml?p={last_part}",
}
API = {
    "index": "",
    "companies": "/companies",
    "companies of a word": "/companies?q=company+7",
    "a company": "/companies/company-7",
    "record of a company": "/companies/company-7/record",
    "products": "/products",
    "a product": "/products/product-7",
    "models": "/models",
    "deliverables": "/deliverables",
    "a deliverable": "/deliverables/deliverable-0",
    "commitments": "/commitments",
    "events": "/events",
    "restructurings": "/restructurings",
    "changes": "/changes",
    "corrections": "/corrections",
    "sources": "/sources",
    "timeline": "/timeline",
    "search for a common word": "/search?q=thing",
    "search for a rare word": "/search?q=777777",
    "search for stories": "/search?q=thing&kind=story",
    "items": "/items",
    "items, 200 on a page": "/items?limit=200",
    "items with their number": "/items?include=total",
    "items, the oldest first": "/items?sort=published",
    "items of a company": "/items?company=company-7",
    "items of a rare company": "/items?company=rare",
    "items of a company with their number": "/items?company=company-7&include=total",
    "items of a product": "/items?product=product-7",
    "items of a rare product": "/items?product=rare-model",
    "items of a company and a product": "/items?company=company-7&product=product-7",
    "items of a common word": "/items?q=thing",
    "items of a rare word": "/items?q=777777",
    "items of a short word": "/items?q=77",
    "items of no word there is": "/items?q=zzzzzz",
    "items of a company and a word": "/items?company=company-7&q=777777",
    "items of some days": "/items?from=2025-01-01&to=2025-01-31",
    "items of a past day": f"/items?{PAST}",
    "items of a company on a past day": f"/items?company=company-7&{PAST}",
    "stories": "/stories",
    "stories, the oldest first": "/stories?sort=published",
    "stories with their number": "/stories?include=total",
    "stories of a company": "/stories?company=company-7",
    "stories of a rare company": "/stories?company=rare",
    "stories of a company with their number": "/stories?company=company-7&include=total",
    "stories of a model": "/stories?model=product-7",
    "stories of a common word": "/stories?q=thing",
    "stories of a rare word": "/stories?q=777777",
    "stories of no word there is": "/stories?q=zzzzzz",
    "stories of a kind": "/stories?kind=launch",
    "stories of who writes": "/stories?standing=press",
    "stories of some days": "/stories?from=2025-01-01&to=2025-01-31",
    "stories of a past day": f"/stories?{PAST}",
    "story": "/stories/{story}",
}
# Lists whose second page is asked for too, by the cursor that their first page names.
CONTINUED = (
    "items",
    "items of a company",
    "items of a rare word",
    "stories",
    "stories of a company",
    "stories of a rare company",
    "changes",
)


def addresses() -> dict[str, dict[str, str]]:
    """The addresses by what they show, in groups; the record is seeded."""
    numbers = {
        "story": Story.objects.filter(merged_into=None).latest("pk").pk,
        "feed": Feed.objects.latest("pk").pk,
        "last_part": -(-Story.objects.latest("pk").pk // MOST),
    }
    own = {"one story": "/news/{story}/", "one source": "/sources/{feed}/"}
    api = {name: f"/api/v1{address or '/'}" for name, address in API.items()}
    groups = {
        "pages": LISTS | OF_ONE | own,
        "pages of a past day, of who is seldom told of": PAST_PAGES,
        "the news as chosen": NEWS,
        "searches": SEARCHES,
        "subscriptions, files, site map": FILES,
        "API: the record": {name: address for name, address in api.items() if not _is_news(name)},
        "API: items": {name: address for name, address in api.items() if name.startswith("items")},
        "API: stories": {name: address for name, address in api.items() if name.startswith("stor")},
    }
    return {
        group: {name: address.format(**numbers) for name, address in among.items()}
        for group, among in groups.items()
    }


def _is_news(name: str) -> bool:
    return name.startswith(("items", "stor"))
