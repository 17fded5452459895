"""How long a dose takes. Pure arithmetic: minutes are computed, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil


class DoseType(StrEnum):
    """How a dose is counted."""

    HOLD = "hold"  # sets x reps holds of so many seconds
    REPS = "reps"  # sets x reps movements; seconds is the pause within each
    TIME = "time"  # sets of so many seconds


@dataclass(frozen=True)
class Amount:
    """One level of a dose. `seconds` of a hold, of a timed set, or of the pause in a repetition."""

    sets: int
    reps: int
    seconds: int


def seconds_of(
    kind: DoseType, amount: Amount, *, rep_seconds: int, rest_seconds: int, per_side: bool
) -> int:
    """Seconds that `amount` takes, both sides and the rests between sets included.

    A repetition takes `rep_seconds`, its pause included; the rest after the last set is nobody's.
    """
    bouts = amount.sets * (2 if per_side else 1)
    match kind:
        case DoseType.HOLD:
            work = amount.reps * amount.seconds
        case DoseType.REPS:
            work = amount.reps * rep_seconds
        case DoseType.TIME:
            work = amount.seconds
    return bouts * work + (bouts - 1) * rest_seconds


def minutes_of(seconds: Iterable[int]) -> int:
    """Whole minutes that the `seconds` take together, rounded up, at least one."""
    return max(1, ceil(sum(seconds) / 60))
