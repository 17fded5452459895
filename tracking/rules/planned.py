"""Arithmetic of a plan: what fits into a few minutes, a bad day, and going on after a gap.

Every number here is our own decision: no study says after how many days somebody should do less.
"""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from exercises.rules.dosing import minutes_of

PAUSE_DAYS = 3
"""So many days a plan rests after "a bad day", that day among them."""

GAP_FROM, LONG_GAP_FROM = 8, 15
"""Days since the last session from which on less is offered first, and a gentler movement."""

LEVELS = ("start", "typical", "top")


class Back(StrEnum):
    """The step back that is offered after a gap."""

    NONE = "none"
    START = "start"  # the same movements at their smallest dose
    GENTLER = "gentler"  # the gentler movement of each, at its typical dose


def step_back(days: int) -> Back:
    """What is offered first so many days after the last session."""
    if days < GAP_FROM:
        return Back.NONE
    return Back.START if days < LONG_GAP_FROM else Back.GENTLER


def last_day_of_pause(today: dt.date) -> dt.date:
    """The last day of a pause that begins `today`."""
    return today + dt.timedelta(days=PAUSE_DAYS - 1)


def next_level(level: str, steps: int) -> str:
    """The level so many steps up (down: less than 0), or empty: there is none."""
    place = LEVELS.index(level) + steps
    return LEVELS[place] if 0 <= place < len(LEVELS) else ""


def how_many_fit(seconds: Sequence[int], minutes: int) -> int:
    """How many, counted from the first, take at most so many whole minutes together; 0 is none."""
    fitting = [
        count for count in range(1, len(seconds) + 1) if minutes_of(seconds[:count]) <= minutes
    ]
    return max(fitting, default=0)
