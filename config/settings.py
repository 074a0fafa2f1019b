"""All settings, from the environment. Every limit has a name here.

With ALLOWED_HOSTS unset the installation is local: it answers this machine's names only and speaks plain HTTP.
With ALLOWED_HOSTS set it is public: SECRET_KEY is required and everything goes over HTTPS.
"""

from datetime import timedelta
from pathlib import Path

from config import environment
from timeline.style import style_sources

BASE_DIR = Path(__file__).resolve().parent.parent
PLACES = environment.places()

# --- Who may ask, and how -------------------------------------------------------------------------------------------
DEBUG = environment.yes_or_no("DEBUG", default=False)
PUBLIC_HOSTS = environment.words("ALLOWED_HOSTS")
IS_PUBLIC = bool(PUBLIC_HOSTS)
ALLOWED_HOSTS = PUBLIC_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
SECRET_KEY = environment.secret_key(needed=IS_PUBLIC)

SECURE_SSL_REDIRECT = IS_PUBLIC
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from the same machine, without TLS
BEHIND_PROXY = environment.yes_or_no("BEHIND_PROXY", default=False)  # one that sets this header itself
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_PUBLIC else 0  # one year
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PUBLIC
SECURE_HSTS_PRELOAD = IS_PUBLIC
SESSION_COOKIE_SECURE = IS_PUBLIC
CSRF_COOKIE_SECURE = IS_PUBLIC
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in PUBLIC_HOSTS if host != "*"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "deals.views.access.too_old"

SITE_ADDRESS = environment.site_address()

# --- What it is made of ---------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "config",
    "deals",
    "deals.sources",
    "deals.suggestions",
    "timeline",
    "pghistory",
    "pgtrigger",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]
MIDDLEWARE = [
    "config.charsets.RefuseUnknownCharsets",
    "config.encodings.HearRefusedEncodings",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "timeline.languages.LanguageOfTheAddress",  # LocaleMiddleware asks cookies and headers too
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "config.rights.RefuseWhatStatesNoRight",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "deals.views.access.rights",
            ],
        },
    },
]

# --- Language and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"  # of the desk, and of public addresses without a language
LANGUAGES = [("en-gb", "English"), ("fr", "Français")]
REGISTER_LANGUAGE = "en"  # in which the register's own titles, sentences and summaries are written
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- What is logged, to the standard error: `up` keeps it in the data folder's log/ -----------------------------------
LOG_LEVEL = environment.one_of("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["standard_error"], "level": LOG_LEVEL},
}

# --- Database -------------------------------------------------------------------------------------------------------
DATABASE_ROLE = environment.one_of("DATABASE_ROLE", environment.DATABASE_ROLES, "desk")
KEEP_CONNECTIONS_SECONDS = environment.whole_number("DATABASE_KEEP_SECONDS", 60)
_connections = {
    "ENGINE": "django.db.backends.postgresql",
    "CONN_MAX_AGE": KEEP_CONNECTIONS_SECONDS,
    "CONN_HEALTH_CHECKS": True,
}
DATABASES = {
    "default": {**_connections, **environment.database(DATABASE_ROLE)},
    "public": {**_connections, **environment.database("public"), "TEST": {"MIRROR": "default"}},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- What a process keeps of the public pages -------------------------------------------------------------------------
PAGES_KEPT = environment.whole_number("PAGES_KEPT", 300, least=1)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": None,  # a page that changes has another key
        "OPTIONS": {"MAX_ENTRIES": PAGES_KEPT},
    },
}

# --- Signing in -----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "deals.Member"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a stranger's guesses lock nobody else out
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "config.clients.client_address"
AXES_LOCKOUT_TEMPLATE = "desk/locked_out.html"

