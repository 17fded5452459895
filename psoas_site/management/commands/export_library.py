"""Write the library as a content pack, from a database that this version knows.

An older program would leave out, without a word, whatever it does not know.
"""

from pathlib import Path

from exercises.management.commands import export_library
from psoas_site.readiness import refuse_a_newer_database


class Command(export_library.Command):
    """The library's command; a database of a newer version is refused."""

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        refuse_a_newer_database()
        super().handle(*args, folder=folder, **options)
