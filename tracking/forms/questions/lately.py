"""What a person said lately, for the questions of a new entry; read when a question is drawn."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from accounts.models import User
from exercises.models import Measure
from tracking.recall import Said, SaidToday, said_on, usual_numbers


class Lately:
    """The usual numbers of `user`, and today's answers to `measures`; each in one query."""

    def __init__(self, user: User, today: dt.date, measures: Iterable[Measure]) -> None:
        self.user, self.today, self.measures = user, today, tuple(measures)

    def usual(self, measure: Measure) -> list[Decimal]:
        """The numbers that the person gives most."""
        is_number = measure.answer == Measure.Answer.NUMBER
        return self._usual.get(measure.pk, []) if is_number else []

    def said(self, measure: Measure) -> Said | None:
        """What was said earlier today of a daily thing."""
        return self.today_so_far.answers.get(measure.pk)

    @cached_property
    def _usual(self) -> dict[int, list[Decimal]]:
        return usual_numbers(self.user, self.today)

    @cached_property
    def today_so_far(self) -> SaidToday:
        """What the check-ins of today say."""
        # A fall is asked "since last time", so a later answer takes nothing's place.
        family = Measure.Family.DAILY
        daily = [row for row in self.measures if row.family == family and not row.ask_screening]
        return said_on(self.user, self.today, daily)
