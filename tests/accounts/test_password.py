"""Forgetting and changing a password."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.conftest import PASSWORD

RESET = "/accounts/password/reset/"
CHANGE = "/accounts/password/change/"
NEW = "an evening by the sea"


@pytest.fixture
def link(client: Client, user: Any, mails: Any) -> str:
    """The link of a reset mail."""
    client.post(RESET, {"email": user.email})
    return re.search(r"http://testserver(/\S+)", mails()[-1].body).group(1)


def open_form(client: Client, link: str) -> str:
    """Follow the link of the mail to the address of the form."""
    return client.get(link)["Location"]


def test_it_answers_alike_for_unknown_addresses(client: Client, user: Any) -> None:
    known = client.post(RESET, {"email": user.email}, follow=True)
    unknown = client.post(RESET, {"email": "bob@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert known.content == unknown.content


def test_it_sets_a_new_password(client: Client, user: Any, link: str, mails: Any) -> None:
    client.post(open_form(client, link), {"password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert mails()[-1].subject == "Your password has changed"


def test_it_works_once(client: Client, user: Any, link: str) -> None:
    client.post(open_form(client, link), {"password1": NEW, "password2": NEW})
    again = client.get(link)
    assert again.status_code == 200
    assert "does not work any more" in again.content.decode()


def test_it_dies_when_the_password_changes(
    client: Client, user: Any, signed_in: Client, link: str
) -> None:
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    signed_in.post(CHANGE, form)
    assert "does not work any more" in client.get(link).content.decode()


def test_it_refuses_a_weak_new_password(client: Client, user: Any, link: str) -> None:
    answer = client.post(open_form(client, link), {"password1": "short", "password2": "short"})
    assert answer.status_code == 422
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_it_opens_the_account_again_after_too_many_tries(
    client: Client, user: Any, link: str
) -> None:
    for _try in range(11):
        client.post("/accounts/login/", {"login": user.email, "password": "wrong"})
    client.post(open_form(client, link), {"password1": NEW, "password2": NEW})
    answer = client.post("/accounts/login/", {"login": user.email, "password": NEW})
    assert answer.status_code == 302


def test_it_writes_links_with_the_sites_own_address(
    client: Client, user: Any, mails: Any, settings: Any
) -> None:
    settings.SITE_URL = "https://moves.example"
    client.post(RESET, {"email": user.email}, headers={"host": "localhost"})
    body = mails()[-1].body
    assert "https://moves.example/accounts/password/reset/key/" in body
    assert "localhost" not in body


@pytest.mark.parametrize("email", ["ana@example.org", "bob@example.org"])
def test_it_sends_no_health_words_and_no_prefix(
    client: Client, user: Any, mails: Any, email: str
) -> None:
    client.post(RESET, {"email": email})
    mail = mails()[-1]
    assert not mail.alternatives
    assert not mail.subject.startswith("[")
    assert not re.search(r"pain|exercise|health|session", mail.subject + mail.body, re.IGNORECASE)


def test_it_survives_a_mail_server_that_is_down(
    client: Client, user: Any, settings: Any, mails: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    assert client.post(RESET, {"email": user.email}).status_code == 302
    mails()


def test_it_limits_mails_to_one_address(client: Client, user: Any) -> None:
    statuses = [client.post(RESET, {"email": user.email}).status_code for _try in range(6)]
    assert statuses == [302] * 5 + [429]
    assert client.post(RESET, {"email": user.email})["Retry-After"]


def test_it_says_so_when_no_mail_leaves(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    for page in (RESET, f"{RESET}done/", "/accounts/confirm-email/"):
        assert "This site sends no mail yet" in client.get(page).content.decode()


def test_it_ends_the_other_sessions_and_tells_the_person(
    user: Any, client_of: Any, mails: Any
) -> None:
    here, elsewhere = client_of(user), client_of(user)
    here.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert here.get("/settings/").status_code == 200
    assert elsewhere.get("/settings/").status_code == 302
    assert (mails()[-1].subject, mails()[-1].to) == ("Your password has changed", [user.email])


@pytest.mark.parametrize(
    ("field", "value"), [("oldpassword", "wrong"), ("password2", "another one"), ("password1", "x")]
)
def test_it_changes_nothing_when_a_field_is_wrong(
    user: Any, signed_in: Client, field: str, value: str
) -> None:
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW, field: value}
    assert signed_in.post(CHANGE, form).status_code == 422
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_it_lets_somebody_without_a_password_set_one(user: Any, client_of: Any) -> None:
    user.set_unusable_password()
    user.save()
    client = client_of(user)
    page = client.get(CHANGE, follow=True).content.decode()
    assert "Set a password" in page
    assert "placeholder" not in page
