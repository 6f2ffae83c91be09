"""Who may see the desk and who may decide there; nothing of it is kept on the way to the browser."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import cache_control

MAY_VIEW = "timeline.view_suggestion"
MAY_PROPOSE = "timeline.add_suggestion"
MAY_DECIDE = "timeline.change_suggestion"
View = Callable[..., HttpResponseBase]


def for_staff(permission: str) -> Callable[[View], View]:
    """Others are asked to sign in; who is signed in and may not is refused (403)."""

    def guard(view: View) -> View:
        guarded = staff_member_required(permission_required(permission, raise_exception=True)(view))

        @wraps(view)
        @cache_control(private=True, no_store=True)
        def answer(request: HttpRequest, *args: Any, **names: Any) -> HttpResponseBase:
            return guarded(request, *args, **names)

        return answer

    return guard
