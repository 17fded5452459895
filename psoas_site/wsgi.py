"""The WSGI entry point for waitress, gunicorn and the like."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psoas_site.settings")

application = get_wsgi_application()
