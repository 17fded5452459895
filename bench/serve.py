"""Serves the floor with the server that serves the site, as waitress comes."""

import os

from django.core.wsgi import get_wsgi_application
from waitress import serve

if __name__ == "__main__":
    serve(
        get_wsgi_application(),
        host="127.0.0.1",
        port=int(os.environ["PORT"]),
        threads=4,
        ident=None,
        _quiet=True,
    )
