"""When a feed is asked again: intervals, patience after errors, a publisher's wishes; in seconds."""

from news.scheduling.plans import (
    DAY,
    FIRST_INTERVAL_S,
    HOST_BLOCK_S,
    NETWORK_ERRORS,
    OUTAGE_PAUSE_S,
    RECENT_ITEMS,
    WEEK_S,
    Plan,
    interval_from,
    is_outage,
    jittered,
    paced,
    plan_failure,
    plan_success,
    retry_after_s,
)
from news.scheduling.wishes import after_skips, document_wish_s, header_wish_s, skipped_days, skipped_hours

__all__ = [
    "DAY",
    "FIRST_INTERVAL_S",
    "HOST_BLOCK_S",
    "NETWORK_ERRORS",
    "OUTAGE_PAUSE_S",
    "RECENT_ITEMS",
    "WEEK_S",
    "Plan",
    "after_skips",
    "document_wish_s",
    "header_wish_s",
    "interval_from",
    "is_outage",
    "jittered",
    "paced",
    "plan_failure",
    "plan_success",
    "retry_after_s",
    "skipped_days",
    "skipped_hours",
]
