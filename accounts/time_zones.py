"""Which time zones we offer: one for each place that a person would name, by region."""

import zoneinfo
from functools import cache
from importlib.resources import files
from pathlib import Path

# The list of places that comes with every time zone database: no aliases, no abbreviations.
PLACES = "zone.tab"
REST = "Other"


def is_known(name: object) -> bool:
    """Whether the time zone database holds `name`."""
    return name in _known()


def words_for(name: str) -> str:
    """How a zone reads in a list: "America/Argentina/Buenos_Aires" -> "Argentina, Buenos Aires"."""
    city = name.partition("/")[2] or name
    return city.replace("/", ", ").replace("_", " ")


@cache
def zones_by_region() -> dict[str, list[tuple[str, str]]]:
    """Region -> (zone, words), in the order of the alphabet; the clock of the world at the end."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(_places() & _known(), key=_by_region):
        groups.setdefault(name.partition("/")[0], []).append((name, words_for(name)))
    return {**groups, REST: [("UTC", "UTC")]}


@cache
def _known() -> set[str]:
    """All names of the database; to find them the system's folders are walked."""
    return zoneinfo.available_timezones()


def _by_region(name: str) -> tuple[str, str]:
    return name.partition("/")[0], words_for(name)


def _places() -> set[str]:
    """The third column of the list: a zone for each place."""
    rows = (line.split("\t") for line in _list().splitlines() if not line.startswith("#"))
    return {row[2] for row in rows if len(row) > 2}


def _list() -> str:
    """The list beside the system's time zones, or else the one of the package `tzdata`."""
    for folder in zoneinfo.TZPATH:
        if (path := Path(folder, PLACES)).is_file():
            return path.read_text(encoding="utf-8")
    return files("tzdata").joinpath("zoneinfo", PLACES).read_text(encoding="utf-8")
