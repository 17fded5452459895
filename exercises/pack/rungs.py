"""Where exercises of a pack can stand, beside those whose rungs staff have changed."""

from collections.abc import Mapping
from typing import Any

from exercises.pack.facts import Facts, Kind, digest

PLACE = ("phase", "ladder", "rung")


def without_a_rung(
    wanted: dict[str, Facts], rows: dict[str, Any], left_alone: dict[str, str]
) -> dict[str, str]:
    """Exercises whose rung another one keeps, with the reason. Whoever cannot move keeps theirs."""
    reasons: dict[str, str] = {}
    while True:
        moving = wanted.keys() - left_alone.keys() - reasons.keys()
        staying = {
            (row.ladder.code, row.rung): slug for slug, row in rows.items() if slug not in moving
        }
        stuck = {}
        for slug, facts in wanted.items():
            rung = facts["ladder"], facts["rung"]
            if slug in moving and rung in staying:
                stuck[slug] = f"its rung is taken by {staying[rung]}"
        if not stuck:
            return reasons
        reasons |= stuck


def where_they_stand(
    kind: Kind, wanted: dict[str, Facts], rows: dict[str, Any], without: Mapping[str, str]
) -> dict[str, Facts]:
    """What can be written: whoever has no rung to go to gets all news but the place.

    Words of safety must not wait for a free rung.
    """
    to_write = {}
    for key, facts in wanted.items():
        if key not in without:
            to_write[key] = facts
        elif key in rows:
            current = kind.row_facts(rows[key])
            placed = facts | {name: current[name] for name in PLACE}
            if digest(placed) != digest(current):
                to_write[key] = placed
    return to_write
