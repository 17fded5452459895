"""What is asked before a session: whether to move today at all."""

from dataclasses import dataclass
from enum import StrEnum

from exercises.rules.judging import is_quiet
from exercises.rules.thresholds import DEFAULTS, Thresholds


class Gate(StrEnum):
    """What stands at the gate, the most careful first."""

    EMERGENCY = "emergency"  # help now; nothing leads on to an exercise
    URGENT = "urgent"  # somebody has to look at it first
    SIGN = "sign"  # pause first: a sign waits for what became of it
    SCREEN = "screen"  # the questions are due, as after a fall
    QUIET = "quiet"  # rest and breathing alone
    FLARE_UP = "flare_up"  # a flare-up day alone
    OPEN = "open"  # only the limits of each exercise and of the person are left to ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """How somebody is before a session. `pain` is 0 to 10, None if nobody said."""

    emergency: bool
    urgent: bool
    open_sign: bool  # a new sign, a fall or an urgent answer that nobody has answered since
    screening_due: bool
    pain: int | None


def gate_for(now: Now, thresholds: Thresholds = DEFAULTS) -> Gate:
    """The first thing that stands against it. A pain number alone never means that all suits."""
    in_order = (
        (now.emergency, Gate.EMERGENCY),
        (now.urgent, Gate.URGENT),
        (now.open_sign, Gate.SIGN),
        (now.screening_due, Gate.SCREEN),
        (is_quiet(now.pain, thresholds), Gate.QUIET),
        (now.pain is not None and now.pain >= thresholds.flare_up_from, Gate.FLARE_UP),
    )
    return next((gate for stands, gate in in_order if stands), Gate.OPEN)
