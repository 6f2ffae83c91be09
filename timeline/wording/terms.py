"""What a reader sees in place of each value of an enumeration."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from timeline.ledger.answers import Fate
from timeline.terms import (
    Audience,
    Channel,
    Completeness,
    Effect,
    EventKind,
    EvidenceRole,
    PartyRole,
    Precision,
    RestructuringKind,
    Stage,
    Voice,
)


class Look(NamedTuple):
    """How a fate is shown: its word, the name of its mark, and the colour group of both."""

    word: str
    mark: str
    tone: str


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        Fate.DELIVERED_EARLY: Look("Shipped early", "ship", "ship"),
        Fate.DELIVERED_ON_TIME: Look("Shipped in time", "ship", "ship"),
        Fate.DELIVERED_UNSCORED: Look("Shipped", "launch", "ship"),
        Fate.DELIVERED_INDETERMINATE: Look("Shipped about then", "ship", "ship"),
        Fate.DELIVERED_PARTLY: Look("Shipped in part", "part", "ship"),
        Fate.DELIVERED_LATE: Look("Shipped late", "late", "slip"),
        Fate.PENDING: Look("Promised", "promise", "promise"),
        Fate.ANNOUNCED: Look("No date", "vague", "promise"),
        Fate.UNVERIFIED: Look("Not checked", "unverified", "promise"),
        Fate.OVERDUE: Look("Overdue", "overdue", "slip"),
        Fate.CANCELLED: Look("Cancelled", "cancel", "cancel"),
        Fate.REPORTED_CANCELLED: Look("Reported cancelled", "cancel", "cancel"),
        Fate.WITHDRAWN: Look("Withdrawn", "withdrawn", "cancel"),
        Fate.SUPERSEDED: Look("Continued elsewhere", "moved-on", "cancel"),
        Fate.DORMANT: Look("Silent", "silent", "cancel"),
    }
)

CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        Channel.API: "API",
        Channel.APP: "App",
        Channel.WEIGHTS: "Open weights",
        Channel.WEB: "Web",
        Channel.DEVICE: "Device",
        Channel.HARDWARE: "Hardware",
        Channel.FEATURE: "Feature",
        Channel.SERVICE: "Service",
        Channel.LAW: "Law",
        Channel.GOAL: "Goal",
        Channel.OTHER: "Other",
    }
)

STAGES: Mapping[str, str] = MappingProxyType(
    {Stage.PREVIEW: "preview", Stage.BETA: "beta", Stage.GA: "general release"}
)

AUDIENCES: Mapping[str, str] = MappingProxyType(
    {
        Audience.PARTNERS: "selected partners",
        Audience.SOME: "some users",
        Audience.PAID: "paying users",
        Audience.ALL: "everybody",
    }
)

VOICES: Mapping[str, str] = MappingProxyType(
    {
        Voice.PRESS_RELEASE: "announcement",
        Voice.EXECUTIVE: "executive",
        Voice.SPOKESPERSON: "spokesperson",
        Voice.SOCIAL_POST: "social post",
        Voice.DOCS: "documentation",
        Voice.EARNINGS_CALL: "earnings call",
        Voice.FILING: "filing",
        Voice.LEAK: "leak",
        Voice.UNNAMED_SOURCE: "unnamed source",
        Voice.ANALYST: "analyst",
        Voice.PARTNER: "partner",
    }
)

PRECISIONS: Mapping[str, str] = MappingProxyType(
    {
        Precision.DAY: "to the day",
        Precision.RANGE: "range of days",
        Precision.WEEK: "week",
        Precision.MONTH: "month",
        Precision.PART: "part of a period",
        Precision.DEADLINE: "deadline",
        Precision.QUARTER: "quarter",
        Precision.HALF: "half year",
        Precision.SEASON: "season",
        Precision.YEAR: "year",
        Precision.RELATIVE: "counted from the day it was said",
        Precision.FLOOR: "no end",
        Precision.VAGUE: "no date",
    }
)

EVENT_KINDS: Mapping[str, Look] = MappingProxyType(
    {
        EventKind.LAUNCH: Look("Launch", "ship", "ship"),
        EventKind.ANNOUNCEMENT: Look("Announcement", "tick", "plain"),
        EventKind.DELAY: Look("Delay", "slip", "slip"),
        EventKind.CANCELLATION: Look("Cancellation", "cancel", "cancel"),
        EventKind.WITHDRAWAL: Look("Withdrawal", "withdrawn", "cancel"),
        EventKind.RESTRUCTURING: Look("Restructuring", "reorg", "reorg"),
        EventKind.DEPRECATION: Look("Retirement", "retired", "cancel"),
        EventKind.FUNDING: Look("Funding", "tick", "plain"),
        EventKind.SPENDING: Look("Spending", "tick", "plain"),
        EventKind.ACQUISITION: Look("Acquisition", "tick", "plain"),
        EventKind.POLICY: Look("Policy", "tick", "plain"),
        EventKind.INCIDENT: Look("Incident", "tick", "plain"),
    }
)

RIGHT_KINDS: Mapping[str, str] = MappingProxyType(
    {**{kind: look.word for kind, look in EVENT_KINDS.items()}, "none": "no event"}
)

RESTRUCTURINGS: Mapping[str, str] = MappingProxyType(
    {
        RestructuringKind.CREATED: "unit created",
        RestructuringKind.SPLIT: "unit split",
        RestructuringKind.MERGED: "units merged",
        RestructuringKind.DISSOLVED: "unit dissolved",
        RestructuringKind.RENAMED: "renamed",
        RestructuringKind.LEADERSHIP: "change of leadership",
        RestructuringKind.LAYOFF: "layoffs",
        RestructuringKind.SPIN_OUT: "spun out",
        RestructuringKind.STRATEGY: "change of strategy",
    }
)

PARTY_ROLES: Mapping[str, str] = MappingProxyType(
    {
        PartyRole.SUBJECT: "about",
        PartyRole.FROM: "from",
        PartyRole.TO: "to",
        PartyRole.CREATED: "created",
        PartyRole.DISSOLVED: "dissolved",
        PartyRole.AFFECTED: "affected",
        PartyRole.EXEMPT: "exempt",
        PartyRole.BUYER: "buyer",
        PartyRole.TARGET: "bought",
        PartyRole.INVESTOR: "investor",
    }
)

EFFECTS: Mapping[str, str] = MappingProxyType(
    {
        Effect.DELIVERED: "shipped",
        Effect.DELIVERED_PARTLY: "shipped in part",
        Effect.ROLLOUT_STARTED: "rollout began",
        Effect.ROLLOUT_COMPLETED: "rollout completed",
        Effect.CANCELLED: "cancelled",
        Effect.WITHDRAWN: "withdrawn",
        Effect.RESTORED: "restored",
        Effect.RETIRED: "retired",
        Effect.DORMANT: "silent since",
        Effect.UNCLEAR: "effect unclear",
    }
)

COMPLETENESS: Mapping[str, str] = MappingProxyType(
    {
        Completeness.FULL: "",
        Completeness.LIMITED: "to a limited circle",
        Completeness.REGION: "in some regions",
        Completeness.SUBSTITUTED_VERSION: "as another version",
        Completeness.REDUCED: "with less than was promised",
    }
)

EVIDENCE_ROLES: Mapping[str, str] = MappingProxyType(
    {
        EvidenceRole.STATES: "states",
        EvidenceRole.RESTATES: "repeats",
        EvidenceRole.CONFIRMS: "confirms",
        EvidenceRole.CONTRADICTS: "contradicts",
        EvidenceRole.CORRECTS: "corrects",
        EvidenceRole.RETRACTS: "retracts",
    }
)

COMPANY_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "company": "Company",
        "lab": "Lab",
        "unit": "Unit",
        "regulator": "Regulator",
        "foundation": "Foundation",
    }
)

PRODUCT_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "family": "Model family",
        "model": "Model",
        "app": "App",
        "agent": "Agent",
        "feature": "Feature",
        "device": "Device",
        "chip": "Chip",
        "platform": "Platform",
        "infrastructure": "Infrastructure",
        "law": "Law",
    }
)

FATE_GROUPS: Mapping[str, str] = MappingProxyType(
    {"open": "Open", "overdue": "Overdue", "shipped": "Shipped", "late": "Late", "ended": "Ended"}
)
