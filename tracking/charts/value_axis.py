"""The axis of values: where it begins and ends, and which values get a label."""

from dataclasses import dataclass
from math import ceil, floor, log10

from exercises.rules.bands import PAIN_MAX

STEPS_WANTED = 4
"""Steps of an axis from 0; one more at most where it begins below. Our decision."""

DIGIT, DIGIT_GAP = 8, 12
"""Pixels of a digit at 13 px, and between the digits and the plot."""

NEAR = 1e-9
"""Floating point: 0.3 / 0.1 is a little below 3. Closer to a step than this counts as on it."""


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Where the values of an axis begin and end, and how far apart its labels are."""

    low: float
    high: float
    step: float

    @property
    def labels(self) -> tuple[tuple[float, str], ...]:
        """Each labelled value with its digits, lowest first."""
        count = floor((self.high - self.low) / self.step + 0.5)
        # Plus 0.0, which makes -0.0 an ordinary 0.
        values = [round(self.low + at * self.step, 6) + 0.0 for at in range(count + 1)]
        return tuple((value, f"{value:.6f}".rstrip("0").rstrip(".")) for value in values)

    @property
    def room(self) -> int:
        """Pixels that the digits need beside the plot."""
        return DIGIT_GAP + DIGIT * max(len(digits) for _value, digits in self.labels)


ZERO_TO_TEN = ValueAxis(0, PAIN_MAX, 2)
"""The axis of pain, and of everything that is answered from 0 to 10: fixed, whatever the data."""


def nice_axis(lowest: float, highest: float) -> ValueAxis:
    """An axis from 0 (or below, for negative values) past `highest`, in steps of 1, 2 or 5.

    The step is the smallest of 1, 2 and 5 times a power of ten that needs no more than 4 steps
    for the range (Heckbert, Nice numbers for graph labels, 1990). Raises ValueError for a
    highest value below the lowest.
    """
    if highest < lowest:
        raise ValueError(f"the axis ends at {highest}, below {lowest}")
    low, high = min(lowest, 0), max(highest, 0)
    if low == high:
        high = 1
    step = _nice_step((high - low) / STEPS_WANTED)
    return ValueAxis(floor(low / step + NEAR) * step, ceil(high / step - NEAR) * step, step)


def _nice_step(least: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is not below `least`."""
    power = 10.0 ** floor(log10(least))
    return next(
        factor * power for factor in (1, 2, 5, 10) if factor * power >= least - NEAR * power
    )
