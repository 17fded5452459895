"""A link for a new password, made by staff where no mail leaves."""

import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from tests.conftest import PASSWORD

NEW = "another-long-password"
TERMINAL = "django.core.mail.backends.console.EmailBackend"


@pytest.fixture
def no_mail(settings: Any) -> Any:
    """A site whose mails are only printed."""
    settings.EMAIL_BACKEND = TERMINAL
    return settings


def made_for(person: Any, client: Client) -> str:
    """The link that the admin shows when it is asked for one."""
    answer = client.post(reverse("admin:accounts_user_reset_link", args=[person.pk]))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    found = re.search(r'class="one-time-link">([^<]+)<', answer.content.decode())
    assert found is not None
    return found[1]


def set_password(client: Client, link: str, password: str = NEW) -> Any:
    """Open `link` and send its form, as whoever got it would; the last answer."""
    page = client.get(link, follow=True)
    if "form" not in (page.context or {}) or page.context["form"] is None:
        return page
    where = page.redirect_chain[-1][0] if page.redirect_chain else link
    return client.post(where, {"password1": password, "password2": password}, follow=True)


def test_the_link_sets_a_new_password_once(
    user: Any, staff: Any, client_of: Any, no_mail: Any
) -> None:
    link = made_for(user, client_of(staff))
    set_password(Client(), link)
    user.refresh_from_db()
    assert user.check_password(NEW)
    set_password(Client(), link, "a-third-long-password")
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_the_link_is_kept_and_told_nowhere(
    user: Any, staff: Any, client_of: Any, no_mail: Any
) -> None:
    """Its own answer names no page to anybody; the form that follows names the host, no path."""
    link, dead = made_for(user, client_of(staff)), "/accounts/password/reset/key/1-dead/"
    visitor = Client()
    answers = [visitor.get(link), visitor.get(dead), Client(enforce_csrf_checks=True).post(dead)]
    form = visitor.get(answers[0]["Location"])
    assert form.context["form"] is not None
    for answer in (*answers, form):
        assert answer["Cache-Control"] == "private, no-store"
    policies = [answer["Referrer-Policy"] for answer in (*answers, form)]
    assert policies == ["no-referrer", "strict-origin", "strict-origin", "strict-origin"]


def test_the_link_begins_with_the_address_of_the_site(
    user: Any, staff: Any, client_of: Any, no_mail: Any
) -> None:
    no_mail.SITE_URL = "https://rung.example.org"
    assert made_for(user, client_of(staff)).startswith("https://rung.example.org/accounts/")


def test_the_link_ends_after_an_hour(user: Any, staff: Any, client_of: Any, no_mail: Any) -> None:
    time_machine = pytest.importorskip("time_machine", reason="needs time-machine (make test)")
    with time_machine.travel("2026-11-21 10:00 +0000", tick=False):
        link = made_for(user, client_of(staff))
    with time_machine.travel("2026-11-21 11:00:05 +0000", tick=False):
        set_password(Client(), link)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_the_link_ends_with_the_password_that_it_was_made_for(
    user: Any, staff: Any, client_of: Any, no_mail: Any
) -> None:
    link = made_for(user, client_of(staff))
    user.set_password("changed-in-the-meantime")
    user.save()
    set_password(Client(), link)
    user.refresh_from_db()
    assert user.check_password("changed-in-the-meantime")


def test_only_a_superuser_makes_one(
    user: Any, make_user: Any, client_of: Any, no_mail: Any
) -> None:
    helper = make_user("helper@example.org", is_staff=True)
    helper.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    client = client_of(helper)
    page = client.get(reverse("admin:accounts_user_change", args=[user.pk]))
    assert page.status_code == 200
    assert "reset-link" not in page.content.decode()
    assert client.post(reverse("admin:accounts_user_reset_link", args=[user.pk])).status_code == 403


def test_there_is_none_where_mail_leaves(user: Any, staff: Any, client_of: Any) -> None:
    client = client_of(staff)
    page = client.get(reverse("admin:accounts_user_change", args=[user.pk]))
    assert "reset-link" not in page.content.decode()
    assert client.post(reverse("admin:accounts_user_reset_link", args=[user.pk])).status_code == 403


def test_looking_makes_none(user: Any, staff: Any, client_of: Any, no_mail: Any) -> None:
    client = client_of(staff)
    page = client.get(reverse("admin:accounts_user_change", args=[user.pk]))
    assert "reset-link" in page.content.decode()
    assert client.get(reverse("admin:accounts_user_reset_link", args=[user.pk])).status_code == 405
    assert not LogEntry.objects.exists()


def test_the_person_sees_that_it_was_made(
    user: Any, staff: Any, client_of: Any, signed_in: Client, no_mail: Any
) -> None:
    link = made_for(user, client_of(staff))
    entry = LogEntry.objects.get()
    assert link not in entry.change_message
    page = signed_in.get(reverse("data")).content.decode()
    assert "made a link that sets a new password" in page
