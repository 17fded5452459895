"""Signing up: what is asked, what is kept, and what is refused."""

from typing import Any

import pytest
from allauth.core.context import request_context
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from accounts.consent import LABEL, TEXT_VERSION
from accounts.forms import SignupForm
from accounts.models import Consent, User

URL = "/accounts/signup/"


def test_it_keeps_consent_and_time_zone(client: Client, signup: dict[str, str]) -> None:
    answer = client.post(URL, signup)
    person = User.objects.get()
    assert answer.status_code == 302
    assert (person.email, person.time_zone) == ("new@example.org", "Europe/Lisbon")
    consent = person.consents.get()
    assert consent.text_version == TEXT_VERSION
    assert consent.withdrawn_at is None


@pytest.mark.database
@pytest.mark.parametrize("zone", ["", "Moon/Crater", "x" * 5000, "../etc/passwd", "nul\0"])
def test_it_falls_back_when_the_time_zone_is_none(
    client: Client, signup: dict[str, str], zone: str
) -> None:
    client.post(URL, {**signup, "time_zone": zone})
    assert User.objects.get().time_zone == "UTC"


def test_it_starts_unticked_and_states_the_rules(client: Client) -> None:
    page = client.get(URL).content.decode()
    assert str(LABEL) in page
    assert "checked" not in page
    assert "18 and over" in page
    assert "Call for emergency help now" in page
    assert "placeholder" not in page
    assert "style=" not in page


def test_it_needs_consent_and_keeps_the_address(client: Client, signup: dict[str, str]) -> None:
    del signup["consent"]
    answer = client.post(URL, signup)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_consent_error"' in page
    assert 'value="New@Example.org"' in page
    assert signup["password1"] not in page
    assert not User.objects.exists()


@pytest.mark.database
def test_it_stores_nothing_when_the_consent_cannot_be_stored(
    client: Client, signup: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*args: Any, **fields: Any) -> None:
        raise RuntimeError("no room")

    monkeypatch.setattr(Consent.objects, "create", no_room)
    with pytest.raises(RuntimeError):
        client.post(URL, signup)
    assert not User.objects.exists()


@pytest.mark.database
def test_it_refuses_an_address_in_other_letters(
    client: Client, signup: dict[str, str], make_user: Any
) -> None:
    make_user("new@example.org")
    answer = client.post(URL, signup)
    assert answer.status_code == 422
    assert User.objects.count() == 1


def test_it_tells_a_program_that_it_did_not_sign_up(client: Client, signup: dict[str, str]) -> None:
    answer = client.post(URL, {**signup, "website": "https://spam.example"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "people do not see" in page
    assert "spam.example" not in page
    assert not User.objects.exists()


def test_it_hides_the_trap_from_people(client: Client) -> None:
    page = client.get(URL).content.decode()
    field = page[page.index('name="website"') - 60 :][:250]
    assert 'tabindex="-1"' in field
    assert 'autocomplete="off"' in field
    assert 'aria-hidden="true"' in page[: page.index('name="website"')].rsplit("<div", 2)[1]


def test_it_can_be_closed(client: Client, signup: dict[str, str], settings: Any) -> None:
    settings.ALLOW_SIGNUP = False
    assert "No new accounts" in client.get(URL).content.decode()
    client.post(URL, signup)
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["", "short", "password1234", "new@example.org", "1" * 12])
def test_it_refuses_weak_passwords(client: Client, signup: dict[str, str], password: str) -> None:
    answer = client.post(URL, {**signup, "password1": password})
    assert answer.status_code == 422
    assert 'id="id_password1_error"' in answer.content.decode()


@pytest.mark.parametrize("password", ["🐢 walks 🌿 slowly", "x y z " * 30, "  blanks around  "])
def test_it_takes_odd_passwords_exactly(
    client: Client, signup: dict[str, str], password: str
) -> None:
    client.post(URL, {**signup, "password1": password})
    assert User.objects.get().check_password(password)


def test_it_refuses_a_password_of_a_megabyte(client: Client, signup: dict[str, str]) -> None:
    answer = client.post(URL, {**signup, "password1": "a1" * 500_000})
    assert answer.status_code in {400, 422}
    assert not User.objects.exists()


@pytest.mark.database
@pytest.mark.parametrize("email", ["", "ana", "a@b", "x" * 300 + "@example.org", "a\0@example.org"])
def test_it_refuses_what_is_no_address(client: Client, signup: dict[str, str], email: str) -> None:
    answer = client.post(URL, {**signup, "email": email})
    assert answer.status_code == 422
    assert 'id="id_email_error"' in answer.content.decode()


def test_it_shows_the_name_of_the_site(client: Client) -> None:
    assert "· Rung</title>" in client.get(URL).content.decode()


def test_it_says_so_when_no_mail_leaves(
    client: Client, signup: dict[str, str], settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    answer = client.post(URL, signup, follow=True)
    assert "sent a mail" not in answer.content.decode()


@pytest.mark.database
def test_it_leads_to_the_log_in_when_somebody_was_faster(
    rf: RequestFactory, signup: dict[str, str], make_user: Any
) -> None:
    form = SignupForm(signup)
    assert form.is_valid()
    make_user("new@example.org")
    request = rf.post(URL, signup)
    request.session = SessionStore()
    request._messages = FallbackStorage(request)
    with request_context(request):
        person, answer = form.try_save(request)
    assert person is None
    assert answer["Location"] == "/accounts/login/"
    assert User.objects.count() == 1
