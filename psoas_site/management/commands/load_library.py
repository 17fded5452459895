"""Load the content pack, on a database that this version knows.

The library knows nothing of ours, so the question is asked here, before its own command.
"""

from pathlib import Path

from exercises.management.commands import load_library
from psoas_site.readiness import refuse_a_newer_database


class Command(load_library.Command):
    """The library's command; a database of a newer version is refused."""

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        refuse_a_newer_database()
        super().handle(*args, folder=folder, **options)
