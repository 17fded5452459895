"""Answers to what a person follows -> the days that the charts of the progress page draw."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import DateField, QuerySet, TextField
from django.db.models.functions import Cast

from accounts.models import User
from exercises.models import Measure
from exercises.shelf.vocabulary import known_measures
from psoas_site.ui.prepared import Prepared, Row, Whoever
from tracking.models import Followed, Reading, standing_between
from tracking.records.local_minute import LocalMinute
from tracking.rules.records import DayValue

Choices = tuple[tuple[str, str], ...]
Said = float | str
Place = tuple[int, str, Any]  # a local minute, when it was written down, and the check-in's key

YES, NO = "yes", "no"
NUMBERS = (Measure.Answer.SCALE, Measure.Answer.NUMBER)


@dataclass(frozen=True)
class Values:
    """What was answered to one measure. Only one of the three is filled.

    Scales and numbers are `numbers`, one for each day. Yes or no, and choices, are `given`: one
    answer for each day. Texts are `words`, oldest first.
    """

    numbers: tuple[DayValue, ...] = ()
    given: Mapping[dt.date, str] = field(default_factory=dict)
    words: tuple[tuple[dt.date, str], ...] = ()

    @property
    def days(self) -> int:
        """On how many days there is an answer."""
        return len(self.numbers or self.given or {day for day, _text in self.words})


@dataclass(frozen=True)
class Answers:
    """A measure with its `choices`, codes and labels, and what was answered to it.

    `chosen` if the person follows it: everybody is asked the others.
    """

    measure: Measure
    chosen: bool
    choices: Choices
    values: Values


def followed_answers(user: User, start: dt.date, end: dt.date) -> tuple[Answers, ...]:
    """What `user` follows, in their own order, then what everybody is asked and they answered.

    Two queries, whatever there is to read. A daily thing has one value a day, the last; a symptom
    may have several: of numbers the page has their mean, of yes and no a yes, of choices the last,
    of texts all.
    """
    known = known_measures()
    chosen = [key for (key,) in FOLLOWED.plain_rows(user=user.pk)]
    always = [key for key, measure in known.items() if _is_asked_always(measure)]
    gathered = {key: _Days(known[key]) for key in (*chosen, *always)}
    _gather(ANSWERS.plain_rows(user=user.pk, start=start, end=end), gathered)
    followed = []
    for key, days in gathered.items():
        values, choices = days.values(), _choices(days.measure)
        if key in chosen or values.days:
            followed.append(Answers(days.measure, key in chosen, choices, values))
    return tuple(followed)


def _gather(rows: Iterable[Row], gathered: Mapping[int, "_Days"]) -> None:
    """Put each answer to the measure that it is of."""
    for key, day, minute, written, check_in, number, text in rows:
        if key in gathered:
            said = text if number is None else float(number)
            gathered[key].take(day, (minute, written, check_in), said)


def _is_asked_always(measure: Measure) -> bool:
    """Whether everybody is asked it each day."""
    always = measure.asked_always and not measure.ask_screening
    return always and measure.family == Measure.Family.DAILY


def _choices(measure: Measure) -> Choices:
    return tuple((choice.code, choice.label) for choice in measure.choices.all())


class _Days:
    """The answers to one measure by their days, as they come: no more is held than is shown.

    Days are texts here, as the database writes them: they rise as days do.
    """

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        several = measure.family != Measure.Family.DAILY
        self.sums: dict[str, list[float]] = {}  # lowest, highest, sum, count
        self.lasts: dict[str, tuple[Place, Said]] = {}
        self.texts: list[tuple[str, Place, str]] = []
        self.take: Callable[[str, Place, Said], None] = self._take_last
        if several and measure.answer in (*NUMBERS, Measure.Answer.YES_NO):
            self.take = self._add
        elif several and measure.answer == Measure.Answer.TEXT:
            self.take = self._take_text

    def _add(self, day: str, _place: Place, said: Said) -> None:
        """Put a number to the others of its day."""
        if isinstance(said, str):
            return
        found = self.sums.get(day)
        if found is None:
            self.sums[day] = [said, said, said, 1]
            return
        low, high, total, count = found
        found[:] = min(low, said), max(high, said), total + said, count + 1

    def _take_last(self, day: str, place: Place, said: Said) -> None:
        """What was said last of a day takes the others' place (`rules.daily.last_of_day`)."""
        last = self.lasts.get(day)
        if last is None or place > last[0]:
            self.lasts[day] = place, said

    def _take_text(self, day: str, place: Place, said: Said) -> None:
        self.texts.append((day, place, str(said)))

    def values(self) -> Values:
        """All answers, as the charts of the measure draw them."""
        if self.measure.answer in NUMBERS:
            return Values(numbers=tuple(self._numbers()))
        if self.measure.answer == Measure.Answer.TEXT:
            return Values(words=tuple(self._words()))
        said = {day: _said(last) for day, (_place, last) in self.lasts.items()}
        said |= {day: _said(high) for day, (_low, high, *_rest) in self.sums.items()}
        return Values(given={_day(day): said[day] for day in sorted(said)})

    def _words(self) -> Iterator[tuple[dt.date, str]]:
        lasts = [(day, place, str(said)) for day, (place, said) in self.lasts.items()]
        for day, _place, text in sorted(self.texts or lasts):
            yield _day(day), text

    def _numbers(self) -> Iterator[DayValue]:
        for day, (low, high, total, count) in sorted(self.sums.items()):
            # Floating point may put the mean of equal numbers a hair beside them.
            yield DayValue(_day(day), low, high, min(max(total / count, low), high), int(count))
        for day, (_place, said) in sorted(self.lasts.items()):
            if isinstance(said, float):
                yield DayValue(_day(day), said, said, said, 1)


def _said(value: Said) -> str:
    """A choice by its code; yes or no by a word."""
    if isinstance(value, str):
        return value
    return YES if value else NO


_day = dt.date.fromisoformat


# --- What is asked -------------------------------------------------------------------------------


def _followed(user: Any) -> QuerySet[Followed, Any]:
    """What the person chose, in their order."""
    in_order = "order", "measure__order", "measure__label"
    return Followed.objects.owned_by(user).order_by(*in_order).values_list("measure")


def _answers(user: Any, start: Any, end: Any) -> QuerySet[Reading, Any]:
    """All answers, in no order, each with what says which of a day is the last.

    Put together here and not by the database: that takes it twice as long as to hand them over.
    """
    inside = Reading.objects.filter(standing_between("check_in", user, start, end))
    return inside.order_by().values_list(
        "measure",
        Cast("check_in__local_date", TextField()),
        LocalMinute("check_in__at", "check_in__utc_offset"),
        Cast("check_in__created_at", TextField()),
        "check_in",
        "number",
        "text",
    )


FOLLOWED = Prepared(_followed, user=Whoever())
ANSWERS = Prepared(_answers, user=Whoever(), start=DateField(), end=DateField())
