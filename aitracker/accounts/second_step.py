"""The second step of signing in: a device is set up, its codes and those kept in reserve are checked."""

from io import BytesIO
from typing import Any

import segno
from django.db import transaction
from django_otp import match_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RESERVE = "codes in reserve"
CODES_IN_RESERVE = 10


def device_to_enrol(user: Any) -> TOTPDevice:
    """The device that waits for its first code; the same one until that came."""
    device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "phone"})
    return device


def confirm(device: TOTPDevice, code: str) -> list[str] | None:
    """Take the device where the code is its own: the codes in reserve, shown once; None where it is not."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().get(pk=device.pk)
        if not device.verify_token(code):
            return None
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        return _codes_in_reserve(device.user)


def verified_by(user: Any, code: str) -> Any:
    """The device, or the reserve, that a code is of; None for a wrong one, and while one must wait."""
    return match_token(user, code)


def forget_devices(user: Any) -> None:
    """Whoever lost both phone and codes begins anew at the next sign-in."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def picture_of(device: TOTPDevice) -> str:
    """What a phone's camera reads, as SVG that stands in the page."""
    out = BytesIO()
    segno.make(device.config_url, error="m").save(
        out, kind="svg", scale=5, xmldecl=False, svgns=True, nl=False, light="#fff", dark="#000"
    )
    return out.getvalue().decode()


def _codes_in_reserve(user: Any) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    reserve = StaticDevice.objects.create(user=user, name=RESERVE)
    codes = [StaticToken.random_token() for _ in range(CODES_IN_RESERVE)]
    StaticToken.objects.bulk_create([StaticToken(device=reserve, token=code) for code in codes])
    return codes
