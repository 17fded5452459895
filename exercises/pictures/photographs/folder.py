"""The folder in which photographs lie: each as a few WebP files under one random name."""

import datetime as dt
import os
import re
import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from exercises.models import Photograph
from exercises.pictures.photographs.images import Pictures

FILE = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-[1-9][0-9]{0,4}\.webp")
HALF_WAY = dt.timedelta(hours=1)  # a younger file without a row may be an upload that still runs


@dataclass(frozen=True)
class Kept:
    """What a row says of the files that were written for it."""

    name: uuid.UUID
    width: int
    height: int
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Shown:
    """One photograph as a page shows it."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    credit: str


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "photographs"


def file_of(name: uuid.UUID, width: int) -> Path:
    """Where one size lies. Both parts are typed, so no path that somebody sends gets in here."""
    return folder() / f"{name}-{width}.webp"


def keep(pictures: Pictures) -> Kept:
    """Write the files, for good. Raises ValidationError where the disk has no room for them."""
    name = uuid.uuid4()
    try:
        folder().mkdir(parents=True, exist_ok=True)
        for width, content in pictures.files.items():
            with file_of(name, width).open("xb") as file:
                file.write(content)
                file.flush()
                # The row will outlast a power cut, so its files have to.
                os.fsync(file.fileno())
    except OSError as error:
        drop(name)
        message = _("The photograph could not be kept: the server's disk may be full.")
        raise ValidationError(message) from error
    return Kept(name, pictures.width, pictures.height, tuple(sorted(pictures.files)))


def drop(name: uuid.UUID) -> None:
    """Remove the files of `name`. What cannot be removed now is left to `sweep`."""
    for path in folder().glob(f"{name}-*.webp"):
        with suppress(OSError):
            path.unlink()


def drop_later(name: uuid.UUID) -> None:
    """Remove the files of `name` once the transaction says that they are not needed."""
    transaction.on_commit(partial(drop, name))


def drop_with_row(instance: Photograph, **signal: object) -> None:
    """After a row was deleted, alone or together with its exercise."""
    drop_later(instance.name)


def drop_unknown(names: Iterable[uuid.UUID]) -> None:
    """Remove the files of those `names` that no row has."""
    wanted = set(names)
    known = Photograph.objects.filter(name__in=wanted).values_list("name", flat=True)
    for name in wanted - set(known) if wanted else ():
        drop(name)


def sweep(now: dt.datetime) -> int:
    """Remove files that no row has and that are older than an hour; answers how many.

    Where no row has any, nothing is removed: then it is rather the wrong database that looks.
    """
    old = [path for path in _files() if _age(path, now) > HALF_WAY]
    known = {str(name) for name in Photograph.objects.values_list("name", flat=True)}
    orphans = [path for path in old if path.name[:36] not in known] if known else []
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _files() -> list[Path]:
    """Every file that could be ours; others in the folder are none of our business."""
    if not folder().is_dir():
        return []
    return [path for path in folder().iterdir() if FILE.fullmatch(path.name)]


def _age(path: Path, now: dt.datetime) -> dt.timedelta:
    return now - dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)


def sizes_of(row: Photograph) -> dict[int, int]:
    """Bytes of each size that is there, by its width, from the smallest."""
    sizes = {}
    for width in sorted(row.widths):
        with suppress(OSError):
            sizes[width] = file_of(row.name, width).stat().st_size
    return sizes


def address_of(row: Photograph, width: int) -> str:
    return reverse("photograph", kwargs={"name": row.name, "width": width})


def to_show(rows: Iterable[Photograph]) -> tuple[Shown, ...]:
    """Those of `rows` whose files are there: a page without one is better than a broken one."""
    sized = ((row, tuple(sizes_of(row))) for row in rows)
    return tuple(_shown(row, widths) for row, widths in sized if widths)


def _shown(row: Photograph, widths: Sequence[int]) -> Shown:
    return Shown(
        src=address_of(row, widths[-1]),
        srcset=", ".join(f"{address_of(row, width)} {width}w" for width in widths),
        width=row.width,
        height=row.height,
        alt=row.alt,
        credit=row.credit,
    )
