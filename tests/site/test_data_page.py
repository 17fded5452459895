"""My data: what there is, and the ways from there."""

from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.test import Client
from django.utils import timezone

from accounts.consent import take_back
from accounts.models import User
from accounts.reset_links import LINK_MADE
from tests.architecture.documents import Document
from tests.architecture.seeding import add_check_in, live_through
from tracking import logbook
from tracking.models import CheckIn, Followed, OwnMovement, Session, Trait

URL = "/data/"

pytestmark = pytest.mark.usefixtures("library")


def links(page: str) -> set[str]:
    return {link["href"] for link in Document(page).root.every("a") if link["href"]}


def counts(page: str) -> list[str]:
    return [one.text for one in Document(page).root.every("dd")]


def test_it_is_one_tap_from_the_settings_and_downloads_are_two(signed_in: Client) -> None:
    assert URL in links(signed_in.get("/settings/").content.decode())
    there = links(signed_in.get(URL).content.decode())
    assert {"/data/everything.json", "/data/everything.zip"} <= there
    assert {"/settings/delete-account/", "/data/consent/take-back/"} <= there


@pytest.mark.database
def test_it_counts_what_is_there(user: User, signed_in: Client, make_user: Any) -> None:
    assert "Nothing is logged yet." in signed_in.get(URL).content.decode()
    live_through(user, 2)
    live_through(make_user("other@example.org"), 1)
    logbook.own_movements(user, ["Hanging from the door"])
    page = signed_in.get(URL).content.decode()
    models = (CheckIn, Session, Followed, OwnMovement, Trait)
    mine = (model.objects.owned_by(user) for model in models)
    assert counts(page) == [str(rows.count()) for rows in mine]
    assert counts(page)[0] == "2"
    assert "Nothing is logged yet." not in page


@pytest.mark.database
@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_it_says_from_when_to_when(user: User, signed_in: Client) -> None:
    live_through(user, 2)
    assert "From 18 November 2026 to 21 November 2026." in signed_in.get(URL).content.decode()


def test_it_says_what_is_kept_aside(user: User, signed_in: Client) -> None:
    for days in range(3):
        add_check_in(user, days)
    for words in ("One entry that", "2 entries that"):
        logbook.remove(CheckIn.objects.owned_by(user).first(), timezone.now())
        assert words in " ".join(signed_in.get(URL).content.decode().split())


def test_it_shows_the_agreement_and_where_to_read_it(user: User, signed_in: Client) -> None:
    assert "you agreed that this site keeps" in signed_in.get(URL).content.decode()
    take_back(user)
    page = signed_in.get(URL).content.decode()
    assert "You took your agreement back on" in page
    assert "/data/consent/" in links(page)
    assert "/data/consent/take-back/" not in links(page)


def test_it_names_what_staff_did_but_no_contents(
    user: User, staff: User, make_user: Any, signed_in: Client
) -> None:
    other = make_user("other@example.org")
    assert "Nothing so far." in signed_in.get(URL).content.decode()
    LogEntry.objects.log_actions(staff.pk, [user], ADDITION, single_object=True)
    LogEntry.objects.log_actions(
        staff.pk, [user], CHANGE, change_message="a secret reason", single_object=True
    )
    LogEntry.objects.log_actions(
        staff.pk, [user], CHANGE, change_message=LINK_MADE, single_object=True
    )
    LogEntry.objects.log_actions(staff.pk, [other], CHANGE, single_object=True)
    page = signed_in.get(URL).content.decode()
    assert page.count("made your account") == 1
    assert page.count("changed your account") == 1
    assert page.count("made a link that sets a new password") == 1
    assert "a secret reason" not in page
    assert staff.email not in page


@pytest.mark.database
def test_another_table_with_the_same_number_is_no_account(
    user: User, staff: User, signed_in: Client
) -> None:
    consent = user.consents.get()
    LogEntry.objects.log_actions(staff.pk, [consent], CHANGE, single_object=True)
    LogEntry.objects.update(object_id=str(user.pk))
    assert "Nothing so far." in signed_in.get(URL).content.decode()
