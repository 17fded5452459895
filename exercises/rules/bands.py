"""The pain-monitoring bands: how a session's worst pain compares with the pain before it.

The idea is the pain-monitoring model of Thomee 1997 (knee) and Silbernagel 2007 (Achilles tendon):
pain to 2 is safe, to 5 acceptable, above 5 high risk. Published limits differ by a point; ours are
0-2, 3-5 and 6-10. How far pain may rise, the stricter rule for gentle exercises and the strictest
for impact (what holds for a tendon does not hold for bone) are our own decisions, and so is
extending a tendon and knee model to hip and back.

The numbers themselves stand in `thresholds`. What pages print as "stop" and "ease off" is made from
`limits_of` too, in `exercises.pages.stopping`.
"""

from dataclasses import dataclass
from enum import StrEnum

from exercises.rules.thresholds import DEFAULTS, Thresholds

PAIN_MAX = 10
"""Top of the 0-10 numeric rating scale, whole numbers, 0 is no pain (the usual form of it)."""


class Kind(StrEnum):
    """How strict the limits are: what calms or stretches, what strengthens, what lands."""

    GENTLE = "gentle"
    STRENGTH = "strength"
    IMPACT = "impact"


class Band(StrEnum):
    """From "nothing to see" to "too much"; AMBER is acceptable, but no reason to do more."""

    GREEN = "green"
    STEADY = "steady"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on the worst pain was too much, and from where on a climb asks to ease off.

    Too much is a worst pain of `peak`, or a climb by `rise` points that ends at `rise_to` or
    above. A climb that ends at `ease_to` or above asks to do less.
    """

    peak: int
    rise: int
    rise_to: int
    ease_to: int


def limits_of(kind: Kind, thresholds: Thresholds = DEFAULTS) -> Limits:
    """The limits of one `kind`. That any climb of gentle work and of landing asks to ease off is
    our decision; of strength, one that leaves what is easy does."""
    rise = thresholds.strength_rise  # who climbs that far ends there at least
    match kind:
        case Kind.GENTLE:
            gentle_rise, rise_to = thresholds.gentle_rise, thresholds.gentle_rise_to
            return Limits(thresholds.gentle_peak, gentle_rise, rise_to, ease_to=1)
        case Kind.STRENGTH:
            ease_to = thresholds.safe_max + 1
            return Limits(thresholds.strength_peak, rise, rise_to=rise, ease_to=ease_to)
        case Kind.IMPACT:
            return Limits(thresholds.impact_peak, rise, rise_to=rise, ease_to=1)


def kind_of(*, gentle: bool, impact: bool) -> Kind:
    """The kind of an exercise of a gentle phase or a strength one, that lands or does not."""
    if impact:
        return Kind.IMPACT
    return Kind.GENTLE if gentle else Kind.STRENGTH


def band(kind: Kind, before: int, worst: int, thresholds: Thresholds = DEFAULTS) -> Band:
    """Band of one exercise or session from pain before it and worst pain during it, each 0 to 10.

    Raises ValueError for pain outside 0 to 10.
    """
    _check(before)
    _check(worst)
    limits = limits_of(kind, thresholds)
    climbed = worst - before >= limits.rise
    if worst >= limits.peak or (climbed and worst >= limits.rise_to):
        return Band.RED
    if worst <= thresholds.safe_max and not climbed:
        return Band.GREEN
    is_steady = worst <= min(before, thresholds.steady_max)
    return Band.STEADY if is_steady else Band.AMBER


def is_red(
    kind: Kind, before: int | None, worst: int | None, thresholds: Thresholds = DEFAULTS
) -> bool:
    """Whether the answers given are enough to call the band RED; None is "not answered".

    Without the pain before, only a worst pain at the peak or above is known to be RED, since it
    is RED whatever came before it. Raises ValueError for pain outside 0 to 10.
    """
    if worst is None:
        return False
    # Pain that did not rise is the mildest reading of a missing answer.
    mildest = worst if before is None else before
    return band(kind, mildest, worst, thresholds) is Band.RED


def _check(pain: int) -> None:
    if not 0 <= pain <= PAIN_MAX:
        raise ValueError(f"pain must be 0 to {PAIN_MAX}, not {pain}")
