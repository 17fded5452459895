"""One settings file, driven by the environment and safe by default.

Every variable is described in `.env.example` and `docs/self-hosting.md`.
"""

import sys
from email.utils import parseaddr
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from psoas_site import environment as env
from psoas_site.account_settings import *  # noqa: F403 (what no operator decides)
from psoas_site.data_folder import data_folder, keep_private, secret_key_in

BASE_DIR = Path(__file__).resolve().parent.parent
env.read_file(BASE_DIR / ".env")  # absent on most machines

# --- Where things live -------------------------------------------------------------------------
DATA_DIR = data_folder(env.text("DATA_DIR", str(BASE_DIR / "var")))
PORT = env.number("PORT", 8000, 1, 65535)
# More than four of them rather wait for SQLite's one lock than serve more people.
WEB_CONCURRENCY = env.number("WEB_CONCURRENCY", min(env.cores(), 4), 1, 64)

# --- Safety switches ---------------------------------------------------------------------------
DEBUG = env.switch("DEBUG", default=False)
HTTPS = env.switch("HTTPS", default=False)
SECRET_KEY = env.secret("SECRET_KEY") or secret_key_in(DATA_DIR)
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"], any_host=DEBUG)
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0, 0, 10)

# --- The site ----------------------------------------------------------------------------------
SITE_NAME = env.text("SITE_NAME", "Rung")
SITE_URL = env.site_url("SITE_URL")
EMERGENCY_NUMBERS = env.telephones("EMERGENCY_NUMBER")
CONTACT_EMAIL = env.mailbox("CONTACT_EMAIL")
OPERATOR_NAME = env.text("OPERATOR_NAME")
OPERATOR_ADDRESS = env.text("OPERATOR_ADDRESS", lines=True)
ALLOW_SIGNUP = env.switch("ALLOW_SIGNUP", default=True)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "csp",
    "adminsortable2",
    "psoas_site",
    "accounts",
    "exercises",
    "tracking",
]

MIDDLEWARE = [
    "psoas_site.middleware.HeadWithoutBodyMiddleware",
    "psoas_site.middleware.TextGZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "psoas_site.middleware.PolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "psoas_site.middleware.HeadersMiddleware",
    "psoas_site.middleware.WrongMethodMiddleware",
    # A probe comes without a host name that we know, and over plain http. What an answer
    # carries is put on it above.
    "psoas_site.middleware.LivezMiddleware",
    "psoas_site.middleware.KnownCharsetMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "psoas_site.middleware.PictureMiddleware",
    "psoas_site.middleware.EditionMiddleware",
    "psoas_site.middleware.VisitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Private by default: a public page says `@login_not_required` aloud.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    # After it: strangers log in first.
    "psoas_site.agreement.AgreementMiddleware",
    "accounts.middleware.LongerSessionMiddleware",
    "accounts.middleware.DeviceMiddleware",
    "accounts.middleware.TimeZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.FormStatusMiddleware",
]

ROOT_URLCONF = "psoas_site.urls"
WSGI_APPLICATION = "psoas_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "psoas_site.templatetags.ui",
                "psoas_site.templatetags.words",
                "exercises.templatetags.keeping",
                "exercises.templatetags.marks",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "psoas_site.context.site",
            ],
        },
    },
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "rung"
CRISPY_TEMPLATE_PACK = "rung"
FORM_RENDERER = "psoas_site.ui.widgets.PlainRenderer"

# --- Database: SQLite with nothing to lose, or DATABASE_URL ------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    keep_private(Path(DATABASES["default"]["NAME"]))
    DATABASES["default"]["OPTIONS"] = {
        # A write takes its lock at once and waits for it, instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what was acknowledged survives a power cut.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            # What is deleted is overwritten, not only unlinked.
            "PRAGMA secure_delete=ON;"
        ),
    }
else:
    # A server that does not even refuse: a page is not to wait for it for minutes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Shared by all workers, so that limits on log-in attempts hold. A migration makes the table.
CACHES = {"default": env.cache("CACHE_URL")}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache":
    CACHES["default"]["BACKEND"] = "psoas_site.counts.DatabaseCounts"
# Django keeps 300 rows at most: a flood of strangers would push out the counts of others.
CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 20_000)

# --- People ------------------------------------------------------------------------------------
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

# --- Mail: it stays here until EMAIL_URL is set ------------------------------------------------
# Printed where somebody looks on, as with `make run`; a log must not hold links for new passwords.
STAYING_MAIL = "consolemail://" if sys.stdout.isatty() else "dummymail://"
EMAIL_CONFIG = env.post("EMAIL_URL", STAYING_MAIL)
vars().update(EMAIL_CONFIG)
# Where mail leaves, it alone tells who has an account already: no page does.
MAIL_LEAVES = not EMAIL_CONFIG["EMAIL_BACKEND"].endswith(
    (".console.EmailBackend", ".dummy.EmailBackend")
)
ACCOUNT_EMAIL_VERIFICATION = env.choice(
    "ACCOUNT_EMAIL_VERIFICATION",
    "mandatory" if MAIL_LEAVES else "optional",
    ("none", "optional", "mandatory"),
)
EMAIL_TIMEOUT = 10  # seconds: one mail after the other leaves, so none may hold up the rest
DEFAULT_FROM_EMAIL = env.sender("DEFAULT_FROM_EMAIL", SITE_NAME)
SERVER_EMAIL = parseaddr(DEFAULT_FROM_EMAIL)[1]

# --- Words and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
# While there is one language, looking words up would find the same words, a hundred times a page.
# With a second one: LocaleMiddleware behind VisitMiddleware.
USE_I18N = len(LANGUAGES) > 1
USE_TZ = True
TIME_ZONE = env.time_zone("TIME_ZONE")

# --- Static files: hashed, compressed, cached for ever -----------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "psoas_site.static_storage.StaticStorage"},
}
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns about a folder not yet there

# --- Photographs that staff upload: the only files that the site takes --------------------------
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"

# --- Cookies and headers -----------------------------------------------------------------------
SESSION_ENGINE = "accounts.sessions"
DEVICE_COOKIE_NAME = "__Host-device" if HTTPS else "device"
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^livez$"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "psoas_site.views.errors.form_refused"
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "upgrade-insecure-requests": HTTPS,
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

SILENCED_SYSTEM_CHECKS = [
    # Sub-domains and the browsers' preload list belong to the operator, who may host other
    # things beside this site; we cannot promise https for them.
    "security.W005",
    "security.W021",
]

# --- What the terminal says: no notes, no pain values, no query strings ------------------------
LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "accounts.log_words.DiscreetFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
    },
    "filters": {"brief": {"()": "accounts.log_words.BriefRefusals"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["brief"],
        },
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # A page asks for ten files at once; that four threads take turns is no news.
        "waitress.queue": {"level": "ERROR"},
    },
}
