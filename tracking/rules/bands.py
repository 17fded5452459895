"""The pain-monitoring bands: how a session's worst pain compares with the pain before it.

The idea is the pain-monitoring model of Thomee 1997 (knee) and Silbernagel 2007 (Achilles tendon):
pain to 2 is safe, to 5 acceptable, above 5 high risk. Published limits differ by a point; ours are
0-2, 3-5 and 6-10. How far pain may rise, and the stricter rule for gentle exercises, is our own
decision, and so is extending a tendon and knee model to hip and back.
"""

from enum import StrEnum

from .history import PAIN_MAX

SAFE_MAX = 2
"""Highest worst pain that needs no second look (Silbernagel 2007)."""

HIGH_MIN = 6
"""Worst pain from which on a session was too much (above 5 in Silbernagel 2007)."""

GENTLE_RISE = 2
"""Rise that is too much for an exercise meant to calm, stretch or loosen. Our decision."""

STRENGTH_RISE = 4
"""Rise that is too much for a strength exercise. Our decision."""


class Band(StrEnum):
    """From "nothing to see" to "too much"; AMBER is acceptable, but no reason to do more."""

    GREEN = "green"
    STEADY = "steady"
    AMBER = "amber"
    RED = "red"


def band(gentle: bool, before: int, worst: int) -> Band:
    """Band of one exercise or session from pain before it and worst pain during it, each 0 to 10.

    `gentle` is true for settling, releasing, lengthening and rotating exercises, false for
    strength. Raises ValueError for pain outside 0 to 10.
    """
    _check(before)
    _check(worst)
    if worst >= HIGH_MIN:
        return Band.RED
    rise = worst - before
    return _gentle_band(rise, worst) if gentle else _strength_band(rise, worst)


def is_red(gentle: bool, before: int | None, worst: int | None) -> bool:
    """Whether the answers given are enough to call the band RED; None is "not answered".

    Without the pain before, only a worst pain of 6 or more is known to be RED, since it is RED
    whatever came before it. Raises ValueError for pain outside 0 to 10.
    """
    if worst is None:
        return False
    # Pain that did not rise is the mildest reading of a missing answer.
    return band(gentle, worst if before is None else before, worst) is Band.RED


def _gentle_band(rise: int, worst: int) -> Band:
    if worst <= SAFE_MAX and rise < GENTLE_RISE:
        return Band.GREEN
    if rise >= GENTLE_RISE:
        return Band.RED if worst > SAFE_MAX else Band.AMBER
    return Band.STEADY if rise <= 0 else Band.AMBER


def _strength_band(rise: int, worst: int) -> Band:
    if rise >= STRENGTH_RISE:
        return Band.RED
    if worst <= SAFE_MAX:
        return Band.GREEN
    return Band.STEADY if rise <= 0 else Band.AMBER


def _check(pain: int) -> None:
    if not 0 <= pain <= PAIN_MAX:
        raise ValueError(f"pain must be 0 to {PAIN_MAX}, not {pain}")
