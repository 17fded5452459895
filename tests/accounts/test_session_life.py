"""How long a log-in lasts."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import LogIn


def test_it_counts_the_fourteen_days_from_the_last_day_of_use(signed_in: Client) -> None:
    signed_in.get("/today/")
    session = signed_in.session
    session["last_day"] = "2000-01-01"
    session.save()
    LogIn.objects.update(expire_date=timezone.now() + dt.timedelta(days=1))
    signed_in.get("/today/")
    assert LogIn.objects.get().expire_date > timezone.now() + dt.timedelta(days=13)


def test_it_writes_the_log_in_once_a_day_only(signed_in: Client) -> None:
    signed_in.get("/exercises/")
    LogIn.objects.update(expire_date=timezone.now() + dt.timedelta(days=1))
    signed_in.get("/exercises/")
    assert LogIn.objects.get().expire_date < timezone.now() + dt.timedelta(days=2)


@pytest.mark.database
def test_it_leaves_no_log_in_behind_when_the_account_is_deleted(
    signed_in: Client, client_of: Any, user: Any, make_user: Any
) -> None:
    client_of(user)
    other = client_of(make_user("other@example.org"))
    signed_in.post("/settings/delete-account/", {"password": "a-long-plain-password"})
    assert [one.get_decoded().get("_auth_user_id") for one in LogIn.objects.all()].count(
        str(user.pk)
    ) == 0
    assert other.get("/today/").status_code == 200
