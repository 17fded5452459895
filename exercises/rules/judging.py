"""What may be offered on a day, and what stands against it. Everything that offers asks this.

The library, the first page of a visitor, the day's own page and its routines ask the same rule.
"""

from dataclasses import dataclass
from enum import StrEnum

from exercises.rules.thresholds import DEFAULTS, Thresholds

NOTHING_NEEDED = "none"
"""The code of "no equipment"."""


class Against(StrEnum):
    """What can stand against offering something."""

    PAUSE = "pause"
    PAIN = "pain"
    TIME = "time"
    THINGS = "things"
    CAUTIONS = "cautions"


@dataclass(frozen=True, slots=True)
class Demand:
    """What something asks: at most this pain (0-10), minutes, things at hand, and for whom not.

    Things and cautions are codes of the vocabulary.
    """

    limit: int
    minutes: int = 0
    things: frozenset[str] = frozenset()
    cautions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Day:
    """How a day is. None is "not said", and what was not said stands against nothing."""

    pain: int | None = None
    paused: bool = False
    minutes: int | None = None
    at_hand: frozenset[str] | None = None
    avoided: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that stands against an offer, and the codes that it is about."""

    against: Against
    codes: frozenset[str] = frozenset()


def allows(limit: int, pain: int) -> bool:
    """Whether `pain` is within `limit`, both 0 to 10. That alone never means that it suits."""
    return pain <= limit


def is_quiet(pain: int | None, thresholds: Thresholds = DEFAULTS) -> bool:
    """Whether there is so much pain that only rest and breathing are offered.

    What is rest says so itself, by being for that much pain.
    """
    return pain is not None and pain >= thresholds.quiet_from


def reasons_against(demand: Demand, day: Day) -> tuple[Reason, ...]:
    """All that stands against `demand` on `day`; empty when it may be offered.

    A pause hides every other reason: it has to be answered first.
    """
    if day.paused:
        return (Reason(Against.PAUSE),)
    reasons = []
    if day.pain is not None and not allows(demand.limit, day.pain):
        reasons.append(Reason(Against.PAIN))
    if day.minutes and demand.minutes > day.minutes:
        reasons.append(Reason(Against.TIME))
    lacking = _lacking(demand, day)
    if lacking:
        reasons.append(Reason(Against.THINGS, lacking))
    avoided = demand.cautions & day.avoided
    if avoided:
        reasons.append(Reason(Against.CAUTIONS, avoided))
    return tuple(reasons)


def _lacking(demand: Demand, day: Day) -> frozenset[str]:
    """What is needed and not at hand; nothing while nobody said what is."""
    if day.at_hand is None:
        return frozenset()
    return demand.things - day.at_hand - {NOTHING_NEEDED}
