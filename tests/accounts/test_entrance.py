"""Coming in: back to where one was, with what was said, on a page that offers what can be done."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts import time_zones
from tests.architecture.addresses import named
from tests.conftest import PASSWORD

EXERCISE = "/exercises/runners-lunge/?pain=4&side=left"

pytestmark = pytest.mark.usefixtures("library")


def way_in(client: Client, page: str, to: str) -> str:
    """The link in the page's header to log-in or sign-up, as a browser follows it."""
    found = re.search(rf'href="(/accounts/{to}/[^"]*)"', client.get(page).content.decode())
    assert found is not None
    return found[1].replace("&amp;", "&")


def test_it_leads_back_with_the_pain_that_was_said(client: Client, user: Any) -> None:
    faults = []
    for page, back in {
        EXERCISE: EXERCISE,
        "/?pain=4": "/today/?pain=4",
        "/exercises/?pain=7&area=hip": "/exercises/?pain=7&area=hip",
        "/search/?q=hip": "/search/?q=hip",
        "/": "/today/",
    }.items():
        reader = Client()
        link = way_in(reader, page, "login")
        sent = re.search(r'name="next" value="([^"]*)"', reader.get(link).content.decode())
        again = sent[1].replace("&amp;", "&") if sent else ""
        form = {"login": user.email, "password": PASSWORD, "next": again}
        if (landed := reader.post(link, form)["Location"]) != back:
            faults.append(f"{page}: {landed}")
        # From log-in to sign-up and back nothing is lost.
        if again and way_in(Client(), link, "signup") != link.replace("login", "signup"):
            faults.append(f"{page}: lost between log-in and sign-up")
    assert not faults


def test_sign_up_leads_back_and_says_that_it_worked(client: Client, signup: dict[str, str]) -> None:
    link = way_in(client, EXERCISE, "signup")
    answer = client.post(link, {**signup, "next": EXERCISE}, follow=True)
    assert answer.redirect_chain == [(EXERCISE, 302)]
    assert "Your account is ready. Welcome." in answer.content.decode()


def test_the_link_of_the_mail_leads_back_in_the_browser_that_signed_up(
    client: Client, signup: dict[str, str], settings: Any, mails: Any
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    client.post("/accounts/signup/", {**signup, "next": EXERCISE})
    link = re.findall(r"http://testserver(/accounts/confirm-email/\S+)", mails()[-1].body)[-1]
    assert Client().post(link)["Location"] == "/accounts/login/"
    assert "does not work any more" in client.get(link).content.decode()


def test_whoever_opens_it_in_that_browser_is_in(
    client: Client, signup: dict[str, str], settings: Any, mails: Any
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    client.post("/accounts/signup/", {**signup, "next": EXERCISE})
    link = re.findall(r"http://testserver(/accounts/confirm-email/\S+)", mails()[-1].body)[-1]
    answer = client.post(link, follow=True)
    assert answer.redirect_chain[-1][0] == EXERCISE
    assert "Your account is ready" in answer.content.decode()


def test_every_password_can_be_looked_at(user: Any, staff: Any, client_of: Any, rf: Any) -> None:
    from accounts.reset_links import reset_link

    pages = {name: Client().get(reverse(name)) for name in ("account_login", "account_signup")} | {
        name: client_of(user).get(reverse(name))
        for name in ("account_change_password", "account_reauthenticate", "settings-delete")
    }
    link = reset_link(rf.get("/"), user).removeprefix("http://testserver")
    pages["reset"] = Client().get(link, follow=True)
    for page in ("add/", f"{user.pk}/password/"):
        pages[page] = client_of(staff).get(f"/admin/accounts/user/{page}")
    user.set_unusable_password()
    user.save()
    pages["account_set_password"] = client_of(user).get(reverse("account_set_password"))
    faults = []
    for name, answer in pages.items():
        page = answer.content.decode()
        fields = re.findall(r'<input type="password"[^>]*name="(?!website)', page)
        if not fields or page.count("<show-password") != len(fields):
            faults.append(f"{name}: {len(fields)} fields, {page.count('<show-password')} buttons")
        if "show-password." not in page:
            faults.append(f"{name}: no script")
    assert not faults


def test_the_button_follows_the_fields_and_the_safety_words_follow_it(client: Client) -> None:
    page = client.get("/accounts/signup/").content.decode()
    order = ['name="consent"', "Create account</button>", "Already have one?", "Before you start"]
    assert sorted(order, key=page.index) == order


def test_a_half_opened_reset_says_to_open_the_mails_link_here(
    client: Client, user: Any, rf: Any
) -> None:
    from accounts.reset_links import reset_link

    link = reset_link(rf.get("/"), user).removeprefix("http://testserver")
    opened = client.get(link)["Location"]
    page = Client().get(opened).content.decode()
    assert "Open the link of the mail here" in page
    assert "does not work any more" not in page
    client.post(opened, {"password1": "an evening walk", "password2": "an evening walk"})
    assert "does not work any more" in Client().get(link).content.decode()


def test_nothing_is_offered_that_needs_a_mail_where_none_leaves(
    user: Any, signed_in: Client, settings: Any
) -> None:
    user.emailaddress_set.create(email="waiting@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = signed_in.get("/accounts/email/").content.decode()
    assert "an address cannot be confirmed here, nor changed" in page
    assert "action_send" not in page
    assert "action_add" not in page
    signed_in.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    assert not user.emailaddress_set.filter(email="new@example.org").exists()
    assert "/accounts/email/" not in signed_in.get("/settings/").content.decode()
    reset = Client().get("/accounts/password/reset/").content.decode()
    assert "Staff can make a link" in reset
    assert "Send the link" not in reset


def test_the_look_stays_on_the_device(user: Any, signed_in: Client) -> None:
    look = {"name": "", "time_zone": "UTC", "theme": "dark"}
    signed_in.post("/settings/", look, follow=True)
    signed_in.post("/accounts/logout/")
    assert 'data-theme="dark"' in signed_in.get("/").content.decode()
    assert 'data-theme="auto"' in Client().get("/").content.decode()
    odd = Client()
    odd.cookies["look"] = '"><script>'
    assert 'data-theme="auto"' in odd.get("/").content.decode()


def test_the_list_of_zones_has_no_twins_and_no_abbreviations() -> None:
    offered = time_zones.zones_by_region()
    zones = [zone for group in offered.values() for zone, _words in group]
    twins = {"Asia/Calcutta", "Asia/Saigon", "Europe/Belfast", "America/Buenos_Aires", "EST", "CET"}
    assert not twins.intersection(zones)
    assert {"Asia/Kolkata", "Europe/Amsterdam", "America/New_York"} <= set(zones)
    assert len(zones) == len(set(zones))
    assert list(offered)[-1] == time_zones.REST


def test_the_name_that_a_device_has_for_its_zone_is_taken(user: Any, signed_in: Client) -> None:
    form = {"name": "", "time_zone": "Asia/Calcutta", "theme": "auto"}
    assert signed_in.post("/settings/", form).status_code == 302
    page = signed_in.get("/settings/").content.decode()
    assert '<option value="Asia/Calcutta" selected>' in page
    assert 'data-device-zone="This device"' in page


def test_staff_without_a_diary_begin_with_their_work(make_user: Any, client: Client) -> None:
    editor = make_user("editor@example.org", consent=False, is_staff=True)
    sent = {"login": editor.email, "password": PASSWORD}
    assert client.post(named("account_login").url(), sent)["Location"] == "/admin/"
