"""Rulesets: superusers make a new version, Editors read, and everybody is judged by the newest."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.models import User
from exercises.models import Ruleset
from exercises.rules.thresholds import ABOUT, DEFAULTS, HOUSE_VERSION
from exercises.shelf.ruleset import RulesetInForce, ruleset_in_force
from tests.exercises.admin_page import refusals, saved
from tracking.models import Session

pytestmark = pytest.mark.usefixtures("library")

ADD = reverse("admin:exercises_ruleset_add")
LIST = reverse("admin:exercises_ruleset_changelist")
LUNGE = reverse("exercises:exercise", args=["runners-lunge"])
STRICTER = {"gentle_peak": "5", "after_back": "5", "why": "After a trial month"}


@pytest.fixture
def desk(staff: User, client_of: Any) -> Client:
    """The admin, for a superuser."""
    client: Client = client_of(staff)
    return client


@pytest.fixture
def editors_desk(make_user: Any, client_of: Any) -> Client:
    editor = make_user("editor@example.org", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))
    client: Client = client_of(editor)
    return client


def change_url(version: Ruleset) -> str:
    return reverse("admin:exercises_ruleset_change", args=[version.pk])


def test_the_numbers_of_the_house_hold_while_there_is_no_version(db: None) -> None:
    assert ruleset_in_force() == RulesetInForce(HOUSE_VERSION, DEFAULTS)


def test_a_new_version_changes_what_pages_print_and_what_is_judged_at_the_next_request(
    desk: Client, client: Client, user: User, client_of: Any, session: Any
) -> None:
    reader = client_of(user)
    done: Session = session(
        user, "runners-lunge", "easy-walk", pain_before=5, pain_worst=5, pain_after=4
    )
    assert "or reaches 6." in client.get(LUNGE).content.decode()
    page = reverse("tracking:session-detail", args=[done.pk])
    assert "Which one was it?" not in reader.get(page).content.decode()
    assert saved(desk, ADD, STRICTER) == {}
    assert "or reaches 5." in client.get(LUNGE).content.decode()
    assert "or reaches 5." in client.get(reverse("exercises:safety")).content.decode()
    assert "Which one was it?" in reader.get(page).content.decode()


def test_a_new_version_begins_as_the_one_in_force_and_says_who_made_it(
    desk: Client, staff: User
) -> None:
    assert saved(desk, ADD, STRICTER) == {}
    assert saved(desk, ADD, {"streak": "4", "why": "More time"}) == {}
    second, first = Ruleset.objects.all()
    assert (first.number, second.number) == (3, 4)
    assert second.created_by == staff
    assert (second.gentle_peak, second.streak, first.streak) == (5, 4, 3)
    assert ruleset_in_force().thresholds == second.thresholds
    listed = desk.get(LIST).content.decode()
    assert "Version 4" in listed
    assert "Good sessions in a row that a step up needs: 4" in listed
    staff.delete()
    assert Ruleset.objects.filter(created_by=None).count() == 2


def test_each_number_shows_its_bounds_unit_and_source(desk: Client) -> None:
    page = desk.get(ADD).content.decode()
    assert not [name for name, about in ABOUT.items() if about.words not in page]
    assert "From 24 to 72 hours. Source: our decision." in page
    assert "Source: pain-monitoring model (Thomeé 1997, Silbernagel 2007)." in page


def test_faults_stand_beside_the_number_that_has_to_change(desk: Client) -> None:
    high, crossed, silent, same = refusals(
        desk,
        ADD,
        [
            {"quiet_from": "11", "why": "x"},
            {"effort_hold": "7", "why": "x"},
            {"streak": "4", "why": ""},
            {"why": "x"},
        ],
    )
    assert high == {"quiet_from": ["From 6 to 9."]}
    words = "At least 8, because of “Effort that counts as hard, from”."
    assert crossed == {"effort_hold": [words]}
    assert list(silent) == ["why"]
    assert list(same) == ["__all__"]
    assert not Ruleset.objects.exists()


def test_editors_read_and_nobody_changes_a_version(desk: Client, editors_desk: Client) -> None:
    version = Ruleset.objects.create(number=3, why="A trial", gap_back=16)
    shown = editors_desk.get(change_url(version)).content.decode()
    assert "Days away: the gentler exercise, from" in shown
    assert "From 8 to 29 days. Source: our decision." in shown
    assert 'name="_save"' not in shown
    for who in (desk, editors_desk):
        assert who.post(change_url(version), STRICTER).status_code == 403
        delete = reverse("admin:exercises_ruleset_delete", args=[version.pk])
        assert who.post(delete, {"post": "yes"}).status_code == 403
    assert editors_desk.get(ADD).status_code == 403
    assert editors_desk.get(LIST).status_code == 200
    version.streak = 4
    with pytest.raises(ValueError, match="never changed"):
        version.save()
