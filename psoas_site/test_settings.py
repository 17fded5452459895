"""Settings for the tests: the real ones, with a fast hasher, no mail and a throwaway folder."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="rung-test-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

# Set here, so that neither the machine's environment nor a developer's .env reaches a test.
os.environ.update(
    {
        "ACCOUNT_EMAIL_VERIFICATION": "optional",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
        "CACHE_URL": "dbcache://site_cache",
        "CONTACT_EMAIL": "hello@example.org",
        "DATABASE_URL": os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{FOLDER}/db.sqlite3",
        "DATA_DIR": str(FOLDER),
        "DEBUG": "0",
        "EMAIL_URL": "",
        "EMERGENCY_NUMBER": "112",
        "HTTPS": "0",
        "PORT": "8000",
        "SECRET_KEY": "",
        "SITE_NAME": "Rung",
        "SITE_URL": "",
        "TIME_ZONE": "UTC",
    }
)

from psoas_site.settings import *  # noqa: E402, F403
from psoas_site.settings import DATABASES  # noqa: E402

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Static files are looked for when they are asked for: each client of a test would list all of them
# first, which takes longer than a page.
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A real file, so that several connections meet as they do on a server.
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}
