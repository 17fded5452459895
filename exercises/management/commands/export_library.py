"""Write the library of the database as a content pack."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from exercises.pack.export import exported
from exercises.pack.files.writing import write_pack


class Command(BaseCommand):
    """Writes all that can be an entry; names the rest, and then ends with 1."""

    help = "Writes the exercise library, as staff have made it, into an empty folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="an empty folder, or one to be made")

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        try:
            if folder.exists() and any(folder.iterdir()):
                raise CommandError(f"{folder} is not empty. Nothing was written.")
            export = exported()
            write_pack(export.pack, folder)
        except OSError as error:
            raise CommandError(f"The library was not written: {error}") from error
        number = sum(len(getattr(export.pack, name)) for name in export.pack.__struct_fields__)
        self.stdout.write(f"Library: {number} entries written to {folder}.")
        for line in export.left_out:
            self.stdout.write(f"  left out: {line}")
        if export.left_out:
            raise CommandError(f"{len(export.left_out)} left out. All others are written.")