# --- Sources: fetching, uploads, reading ------------------------------------------------------------------------------
FETCH_SECONDS = environment.whole_number("FETCH_SECONDS", 20, least=1)
FETCH_BYTES = environment.whole_number("FETCH_BYTES", 10_000_000, least=1)
FETCH_REDIRECTS = environment.whole_number("FETCH_REDIRECTS", 5)
# Endpoints that tests may reach although they are not public, as in "127.0.0.1:8123". Empty in every installation.
FETCH_ALLOWED_TEST_ADDRESSES = environment.endpoints("FETCH_ALLOWED_TEST_ADDRESSES")
UPLOAD_BYTES = environment.whole_number("UPLOAD_BYTES", 10_000_000, least=1)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a deal's drafts are approved in one go
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_BYTES + 1_000_000  # a pasted text, and the form around it
READ_SECONDS = environment.whole_number("READ_SECONDS", 5, least=1)
READ_MEMORY_BYTES = environment.whole_number("READ_MEMORY_BYTES", 768 * 1024 * 1024, least=64 * 1024 * 1024)
READ_CHARACTERS = environment.whole_number("READ_CHARACTERS", 1_000_000, least=1)

# --- Background work ------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = environment.broker_url()
CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True  # what a task did stands in the database
CELERY_TASK_ACKS_LATE = True  # a killed worker's task comes back
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = environment.whole_number("TASK_SECONDS", 120, least=5)
CELERY_TASK_TIME_LIMIT = CELERY_TASK_SOFT_TIME_LIMIT + 30
TASK_ATTEMPTS_MOST = 3  # then a task is set aside
# The rest of a passage is for staff.
PUBLIC_QUOTE_CHARACTERS = environment.whole_number("PUBLIC_QUOTE_CHARACTERS", 300, least=40)
DEALS_LISTED = environment.whole_number("DEALS_LISTED", 20, least=1, most=200)  # on one page
CHRONOLOGY_ENTRIES = environment.whole_number("CHRONOLOGY_ENTRIES", 100, least=20)  # in one part of a deal's page
SEARCH_CHARACTERS = 200
FACETS_CHOSEN = 20  # at once
RELEASES_LISTED = environment.whole_number("RELEASES_LISTED", 50, least=1)  # on one page; older ones on the next
REVIEW_CLAIMS = environment.whole_number("REVIEW_CLAIMS", 200, least=1)  # on one page, of those that cite a source
AUTHORS_MAY_APPROVE = environment.yes_or_no("AUTHORS_MAY_APPROVE", default=False)  # a staff of one; pages then say so
RESTORE_SECONDS = environment.whole_number("TASK_RESTORE_SECONDS", 5, least=1)
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "visibility_timeout": 2 * CELERY_TASK_TIME_LIMIT,
        # kombu's own defaults bring a killed worker's task back only after about 100 seconds
        "unacked_restore_interval": RESTORE_SECONDS,
        "unacked_restore_throttle": 1,
    }
    if CELERY_BROKER_URL.startswith("redis")
    else {}
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
INGEST_WAIT_SECONDS = environment.whole_number("INGEST_WAIT_SECONDS", 120, least=1)
INTAKE_LOST_AFTER = timedelta(seconds=environment.whole_number("INTAKE_LOST_SECONDS", 600, least=10))
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "resume-intakes": {"task": "deals.tasks.resume_intakes", "schedule": 60.0},
}

# --- Processes that `manage.py up` starts ---------------------------------------------------------------------------
WEB_HOST = environment.text("HOST", "127.0.0.1")
WEB_PORT = environment.port()
LOAD_SAMPLE = environment.yes_or_no("LOAD_SAMPLE", default=not IS_PUBLIC)
START_SECONDS = environment.whole_number("START_SECONDS", 60, least=5)  # to wait for the first page
WEB_PROCESSES = environment.whole_number("WEB_PROCESSES", 2, least=1, most=64)
WEB_THREADS = environment.whole_number("WEB_THREADS", 4, least=1, most=64)
WORKER_PROCESSES = environment.whole_number("WORKER_PROCESSES", 2, least=1, most=64)

# --- Files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = PLACES.static
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.assets.ChartScriptFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names with a hash, so that browsers may keep a file for ever; a compressed copy beside each.
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# The lean bundle where npm has installed it, else the full one of the plotly package: as `config.assets` offers it.
_LEAN = BASE_DIR / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
CHART_SCRIPT = f"chart/{'plotly-basic.min.js' if _LEAN.is_file() else 'plotly.min.js'}"
MEDIA_ROOT = PLACES.media  # snapshots: never served by address

# --- Content security: everything from the own host, nothing inline -------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", *style_sources()],  # the stylesheets that stand in each public page
        "img-src": ["'self'", "data:", "blob:"],  # Plotly draws its picture download through them
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
