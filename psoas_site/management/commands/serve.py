"""Serve the site on this machine."""

import errno
import os
from typing import Any

import waitress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application


class Command(BaseCommand):
    """Waitress on 127.0.0.1, port 8000 unless PORT says otherwise."""

    help = "Serves the site with waitress on 127.0.0.1 (PORT, default 8000)."

    def handle(self, *args: Any, **options: Any) -> None:
        port = int(os.environ.get("PORT") or 8000)
        try:
            server = waitress.create_server(
                get_wsgi_application(),
                host="127.0.0.1",
                port=port,
                threads=4,
                ident=None,
                max_request_body_size=12 * 1024 * 1024,
                # Only an operator who named a proxy lets forwarded addresses through.
                clear_untrusted_proxy_headers=not settings.TRUSTED_PROXY_COUNT,
            )
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Port {port} is taken. Try another: PORT={port + 1} make run"
                ) from error
            raise
        self.stdout.write(f"\n  {settings.SITE_NAME} is ready. Open http://127.0.0.1:{port}/")
        self.stdout.write("  A staff account: .venv/bin/python manage.py createsuperuser")
        self.stdout.write(f"  Data is kept in {settings.DATA_DIR}")
        if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
            self.stdout.write("  No EMAIL_URL is set: mails are printed here.")
        elif settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
            self.stdout.write("  No EMAIL_URL is set: no mail leaves.")
        self.stdout.write("  Stop with Ctrl+C.\n")
        server.run()
