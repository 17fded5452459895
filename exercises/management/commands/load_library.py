"""Load the content pack into the database."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from exercises.pack.files import PACK_FOLDER, PackError, read_pack
from exercises.pack.files.safety_checks import unsafe_in
from exercises.pack.loader import load


class Command(BaseCommand):
    """Says what was added, changed and left alone; changes nothing if the pack has a fault."""

    help = "Loads the exercise library. What staff have changed stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=PACK_FOLDER, help="the pack's folder")

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        try:
            pack = read_pack(folder)
            report = load(pack)
        except PackError as error:
            raise CommandError(
                "The library was not loaded, and nothing was changed:\n  "
                + "\n  ".join(error.faults)
            ) from error
        self.stdout.write(
            f"Library: {report.added} added, {report.changed} changed, {report.same} as they were."
        )
        for code in report.came_back:
            self.stdout.write(f"  back again: contraindication {code}: was deleted here")
        if report.given_back:
            self.stdout.write(f"  back again on: {', '.join(report.given_back)}")
        for line in report.left_alone:
            self.stdout.write(f"  left alone: {line}")
        for line in unsafe_in(pack):
            self.stderr.write(f"  to be mended in the pack: {line}")
