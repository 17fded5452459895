"""Answers to what a person follows -> the days that the charts of the progress page draw."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Avg, Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from accounts.models import User
from exercises.models import Measure
from tracking.models import CheckIn, Followed, Reading
from tracking.records.local_minute import LocalMinute
from tracking.rules.records import DayValue

Choices = tuple[tuple[str, str], ...]
Single = tuple[dt.date, float | str]  # a local day, and what was answered

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

    Three queries, whatever there is to read. A daily thing has one value a day, the last; a
    symptom may have several: of numbers the page has their mean, of yes and no a yes, of choices
    the last, of texts all.
    """
    measures = _measures(user)
    inside = Reading.objects.filter(
        check_in__in=CheckIn.objects.owned_by(user).between(start, end)
    ).order_by()
    together = {pk for pk, (measure, _choices) in measures.items() if _is_summed(measure)}
    summed = _summed(inside, together)
    singly = _singly(inside, set(measures) - together)
    followed = []
    for pk, (measure, choices) in measures.items():
        values = summed[pk] if pk in together else _by_day(measure, singly[pk])
        chosen = measure.place is not None  # type: ignore[attr-defined]
        if chosen or values.days:
            followed.append(Answers(measure, chosen, choices, values))
    return tuple(followed)


def _measures(user: User) -> dict[int, tuple[Measure, Choices]]:
    """Measures by id, in the order of the page, with their choices: one query for both."""
    place = Followed.objects.owned_by(user).filter(measure=OuterRef("pk")).values("order")[:1]
    always = Q(asked_always=True, family=Measure.Family.DAILY, ask_screening=False)
    rows = (
        Measure.objects.annotate(place=Subquery(place))
        .filter(always | Q(place__isnull=False))
        .annotate(choice=F("choices__code"), choice_label=F("choices__label"))
        .order_by(F("place").asc(nulls_last=True), "order", "label", "choices__order")
    )
    measures: dict[int, Measure] = {}
    choices: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        measures.setdefault(row.pk, row)
        if row.choice is not None:
            choices[row.pk].append((row.choice, row.choice_label))
    return {pk: (measure, tuple(choices[pk])) for pk, measure in measures.items()}


def _is_summed(measure: Measure) -> bool:
    """Whether the database puts the answers of a day together: numbers that may be several."""
    several = measure.family != Measure.Family.DAILY
    return several and measure.answer in (*NUMBERS, Measure.Answer.YES_NO)


def _summed(inside: QuerySet[Reading], ids: set[int]) -> dict[int, Values]:
    """The values of measures whose days the database puts together."""
    rows = (
        inside.filter(measure__in=ids, number__isnull=False)
        .values("measure", "measure__answer", "check_in__local_date")
        .annotate(low=Min("number"), high=Max("number"), mean=Avg("number"), count=Count("pk"))
        .order_by("check_in__local_date")
    )
    numbers: dict[int, list[DayValue]] = defaultdict(list)
    given: dict[int, dict[dt.date, str]] = defaultdict(dict)
    for row in rows:
        day, low, high = row["check_in__local_date"], float(row["low"]), float(row["high"])
        if row["measure__answer"] == Measure.Answer.YES_NO:
            given[row["measure"]][day] = YES if high else NO
        else:
            mean = min(max(float(row["mean"]), low), high)
            numbers[row["measure"]].append(DayValue(day, low, high, mean, row["count"]))
    return {pk: Values(tuple(numbers[pk]), given[pk]) for pk in ids}


def _singly(inside: QuerySet[Reading], ids: set[int]) -> dict[int, list[Single]]:
    """What counts of the answers to each measure, oldest first: the last of each day, of texts all.

    The database leaves out what a later answer took the place of (`rules.daily.last_of_day`).
    """
    minute = LocalMinute("check_in__at", "check_in__utc_offset")
    last_first = (minute.desc(), F("check_in__created_at").desc(), F("pk").desc())
    by_day = [F("measure"), F("check_in__local_date")]
    numbered = Window(RowNumber(), partition_by=by_day, order_by=last_first)
    all_count = Q(measure__answer=Measure.Answer.TEXT) & ~Q(measure__family=Measure.Family.DAILY)
    rows = (
        inside.filter(measure__in=ids)
        .annotate(number_from_last=numbered, minute=minute)
        .filter(Q(number_from_last=1) | all_count)
        .order_by("check_in__local_date", "minute", "check_in__created_at", "pk")
        .values_list("measure", "check_in__local_date", "number", "text")
    )
    answers: dict[int, list[Single]] = defaultdict(list)
    for measure, day, number, text in rows:
        answers[measure].append((day, text if number is None else float(number)))
    return answers


def _by_day(measure: Measure, answers: list[Single]) -> Values:
    """The answers to `measure` that count, as its charts draw them."""
    if measure.answer in NUMBERS:
        numbers = ((day, value) for day, value in answers if isinstance(value, float))
        return Values(numbers=tuple(DayValue(day, n, n, n, 1) for day, n in numbers))
    if measure.answer == Measure.Answer.TEXT:
        return Values(words=tuple((day, str(value)) for day, value in answers))
    return Values(given={day: _said(value) for day, value in answers})


def _said(value: float | str) -> str:
    """A choice by its code; yes or no by a word."""
    return value if isinstance(value, str) else YES if value else NO
