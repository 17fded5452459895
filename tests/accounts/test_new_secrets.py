"""Whatever was started before a secret changed ends with the change."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.reset_links import reset_link
from tests.accounts.test_email import NEW, ask
from tests.conftest import PASSWORD

FRESH = "an evening by the sea"
RESET = "/accounts/password/reset/"


def links(mails: Any, kind: str) -> list[str]:
    """The paths of this kind in all mails so far, the newest last."""
    text = "\n".join(mail.body for mail in mails())
    return re.findall(rf"http://testserver(/accounts/{kind}/\S+)", text)


def change(person: User, client: Client, mails: Any) -> None:
    form = {"oldpassword": PASSWORD, "password1": FRESH, "password2": FRESH}
    client.post(reverse("account_change_password"), form)


def reset(person: User, client: Client, mails: Any) -> None:
    stranger = Client()
    stranger.post(RESET, {"email": person.email})
    form = stranger.get(links(mails, "password/reset/key")[-1])["Location"]
    stranger.post(form, {"password1": FRESH, "password2": FRESH})


def by_staff(person: User, client: Client, mails: Any) -> None:
    staff = User.objects.create_superuser("staff@example.org", PASSWORD)
    other = Client()
    other.force_login(staff)
    form = {"password1": FRESH, "password2": FRESH, "usable_password": "true"}
    other.post(reverse("admin:auth_user_password_change", args=[person.pk]), form)


def at_the_terminal(person: User, client: Client, mails: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("getpass.getpass", lambda **asked: FRESH)
        call_command("changepassword", person.email, verbosity=0)


def taken_away(person: User, client: Client, mails: Any) -> None:
    fresh = User.objects.get(pk=person.pk)
    fresh.set_unusable_password()
    fresh.save()


def closed_for_a_while(person: User, client: Client, mails: Any) -> None:
    fresh = User.objects.get(pk=person.pk)
    for is_active in (False, True):
        fresh.is_active = is_active
        fresh.save()


def past_the_model(person: User, client: Client, mails: Any) -> None:
    fresh = User(email=person.email)
    fresh.set_password(FRESH)
    User.objects.filter(pk=person.pk).update(password=fresh.password)


WAYS: list[Callable[[User, Client, Any], None]] = [
    change,
    reset,
    by_staff,
    at_the_terminal,
    taken_away,
    closed_for_a_while,
    past_the_model,
]


def still_works(link: str, person: User, email: str) -> bool:
    """Whether anybody gets the account by this link: signed out, or as whoever owns it now."""
    owner = Client()
    owner.force_login(User.objects.get(pk=person.pk))
    for client in (Client(), owner):
        client.get(link)
        client.post(link)
    return User.objects.get(pk=person.pk).email != email


def test_an_address_that_waits_ends_with_every_new_login(make_user: Any, mails: Any) -> None:
    faults = []
    for number, way in enumerate(WAYS):
        person = make_user(f"ana{number}@example.org")
        client = Client()
        client.force_login(person)
        ask(client, f"intruder{number}@example.org")
        old_link = links(mails, "confirm-email")[-1]
        way(person, client, mails)
        if still_works(old_link, person, f"ana{number}@example.org"):
            faults.append(f"{way.__name__}: the link gives the account away")
        if way is not past_the_model and person.emailaddress_set.exclude(email=person.email):
            faults.append(f"{way.__name__}: the address still waits")
    assert not faults


def test_links_for_a_new_password_end_with_every_new_login(
    make_user: Any, mails: Any, rf: Any
) -> None:
    faults = []
    for number, way in enumerate(WAYS):
        person = make_user(f"ana{number}@example.org")
        client = Client()
        client.force_login(person)
        # As long as it is closed no link works; what was made before is as good as it was.
        if way is closed_for_a_while:
            continue
        old_link = reset_link(rf.get("/"), person).removeprefix("http://testserver")
        way(person, client, mails)
        if Client().get(old_link).status_code == 302:
            faults.append(way.__name__)
    assert not faults


def test_a_sign_up_with_somebody_elses_address_keeps_no_hold_on_it(
    client: Client, signup: dict[str, str], mails: Any
) -> None:
    client.post("/accounts/signup/", signup)
    person = User.objects.get()
    ask(client, "intruder@example.org", password=signup["password1"])
    begun = links(mails, "confirm-email")
    reset(person, client, mails)
    assert [link for link in begun if still_works(link, person, "new@example.org")] == []
    assert client.get("/settings/").status_code == 302
    assert not person.emailaddress_set.get(email="new@example.org").verified


def test_only_the_owner_confirms_signed_in(
    user: Any, signed_in: Client, make_user: Any, client_of: Any, mails: Any
) -> None:
    ask(signed_in)
    link = links(mails, "confirm-email")[-1]
    stranger, other = Client(), client_of(make_user("bob@example.org"))
    for method in (stranger.get, stranger.post):
        assert unquote(method(link)["Location"]) == f"/accounts/login/?next={link}"
    for method in (other.get, other.post):
        answer = method(link)
        assert answer.status_code == 403
        assert "This link is for another account" in answer.content.decode()
    assert other.get("/settings/").status_code == 200, "a link in a mail logs nobody out"
    user.refresh_from_db()
    assert user.email == "ana@example.org"
    answer = stranger.post(
        "/accounts/login/", {"login": user.email, "password": PASSWORD, "next": link}
    )
    assert answer["Location"] == link
    stranger.post(link)
    user.refresh_from_db()
    assert user.email == NEW.lower()


def test_the_old_address_is_told_when_it_is_asked_for(
    user: Any, signed_in: Client, mails: Any
) -> None:
    ask(signed_in)
    told = [mail for mail in mails() if mail.to == [user.email]]
    assert [mail.subject for mail in told] == ["Somebody asked to change your e-mail address"]
    assert NEW.lower() in told[0].body
    assert "/confirm-email/" not in told[0].body


def test_a_link_lives_an_hour(user: Any, client_of: Any, mails: Any) -> None:
    time_machine = pytest.importorskip("time_machine", reason="needs time-machine (make test)")
    with time_machine.travel("2026-11-21 10:00 +0000", tick=False):
        client = client_of(user)
        ask(client)
        link = links(mails, "confirm-email")[-1]
    with time_machine.travel("2026-11-21 11:00:01 +0000", tick=False):
        assert "does not work any more" in client.get(link).content.decode()
    with time_machine.travel("2026-11-21 10:59 +0000", tick=False):
        assert "Is this your address?" in client.get(link).content.decode()


def test_no_address_that_waits_is_a_way_in(user: Any, signed_in: Client, mails: Any) -> None:
    """Neither to log in with, nor to have a link for a new password sent to."""
    EmailAddress.objects.create(user=user, email="intruder@example.org")
    stranger = Client()
    sent = {"login": "intruder@example.org", "password": PASSWORD}
    assert stranger.post("/accounts/login/", sent).status_code == 422
    stranger.post(RESET, {"email": "intruder@example.org"})
    assert links(mails, "password/reset/key") == []


def test_a_link_just_sent_is_not_sent_again_in_silence(user: Any, signed_in: Client) -> None:
    ask(signed_in)
    answer = signed_in.post("/accounts/email/", {"email": NEW, "action_send": ""}, follow=True)
    assert "A mail went to this address a moment ago" in answer.content.decode()


def test_a_log_in_that_waits_for_its_mail_ends_with_the_password(
    signup: dict[str, str], settings: Any, mails: Any
) -> None:
    """The browser that signed up is let in by the mail's link, but not under another password."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    waiting = Client()
    waiting.post("/accounts/signup/", signup)
    person = User.objects.get()
    reset(person, waiting, mails)
    Client().post("/accounts/login/", {"login": person.email, "password": FRESH})
    cache.clear()
    Client().post("/accounts/login/", {"login": person.email, "password": FRESH})
    assert waiting.post(links(mails, "confirm-email")[-1])["Location"] == "/accounts/login/"
    assert waiting.get("/settings/").status_code == 302
