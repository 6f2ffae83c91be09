"""The settings of the site with the app of the version to come."""

from aitracker import settings
from aitracker.settings import *  # noqa: F403 -- Django reads settings as names of one module

INSTALLED_APPS = [*settings.INSTALLED_APPS, "tests.faults.next_version"]
