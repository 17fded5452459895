"""The first page of the day."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import Measure, Programme
from tests.architecture.documents import Document, sent_by
from tracking.logbook import Answer

URL = reverse("tracking:today")
pytestmark = pytest.mark.usefixtures("library")


def test_it_asks_how_today_is(signed_in: Client) -> None:
    page = signed_in.get(URL).content.decode()
    assert "How is today?" in page
    assert page.count('type="radio"') == 11


def test_it_shrinks_to_a_line_after_the_check_in(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4)
    page = signed_in.get(URL).content.decode()
    assert "How is today?" not in page
    assert "<strong>pain 4</strong>" in page


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_it_asks_again_on_a_new_day(signed_in: Client, user: Any, check_in: Any) -> None:
    check_in(user, 4, days_ago=8)
    page = signed_in.get(URL).content.decode()
    assert "Last time, on Friday 13 November" in page


@pytest.mark.parametrize(("pain", "fits"), [(2, True), (5, True), (7, True), (8, False)])
def test_it_offers_programmes_that_fit(
    signed_in: Client, user: Any, check_in: Any, pain: int, fits: bool
) -> None:
    check_in(user, pain)
    page = signed_in.get(URL).context["page"]
    assert all(one.pain_now_max >= pain for one in page.programmes)
    assert bool(page.programmes) == fits


def test_each_programme_can_be_said_to_be_done_as_planned_or_otherwise(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4)
    answer = signed_in.get(URL)
    page = Document(answer.content.decode())
    taps = [sent_by(one) for one in page.forms() if one["action"].endswith("/as-planned/")]
    slugs = [one.slug for one in answer.context["page"].programmes]
    assert [one["programme"] for one in taps] == [[slug] for slug in slugs]
    links = {one["href"] for one in page.every("a")}
    assert links >= {f"{reverse('tracking:session-new')}?programme={slug}" for slug in slugs}


@pytest.mark.parametrize(
    ("code", "number", "asks"),
    [("thigh_numbness", 1, True), ("thigh_numbness", 0, False), ("stiffness", 9, False)],
)
def test_an_answer_that_asks_for_care_is_met_with_its_advice(
    signed_in: Client, user: Any, check_in: Any, code: str, number: int, asks: bool
) -> None:
    """What is to be watched stands beside what is offered; a new sign stands before it."""
    measure = Measure.objects.get(code=code)
    check_in(user, 3, answers=(Answer(measure.pk, number=Decimal(number)),))
    text = signed_in.get(URL).content.decode()
    assert (bool(measure.advice) and measure.advice in text) == asks
    assert "Within today’s pain number" in text


def test_it_says_a_calm_word_at_eight_and_more(signed_in: Client, user: Any, check_in: Any) -> None:
    check_in(user, 7)
    assert "That is a lot today." not in signed_in.get(URL).content.decode()
    check_in(user, 8)
    page = signed_in.get(URL).content.decode()
    assert "That is a lot today." in page
    assert reverse("exercises:safety") in page


def test_a_week_without_sessions_says_so_and_not_that_nothing_was_logged(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4)
    page = signed_in.get(URL).content.decode()
    assert "No session this week." in page
    assert "Nothing logged" not in page


@pytest.mark.clock("2026-11-19 20:00 +0000")
def test_it_counts_practised_days_of_this_week_only(
    signed_in: Client, user: Any, session: Any
) -> None:
    for days_ago in (0, 1, 1, 4):  # Thursday, Wednesday twice, last Sunday
        session(user, "easy-walk", days_ago=days_ago)
    session(user, "easy-walk", days_ago=2, outcome="skipped")
    page = signed_in.get(URL).context["page"]
    assert page.days_practised == 2
    assert [day.state != "none" for day in page.week] == [False, False, True, True] + [False] * 3


@pytest.mark.parametrize(
    "greeting",
    [
        pytest.param("Good morning", marks=pytest.mark.clock("2026-11-21 06:00 +0000")),
        pytest.param("Good afternoon", marks=pytest.mark.clock("2026-11-21 13:00 +0000")),
        pytest.param("Good evening", marks=pytest.mark.clock("2026-11-21 20:00 +0000")),
    ],
)
def test_it_greets_by_the_persons_clock(client_of: Any, make_user: Any, greeting: str) -> None:
    assert f"{greeting}, Bea" in client_of(make_user(name="Bea")).get(URL).content.decode()


def test_what_was_done_most_comes_first_among_what_fits(
    signed_in: Client, user: Any, check_in: Any, session: Any
) -> None:
    for days in (2, 3):
        session(user, programme="first-week-settle", days_ago=days)
    check_in(user, pain=0)
    programmes = signed_in.get(URL).context["page"].programmes
    assert programmes[0].slug == "first-week-settle"
    assert len(programmes) == 3


def test_the_usual_programme_is_one_tap_away_before_a_check_in(
    signed_in: Client, user: Any, session: Any
) -> None:
    assert signed_in.get(URL).context["page"].usual is None
    for days in (2, 3):
        session(user, programme="runner", days_ago=days)
    session(user, programme="first-week-settle", days_ago=1)
    page = signed_in.get(URL)
    assert page.context["page"].usual.slug == "runner"
    Programme.objects.filter(slug="runner").update(status="draft")
    assert signed_in.get(URL).context["page"].usual is None
