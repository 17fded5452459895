"""Statements that are built once say what the questions say that they were built from."""

import datetime as dt
from typing import Any

import pytest
from django.db.models import BigIntegerField, DateField, UUIDField
from django.utils import timezone

from accounts.models import User
from psoas_site.ui.prepared import Prepared
from tracking.models import CheckIn

COLUMNS = ("pk", "at", "local_date", "pain", "this_morning", "removed_at")
ON_A_DAY = Prepared(
    lambda user, day: (
        CheckIn.objects.filter(user_id=user, local_date=day).order_by("at").values_list(*COLUMNS)
    ),
    user=BigIntegerField(),
    day=DateField(),
)
BY_KEY = Prepared(lambda key: CheckIn.objects.filter(pk=key).values_list("pain"), key=UUIDField())

pytestmark = [pytest.mark.usefixtures("library"), pytest.mark.database]


def written(user: User, pain: int, day: dt.date) -> CheckIn:
    return CheckIn.objects.create(user=user, pain=pain, at=timezone.now(), local_date=day)


def test_it_answers_as_the_question_itself(user: User, make_user: Any) -> None:
    today = dt.date(2026, 11, 30)
    ben = make_user("ben@example.org")
    for person, pain in ((user, 1), (user, 2), (ben, 3)):
        written(person, pain, today)
    for person in (user, ben):
        rows = CheckIn.objects.filter(user=person, local_date=today).order_by("at")
        asked = [tuple(row) for row in ON_A_DAY.rows(user=person.pk, day=today)]
        assert asked == list(rows.values_list(*COLUMNS))
    assert list(ON_A_DAY.rows(user=user.pk, day=today + dt.timedelta(days=1))) == []


def test_the_first_row_or_none(user: User) -> None:
    row = written(user, 4, dt.date(2026, 11, 30))
    assert list(BY_KEY.first(key=row.pk) or ()) == [4]
    assert BY_KEY.first(key=row.client_key) is None


def test_it_is_built_once(user: User, django_assert_num_queries: Any) -> None:
    built: list[str] = []

    def build(person: Any) -> Any:
        built.append("once")
        return User.objects.filter(pk=person).values_list("email")

    prepared = Prepared(build, person=BigIntegerField())
    with django_assert_num_queries(2):
        assert prepared.first(person=user.pk) == prepared.first(person=str(user.pk))
    assert built == ["once"]
