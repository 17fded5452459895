"""When the warning signs are asked about, and what an answer stands for.

What is asked comes from the warning cards for cauda equina and from the framework for red flags
(Finucane 2020, doi 10.2519/jospt.2020.9971), which warns that a single flag is a poor test: an
answer asks for a person and says nothing of what somebody has. That "not sure" counts as a yes in
an emergency, the four weeks and the sixty days are our own decisions.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

EVERY_DAYS = 28
AWAY_DAYS = 60

YES, UNSURE = "yes", "unsure"

# By the urgency of a sign and what was said of it.
EMERGENCIES = frozenset({("emergency", YES), ("emergency", UNSURE)})
PAUSING = EMERGENCIES | {("today", YES), ("days", YES)}
NOTED = frozenset({("today", UNSURE), ("days", UNSURE), ("routine", YES), ("routine", UNSURE)})


class Reason(StrEnum):
    """Why the questions are asked."""

    FIRST = "first"
    FALL = "fall"
    SIGN = "sign"
    AWAY = "away"
    MONTH = "month"


@dataclass(frozen=True)
class Past:
    """What is known of somebody: the day on which they answered last, and what came since.

    `fell` and `new_sign`: a fall, or a new sign, is told of after that. `seen_on` is the newest day
    before today with an entry.
    """

    answered_on: dt.date | None = None
    fell: bool = False
    new_sign: bool = False
    seen_on: dt.date | None = None


def why_ask(past: Past, today: dt.date) -> Reason | None:
    """Why the questions come before a session `today`; None: they need not."""
    if past.answered_on is None:
        return Reason.FIRST
    if past.fell:
        return Reason.FALL
    if past.new_sign:
        return Reason.SIGN
    last = max(past.answered_on, past.seen_on or past.answered_on)
    if (today - last).days >= AWAY_DAYS:
        return Reason.AWAY
    if (today - past.answered_on).days >= EVERY_DAYS:
        return Reason.MONTH
    return None


def is_emergency(urgency: str, said: str) -> bool:
    """Whether an answer asks for help at once."""
    return (urgency, said) in EMERGENCIES


def pauses(urgency: str, said: str) -> bool:
    """Whether nothing is offered after an answer until somebody has looked at it."""
    return (urgency, said) in PAUSING
