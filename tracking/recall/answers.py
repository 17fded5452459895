"""What was answered lately: the numbers a person gives most, and what they said today."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import cast

from django.db.models import Count, Max

from accounts.models import User
from exercises.models import Measure
from tracking.clock import minute_of
from tracking.models import CheckIn, Reading
from tracking.rules.daily import DayAnswer, last_of_day

USUAL_DAYS = 56  # what was usual longer ago may not be any more
USUAL_TIMES = 2  # a number given once is no habit yet


def usual_numbers(
    user: User, measure_ids: Iterable[int], today: dt.date
) -> dict[int, list[Decimal]]:
    """What `user` answered most in the last 8 weeks, by measure; the most frequent first."""
    lately = CheckIn.objects.owned_by(user).between(today - dt.timedelta(days=USUAL_DAYS), today)
    rows = (
        Reading.objects.filter(check_in__in=lately, measure__in=list(measure_ids))
        .order_by()
        .values("measure_id", "number")
        .annotate(times=Count("id"), last=Max("check_in__at"))
        .filter(times__gte=USUAL_TIMES)
        .order_by("-times", "-last")
        .values_list("measure_id", "number")
    )
    usual: dict[int, list[Decimal]] = defaultdict(list)
    for measure, number in rows:
        if number is not None:
            usual[measure].append(number)
    return usual


def said_on(user: User, day: dt.date, measures: Iterable[Measure]) -> dict[int, DayAnswer[Reading]]:
    """What counts for `day` so far, by measure: the last answer of the check-ins of that day.

    The readings carry `measures` as they come, so their words ask nothing more.
    """
    known = {measure.pk: measure for measure in measures}
    rows = (
        Reading.objects.filter(
            check_in__in=CheckIn.objects.owned_by(user).filter(local_date=day),
            measure__in=list(known),
        )
        .select_related("check_in")
        .order_by("check_in__created_at", "pk")
    )
    given: dict[int, list[DayAnswer[Reading]]] = defaultdict(list)
    for place, reading in enumerate(rows):
        reading.measure = known[reading.measure_id]
        minute = minute_of(cast(CheckIn, reading.check_in).local_time)
        given[reading.measure_id].append(DayAnswer(day, minute, place, reading))
    return {measure: last_of_day(answers)[day] for measure, answers in given.items()}
