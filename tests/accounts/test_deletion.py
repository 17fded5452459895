"""Leaving for good: the password, everything gone, the address free again."""

import datetime as dt
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.deletion import delete_account, empty_journal
from accounts.models import LogIn, User
from exercises.models import Exercise
from tests.conftest import PASSWORD
from tracking.models import CheckIn

URL = "/settings/delete-account/"


def with_a_past(user: User) -> None:
    """Give `user`, who agreed to it, an address and a check-in."""
    user.emailaddress_set.create(email=user.email, primary=True)
    now = timezone.now()
    day = dt.date(2026, 11, 3)
    CheckIn.objects.create(user=user, pain=4, at=now, local_date=day, note="my own words")


def rows_of(user_id: int) -> list[str]:
    """Each model that still holds a row of the user."""
    return [
        model.__name__
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is User
        and model._default_manager.filter(**{field.name: user_id}).exists()
    ]


def test_it_says_what_goes(signed_in: Client) -> None:
    page = signed_in.get(URL).content.decode()
    assert "every check-in, session and note" in page


@pytest.mark.database
def test_it_deletes_everything_and_frees_the_address(
    user: Any, make_user: Any, client_of: Any, signup: dict[str, str]
) -> None:
    bob = make_user("bob@example.org")
    for person in (user, bob):
        with_a_past(person)
    here, elsewhere = client_of(user), client_of(user)
    gone = user.pk
    answer = here.post(URL, {"password": PASSWORD}, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "everything in it are deleted" in answer.content.decode()
    assert rows_of(gone) == []
    assert not User.objects.filter(pk=gone).exists()
    assert {"CheckIn", "Consent", "EmailAddress"} <= set(rows_of(bob.pk))
    assert elsewhere.get("/settings/").status_code == 302
    Client().post("/accounts/signup/", {**signup, "email": "ana@example.org"})
    assert User.objects.filter(email="ana@example.org").exists()


def test_it_needs_the_password(user: Any, signed_in: Client) -> None:
    for password in ("", "wrong", "x" * 5000):
        answer = signed_in.post(URL, {"password": password})
        assert answer.status_code == 422
        assert 'id="id_password_error"' in answer.content.decode()
    assert User.objects.filter(pk=user.pk).exists()


def test_it_deletes_nothing_on_get(user: Any, signed_in: Client) -> None:
    signed_in.get(URL, {"password": PASSWORD})
    assert User.objects.filter(pk=user.pk).exists()


def test_it_limits_the_tries(user: Any, signed_in: Client) -> None:
    statuses = [signed_in.post(URL, {"password": "wrong"}).status_code for _try in range(11)]
    assert statuses == [422] * 10 + [429]
    assert signed_in.post(URL, {"password": PASSWORD})["Retry-After"] == "300"
    assert User.objects.filter(pk=user.pk).exists()


@pytest.mark.database
def test_it_takes_the_address_out_of_the_admins_history(
    user: Any, staff: Any, signed_in: Client
) -> None:
    LogEntry.objects.log_actions(staff.pk, [user], CHANGE, single_object=True)
    signed_in.post(URL, {"password": PASSWORD})
    assert "ana@example.org" not in LogEntry.objects.get().object_repr


@pytest.mark.database
def test_it_reads_no_log_in_but_the_persons_own(user: Any, client_of: Any, make_user: Any) -> None:
    """However many there are on the site: by their person, and none is decoded."""
    other = make_user("other@example.org")
    for person in (user, user, other, other, other):
        client_of(person)
    gone = user.pk
    with CaptureQueriesContext(connection) as asked:
        delete_account(user)
    read = [one["sql"] for one in asked if "accounts_login" in one["sql"]]
    assert read
    assert not [sql for sql in read if str(gone) not in sql and "session_key" not in sql]
    assert not [sql for sql in read if "session_data" in sql.split("WHERE")[0]]
    assert set(LogIn.objects.values_list("user", flat=True)) == {other.pk}


def test_log_ins_of_an_earlier_version_go_on(user: Any, client_of: Any) -> None:
    client, gone = client_of(user), client_of(user)
    for row in LogIn.objects.all():
        data = row.session_data if row.pk == client.session.session_key else "broken"
        Session.objects.create(session_key=row.pk, session_data=data, expire_date=row.expire_date)
    LogIn.objects.all().delete()
    import_module("accounts.migrations.0003_login").take_over(apps, None)
    assert client.get("/settings/").status_code == 200
    assert gone.get("/settings/").status_code == 302
    assert LogIn.objects.get(user=user).pk == client.session.session_key
    assert not Session.objects.exists()


@pytest.mark.database
def test_nothing_of_it_stays_in_the_journal(
    user: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as after:
        delete_account(user)
    assert empty_journal in after
    options = {**connection.settings_dict, "NAME": str(tmp_path / "site.sqlite3")}
    if connection.vendor != "sqlite":
        return
    database = DatabaseWrapper(options, "journal")
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE person (email text)")
        cursor.execute("INSERT INTO person VALUES ('ana@example.org')")
        cursor.execute("DELETE FROM person")
        assert cursor.execute("PRAGMA secure_delete").fetchone()[0] == 1
    empty_journal(database)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    database.close()
    assert b"ana@example.org" not in kept


@pytest.mark.database
def test_what_somebody_changed_keeps_its_history_without_them(
    staff: Any, make_user: Any, client_of: Any
) -> None:
    """However the account goes: by its owner, by a page of the admin, by its list."""
    exercise = Exercise.objects.all()[0]
    people = [make_user(f"{way}@example.org", is_staff=True) for way in ("own", "page", "list")]
    for number, person in enumerate(people):
        LogEntry.objects.log_actions(person.pk, [exercise], CHANGE, f"change {number}")
    own, page, listed = people
    desk = client_of(staff)
    client_of(own).post(URL, {"password": PASSWORD})
    desk.post(reverse("admin:accounts_user_delete", args=[page.pk]), {"post": "yes"})
    action = {"action": "delete_selected", "_selected_action": [listed.pk], "post": "yes"}
    desk.post(reverse("admin:accounts_user_changelist"), action)
    desk.get(reverse("admin:index"))  # which says that they are deleted
    assert not User.objects.filter(pk__in=[one.pk for one in people]).exists()
    history = desk.get(reverse("admin:exercises_exercise_history", args=[exercise.pk]))
    told = history.content.decode()
    assert all(f"change {number}" in told for number in range(3))
    assert told.count("somebody who has left") == 3
    assert "@example.org" not in told.replace(staff.email, "")
    accounts = desk.get(reverse("admin:accounts_user_changelist")).content.decode()
    stands_for_them = User.objects.get(name="somebody who has left")
    assert stands_for_them.email not in accounts
    assert not stands_for_them.has_usable_password()
