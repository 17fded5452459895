"""Too many tries: who has to wait, how long, and who may go on."""

from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client

from accounts.models import User
from tests.accounts.test_login import log_in
from tests.conftest import PASSWORD

RESET = "/accounts/password/reset/"


def closed_to(user: Any) -> None:
    """Ten wrong passwords from somewhere."""
    stranger = Client()
    for _try in range(10):
        log_in(stranger, user.email, "wrong")


def device(client: Client, user: Any) -> Client:
    """Another browser with what this one remembers, and no log-in."""
    log_in(client, user.email)
    other = Client()
    other.cookies = SimpleCookie({"device": client.cookies["device"].value})
    return other


def test_a_device_that_was_logged_in_before_goes_on(user: Any, make_user: Any) -> None:
    known = device(Client(), user)
    others = device(Client(), make_user("bob@example.org"))
    forged = Client()
    forged.cookies = SimpleCookie({"device": known.cookies["device"].value[:-1] + "x"})
    closed_to(user)
    assert log_in(Client(), user.email).status_code == 429
    assert log_in(others, user.email).status_code == 429
    assert log_in(forged, user.email).status_code == 429
    assert log_in(known, user.email, "wrong").status_code == 422
    assert log_in(known, user.email).status_code == 302


def test_it_counts_a_devices_own_tries(user: Any) -> None:
    known = device(Client(), user)
    statuses = [log_in(known, user.email, "wrong").status_code for _try in range(11)]
    assert statuses == [422] * 10 + [429]


def test_a_device_is_known_as_long_as_its_log_in_was_good(user: Any) -> None:
    known = device(Client(), user)
    user.set_password("an evening by the sea")
    user.save()
    closed_to(user)
    assert log_in(known, user.email, "an evening by the sea").status_code == 429


def test_the_cookies_of_a_device_are_closed_to_scripts_and_other_sites(user: Any) -> None:
    client = Client()
    log_in(client, user.email)
    client.post("/settings/", {"name": "", "time_zone": "UTC", "theme": "dark"}, follow=True)
    for name in ("sessionid", "device", "look"):
        cookie = client.cookies[name]
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
    assert user.email not in client.cookies["device"].value


@pytest.mark.database
def test_counts_are_shared_by_all_workers(user: Any) -> None:
    """In the database, not in the memory of one process."""
    cache.clear()
    log_in(Client(), user.email, "wrong")
    table = caches["default"]._table  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE cache_key LIKE %s", ["%login_failed%"])  # noqa: S608
        assert cursor.fetchone()[0] == 2  # for the account and for the address
    assert "LocMem" not in configured.CACHES["default"]["BACKEND"]


def test_it_limits_mails_by_the_hour_for_whoever_asks_and_whoever_gets(user: Any) -> None:
    time_machine = pytest.importorskip("time_machine", reason="needs time-machine (make test)")
    with time_machine.travel("2026-11-21 10:00 +0000", tick=False) as clock:

        def asked(email: str) -> Any:
            clock.shift(60)
            return Client().post(RESET, {"email": email})

        to_one = [asked(user.email).status_code for _try in range(6)]
        assert to_one == [302] * 5 + [429]
        from_one = [asked(f"stranger{number}@example.org") for number in range(26)]
        assert [answer.status_code for answer in from_one] == [302] * 24 + [429] * 2
        assert from_one[-1]["Retry-After"] == "3600"
        clock.shift(3600)
        assert asked(user.email).status_code == 302


def test_there_is_one_way_to_change_ones_own_password(
    staff: Any, client_of: Any, user: Any, mails: Any
) -> None:
    """The admin's own doors lead to the page with its limits and its mails."""
    client, form = client_of(staff), {"old_password": PASSWORD, "new_password1": "x" * 12}
    for door in ("/admin/password_change/", f"/admin/accounts/user/{staff.pk}/password/"):
        for answer in (client.get(door), client.post(door, form)):
            assert answer["Location"] == "/accounts/password/change/", door
    tries = {"oldpassword": "wrong", "password1": "an evening walk", "password2": "an evening walk"}
    statuses = [client.post("/accounts/password/change/", tries).status_code for _try in range(11)]
    assert statuses == [422] * 10 + [429]
    sent = {"password1": "an evening walk", "password2": "an evening walk"}
    client.post(f"/admin/accounts/user/{user.pk}/password/", {**sent, "usable_password": "true"})
    assert (mails()[-1].subject, mails()[-1].to) == ("Your password has changed", [user.email])
    assert User.objects.get(pk=user.pk).check_password("an evening walk")
