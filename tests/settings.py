"""The program's settings over a throw-away data folder: made by the first process of a test run, shared by the rest."""

import os
import tempfile

FOLDER = "TRACKER_TESTS_FOLDER"
os.environ.setdefault(FOLDER, "")
IS_MAKER = not os.environ[FOLDER]
if IS_MAKER:
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="tests-", dir="/tmp")
for _name in [name for name in os.environ if name.startswith("DATABASE_")] + ["BROKER_URL", "ALLOWED_HOSTS", "DEBUG"]:
    os.environ.pop(_name, None)  # the tests never touch a server that the developer's shell points at
os.environ["DATA_DIR"] = os.environ[FOLDER]
os.environ["DATABASE_KEEP_SECONDS"] = "0"

from config.settings import *  # noqa: E402, F403 -- after the environment is set

_worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
CELERY_BROKER_URL = CELERY_BROKER_URL.replace("virtual_host=0", f"virtual_host={int(_worker) % 16}")  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; strength is Django's own test
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 -- WhiteNoise warns where it is missing, and warnings are errors
