"""Passwords and addresses are compared as people mean them, not byte by byte."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from accounts.spelling import address
from tests.conftest import PASSWORD

LOGIN = "/accounts/login/"
CHANGE = "/accounts/password/change/"
# Each pair is one password to whoever types it.
PAIRS = [
    ("gr\u00fcne Wiesen im Mai", "gru\u0308ne Wiesen im Mai"),
    ("caf\u00e9 au lait \u00e0 midi", "cafe\u0301 au lait a\u0300 midi"),
    ("\u1112\u1161\u11ab\u1100\u1173\u11af walks", "\ud55c\uae00 walks"),
    ("\uff41 quiet \uff4dorning", "a quiet morning"),
    ("a\u00a0quiet\u3000morning", "a quiet morning"),
    ("\ufb01ve slow steps", "five slow steps"),
]
NONE = [
    " " * 10,
    "\t" * 12,
    "\u00a0" * 10,
    "\u3000\u2003 \u00a0" * 4,
    "\u200b" * 12,
    "\u200d\u2060\ufeff " * 4,
    "=" * 10,
    "aAaAaAaAaA",
    "\uff1d=" * 6,
    "\U0001f422" * 12,
    "1212121212",
    "a         b",
]


def log_in(email: str, password: str) -> int:
    return Client().post(LOGIN, {"login": email, "password": password}).status_code


def test_a_password_is_one_whichever_way_it_is_sent(user: Any) -> None:
    faults = []
    for one, other in PAIRS:
        for kept, typed in ((one, other), (other, one), (one, one), (other, other)):
            user.set_password(kept)
            if not user.check_password(typed):
                faults.append(f"set {kept!r}, asked {typed!r}")
    assert not faults
    assert not user.check_password("another quiet morning")


def test_a_hash_of_earlier_days_still_opens(user: Any) -> None:
    raw = PAIRS[0][1]
    User.objects.filter(pk=user.pk).update(password=make_password(raw))
    assert log_in(user.email, raw) == 302


def test_every_door_takes_either_form(user: Any, client_of: Any, staff: Any) -> None:
    """Log-in, a change, the password again, and what staff set."""
    (one, other), client = PAIRS[0], client_of(user)
    form = {"oldpassword": PASSWORD, "password1": one, "password2": other}
    assert client.post(CHANGE, form).status_code == 302
    assert log_in(user.email, other) == 302
    assert client.post("/accounts/reauthenticate/", {"password": other}).status_code == 302
    page = f"/admin/accounts/user/{user.pk}/password/"
    sent = {"password1": PAIRS[1][0], "password2": PAIRS[1][1], "usable_password": "true"}
    assert client_of(staff).post(page, sent).status_code == 302
    assert log_in(user.email, PAIRS[1][1]) == 302
    again = client_of(user).post("/settings/delete-account/", {"password": PAIRS[1][0]})
    assert again.status_code == 302


def test_blanks_and_equal_signs_are_no_password(signup: dict[str, str], client: Client) -> None:
    taken = []
    for password in NONE:
        try:
            validate_password(password)
        except ValidationError:
            continue
        taken.append(password)
    assert not taken
    for password in NONE[0], NONE[4], "u\u0308" * 5:  # five letters are five, written in ten
        answer = client.post("/accounts/signup/", {**signup, "password1": password})
        assert answer.status_code == 422
        assert 'id="id_password1_error"' in answer.content.decode()


@pytest.mark.database
def test_an_address_is_one_however_it_is_written(
    make_user: Any, client: Client, signup: dict[str, str]
) -> None:
    same = {
        "ana@b\u00fccher.example": ["ANA@bu\u0308cher.example", "ana@xn--bcher-kva.example"],
        "ben@xn--bcher-kva.example": ["ben@b\u00fccher.example", "\uff42en@XN--BCHER-KVA.example"],
        "cem@example.org": ["\uff23\uff25\uff2d\uff20example.org", " Cem@EXAMPLE.org "],
        "kim@example.org": ["\u212aim@example.org"],
    }
    faults = []
    for kept, written in same.items():
        person = make_user("x@example.org")
        User.objects.filter(pk=person.pk).update(email=kept)  # as an earlier version kept it
        for email in written:
            if log_in(email, PASSWORD) != 302:
                faults.append(f"{kept}: no log-in as {email!r}")
            if client.post("/accounts/signup/", {**signup, "email": email}).status_code != 422:
                faults.append(f"{kept}: a second account as {email!r}")
    assert not faults
    assert User.objects.count() == len(same)


@pytest.mark.database
def test_addresses_that_only_look_alike_stay_apart() -> None:
    apart = [
        "ana@stra\u00dfe.example",
        "ana@strasse.example",
        "\u0131da@a.example",
        "ida@a.example",
    ]
    assert len({address(email) for email in apart}) == len(apart)


def test_a_link_goes_to_the_address_on_record(user: Any, client: Client, mails: Any) -> None:
    client.post("/accounts/password/reset/", {"email": "\uff21\uff2e\uff21@example.org"})
    assert mails()[-1].to == [user.email]
    assert "/password/reset/key/" in mails()[-1].body


def test_tries_count_for_the_account_however_it_is_written(client: Client, user: Any) -> None:
    written = [
        "ana@example.org",
        "\uff41na@example.org",
        " ANA@example.org",
        "an\uff41@Example.org",
    ]
    for place in range(10):
        log_in(written[place % len(written)], "wrong")
    assert log_in("\uff21na@example.org", "wrong") == 429
    assert not EmailAddress.objects.exclude(email=user.email).exists()
