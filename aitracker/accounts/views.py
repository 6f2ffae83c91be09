"""The pages between a right password and the desk, and the one that asks for the password again."""

from base64 import b32encode
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django_otp import login as note_device

from aitracker.accounts.admission import Duty, duty_of, is_fresh, prove
from aitracker.accounts.forms import CodeForm, OwnPasswordForm, PasswordAgainForm, require_turn
from aitracker.accounts.limits import forget
from aitracker.accounts.models import Account
from aitracker.accounts.second_step import confirm, device_to_enrol, picture_of, verified_by
from aitracker.web.rates import network_of

View = Callable[..., HttpResponse]


def on_arrival(duty: Duty) -> Callable[[View], View]:
    """A page for whoever has this duty left; everybody else is sent where they belong."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            user: Any = request.arriving  # type: ignore[attr-defined]
            if not user:
                return HttpResponseRedirect(next_of(request) if request.user.is_staff else sign_in(request))
            if duty_of(user, request.session) != duty:
                return onward(request, user)
            return view(request, user)

        return never_cache(guarded)

    return guard


def onward(request: HttpRequest, user: Any) -> HttpResponseRedirect:
    """To the next duty, or to where somebody wanted to go."""
    duty = duty_of(user, request.session)
    return HttpResponseRedirect(_with_next(f"admin:{duty}", request) if duty else next_of(request))


def next_of(request: HttpRequest) -> str:
    """Where somebody wanted to go, on this site alone."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse("admin:index")


def sign_in(request: HttpRequest) -> str:
    """The page of name and password."""
    return _with_next("admin:login", request)


@on_arrival(Duty.SECOND_STEP)
def second_step(request: HttpRequest, user: Any) -> HttpResponse:
    """Ask for a code."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        address, name = network_of(request.META), f"code of {user.pk}"
        device = _checked(form, lambda: _verified(user, form, address, name))
        if device:
            _note(request, user, device)
            return onward(request, user)
    return _page(request, "second_step.html", {"title": "Second step", "form": form})


@on_arrival(Duty.ENROL)
def enrol(request: HttpRequest, user: Any) -> HttpResponse:
    """Set a phone up, and show the codes in reserve once."""
    device = device_to_enrol(user)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        codes = confirm(device, form.cleaned_data["code"])
        if codes:
            _note(request, user, device)
            return _page(request, "codes.html", {"title": "Codes in reserve", "codes": codes})
        form.add_error("code", "That is not the code of now. Try the next one.")
    picture = mark_safe(picture_of(device))  # noqa: S308  drawn here, from an address that is escaped
    context = {"title": "Set up the second step", "form": form, "picture": picture, "key": _key(device)}
    return _page(request, "enrol.html", context)


@on_arrival(Duty.NEW_PASSWORD)
def new_password(request: HttpRequest, user: Any) -> HttpResponse:
    """Ask for a password of one's own."""
    form = OwnPasswordForm(user, request.POST or None)
    if form.is_valid():
        form.save()
        Account.objects.filter(user=user).update(must_change_password=False)
        update_session_auth_hash(request, user)
        return onward(request, user)
    return _page(request, "new_password.html", {"title": "Choose a password of your own", "form": form})


@never_cache
def password_again(request: HttpRequest) -> HttpResponse:
    """Ask for the password again, before accounts are changed."""
    address = network_of(request.META)
    form = PasswordAgainForm(request.POST or None, user=request.user, address=address)
    if form.is_valid():
        prove(request.session, now=timezone.now())
        return HttpResponseRedirect(next_of(request))
    return _page(request, "password_again.html", {"title": "Your password again", "form": form})


def asked_again(request: HttpRequest) -> HttpResponseRedirect | None:
    """The way to `password_again` where the password was typed too long ago; None where it was not."""
    if is_fresh(request.session, now=timezone.now()):
        return None
    query = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('admin:password_again')}?{query}")


def _verified(user: Any, form: CodeForm, address: str, name: str) -> Any:
    require_turn(address, name)
    device = verified_by(user, form.cleaned_data["code"])
    if device:
        forget(address, name)
    return device


def _checked(form: CodeForm, check: Callable[[], Any]) -> Any:
    try:
        device = check()
    except ValidationError as error:
        form.add_error("code", error)
        return None
    if device is None:
        form.add_error("code", "That is not the code of now. After a wrong one wait a moment.")
    return device


def _note(request: HttpRequest, user: Any, device: Any) -> None:
    """The session has passed its second step."""
    request.user = user
    request.session.cycle_key()
    note_device(request, device)


def _key(device: Any) -> str:
    """What is typed where no camera is: four letters at a time."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _with_next(page: str, request: HttpRequest) -> str:
    return f"{reverse(page)}?{urlencode({'next': next_of(request)})}"


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    given = {**admin.site.each_context(request), **context, "next": next_of(request)}
    status = 400 if "form" in context and context["form"].errors else 200
    return TemplateResponse(request, f"accounts/{template}", given, status=status)
