"""The settings, one file for every mode; what may differ comes from the environment."""

import secrets
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import django_stubs_ext

from aitracker.environment import ROOT, read_environment
from aitracker.local.state import running_servers
from aitracker.logs import logging_of, report_faults_to

# Lets annotations such as ModelAdmin[Item] run; Django itself declares only some of its classes generic.
django_stubs_ext.monkeypatch()

ENVIRONMENT = read_environment()
STATE = ENVIRONMENT.state
MODE = ENVIRONMENT.mode
PRODUCTION = MODE == "production"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
RUNNING = {} if ENVIRONMENT.database_url and ENVIRONMENT.redis_url else running_servers(STATE)
DATABASE_URL = ENVIRONMENT.database_url or RUNNING.get("DATABASE_URL", "postgresql:///aitracker")
REDIS_URL = ENVIRONMENT.redis_url or RUNNING.get("REDIS_URL", "redis://127.0.0.1:6379/0")


def stored_secret_key(folder: Path) -> str:
    """The secret key of this state folder, made at first use and readable by its owner alone."""
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def database(url: str) -> dict[str, Any]:
    """Django's database entry for a postgresql:// address; `?host=` names a socket folder."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "aitracker.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": query,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def celery_broker(url: str) -> str:
    """The same Redis address as Celery spells it."""
    return url.replace("unix://", "redis+socket://", 1) if url.startswith("unix://") else url


SECRET_KEY = ENVIRONMENT.secret_key or stored_secret_key(STATE)
DEBUG = MODE == "dev"
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts

INSTALLED_APPS = [
    "aitracker.accounts.admin_config.GuardedAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "aitracker.web",
    "news",
    "timeline",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "aitracker.accounts",
]
MIDDLEWARE = [
    "aitracker.web.numbers.NumberMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Outside of the policies, which say what may be framed.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "aitracker.web.policies.ContentPolicyMiddleware",
    # Outside of what compresses, so that a length is that of GET.
    "aitracker.web.heads.HeadMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "aitracker.web.measuring.MeasuringMiddleware",
    # After the static files, which are compressed once where strangers wait for them, and fonts never.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "aitracker.accounts.admission.AdmissionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "aitracker.urls"
WSGI_APPLICATION = "aitracker.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "timeline.views.frame.frame_of",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

CELERY_BROKER_URL = celery_broker(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 2}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 300_000
CELERY_TASK_SOFT_TIME_LIMIT = 150
CELERY_TASK_TIME_LIMIT = 170
CELERY_TASK_DEFAULT_QUEUE = "work"
CELERY_TASK_ROUTES = {"news.tasks.fetch_due": {"queue": "fetch"}}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULER = "aitracker.beating:SigningScheduler"
CELERY_BEAT_SCHEDULE = {
    "fetch-due": {"task": "news.tasks.fetch_due", "schedule": 15.0, "options": {"expires": 15}},
    "parse-spooled": {"task": "news.tasks.parse_spooled", "schedule": 15.0, "options": {"expires": 15}},
    "tag-items": {"task": "news.tasks.tag_items", "schedule": 15.0, "options": {"expires": 15}},
    "cluster-items": {"task": "news.tasks.cluster_items", "schedule": 15.0, "options": {"expires": 15}},
    "retag-items": {"task": "news.tasks.retag_items", "schedule": 15.0, "options": {"expires": 15}},
    "sweep": {"task": "news.tasks.sweep", "schedule": 60.0, "options": {"expires": 60}},
    "screen-stories": {
        "task": "timeline.tasks.screen_stories",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "screen-every-story": {
        "task": "timeline.tasks.screen_every_story",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "forget": {"task": "timeline.tasks.forget", "schedule": 3600.0, "options": {"expires": 3600}},
    # Daily in effect: a window is noted once. Hourly, so that a machine that sleeps at midnight notes it too.
    "note-closed-windows": {
        "task": "timeline.tasks.note_closed_windows",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
}

FEED_ALLOW_HOSTS = ENVIRONMENT.feed_allow_hosts
FEED_HOST_SPACING = ENVIRONMENT.feed_host_spacing
FEED_CONTACT = ENVIRONMENT.feed_contact
KEEP_FETCHES = ENVIRONMENT.keep_fetches
API_RATE_ANON = ENVIRONMENT.api_rate_anon
API_RATE_TOKEN = ENVIRONMENT.api_rate_token
# Reports of readers an hour, of one household and of all together (0: any number).
REPORT_RATE = 6
REPORT_RATE_ALL = 300
# How many proxies of ours add to X-Forwarded-For: what stands before their entries is the caller's word.
TRUSTED_PROXIES = ENVIRONMENT.proxies

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = STATE / "static"
STATICFILES_DIRS = [ROOT / "static"]
# Compressing everything takes a minute, which pays only where strangers wait for it.
STATIC_STORAGE = {
    "dev": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "local": "aitracker.web.statics.LocalStorage",
    "production": "aitracker.web.statics.ProductionStorage",
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE[MODE]},
}

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

# Whether staff give a code beside their password; always in production.
SECOND_FACTOR = ENVIRONMENT.second_factor
OTP_TOTP_ISSUER = "AI Tracker"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
# Sessions are those of staff alone; readers' reports need the other cookie on a link from elsewhere, too.
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrftoken"

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["aitracker.web.rendering.QuickJSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["timeline.api.tokens.BearerToken"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "aitracker.web.problems.problem_handler",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,  # `format` is a parameter like any other, refused where it is not offered
}
SPECTACULAR_SETTINGS = {
    "TITLE": "AI Tracker",
    "DESCRIPTION": (
        "Who promised what, when, in which words, and what became of it. Every answer is judged on a day "
        "(`as_of`, today unless asked otherwise) by what was public then. Dates are windows, never a day "
        "that nobody named. Null means not known. A parameter that is unknown, repeated or unreadable is "
        "refused."
    ),
    "VERSION": "1",
    "LICENSE": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_SUFFIX": "",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "Action": "timeline.terms.Action",
        "AliasKind": "news.models.catalog.Alias.Kind",
        "Audience": "timeline.terms.Audience",
        "Basis": "timeline.terms.Basis",
        "Channel": "timeline.terms.Channel",
        "CompanyKind": "news.models.catalog.Company.Kind",
        "Completeness": "timeline.terms.Completeness",
        "CorrectionReason": "timeline.terms.CorrectionReason",
        "Effect": "timeline.terms.Effect",
        "EventKind": "timeline.terms.EventKind",
        "EvidenceRole": "timeline.terms.EvidenceRole",
        "Fate": "timeline.ledger.answers.Fate",
        "ColourGroup": "timeline.ledger.answers.ColourGroup",
        "FateGroup": "timeline.ledger.answers.FateGroup",
        "FeedGroup": "timeline.api.feed_schemas.FeedGroup",
        "FoundKind": "timeline.queries.search.FoundKind",
        "FeedKind": "news.models.feeds.Feed.Kind",
        "FeedScope": "news.models.feeds.Feed.Scope",
        "FeedState": "news.models.feeds.Feed.State",
        "MoveKind": "timeline.ledger.answers.MoveKind",
        "PartyRole": "timeline.terms.PartyRole",
        "Precision": "timeline.terms.Precision",
        "ProductKind": "news.models.catalog.Product.Kind",
        "ReadDepth": "timeline.terms.ReadDepth",
        "RecordTable": "timeline.terms.RecordTable",
        "Relation": "timeline.queries.entries.Relation",
        "RightKind": "timeline.terms.RightKind",
        "RestructuringKind": "timeline.terms.RestructuringKind",
        "Stage": "timeline.terms.Stage",
        "ClaimRole": "timeline.claims.claim.Role",
        "Question": "timeline.terms.Question",
        "Rejection": "timeline.models.suggestions.Suggestion.Rejection",
        "ReaderReport": "timeline.models.suggestions.Suggestion.Report",
        "SuggestionKind": "timeline.models.suggestions.Suggestion.Kind",
        "SuggestionState": "timeline.models.suggestions.Suggestion.State",
        "TagDecision": "news.models.items.Tag.Decision",
        "TagMachine": "news.models.items.Tag.Machine",
        "Verdict": "timeline.ledger.answers.Verdict",
        "Voice": "timeline.terms.Voice",
    },
}

LOGGING = logging_of(as_json=PRODUCTION)
if ENVIRONMENT.sentry_dsn:
    report_faults_to(ENVIRONMENT.sentry_dsn, release=f"aitracker@{VERSION}")
