"""What may be offered on a day, and what stands against it. Everything that offers asks this.

The library, the first page of a visitor, the day's own page and its routines ask the same rule.
"""

from dataclasses import dataclass
from enum import StrEnum

from exercises.rules.thresholds import DEFAULTS, Thresholds

NOTHING_NEEDED = "none"
"""The code of "no equipment"."""


ASKS_FOR_KNEELING = "kneeling_pain"
"""The caution that stands on whatever asks for kneeling, as the library has it."""


class Against(StrEnum):
    """What can stand against offering something."""

    PAUSE = "pause"
    PAIN = "pain"
    TIME = "time"
    THINGS = "things"
    CAUTIONS = "cautions"
    POSTURES = "postures"
    LIMITS = "limits"


class Posture(StrEnum):
    """What a body is asked to do before anything begins."""

    FLOOR = "floor"  # getting down to the floor, and up again
    FLOOR_OR_BED = "floor_or_bed"  # the same, where a firm bed will do
    KNEELING = "kneeling"


@dataclass(frozen=True, slots=True)
class Demand:
    """What something asks: at most this pain (0-10), minutes, things at hand, and for whom not.

    Things and cautions are codes of the vocabulary. Under some of the cautions it is not to be
    done at all (`forbidden`); with the others it is asked about first, or made smaller.
    """

    limit: int
    minutes: int = 0
    things: frozenset[str] = frozenset()
    cautions: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    postures: frozenset[Posture] = frozenset()


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds of a reader whatever the day, by their own word: cautions that are true of them,
    postures that do not go well, things at hand (None: not said)."""

    cautions: frozenset[str] = frozenset()
    postures: frozenset[Posture] = frozenset()
    at_hand: frozenset[str] | None = None

    def __bool__(self) -> bool:
        """Whether anything was said that can leave something out, or ask for care."""
        return bool(self.cautions or self.postures) or self.at_hand is not None


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Day:
    """How a day is. None is "not said", and what was not said stands against nothing.

    What is at hand today goes before what `limits` say of it. `lifted`: the reader wants to see
    all the same what their limits leave out.
    """

    pain: int | None = None
    paused: bool = False
    minutes: int | None = None
    at_hand: frozenset[str] | None = None
    avoided: frozenset[str] = frozenset()
    limits: Limits = NO_LIMITS
    lifted: bool = False


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
    lacking = _lacking(demand, day.at_hand)
    if lacking:
        reasons.append(Reason(Against.THINGS, lacking))
    avoided = demand.cautions & day.avoided
    if avoided:
        reasons.append(Reason(Against.CAUTIONS, avoided))
    return (*reasons, *limits_against(demand, day))


def limits_against(demand: Demand, day: Day) -> tuple[Reason, ...]:
    """What of the reader's own limits leaves `demand` out; nothing where they are lifted."""
    limits = day.limits
    if day.lifted or not limits:
        return ()
    at_hand = limits.at_hand if day.at_hand is None else None
    reasons = (
        Reason(Against.POSTURES, frozenset(demand.postures & limits.postures)),
        Reason(Against.LIMITS, demand.forbidden & limits.cautions),
        Reason(Against.THINGS, _lacking(demand, at_hand)),
    )
    return tuple(reason for reason in reasons if reason.codes)


def cares(demand: Demand, day: Day) -> frozenset[str]:
    """The cautions of `demand` that are true of the reader, and do not leave it out: they are said
    whatever is lifted."""
    true = demand.cautions & day.limits.cautions
    return true if day.lifted else true - demand.forbidden


def _lacking(demand: Demand, at_hand: frozenset[str] | None) -> frozenset[str]:
    """What is needed and not at hand; nothing while nobody said what is."""
    if at_hand is None:
        return frozenset()
    return demand.things - at_hand - {NOTHING_NEEDED}
