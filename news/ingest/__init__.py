"""The pipeline's changes up to the stored item: claim, ask, spool, parse, store, sweep."""

from news.ingest.batches import Tell, manners, run_batch
from news.ingest.claims import BATCH, Claim, claim_due, claim_now, drop_attempts
from news.ingest.copying import copy_rows
from news.ingest.moving import adopt_move
from news.ingest.removing import remove_items, restore_items
from news.ingest.rounds import Manners
from news.ingest.sources import SourceFacts, record_feed, source_items
from news.ingest.spool import parse_next
from news.ingest.sweeping import sweep

__all__ = [
    "BATCH",
    "Claim",
    "Manners",
    "SourceFacts",
    "Tell",
    "adopt_move",
    "claim_due",
    "claim_now",
    "copy_rows",
    "drop_attempts",
    "manners",
    "parse_next",
    "record_feed",
    "remove_items",
    "restore_items",
    "run_batch",
    "source_items",
    "sweep",
]
