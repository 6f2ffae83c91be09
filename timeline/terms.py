"""The words of the record: every enumeration that a fact, a promise or an answer may carry."""

from enum import StrEnum


class Channel(StrEnum):
    """How a deliverable reaches the people it was promised to."""

    API = "api"
    APP = "app"
    WEIGHTS = "weights"
    WEB = "web"
    DEVICE = "device"
    HARDWARE = "hardware"
    FEATURE = "feature"
    SERVICE = "service"
    LAW = "law"
    GOAL = "goal"
    OTHER = "other"


class Stage(StrEnum):
    """How finished the deliverable was promised to be."""

    PREVIEW = "preview"
    BETA = "beta"
    GA = "ga"


class Audience(StrEnum):
    """Who was promised the use of it."""

    PARTNERS = "partners"
    SOME = "some"
    PAID = "paid"
    ALL = "all"


class Basis(StrEnum):
    """The two lanes: the company's own word, or what others report."""

    OFFICIAL = "official"
    REPORTED = "reported"


class Voice(StrEnum):
    """Through what a promise was made known."""

    PRESS_RELEASE = "press_release"
    EXECUTIVE = "executive"
    SPOKESPERSON = "spokesperson"
    SOCIAL_POST = "social_post"
    DOCS = "docs"
    EARNINGS_CALL = "earnings_call"
    FILING = "filing"
    LEAK = "leak"
    UNNAMED_SOURCE = "unnamed_source"
    ANALYST = "analyst"
    PARTNER = "partner"


class Precision(StrEnum):
    """How exactly a window was stated."""

    DAY = "day"
    RANGE = "range"
    WEEK = "week"
    MONTH = "month"
    PART = "part"
    DEADLINE = "deadline"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    RELATIVE = "relative"
    FLOOR = "floor"
    VAGUE = "vague"


BOUNDED = frozenset(Precision) - {Precision.FLOOR, Precision.VAGUE}


class EventKind(StrEnum):
    """What sort of thing happened."""

    LAUNCH = "launch"
    ANNOUNCEMENT = "announcement"
    DELAY = "delay"
    CANCELLATION = "cancellation"
    WITHDRAWAL = "withdrawal"
    RESTRUCTURING = "restructuring"
    DEPRECATION = "deprecation"
    FUNDING = "funding"
    SPENDING = "spending"
    ACQUISITION = "acquisition"
    POLICY = "policy"
    INCIDENT = "incident"


RightKind = StrEnum(  # type: ignore[misc]  # its members are those of another, and one more
    "RightKind", [*((kind.name, kind.value) for kind in EventKind), ("NONE", "none")]
)
RightKind.__doc__ = "What a suggestion of the wrong kind tells of instead; none where it is no event."


class RestructuringKind(StrEnum):
    """What a restructuring did."""

    CREATED = "created"
    SPLIT = "split"
    MERGED = "merged"
    DISSOLVED = "dissolved"
    RENAMED = "renamed"
    LEADERSHIP = "leadership"
    LAYOFF = "layoff"
    SPIN_OUT = "spin_out"
    STRATEGY = "strategy"


class Effect(StrEnum):
    """What an event did to a deliverable."""

    DELIVERED = "delivered"
    DELIVERED_PARTLY = "delivered_partly"
    ROLLOUT_STARTED = "rollout_started"
    ROLLOUT_COMPLETED = "rollout_completed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    RETIRED = "retired"
    DORMANT = "dormant"
    UNCLEAR = "unclear"


ARRIVALS = frozenset({Effect.DELIVERED, Effect.ROLLOUT_STARTED, Effect.ROLLOUT_COMPLETED})


class Completeness(StrEnum):
    """How much of what was promised an outcome brought."""

    FULL = "full"
    LIMITED = "limited"
    REGION = "region"
    SUBSTITUTED_VERSION = "substituted_version"
    REDUCED = "reduced"


class PartyRole(StrEnum):
    """The part a company or product had in an event."""

    SUBJECT = "subject"
    FROM = "from"
    TO = "to"
    CREATED = "created"
    DISSOLVED = "dissolved"
    AFFECTED = "affected"
    EXEMPT = "exempt"
    BUYER = "buyer"
    TARGET = "target"
    INVESTOR = "investor"


class EvidenceRole(StrEnum):
    """What a source does for the fact it stands under."""

    STATES = "states"
    RESTATES = "restates"
    CONFIRMS = "confirms"
    CONTRADICTS = "contradicts"
    CORRECTS = "corrects"
    RETRACTS = "retracts"


class ReadDepth(StrEnum):
    """How much of a source was read."""

    FULL = "full"
    FEED = "feed"
    EXCERPT = "excerpt"


class Action(StrEnum):
    """What a Change did to the record."""

    ADD = "add"
    STATE = "state"
    REDATE = "redate"
    WITHDRAW_DATE = "withdraw_date"
    DELIVER = "deliver"
    END = "end"
    RESTRUCTURE = "restructure"
    RETRACT = "retract"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    VERIFY = "verify"
    UNDO = "undo"
    WINDOW_CLOSED = "window_closed"


class RecordTable(StrEnum):
    """The tables whose rows stand on their own; aliases, parties, outcomes and evidence belong to one."""

    COMPANY = "company"
    PRODUCT = "product"
    DELIVERABLE = "deliverable"
    COMMITMENT = "commitment"
    EVENT = "event"


class CorrectionReason(StrEnum):
    """Why a recorded fact was wrong."""

    TYPO = "typo"
    MISREAD = "misread"
    WRONG_RULE = "wrong_rule"
    SOURCE_CORRECTED = "source_corrected"
    DUPLICATE = "duplicate"
    SCOPE = "scope"


class Question(StrEnum):
    """What a person is asked of a suggestion: what it may mean for the record."""

    SLIP = "slip"
    FULFILLED = "fulfilled"
    DROPPED = "dropped"
    RESTORED = "restored"
    NEW_DATE = "new_date"
    NEW_DELIVERABLE = "new_deliverable"
    MORE_EVIDENCE = "more_evidence"
    EVENT = "event"
