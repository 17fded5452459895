"""Answers to what a person follows -> the days that the charts of the progress page draw."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import DateField, QuerySet
from django.utils.functional import cached_property

from accounts.models import User
from exercises.models import Measure
from exercises.shelf.vocabulary import known_measures
from psoas_site.ui.prepared import Prepared, Row, Whoever
from tracking.models import Followed, Reading, standing_between
from tracking.records.days import Answered, last_texts
from tracking.records.local_minute import LocalMinute
from tracking.rules.records import Days

Choices = tuple[tuple[str, str], ...]
Said = float | str

YES, NO = "yes", "no"
NUMBERS = (Measure.Answer.SCALE, Measure.Answer.NUMBER)


@dataclass(frozen=True)
class Values:
    """What was answered to one measure. Only one of the three is filled.

    Scales and numbers are `numbers`. Yes or no, and choices, are `given`: one answer for each
    day. Texts are `words`, oldest first.
    """

    numbers: Days = field(default_factory=Days)
    given: Mapping[dt.date, str] = field(default_factory=dict)
    words: tuple[tuple[dt.date, str], ...] = ()

    @property
    def days(self) -> int:
        """On how many days there is an answer."""
        return len(self.numbers.days or self.given or {day for day, _text in self.words})


@dataclass(frozen=True)
class Answers:
    """A measure with its `choices`, codes and labels, and what was answered to it.

    `chosen` if the person follows it: everybody is asked the others.
    """

    measure: Measure
    chosen: bool
    choices: Choices
    values: Values


def followed_answers(
    user: User, start: dt.date, end: dt.date, measured: Mapping[int | None, Answered]
) -> tuple[Answers, ...]:
    """What `user` follows, in their own order, then what everybody is asked and they answered.

    A daily thing has one value a day, the last; a symptom may have several: of numbers the page
    has their mean, of yes and no a yes, of choices the last, of texts all. `measured` are the
    days from `start` to `end` (`measured_days`). One query; two more if texts were answered.
    """
    known = known_measures()
    chosen = [key for (key,) in FOLLOWED.plain_rows(user=user.pk)]
    always = [key for key, measure in known.items() if _is_asked_always(measure)]
    reader = _Reader(user, start, end)
    followed = []
    for key in dict.fromkeys((*chosen, *always)):
        measure = known[key]
        values = reader.values_of(measure, measured[key]) if key in measured else Values()
        if key in chosen or values.days:
            followed.append(Answers(measure, key in chosen, _choices(measure), values))
    return tuple(followed)


def _is_asked_always(measure: Measure) -> bool:
    """Whether everybody is asked it each day."""
    always = measure.asked_always and not measure.ask_screening
    return always and measure.family == Measure.Family.DAILY


def _choices(measure: Measure) -> Choices:
    return tuple((choice.code, choice.label) for choice in measure.choices.all())


class _Reader:
    """Reads measured days as the charts of a measure draw them, and texts if there are any."""

    def __init__(self, user: User, start: dt.date, end: dt.date) -> None:
        self.user, self.start, self.end = user, start, end

    def values_of(self, measure: Measure, days: Answered) -> Values:
        """All answers to `measure`."""
        several = measure.family != Measure.Family.DAILY
        if measure.answer in NUMBERS:
            if several:
                return Values(numbers=days.numbers)
            return Values(numbers=days.last_numbers(self._texts_of(measure, days)))
        if measure.answer == Measure.Answer.TEXT:
            words = self._all_of(measure) if several else self._last_of(measure, days)
            return Values(words=tuple(words))
        if several and measure.answer == Measure.Answer.YES_NO:
            numbers = days.numbers
            pairs = zip(numbers.days, numbers.highs, strict=True)
            return Values(given={dt.date.fromordinal(day): _said(high) for day, high in pairs})
        lasts = days.lasts(self._texts_of(measure, days))
        return Values(given={day: _said(last) for day, last in lasts})

    def _texts_of(self, measure: Measure, days: Answered) -> Mapping[int, str]:
        return self.texts.get(measure.pk, {}) if days.has_texts else {}

    def _last_of(self, measure: Measure, days: Answered) -> Iterator[tuple[dt.date, str]]:
        for day, last in days.lasts(self._texts_of(measure, days)):
            yield day, str(last)

    def _all_of(self, measure: Measure) -> Iterator[tuple[dt.date, str]]:
        for key, day, number, text in self.all_texts:
            if key == measure.pk:
                yield day, text if number is None else str(float(number))

    @cached_property
    def texts(self) -> Mapping[int, Mapping[int, str]]:
        """Last answers that are texts, by the keys of measures and by days."""
        return last_texts(self.user, self.start, self.end)

    @cached_property
    def all_texts(self) -> Sequence[Row]:
        """All answers to symptoms that are told in words, in the order of the days."""
        return ALL_TEXTS.rows(user=self.user.pk, start=self.start, end=self.end)


def _said(value: Said) -> str:
    """A choice by its code; yes or no by a word."""
    if isinstance(value, str):
        return value
    return YES if value else NO


# --- What is asked -------------------------------------------------------------------------------


def _followed(user: Any) -> QuerySet[Followed, Any]:
    """What the person chose, in their order."""
    in_order = "order", "measure__order", "measure__label"
    return Followed.objects.owned_by(user).order_by(*in_order).values_list("measure")


def _all_texts(user: Any, start: Any, end: Any) -> QuerySet[Reading, Any]:
    """All answers in words that may be several a day, as they came."""
    inside = Reading.objects.filter(standing_between("check_in", user, start, end))
    in_words = inside.filter(measure__answer=Measure.Answer.TEXT)
    minute = LocalMinute("check_in__at", "check_in__utc_offset")
    in_order = in_words.exclude(measure__family=Measure.Family.DAILY).order_by(
        "check_in__local_date", minute, "check_in__created_at", "check_in"
    )
    return in_order.values_list("measure", "check_in__local_date", "number", "text")


FOLLOWED = Prepared(_followed, user=Whoever())
ALL_TEXTS = Prepared(_all_texts, user=Whoever(), start=DateField(), end=DateField())
