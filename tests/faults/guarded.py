"""Every guard that a fault's test would miss."""

from tests.faults.guarded_publishers import OF_PUBLISHERS
from tests.faults.guarded_site import OF_THE_SITE

GUARDS = (*OF_THE_SITE, *OF_PUBLISHERS)
