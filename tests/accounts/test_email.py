"""Changing the e-mail address: the password first, then the link, then the old address is told."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from tests.conftest import PASSWORD

URL = "/accounts/email/"
NEW = "Ana.New@example.org"


def ask(client: Client, email: str = NEW, password: str = PASSWORD) -> Any:
    """Ask for another address and give the password when asked."""
    question = client.post(URL, {"email": email, "action_add": ""})
    if question.status_code != 302 or "reauthenticate" not in question["Location"]:
        return question
    return client.post(question["Location"], {"password": password, "next": URL})


def confirm(client: Client, mails: Any) -> Any:
    """Open the link of the last mail and press its button."""
    link = re.findall(r"http://testserver(/accounts/confirm-email/\S+)", mails()[-1].body)[-1]
    assert client.get(link).status_code == 200
    return client.post(link)


def test_the_link_is_kept_and_told_nowhere(user: Any, signed_in: Client, mails: Any) -> None:
    """Of its page, other pages hear the host and no path; in no cache it stays."""
    ask(signed_in)
    link = re.findall(r"http://testserver(/accounts/confirm-email/\S+)", mails()[-1].body)[-1]
    for client in (signed_in, Client()):
        for path in (link, "/accounts/confirm-email/dead/"):
            answer = client.get(path)
            sent_on = "Location" in answer.headers
            assert answer["Cache-Control"] == "private, no-store"
            assert answer["Referrer-Policy"] == ("no-referrer" if sent_on else "strict-origin")
    assert signed_in.get("/accounts/login/")["Referrer-Policy"] == "same-origin"


def test_it_asks_for_the_password(user: Any, signed_in: Client, mails: Any) -> None:
    answer = signed_in.post(URL, {"email": NEW, "action_add": ""})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert not mails()
    assert ask(signed_in, password="wrong").status_code == 422
    assert not EmailAddress.objects.filter(email=NEW.lower()).exists()


def test_it_changes_once_confirmed_and_tells_the_old_address(
    user: Any, signed_in: Client, mails: Any
) -> None:
    ask(signed_in)
    user.refresh_from_db()
    assert user.email == "ana@example.org"
    assert mails()[-1].to == [NEW.lower()]
    confirm(signed_in, mails)
    user.refresh_from_db()
    assert user.email == NEW.lower()
    assert list(user.emailaddress_set.values_list("email", flat=True)) == [NEW.lower()]
    told = [mail for mail in mails() if mail.to == ["ana@example.org"]]
    assert [mail.subject for mail in told] == [
        "Somebody asked to change your e-mail address",
        "Your e-mail address has changed",
    ]
    assert signed_in.get("/settings/").status_code == 200


def test_it_tells_the_address_of_the_sign_up(
    client: Client, signup: dict[str, str], mails: Any
) -> None:
    client.post("/accounts/signup/", signup)
    ask(client, password=signup["password1"])
    confirm(client, mails)
    assert "new@example.org" in [mail.to[0] for mail in mails() if "has changed" in mail.subject]


def test_it_shows_what_waits_and_forgets_it(user: Any, signed_in: Client) -> None:
    ask(signed_in)
    assert "waits for you to open" in signed_in.get(URL).content.decode()
    signed_in.post(URL, {"email": NEW.lower(), "action_remove": ""})
    assert not EmailAddress.objects.filter(email=NEW.lower()).exists()


def test_it_keeps_one_waiting_address(user: Any, signed_in: Client) -> None:
    ask(signed_in)
    ask(signed_in, "ana.third@example.org")
    waiting = EmailAddress.objects.exclude(email=user.email)
    assert list(waiting.values_list("email", flat=True)) == ["ana.third@example.org"]


def test_it_never_takes_an_address_unconfirmed(
    user: Any, make_user: Any, signed_in: Client
) -> None:
    make_user("bob@example.org")
    ask(signed_in, "bob@example.org")
    signed_in.post(URL, {"email": "bob@example.org", "action_primary": ""})
    user.refresh_from_db()
    assert user.email == "ana@example.org"


def test_it_leaves_an_address_that_somebody_took_meanwhile(
    user: Any, make_user: Any, signed_in: Client, mails: Any
) -> None:
    ask(signed_in)
    link = re.findall(r"http://testserver(/accounts/confirm-email/\S+)", mails()[-1].body)[-1]
    make_user(NEW.lower())
    answer = signed_in.post(link, follow=True)
    assert "belongs to another account" in answer.content.decode()
    assert User.objects.get(pk=user.pk).email == "ana@example.org"


@pytest.mark.parametrize("email", ["", "no address", "ana@example.org"])
def test_it_refuses_what_changes_nothing(signed_in: Client, email: str) -> None:
    answer = signed_in.post(URL, {"email": email, "action_add": ""})
    assert answer.status_code == 422
    assert 'id="id_email_error"' in answer.content.decode()


def test_it_says_so_when_a_link_is_old(client: Client) -> None:
    page = client.get("/accounts/confirm-email/old/")
    assert page.status_code == 200
    assert "does not work any more" in page.content.decode()
