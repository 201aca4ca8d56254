"""Settings, from the environment only. Every variable is described in docs/settings.md.

A secret may be given as a file instead: NAME_FILE holds the path of a file with the value.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

import environ
from django.utils.translation import gettext_lazy as _

env = environ.Env()

PACKAGE = Path(__file__).resolve().parents[1]
PROJECT = PACKAGE.parents[1]


def _home() -> Path:
    """Where this office keeps its database, files and keys: JEMBATAN_HOME, or var/ beside the project."""
    chosen = env.str("JEMBATAN_HOME", default="")
    home = Path(chosen) if chosen else PROJECT / "var"
    home.mkdir(parents=True, exist_ok=True)
    return home


def _secret(name: str) -> str:
    """A secret from NAME or NAME_FILE; else one made on first use and kept, for this machine alone."""
    if value := env.str(name, default=""):
        return value
    path = Path(env.str(f"{name}_FILE", default="") or HOME / "keys" / name.lower())
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _keep_the_first(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()


def _given(name: str) -> str:
    """A secret from NAME or from the file that NAME_FILE names; "" when neither is given."""
    path = env.str(f"{name}_FILE", default="")
    return env.str(name, default="") or (Path(path).read_text(encoding="utf-8").strip() if path else "")


def _mailer(url: str) -> dict[str, Any]:
    """How e-mail is sent, from an address such as smtp+tls://user:password@host:587; "" sends none."""
    if not url:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    said = env.email_url_config(url)
    mailer: dict[str, Any] = {"BACKEND": said["EMAIL_BACKEND"]}
    if said["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
        options = {"host": said["EMAIL_HOST"], "port": said["EMAIL_PORT"], "timeout": 20}
        options |= {"username": said["EMAIL_HOST_USER"], "password": said["EMAIL_HOST_PASSWORD"]}
        options |= {"use_tls": said.get("EMAIL_USE_TLS", False), "use_ssl": said.get("EMAIL_USE_SSL", False)}
        mailer["OPTIONS"] = options
    return mailer


def _keep_the_first(path: Path, secret: str) -> None:
    """Write the file whole unless it is there by now: the site and the worker may start at the same moment."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.touch(mode=0o600)
    part.write_text(secret, encoding="ascii")
    with suppress(FileExistsError):
        os.link(part, path)
    part.unlink()


HOME = _home()
DEBUG = env.bool("JEMBATAN_DEBUG", default=False)
SECRET_KEY = _secret("SECRET_KEY")
# Seals identity numbers in the database. Separate from SECRET_KEY, so that either can be changed alone.
SEALING_KEY = _secret("SEALING_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Behind HTTPS the cookies travel on HTTPS only. Off by default: the newcomer's site is http://localhost.
HTTPS = env.bool("JEMBATAN_HTTPS", default=False)
# Where people reach the site, for links in e-mails and secret calendar addresses.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
MAILERS = {"default": _mailer(_given("EMAIL_URL"))}
# The e-sign client service of BSrE at this office; without it files are signed elsewhere and handed over.
BSRE_URL = env.str("BSRE_URL", default="")
BSRE_USER = env.str("BSRE_USER", default="")
BSRE_PASSWORD = _given("BSRE_PASSWORD")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Jembatan <jembatan@localhost>")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "jembatan.places",
    "jembatan.accounts",
    "jembatan.ledger",
    "jembatan.correspondence",
    "jembatan.documents",
    "jembatan.counterparts",
    "jembatan.agreements",
    "jembatan.rosters",
    "jembatan.children",
    "jembatan.action_plans",
    "jembatan.results",
    "jembatan.dashboards",
    "jembatan.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "jembatan.site.language.ChosenLanguageMiddleware",
    "jembatan.site.plain_requests.PlainRequestsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "jembatan.site.urls"
WSGI_APPLICATION = "jembatan.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before the libraries' own templates, so that the sign-in pages look like all others.
        "DIRS": [PACKAGE / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jembatan.site.context.frame",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{HOME / 'jembatan.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers never wait for the one writer, and a writer waits instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "jembatan.site.accounts_adapter.NoSignup"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "site" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Jakarta")

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = HOME / "files"

# Uploads: a roster of a very large school is under 5 MB; the reader has its own, finer limits.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
