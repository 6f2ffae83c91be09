"""Django's admin with our site, which lets nobody in before their duties are done."""

from django.contrib.admin.apps import AdminConfig


class GuardedAdminConfig(AdminConfig):
    """As Django's own, but for the site."""

    default_site = "aitracker.accounts.site.GuardedSite"
