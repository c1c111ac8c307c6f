"""The settings, driven by the environment (docs/operations.md). Log-in, CSP and logging stand beside."""

from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path

import django_include_bootstrap
import environ
import font_source_sans_pro
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.clock import COPENHAGEN, checked_day

from .csp import CONTENT_SECURITY_POLICY  # noqa: F401 - read by django-csp
from .logging import LOGGING  # noqa: F401 - read by Django
from .login import *  # noqa: F403 - whole, as Django reads settings by name

env = environ.Env()
env.ENVIRON = {name: value for name, value in env.ENVIRON.items() if value}  # empty is as good as not set

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

# `make run`: a known key, users whose passwords are printed, and no TLS.
DEMONSTRATION = env.bool("DEBUG", default=False)
# Django's own pages about faults are English and full of code: readers of a demonstration get ours.
DEBUG = DEMONSTRATION and env.bool("TECHNICAL_PAGES", default=False)
DEFAULT_SECRET_KEY = "only-for-a-demonstration-on-your-own-machine"  # noqa: S105 - refused below unless DEBUG
SECRET_KEY = env.str("SECRET_KEY", default=DEFAULT_SECRET_KEY)
if SECRET_KEY == DEFAULT_SECRET_KEY and not DEMONSTRATION:
    raise ImproperlyConfigured("Set SECRET_KEY in the environment: the default key is refused while DEBUG is off.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEMONSTRATION else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# The apps above the ground floor are named here and in urls.py only, as strings.
INSTALLED_APPS = [
    "ishoj_process.apps.IshojProcessConfig",
    "vision",
    "strategies",
    "calendar_app",
    "ishoj_process.apps.DatabasePagesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "lucide",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "ishoj_process.site.request.answer_head_as_get",
    "ishoj_process.site.request.refuse_odd_charsets",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ishoj_process.site.request.let_text_in",
    "ishoj_process.site.request.keep_private",
    "ishoj_process.site.request.read_only_before_the_seat",
    "ishoj_process.site.request.refuse_impossible_numbers",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ishoj_process.site.request.tell_of_lost_files",
    "ishoj_process.site.request.tell_what_was_hidden",
    "ishoj_process.site.request.lose_no_text",
    "ishoj_process.site.request.say_busy",
    "ishoj_process.site.request.say_what_is_not_done_there",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

CSRF_FAILURE_VIEW = "ishoj_process.editing.unsent.refused_page"
ROOT_URLCONF = "ishoj_process.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "ishoj_process.site.soft_hyphens.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ishoj_process.site.request.frame",
            ],
        },
    },
]

SOFT_HYPHENS = True  # long words on pages break with a hyphen; off, pages hold their words as they are typed

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'ishoj.sqlite3'}")}
if "ENGINE" not in DATABASES["default"]:
    raise ImproperlyConfigured("DATABASE_URL must be an address like postgres://… or sqlite:///….")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Read-then-write in a deferred transaction is what locks SQLite; a council's records need FULL.
    # WAL itself is set once by `make run` (set_up_database), not by each connection.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        **DATABASES["default"].get("OPTIONS", {}),  # what the address asks for, such as ?timeout=60
    }
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache("CACHE_URL", default="dbcache://shared_cache")}
# Kept feeds and rate limits lie side by side: nobody pushes them out by asking for many different addresses.
CACHES["default"].setdefault("OPTIONS", {})["MAX_ENTRIES"] = 20_000
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache":
    CACHES["default"]["BACKEND"] = "ishoj_process.site.shared_cache.SharedCache"

# The database's own pages, for who looks after the server: no task needs them.
ADMIN_PAGES = env.bool("ADMIN_PAGES", default=False)

# PDFs are written in a process of their own; tests write theirs where they are.
PAPERS_APART = True
# How old the standing of a round may be that the screen shows, while members vote.
ROUND_STANDING_SECONDS = 1

# One language for everybody, whatever the browser prefers: a kept page must not depend on who asked first.
LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="da")
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "ishoj_process" / "locale"]
TIME_ZONE = COPENHAGEN.key

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
FONT_DIR = Path(font_source_sans_pro.__file__).parent / "files"
BOOTSTRAP_DIR = Path(django_include_bootstrap.__file__).parent / "static"
STATICFILES_DIRS = [BASE_DIR / "static", BOOTSTRAP_DIR, ("fonts", FONT_DIR)]
MEDIA_ROOT = VAR_DIR / "uploads"  # outside of what is served: attachments pass the view that asks for rights
STORAGES = {
    "default": {"BACKEND": "ishoj_process.files.storage.WholeFiles"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMONSTRATION
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Of texts in one form; Django refuses above 2.5 MB, before any page can show what was typed.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "ishoj_process.files.receiving.ReceivedOnDisk",
]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEMONSTRATION
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

if not DEMONSTRATION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    if env.bool("BEHIND_PROXY", default=False):  # one proxy that ends TLS and overwrites both headers
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        ALLAUTH_TRUSTED_PROXY_COUNT = 1
    SECURE_HSTS_SECONDS = 31_536_000  # one year
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

vars().update(
    env.email("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}" if DEMONSTRATION else "smtp://localhost:25")
)
EMAIL_TIMEOUT = 20  # seconds; Django's default is to wait for ever
# In production a worker (`manage.py db_worker`) sends; in a demonstration it is done at once.
QUEUE = "django_tasks.backends.immediate.ImmediateBackend" if DEMONSTRATION else "django_tasks_db.DatabaseBackend"
TASKS = {"default": {"BACKEND": QUEUE}}
# A mail that its sender has held for longer was left by one who was killed.
MAIL_LEFT_SECONDS = env.int("MAIL_LEFT_SECONDS", default=15 * 60)
# Where answers to invitations come in, such as imaps://name:password@mail.example.org/INBOX; empty: nowhere.
REPLY_MAILBOX_URL = env.str("REPLY_MAILBOX_URL", default="")
REPLY_MAILBOX_TOKEN_FILE = env.str("REPLY_MAILBOX_TOKEN_FILE", default="")  # OAuth2, in the place of a password
# The name by which our own mail server signs Authentication-Results (RFC 8601); empty: no sender is proven.
AUTHSERV_ID = env.str("AUTHSERV_ID", default="")

# What the house is called and where it stands (docs/operations.md).
MUNICIPALITY = env.str("MUNICIPALITY", default="Ishøj Kommune")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="byraadssekretariatet@localhost")
if not parseaddr(DEFAULT_FROM_EMAIL)[0]:  # mail programs show who it is from by the name
    DEFAULT_FROM_EMAIL = str(Address(MUNICIPALITY, addr_spec=DEFAULT_FROM_EMAIL))
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
# Part of every calendar entry's name: set it once and never change it, or each subscriber gets all meetings twice.
ICAL_DOMAIN = env.str("ICAL_DOMAIN", default="ishoj-process.invalid")
ORGANIZER_EMAIL = env.str("ORGANIZER_EMAIL", default=parseaddr(DEFAULT_FROM_EMAIL)[1])  # answers to invitations go here
ACCESSIBILITY_STATEMENT_URL = env.str("ACCESSIBILITY_STATEMENT_URL", default="")
PROCESS_TODAY = checked_day(env.str("TODAY", default="now"))  # "now" or a date
