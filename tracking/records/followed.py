"""Answers to what a person follows -> the days that the charts of the progress page draw."""

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    DateField,
    F,
    Max,
    Min,
    QuerySet,
    Sum,
    TextField,
)
from django.db.models.functions import Cast, Coalesce

from accounts.models import User
from exercises.models import Measure
from exercises.shelf.vocabulary import known_measures
from psoas_site.ui.prepared import Given, Prepared, Row
from tracking.models import Followed, Reading, standing_between
from tracking.records.local_minute import DayNumber, LastSaid, LocalMinute
from tracking.rules.records import DayValue

Choices = tuple[tuple[str, str], ...]

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

    Two queries, whatever there is to read; one more for texts that all count. A daily thing has
    one value a day, the last; a symptom may have several: of numbers the page has their mean, of
    yes and no a yes, of choices the last, of texts all.
    """
    known = known_measures()
    chosen = [key for (key,) in FOLLOWED.plain_rows(user=user.pk)]
    measures = [known[key] for key in chosen]
    measures += [measure for measure in known.values() if _is_always(measure, chosen)]
    days: dict[int, list[Row]] = defaultdict(list)
    for measure, *day in DAYS_OF_ANSWERS.plain_rows(user=user.pk, start=start, end=end):
        days[measure].append(tuple(day))
    told = [measure.pk for measure in measures if _is_told(measure)]
    texts = TEXTS.plain_rows(user=user.pk, start=start, end=end) if told else []
    followed = []
    for measure in measures:
        if _is_told(measure):
            values = Values(words=tuple(_words(texts, measure)))
        else:
            values = _values(measure, sorted(days[measure.pk]))
        is_chosen = measure.pk in chosen
        if is_chosen or values.days:
            followed.append(Answers(measure, is_chosen, _choices(measure), values))
    return tuple(followed)


def _is_always(measure: Measure, chosen: Container[int]) -> bool:
    """Whether everybody is asked, beside what is `chosen`."""
    always = measure.asked_always and not measure.ask_screening
    return always and measure.family == Measure.Family.DAILY and measure.pk not in chosen


def _is_told(measure: Measure) -> bool:
    """Whether each answer is a text of its own: of a daily thing the last one of a day counts."""
    return measure.answer == Measure.Answer.TEXT and measure.family != Measure.Family.DAILY


def _choices(measure: Measure) -> Choices:
    return tuple((choice.code, choice.label) for choice in measure.choices.all())


def _values(measure: Measure, days: list[Row]) -> Values:
    """The answers of each day to `measure`, as its charts draw them."""
    several = measure.family != Measure.Family.DAILY
    if measure.answer in NUMBERS:
        numbers = _sums(days) if several else _lasts(days)
        return Values(numbers=tuple(numbers))
    if measure.answer == Measure.Answer.YES_NO:
        if several:
            return Values(given={_day(day): YES if high else NO for day, _l, high, *_rest in days})
        return Values(given={_day(day): YES if float(last) else NO for day, *_rest, last in days})
    said = ((_day(day), last) for day, *_rest, last in days)
    if measure.answer == Measure.Answer.TEXT:
        return Values(words=tuple(said))
    return Values(given=dict(said))


def _sums(days: Iterable[Row]) -> Iterator[DayValue]:
    """The mean of all numbers of a day."""
    for day, low, high, total, count, _last in days:
        if count:
            lowest, highest = float(low), float(high)
            # Floating point may put the mean of equal numbers a hair beside them.
            mean = min(max(float(total) / count, lowest), highest)
            yield DayValue(_day(day), lowest, highest, mean, count)


def _lasts(days: Iterable[Row]) -> Iterator[DayValue]:
    """The last number of a day."""
    for day, _low, _high, _total, count, last in days:
        if count:
            number = float(last)
            yield DayValue(_day(day), number, number, number, 1)


def _words(texts: Iterable[Row], measure: Measure) -> Iterator[tuple[dt.date, str]]:
    return ((_day(day), text) for key, day, text in texts if key == measure.pk)


_day = dt.date.fromordinal


# --- What is asked -------------------------------------------------------------------------------


def _followed(user: Given) -> QuerySet[Followed, Any]:
    """What the person chose, in their order."""
    in_order = "order", "measure__order", "measure__label"
    followed = Followed.objects.filter(user_id=user).order_by(*in_order)
    return followed.values_list("measure")


def _inside(user: Given, start: Given, end: Given) -> QuerySet[Reading]:
    return Reading.objects.filter(standing_between("check_in", user, start, end)).order_by()


def _days_of_answers(user: Given, start: Given, end: Given) -> QuerySet[Reading, Any]:
    """For each measure and day: lowest, highest and sum of the numbers, how many, the last answer.

    In no order.
    """
    answer = Coalesce(Cast("number", TextField()), "text")
    minute = LocalMinute("check_in__at", "check_in__utc_offset")
    numbers = {
        "day": DayNumber(Min("check_in__local_date")),
        "low": Min("number"),
        "high": Max("number"),
        "total": Sum("number"),
        "count": Count("number"),
        "last": LastSaid(answer, minute, F("check_in__created_at"), F("check_in__pk")),
    }
    days = _inside(user, start, end).values("check_in__local_date", "measure")
    return days.annotate(**numbers).values_list("measure", *numbers)


def _texts(user: Given, start: Given, end: Given) -> QuerySet[Reading, Any]:
    """All texts, oldest first."""
    minute = LocalMinute("check_in__at", "check_in__utc_offset")
    in_order = "check_in__local_date", minute, "check_in__created_at", "check_in__pk"
    day = DayNumber("check_in__local_date")
    texts = _inside(user, start, end).filter(measure__answer=Measure.Answer.TEXT)
    return texts.order_by(*in_order).values_list("measure", day, "text")


PERSON, DAY = BigIntegerField(), DateField()
FOLLOWED = Prepared(_followed, user=PERSON)
DAYS_OF_ANSWERS = Prepared(_days_of_answers, user=PERSON, start=DAY, end=DAY)
TEXTS = Prepared(_texts, user=PERSON, start=DAY, end=DAY)
