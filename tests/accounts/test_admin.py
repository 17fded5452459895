"""The admin's pages about accounts: who may log in, and never what they logged."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from tests.accounts.test_deletion import with_a_past
from tracking.models import CheckIn

URL = "/admin/accounts/user/"


@pytest.fixture
def admin_client(staff: Any, client_of: Any) -> Client:
    return client_of(staff)


@pytest.fixture
def helper(make_user: Any, client_of: Any) -> Client:
    """Staff who may look after accounts, but are not superusers."""
    person = make_user("helper@example.org", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    return client_of(person)


def test_it_lists_and_finds_by_address(admin_client: Client, user: Any) -> None:
    assert "ana@example.org" in admin_client.get(URL, {"q": "ana@"}).content.decode()
    assert "ana@example.org" not in admin_client.get(URL, {"q": "bob@"}).content.decode()


def test_it_makes_an_account_from_address_and_password(admin_client: Client) -> None:
    form = {
        "email": "Bob@Example.org",
        "password1": "a long walk home",
        "password2": "a long walk home",
    }
    answer = admin_client.post(f"{URL}add/", form)
    assert answer.status_code == 302
    assert User.objects.get(email="bob@example.org").check_password("a long walk home")


def test_it_refuses_an_address_twice(admin_client: Client, user: Any) -> None:
    form = {
        "email": "ANA@example.org",
        "password1": "a long walk home",
        "password2": "a long walk home",
    }
    assert admin_client.post(f"{URL}add/", form).status_code == 200
    assert User.objects.filter(email__iexact="ana@example.org").count() == 1


@pytest.mark.parametrize("page", ["", "add/", "{pk}/change/", "{pk}/delete/", "{pk}/history/"])
def test_it_shows_no_logged_row(admin_client: Client, user: Any, page: str) -> None:
    with_a_past(user)
    answer = admin_client.get(URL + page.format(pk=user.pk))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "my own words" not in text
    assert str(CheckIn.objects.get().pk) not in text


def test_it_confirms_a_deletion_without_details(admin_client: Client, user: Any) -> None:
    with_a_past(user)
    page = admin_client.get(f"{URL}{user.pk}/delete/").content.decode()
    assert "and everything they logged" in page
    admin_client.post(f"{URL}{user.pk}/delete/", {"post": "yes"})
    assert not User.objects.filter(pk=user.pk).exists()


def test_it_deletes_several_the_same_way(admin_client: Client, user: Any, make_user: Any) -> None:
    people = [user, make_user("bob@example.org")]
    form = {"action": "delete_selected", "_selected_action": [person.pk for person in people]}
    assert "and everything they logged" in admin_client.post(URL, form).content.decode()
    admin_client.post(URL, {**form, "post": "yes"})
    assert User.objects.count() == 1


def test_it_never_changes_an_address(admin_client: Client, user: Any) -> None:
    admin_client.post(f"{URL}{user.pk}/change/", {"email": "mine@example.org", "is_active": "on"})
    user.refresh_from_db()
    assert user.email == "ana@example.org"


def test_it_lets_superusers_alone_hand_out_rights(helper: Client, user: Any) -> None:
    form = {"is_active": "on", "is_staff": "on", "is_superuser": "on"}
    assert helper.post(f"{URL}{user.pk}/change/", form).status_code == 302
    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser) == (False, False)


def test_it_lets_superusers_alone_set_passwords(
    helper: Client, admin_client: Client, user: Any
) -> None:
    assert helper.get(f"{URL}{user.pk}/password/").status_code == 403
    assert admin_client.get(f"{URL}{user.pk}/password/").status_code == 200


def test_it_shows_consents_to_be_read(admin_client: Client, user: Any) -> None:
    consent = user.consents.get()
    url = "/admin/accounts/consent/"
    assert consent.text_version in admin_client.get(url).content.decode()
    assert admin_client.get(f"{url}add/").status_code == 403
    assert admin_client.post(f"{url}{consent.pk}/change/", {}).status_code == 403
    assert admin_client.get(f"{url}{consent.pk}/delete/").status_code == 403


def test_it_keeps_others_out(signed_in: Client) -> None:
    assert signed_in.get(URL).status_code == 302
