#!/usr/bin/env python3
"""Django's command line for this site."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psoas_site.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # a setting that was refused: a sentence is enough
        sys.exit(f"Not started. {error}")
    except DatabaseError as error:
        from psoas_site.command_line import why_it_failed

        if words := why_it_failed(error):
            sys.exit(words)
        raise


if __name__ == "__main__":
    main()
