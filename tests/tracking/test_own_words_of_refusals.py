"""What a form refuses is said in the site's own words, once."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.architecture.seeding import hard_session
from tests.tracking.session_form import form, lines
from tracking.models import CheckIn, Session

NEW_SESSION = reverse("tracking:session-new")
NEW_CHECK_IN = reverse("tracking:check-in-new")
pytestmark = pytest.mark.usefixtures("library")

DJANGOS = (
    "Null characters",
    "Select a valid choice",
    "is not one of the available choices",
    "Enter a valid",
    "Enter a whole number",
    "Enter a list",
    "This field is required",
)


def assert_in_own_words(answer: Any) -> None:
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not [words for words in DJANGOS if words in page]


def test_a_name_with_a_nul_is_refused_once(signed_in: Client) -> None:
    answer = signed_in.post(NEW_SESSION, form(own="Tai\0chi"))
    assert_in_own_words(answer)
    assert len(answer.context["form"].errors["own"]) == 1


# What is wrong in each field; a second answer of one field takes its turn in a second form.
IN_A_SESSION: tuple[dict[str, str], ...] = (
    {
        "programme": "moonwalk",
        "exercises": "moonwalk",
        "movements": "moonwalk",
        "outcome": "splendid",
        "effort": "99",
        "sensation": "moonwalk",
        "signs": "moonwalk",
        "measure_fall_or_knock": "7",
        "day": "tomorrow",
        "note": "a\0b",
        "client_key": "x",
        "before_from": "x",
        "beside": "x",
    },
    {"effort": "x", "sign_place": "moon:left"},
)
IN_A_LINE = {
    "level": "gigantic",
    "side": "behind",
    "outcome": "splendid",
    "sensation": "moonwalk",
    "exercise": "no slug",
    "movement": "a\0b",
    "own": "a\0b",
}
IN_A_CHECK_IN: tuple[dict[str, str], ...] = (
    {
        "areas": "moon:left",
        "signs": "moonwalk",
        "note": "a\0b",
        "day": "tomorrow",
        "client_key": "x",
        "since_session": "x",
        "version": "x",
    },
    {"client_key": "", "sign_place": "moon:left"},
)


@pytest.mark.parametrize("wrong", IN_A_SESSION)
def test_a_session_says_it_in_our_words(signed_in: Client, wrong: dict[str, str]) -> None:
    answer = signed_in.post(NEW_SESSION, form(programme="four-drills") | wrong)
    assert_in_own_words(answer)
    assert set(answer.context["form"].errors) >= set(wrong)


def test_a_line_of_a_session_says_it_in_our_words(signed_in: Client) -> None:
    rows = [{"exercise": "easy-walk", name: value} for name, value in IN_A_LINE.items()]
    answer = signed_in.post(NEW_SESSION, form(**lines(*rows)))
    assert_in_own_words(answer)
    asked = answer.context["form"].lines.forms
    # What is unknown can only be left out, and nobody sees the field that names it.
    beside = {"exercise": "leave_out"}
    assert [[*line.errors] for line in asked] == [[beside.get(name, name)] for name in IN_A_LINE]


@pytest.mark.parametrize("wrong", IN_A_CHECK_IN)
def test_a_check_in_says_it_in_our_words(signed_in: Client, wrong: dict[str, str]) -> None:
    answer = signed_in.post(NEW_CHECK_IN, form(pain="3") | wrong)
    assert_in_own_words(answer)
    assert set(answer.context["form"].errors) == set(wrong)
    assert not CheckIn.objects.exists()


def test_a_measure_says_it_in_our_words(signed_in: Client, user: Any) -> None:
    from exercises.models import Measure
    from tracking import logbook

    codes = ("new_activity", "seat_type")
    logbook.follow(user, list(Measure.objects.filter(code__in=codes).values_list("pk", flat=True)))
    sent = form(pain="3", measure_new_activity="a\0b", measure_seat_type="moon")
    answer = signed_in.post(NEW_CHECK_IN, sent)
    assert_in_own_words(answer)
    assert set(answer.context["form"].errors) == {"measure_new_activity", "measure_seat_type"}


def test_the_question_after_a_hard_session_says_it_in_our_words(
    signed_in: Client, user: User
) -> None:
    hard_session(user)
    address = reverse("tracking:session-detail", args=[Session.objects.get().pk])
    assert_in_own_words(signed_in.post(address, {"exercises": [str(uuid.uuid4())]}))


@pytest.mark.parametrize("name", ["check-in-list", "session-list"])
def test_a_search_of_the_diary_says_it_in_our_words(signed_in: Client, name: str) -> None:
    page = signed_in.get(reverse(f"tracking:{name}"), {"q": "a\0b"}).content.decode()
    assert "a character that cannot be kept" in page
    assert not [words for words in DJANGOS if words in page]
