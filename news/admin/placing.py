"""How the admin asks before stories are merged or split, and keeps in the history who did it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from news.stories import StoryError


def may_place(request: HttpRequest) -> bool:
    """Whether this person may say which items tell one story."""
    return request.user.has_perm("news.change_story")


def ask(
    page: admin.ModelAdmin[Any], request: HttpRequest, rows: Sequence[Model], *, action: str, will: str
) -> HttpResponse:
    """A page that says what will happen to the chosen rows, and asks whether it shall."""
    context = {
        **page.admin_site.each_context(request),
        "title": "Are you sure?",
        "opts": page.opts,
        "rows": rows,
        "will": will,
        "action": action,
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/news/confirm_placing.html", context)


def do(
    page: admin.ModelAdmin[Any],
    request: HttpRequest,
    rows: Sequence[Model],
    change: Callable[[str, datetime], object],
) -> None:
    """Make the change in this person's name and keep it in the history of each row; say why it cannot be."""
    try:
        change(request.user.get_username(), timezone.now())
    except StoryError as error:
        page.message_user(request, f"Nothing was changed: {error}.", messages.ERROR)
        return
    for row in rows:
        page.log_change(request, row, "Placed with or apart from other reports.")
    page.message_user(request, f"{len(rows)} were placed.", messages.SUCCESS)
