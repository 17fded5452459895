"""Serve the site on this machine."""

import errno
import gc
import logging

from django.conf import settings
from django.core.checks import Tags
from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import Error, connection
from django.urls import get_resolver

from accounts.post import wait_until_sent
from psoas_site.command_line import manage, same_data
from psoas_site.processes import Processes
from psoas_site.readiness import refuse_a_newer_database, static_is_collected
from psoas_site.web_server import Server, listen

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Waitress on 127.0.0.1, port 8000 unless PORT says otherwise."""

    help = "Serves the site with waitress on 127.0.0.1 (PORT, default 8000)."
    # Of where it runs. What is asked of the code itself, `make lint` asks.
    requires_system_checks = (Tags.compatibility, Tags.security)

    def handle(self, *args: object, **options: object) -> None:
        if lacking := self._look_over():
            self.stdout.write(lacking)
        try:
            self._listener = listen(settings.PORT)
        except OSError as error:
            raise CommandError(_why_not_here(error)) from error
        self._application = _ready_to_be_shared()
        self._welcome()
        Processes(self._listener, settings.WEB_CONCURRENCY, self._serve).run()
        _tidy_up()
        self.stdout.write("  Ended: what had come in is answered, what was written is on disk.")

    def _serve(self, lifeline: int) -> None:
        """Serve in this process until `lifeline` ends."""
        server = Server(
            self._application,
            self._listener,
            max_request_body_size=12 * 1024 * 1024,
            # Only an operator who named a proxy lets forwarded addresses through.
            clear_untrusted_proxy_headers=not settings.TRUSTED_PROXY_COUNT,
        )
        server.stop_when_asked(lifeline)
        server.run()
        wait_until_sent()

    def _look_over(self) -> str:
        """A database of a newer version is refused; what else is lacking is only said."""
        try:
            state = refuse_a_newer_database()
        except Error as error:
            return f"  The database does not answer ({type(error).__name__}); pages will say so."
        finally:
            connection.close()  # the last one to close it tidies SQLite's files up
        if state != "ok" or not static_is_collected():
            return (
                "  Not prepared yet, so pages may fail. Run this first (make run does it by "
                f"itself): {manage('prepare')}"
            )
        return ""

    def _welcome(self) -> None:
        address = f"http://127.0.0.1:{settings.PORT}/"
        self.stdout.write(f"\n  {settings.SITE_NAME} is ready. Open {address}")
        self.stdout.write(f"  A staff account: {manage('createsuperuser')}")
        self.stdout.write(f"  Data is kept in {settings.DATA_DIR}")
        if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
            self.stdout.write("  No EMAIL_URL is set: mails are printed here.")
        elif settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
            self.stdout.write("  No EMAIL_URL is set: no mail leaves.")
        self.stdout.write("  Stop with Ctrl+C.\n")


def _ready_to_be_shared() -> WSGIHandler:
    """The application with all of its code read, which the processes then hold together."""
    application = get_wsgi_application()
    get_resolver().url_patterns  # noqa: B018 (reads the views)
    gc.collect()
    gc.freeze()  # what the collector does not touch stays shared
    gc.set_threshold(20_000, 20, 20)  # a page makes and drops thousands of objects
    return application


def _tidy_up() -> None:
    """Look at the database once more, alone: threads that close at one moment tidy nothing up."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM django_migrations").fetchone()
    except Error as error:
        log.error("the database did not answer at the end: %s", type(error).__name__)
    finally:
        connection.close()


def _why_not_here(error: OSError) -> str:
    port = settings.PORT
    if error.errno == errno.EADDRINUSE:
        other = f"{same_data()}PORT={port % 65535 + 1} make run"
        return f"Port {port} is taken. Try another: {other}"
    other = f"{same_data()}PORT=8000 make run"
    return f"Port {port} cannot be opened ({error.strerror}). Try another: {other}"
