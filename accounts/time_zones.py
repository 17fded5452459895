"""Which time zones we offer: those that a person would name, by continent."""

import zoneinfo
from functools import cache

AREAS = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian", "Pacific",
)  # fmt: skip

Group = tuple[str, list[tuple[str, str]]]


def is_known(name: object) -> bool:
    """Whether the time zone database holds `name`."""
    return name in zoneinfo.available_timezones()


def words_for(name: str) -> str:
    """How a zone reads in a list: "America/Argentina/Buenos_Aires" -> "Argentina, Buenos Aires"."""
    place = name.partition("/")[2] or name
    return place.replace("/", ", ").replace("_", " ")


@cache
def offered() -> dict[str, list[tuple[str, str]]]:
    """Continent -> (zone, words). Abbreviations, fixed offsets and aliases of states stay out."""
    groups: dict[str, list[tuple[str, str]]] = {"UTC": [("UTC", "UTC")]}
    for name in sorted(zoneinfo.available_timezones()):
        area = name.partition("/")[0]
        if area in AREAS and "/" in name:
            groups.setdefault(area, []).append((name, words_for(name)))
    return groups


def choices_for(name: str) -> list[Group]:
    """What the select offers somebody whose zone is `name`, which is always among them."""
    groups = [(area, list(zones)) for area, zones in offered().items()]
    if not any(name == zone for _area, zones in groups for zone, _words in zones):
        groups.insert(0, (name, [(name, words_for(name))]))
    return groups
