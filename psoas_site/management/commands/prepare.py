"""Make the site ready to be served: tables, library, static files. Quick when nothing changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from psoas_site import static_storage
from psoas_site.readiness import refuse_a_newer_database


def fingerprint() -> str:
    """A digest over name, size and time of every static file, and over how they are stored."""
    seen = hashlib.sha256(Path(static_storage.__file__).read_bytes())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            seen.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return seen.hexdigest()


class Command(BaseCommand):
    """Migrates, tidies up, loads the library, collects static files that changed."""

    help = "Gets database, library and static files ready to serve."
    requires_system_checks = ()  # `serve` and `check` say what is to be said

    def handle(self, *args: object, **options: object) -> None:
        refuse_a_newer_database()
        call_command("migrate", verbosity=0)
        call_command("tidy", stdout=self.stdout)
        call_command("load_library", stdout=self.stdout)
        stamp = Path(settings.STATIC_ROOT) / ".collected"
        now = fingerprint()
        if not stamp.exists() or stamp.read_text() != now:
            self.stdout.write("Collecting and compressing static files ...")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            stamp.write_text(now)
