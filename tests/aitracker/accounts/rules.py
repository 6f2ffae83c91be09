"""Who may do what where, in few rules: the first that fits an address holds for it."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from aitracker.accounts.roles import Role

ANYBODY = "anonymous"
NOBODY = "nobody"
ABSENT = "absent"
MISSING = "missing"
FORM = "form"
HARMLESS = "harmless"
SENT_ON = "sent on"
ROLES = (ANYBODY, *(role.value for role in Role))
READER, CONTRIBUTOR, CURATOR, OWNER = (role.value for role in Role)


@dataclass(frozen=True, slots=True)
class Rule:
    """The least role that reads (GET) and the least that writes (POST) at addresses of these names.

    `other` is the same for PUT, PATCH and DELETE. In the place of a role: NOBODY is let in, the method is
    ABSENT, the page is MISSING, whatever comes is HARMLESS, or whoever has no duty there is SENT_ON; a FORM
    takes PUT as POST and no other method.
    """

    names: str
    read: str
    write: str
    other: str = ABSENT

    def fits(self, name: str) -> bool:
        """Whether the rule is about the address; `|` parts patterns."""
        return any(fnmatchcase(name, pattern) for pattern in self.names.split("|"))


def table(names: str, *, change: str = NOBODY, add: str = NOBODY, delete: str = NOBODY) -> list[Rule]:
    """The usual addresses of a table in the admin that readers see."""
    return [
        Rule(f"admin:{names}_changelist", READER, READER, READER),
        Rule(f"admin:{names}_add", add, add, add),
        Rule(f"admin:{names}_change", READER, change, READER),
        Rule(f"admin:{names}_delete", delete, delete, delete),
        Rule(f"admin:{names}_history", READER, READER, READER),
    ]


RULES = [
    # Pages, feeds and files: everybody reads, nothing is sent there.
    Rule("healthz|readyz|metrics|timeline:sitemap*", ANYBODY, ANYBODY, ANYBODY),
    # The desk, before the pages for everybody.
    Rule("timeline:review|timeline:suggestion|timeline:review-look|timeline:look-feed", READER, ABSENT),
    Rule("timeline:review-link", CONTRIBUTOR, CONTRIBUTOR),
    Rule("timeline:decide|timeline:review-import", CURATOR, CURATOR),
    # What readers report.
    Rule("timeline:report", ANYBODY, ANYBODY),
    Rule("timeline:*|news:*", ANYBODY, ABSENT),
    # The API: everybody reads; suggestions are curators', and proposals come with a token.
    Rule("api:suggestions", READER, NOBODY),
    Rule("api:suggestion", READER, ABSENT),
    Rule("api:accept|api:reject|api:merge", ABSENT, CURATOR),
    Rule("api:*", ANYBODY, ABSENT),
    Rule("django.views.generic.base.RedirectView", ANYBODY, ANYBODY, ANYBODY),
    Rule("aitracker.web.ways.NothingHere", MISSING, MISSING, MISSING),
    # The admin itself.
    Rule("admin:login", ANYBODY, ANYBODY, FORM),
    Rule("admin:logout", HARMLESS, HARMLESS, HARMLESS),
    Rule("admin:second_step|admin:new_password|admin:enrol", SENT_ON, SENT_ON, SENT_ON),
    Rule("admin:password_again", READER, READER, READER),
    Rule("admin:index|admin:app_list", READER, READER, READER),
    Rule("admin:password_change", READER, READER, FORM),
    Rule("admin:password_change_done|admin:jsi18n|admin:autocomplete", READER, ABSENT),
    Rule("admin:view_on_site", MISSING, MISSING, MISSING),
    Rule("admin:django.contrib.admin.sites.AdminSite.catch_all_view", MISSING, MISSING, MISSING),
    Rule("admin:django.views.generic.base.RedirectView", READER, READER, READER),
    # Guided changes of the record, and the ways back.
    Rule("admin:*_do", CURATOR, CURATOR, CURATOR),
    Rule("admin:timeline_change_undo|admin:timeline_change_reinstate", ABSENT, CURATOR),
    *table("timeline_suggestion", change=READER),
    # Accounts, feeds and tokens are the owner's.
    *[
        Rule(f"admin:{names}_{act}", OWNER, OWNER, OWNER)
        for names in ("auth_user", "timeline_apitoken")
        for act in ("changelist", "history", "add")
    ],
    Rule("admin:auth_user_change", OWNER, OWNER, OWNER),
    Rule("admin:timeline_apitoken_change", OWNER, NOBODY, OWNER),
    Rule("admin:auth_user_delete|admin:timeline_apitoken_delete", NOBODY, NOBODY, NOBODY),
    Rule("admin:news_feed_advice", READER, READER, READER),
    Rule("admin:news_feed_find|admin:news_feed_opml|admin:news_feed_validate", OWNER, OWNER, OWNER),
    *table("news_feed", change=OWNER, add=OWNER, delete=OWNER),
    # The record and the news: everybody with an account sees them, curators change them.
    *table("news_alias", change=CURATOR, add=CURATOR),
    *[
        rule
        for names in ("news_company", "news_product", "news_tag")
        for rule in table(names, change=CURATOR)
    ],
    *[
        rule
        for names in ("deliverable", "commitment", "event")
        for rule in table(f"timeline_{names}", change=CURATOR)
    ],
    *[
        rule
        for names in (
            *("news_fetch", "news_host", "news_item", "news_retagging", "news_story"),
            *("timeline_change", "timeline_eventparty", "timeline_evidence", "timeline_outcome"),
        )
        for rule in table(names)
    ],
]


def rule_of(name: str) -> Rule | None:
    """The rule of an address, or None where nobody has said who may."""
    return next((rule for rule in RULES if rule.fits(name)), None)
