"""Where a decision leads: another dose, or the exercise along the links "gentler" and "harder"."""

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracking.rules.progression.verdicts import Leads

LEVELS = ("start", "typical", "top")
"""The levels of a dose, as the library calls them, from little to much."""


@dataclass(frozen=True, slots=True)
class Rung:
    """An exercise as far as moves need it.

    `levels` are the doses that it has (one at least). `limit` is the pain up to which it is
    offered. `hidden`: a limit of the person says "not this one". Links are keys or None.
    """

    key: Hashable
    gentler: Hashable | None
    harder: Hashable | None
    number: int  # its place on its ladder, from 1
    levels: tuple[str, ...]
    limit: int
    hidden: bool


Rungs = Mapping[Hashable, Rung]
"""The exercises that a person may be shown, by key. A link to another one leads nowhere."""


class Way(StrEnum):
    """What kind of step it is."""

    DOSE = "dose"
    EXERCISE = "exercise"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Target:
    """What comes next: an exercise at a level."""

    way: Way
    rung: Rung
    level: str


def target_of(
    leads: Leads,
    item: tuple[Hashable, str],
    rungs: Rungs,
    *,
    planned: Collection[Hashable],
    rest: Hashable,
) -> Target | None:
    """Where `leads` takes an `item` of a plan, an exercise at a level; None: it stays.

    `planned` are the exercises that the plan has on this side, `rest` the one to lie and rest in.
    Never an exercise that a limit of the person hides. Raises ValueError for an unknown level.
    """
    own, level = rungs.get(item[0]), item[1]
    if own is None:
        return None
    match leads:
        case Leads.UP:
            higher = _higher(own, level)
            return _dose(own, higher) if higher else _harder(own, rungs, planned)
        case Leads.DOSE_BACK:
            return _dose(own, _lower(own, level)) or _gentler(own, rungs, rest)
        case Leads.EXERCISE_BACK:
            return _gentler(own, rungs, rest)
        case Leads.START_DOSE:
            return _dose(own, _nearest(own, "start") if _lower(own, level) else None)
        case Leads.NOWHERE:
            return None


def suits(target: Target | None, usual: float | None) -> bool:
    """Whether a step up to `target` suits somebody whose usual pain is `usual` (0 to 10).

    Nothing to step up to suits nobody, and what is not known is no reason to do more.
    """
    return target is not None and usual is not None and usual <= target.rung.limit


def is_at_floor(item: tuple[Hashable, str], rungs: Rungs) -> bool:
    """Whether an item is the start dose of an exercise without a gentler one."""
    own = rungs.get(item[0])
    return own is not None and own.gentler is None and _lower(own, item[1]) is None


def suggests_flare_up(item: tuple[Hashable, str], rungs: Rungs) -> bool:
    """Whether easing back from `item` suggests a flare-up day: it starts the first rung."""
    own = rungs.get(item[0])
    return own is not None and own.number == 1 and _lower(own, item[1]) is None


# --- Doses ---------------------------------------------------------------------------------------


def _dose(own: Rung, level: str | None) -> Target | None:
    """The same exercise at another level, if there is one and no limit hides it by now."""
    return None if level is None or own.hidden else Target(Way.DOSE, own, level)


def _higher(own: Rung, level: str) -> str | None:
    more = LEVELS[LEVELS.index(level) + 1 :]
    return next((other for other in more if other in own.levels), None)


def _lower(own: Rung, level: str) -> str | None:
    less = reversed(LEVELS[: LEVELS.index(level)])
    return next((other for other in less if other in own.levels), None)


def _nearest(rung: Rung, level: str) -> str:
    """The level if it has that dose, else the next lower one, else its smallest."""
    if level in rung.levels:
        return level
    return _lower(rung, level) or min(rung.levels, key=LEVELS.index)


# --- Exercises -----------------------------------------------------------------------------------


def _harder(own: Rung, rungs: Rungs, planned: Collection[Hashable]) -> Target | None:
    """The harder one at its start dose; the item stays where the plan has that one already."""
    rung = next(_shown(own, "harder", rungs), None)
    if rung is None or rung.key in planned:
        return None
    return Target(Way.EXERCISE, rung, _nearest(rung, "start"))


def _gentler(own: Rung, rungs: Rungs, rest: Hashable) -> Target | None:
    """The gentler one at its typical dose; the rest where nothing is gentler."""
    if own.gentler is None:
        return _resting(own, rungs.get(rest))
    rung = next(_shown(own, "gentler", rungs), None)
    return Target(Way.EXERCISE, rung, _nearest(rung, "typical")) if rung else None


def _resting(own: Rung, rest: Rung | None) -> Target | None:
    if rest is None or rest.hidden or rest.key == own.key:
        return None
    return Target(Way.REST, rest, _nearest(rest, "start"))


def _shown(own: Rung, link: str, rungs: Rungs) -> Iterator[Rung]:
    """What follows along `link`, without what a limit hides; each once, also in a circle."""
    passed = {own.key}
    key = getattr(own, link)
    while key is not None and key not in passed and key in rungs:
        passed.add(key)
        rung = rungs[key]
        if not rung.hidden:
            yield rung
        key = getattr(rung, link)
