"""Reads the environment into plain values and refuses what it does not understand."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

MODES = ("local", "dev", "production")
KNOWN = frozenset(
    {
        *("AITRACKER_MODE", "AITRACKER_STATE", "AITRACKER_SECRET_KEY", "AITRACKER_SECRET_KEY_FILE"),
        "AITRACKER_SECOND_FACTOR",
    }
)
DATABASE_SCHEMES = ("postgresql", "postgres")
# The last attempts tell which feed kills its readers.
KEPT_AT_LEAST = 3
REDIS_SCHEMES = ("redis", "rediss", "unix")
HOST_PORT = re.compile(r"\[?[A-Za-z0-9.:-]+\]?:\d{1,5}")
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What the environment says. Addresses are URLs, spacing is seconds, rates are requests a minute."""

    mode: str
    state: Path
    secret_key: str
    database_url: str
    redis_url: str
    allowed_hosts: list[str]
    feed_allow_hosts: frozenset[str]
    feed_host_spacing: float
    feed_contact: str
    api_rate_anon: int
    api_rate_token: int
    sentry_dsn: str
    proxies: int
    keep_fetches: int
    second_factor: bool


def read_environment(env: Mapping[str, str] | None = None) -> Environment:
    """Read os.environ or the mapping; ImproperlyConfigured names the variable and the way out."""
    env = os.environ if env is None else env
    _refuse_unknown(env)
    mode = _one_of(env, "AITRACKER_MODE", MODES, default="local")
    production = mode == "production"
    return Environment(
        mode=mode,
        state=Path(env.get("AITRACKER_STATE") or ROOT / ".state").absolute(),
        secret_key=_secret(env, required=production),
        database_url=_url(env, "DATABASE_URL", DATABASE_SCHEMES, required=production),
        redis_url=_url(env, "REDIS_URL", REDIS_SCHEMES, required=production),
        allowed_hosts=_hosts(env, required=production),
        feed_allow_hosts=_feed_allow_hosts(env, refused=production),
        feed_host_spacing=_number(env, "FEED_HOST_SPACING", default=2.0),
        feed_contact=_contact(env),
        api_rate_anon=int(_number(env, "API_RATE_ANON", default=120)),
        api_rate_token=int(_number(env, "API_RATE_TOKEN", default=1200)),
        sentry_dsn=_url(env, "SENTRY_DSN", ("https", "http"), required=False),
        proxies=int(_number(env, "PROXIES", default=1 if production else 0)),
        keep_fetches=max(KEPT_AT_LEAST, int(_number(env, "KEEP_FETCHES", default=30))),
        second_factor=_second_factor(env, required=production),
    )


def _refuse_unknown(env: Mapping[str, str]) -> None:
    unknown = sorted(name for name in env if name.startswith("AITRACKER_") and name not in KNOWN)
    if unknown:
        raise ImproperlyConfigured(
            f"Unknown environment variable {unknown[0]}: the known ones are {', '.join(sorted(KNOWN))}."
        )


def _one_of(env: Mapping[str, str], name: str, values: tuple[str, ...], *, default: str) -> str:
    value = env.get(name, default)
    if value not in values:
        raise ImproperlyConfigured(f"{name}={value!r} is not understood: use one of {', '.join(values)}.")
    return value


def _second_factor(env: Mapping[str, str], *, required: bool) -> bool:
    value = _one_of(env, "AITRACKER_SECOND_FACTOR", ("on", "off"), default="on" if required else "off")
    if required and value == "off":
        raise ImproperlyConfigured("AITRACKER_SECOND_FACTOR=off is refused in production: unset it.")
    return value == "on"


def _secret(env: Mapping[str, str], *, required: bool) -> str:
    secret = _kept(env, "AITRACKER_SECRET_KEY")
    if required and (len(secret) < 50 or len(set(secret)) < 10):
        raise ImproperlyConfigured(
            "AITRACKER_SECRET_KEY must be set in production, at least 50 varied characters; "
            'make one with: python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    return secret


def _kept(env: Mapping[str, str], name: str) -> str:
    """A value that may be secret: from the file that NAME_FILE names, as containers keep it, else NAME."""
    path = env.get(f"{name}_FILE", "")
    if not path:
        return env.get(name, "")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name}_FILE={path} cannot be read: {error}.") from error


def _url(env: Mapping[str, str], name: str, schemes: tuple[str, ...], *, required: bool) -> str:
    value = _kept(env, name)
    if required and not value:
        raise ImproperlyConfigured(f"{name} must be set in production.")
    if value and urlsplit(value).scheme not in schemes:
        wanted = " or ".join(f"{scheme}://" for scheme in schemes)
        raise ImproperlyConfigured(f"{name} is not understood: it must begin with {wanted}.")
    return value


def _hosts(env: Mapping[str, str], *, required: bool) -> list[str]:
    hosts = [host.strip() for host in env.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
    if required and (not hosts or "*" in hosts):
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's hosts in production: tracker.example.")
    return hosts or ["127.0.0.1", "localhost", "[::1]"]


def _feed_allow_hosts(env: Mapping[str, str], *, refused: bool) -> frozenset[str]:
    entries = [entry.strip() for entry in env.get("FEED_ALLOW_HOSTS", "").split(",") if entry.strip()]
    if refused and entries:
        raise ImproperlyConfigured("FEED_ALLOW_HOSTS lets the fetcher reach private addresses: unset it.")
    for entry in entries:
        if not HOST_PORT.fullmatch(entry):
            raise ImproperlyConfigured(f"FEED_ALLOW_HOSTS: {entry!r} is not host:port, as 127.0.0.1:9100.")
    return frozenset(entries)


def _contact(env: Mapping[str, str]) -> str:
    """How publishers reach whoever runs this site; sent along with every request for a feed."""
    contact = env.get("FEED_CONTACT", "")
    if not re.fullmatch(r"[!-~]{0,200}", contact):
        raise ImproperlyConfigured("FEED_CONTACT must be one address of a page or mailbox, without spaces.")
    return contact


def _number(env: Mapping[str, str], name: str, *, default: float) -> float:
    value = env.get(name, "")
    if not value:
        return default
    if not re.fullmatch(r"\d{1,9}(\.\d{1,3})?", value, re.ASCII):
        raise ImproperlyConfigured(f"{name}={value!r} is not a number of zero or more.")
    return float(value)
