"""The newest check-in, as the day begins with it: today's, or one to be said again."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from accounts.models import User
from exercises.models import Measure
from tracking.models import FeltArea, Reading
from tracking.recall import (
    REPEAT_DAYS,
    LastCheckIn,
    days_to_repeat,
    last_check_in,
    said_in,
    symptoms_of,
)


@dataclass(frozen=True)
class SameAgain:
    """An earlier check-in that one tap says again: which one it is, and what is kept of it."""

    check_in: LastCheckIn
    label: str
    kept: tuple[str, ...]


@dataclass(frozen=True)
class Newest:
    """The newest check-in, if it is `of_today` and what it says then, or as the `same` again."""

    last: LastCheckIn | None = None
    of_today: LastCheckIn | None = None
    places: tuple[FeltArea, ...] = ()
    cautions: tuple[Reading, ...] = ()
    same: SameAgain | None = None


def newest_of(user: User, today: dt.date) -> Newest:
    """The newest check-in of `user`, with what it says where that is shown; in two queries."""
    last = last_check_in(user)
    if last is None:
        return Newest()
    if last.local_date >= today:
        said = said_in(last)
        cautions = tuple(row for row in said.readings if row.asks_for_care)
        return Newest(last, last, said.places, cautions)
    days = days_to_repeat(last, today)
    if days is None:
        return Newest(last)
    said = said_in(last)
    return Newest(last, same=_same_again(last, days, said.places, said.readings))


def _same_again(
    last: LastCheckIn, days: int, places: Iterable[FeltArea], readings: Iterable[Reading]
) -> SameAgain:
    """`last`, of so many days ago, as something to be said again."""
    if days == 1:
        label = _("Same as yesterday")
    elif days == REPEAT_DAYS:
        label = _("Same as a week ago")
    else:
        weekday = formats.date_format(last.local_date, "l")
        label = _("Same as on %(weekday)s") % {"weekday": weekday}
    kept = [
        _("Pain %(pain)d") % {"pain": last.pain},
        *(felt.words for felt in places),
        *(_in_words(reading) for reading in symptoms_of(readings)),
    ]
    return SameAgain(last, label, tuple(kept))


def _in_words(reading: Reading) -> str:
    """A symptom in few words: "Stiffness 4", "Swelling: yes"."""
    if reading.measure.answer == Measure.Answer.SCALE:
        return f"{reading.measure.label} {reading.words}"
    return f"{reading.measure.label}: {reading.words}"
