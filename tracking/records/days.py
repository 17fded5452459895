"""Measured days of a person -> the numbers that charts put together."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import Any

from django.db.models import Aggregate, Count, IntegerField, QuerySet, TextField

from accounts.models import User
from psoas_site.ui.prepared import Prepared, Whoever
from tracking.models import MeasuredDay
from tracking.rules.records import HUNDREDTHS, Days

COLUMNS = "day", "low", "high", "total", "count", "last"


class Listed(Aggregate):
    """The numbers of a group as one text, parted by blanks."""

    output_field = TextField()
    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, ' ')"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """It has another name there, and lists text alone."""
        template = "%(function)s(CAST(%(expressions)s AS text), ' ')"
        more = {**context, "function": "STRING_AGG", "template": template}
        return self.as_sql(compiler, connection, **more)


class Answered:
    """The days on which one thing was answered, oldest first: what `MeasuredDay` has of them.

    A column is read when it is asked for, and most charts ask for few.
    """

    def __init__(self, columns: Sequence[str], texts: int) -> None:
        self.has_texts = texts > 0  # whether the last answer of some day is one
        self._columns = dict(zip(COLUMNS, columns, strict=True))
        self._order: list[int] | None = None
        self.days = self.column("day")
        in_order = sorted(self.days)
        if self.days != in_order:  # no database says in which order it lists
            self._order = sorted(range(len(in_order)), key=self.days.__getitem__)
            self.days = in_order

    def column(self, name: str) -> list[int]:
        """A number for each day."""
        numbers = list(map(int, self._columns[name].split(" ")))
        return numbers if self._order is None else [numbers[at] for at in self._order]

    @property
    def numbers(self) -> Days:
        """All numbers of each day; days that have texts alone are left out."""
        counts = self.column("count")
        columns = [self.days, *map(self.column, ("low", "high", "total")), counts]
        if not all(counts):
            columns = [list(compress(column, counts)) for column in columns]
        return Days(*columns)

    def last_numbers(self, texts: Mapping[int, str]) -> Days:
        """The last number of each day, but for those of `texts`, whose last answer is one."""
        days, lasts = self.days, self.column("last")
        if texts:
            are_numbers = [day not in texts for day in days]
            days, lasts = (list(compress(column, are_numbers)) for column in (days, lasts))
        return Days(days, lasts, lasts, lasts, [1] * len(days))

    def lasts(self, texts: Mapping[int, str]) -> Iterator[tuple[dt.date, float | str]]:
        """Each day with its last answer; `texts` has those that are texts."""
        for day, last in zip(self.days, self.column("last"), strict=True):
            yield dt.date.fromordinal(day), texts.get(day, last / HUNDREDTHS)


def measured_days(user: User, start: dt.date, end: dt.date) -> dict[int | None, Answered]:
    """What `user` answered from `start` to `end`, by the keys of measures; pain is None.

    One query, and a row for each measure, however many days there are.
    """
    rows = DAYS.plain_rows(user=user.pk, start=start.toordinal(), end=end.toordinal())
    return {measure: Answered(columns, texts) for measure, texts, *columns in rows}


def last_texts(user: User, start: dt.date, end: dt.date) -> dict[int, dict[int, str]]:
    """Last answers that are texts, by the keys of measures and by days; in one query."""
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    rows = TEXTS.plain_rows(user=user.pk, start=start.toordinal(), end=end.toordinal())
    for measure, day, text in rows:
        texts[measure][day] = text
    return texts


def _days(user: Any, start: Any, end: Any) -> QuerySet[MeasuredDay, Any]:
    days = MeasuredDay.objects.owned_by(user).filter(day__gte=start, day__lte=end)
    columns = {f"{name}s": Listed(name) for name in COLUMNS}
    return days.order_by().values_list("measure").annotate(texts=Count("said"), **columns)


def _texts(user: Any, start: Any, end: Any) -> QuerySet[MeasuredDay, Any]:
    days = MeasuredDay.objects.owned_by(user).filter(day__gte=start, day__lte=end)
    return days.filter(said__isnull=False).order_by().values_list("measure", "day", "said__text")


PERSON, DAY = Whoever(), IntegerField()
DAYS = Prepared(_days, user=PERSON, start=DAY, end=DAY)
TEXTS = Prepared(_texts, user=PERSON, start=DAY, end=DAY)
