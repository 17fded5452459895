"""The first page of the day."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import Exercise, Measure, Programme
from exercises.rules.offering import routines_for
from exercises.shelf.offers import programmes_offered
from tests.architecture.documents import Document, sent_by
from tracking.logbook import Answer
from tracking.models import CheckIn

URL = reverse("tracking:today")
pytestmark = pytest.mark.usefixtures("library")


def test_it_asks_how_today_is(signed_in: Client) -> None:
    page = signed_in.get(URL).content.decode()
    assert "How is today?" in page
    assert page.count('type="radio"') == 11


@pytest.mark.parametrize("number", ["0", "7", "10"])
def test_the_pain_said_elsewhere_is_there_already(signed_in: Client, number: str) -> None:
    text = signed_in.get(URL, {"pain": number}).content.decode()
    page = Document(text)
    (form,) = [form for form in page.forms() if form["action"].endswith("/check-ins/new/")]
    assert sent_by(form)["pain"] == [number]
    assert f"You said <strong>{number}</strong> a moment ago" in text
    assert not starts_of(page), "nothing is offered as if there was no number"


@pytest.mark.parametrize("number", ["", "11", "-1", "7.5", "٧", "x" * 9000])
def test_what_is_no_pain_number_fills_in_nothing(signed_in: Client, number: str) -> None:
    page = signed_in.get(URL, {"pain": number}).content.decode()
    assert "a moment ago" not in page
    assert "checked" not in page


def test_the_way_to_today_takes_the_number_along(signed_in: Client) -> None:
    page = Document(signed_in.get("/exercises/", {"pain": "7"}).content.decode())
    ways = {link["href"] for link in page.every("a") if link["href"].startswith("/today/")}
    assert ways == {"/today/?pain=7"}


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


def starts_of(page: Document) -> list[str]:
    """Where the page's Start buttons lead, in their order."""
    return [link["href"] for link in page.every("a") if "/play/programme/" in link["href"]]


@pytest.mark.parametrize(
    ("pain", "first"),
    [(0, "first-week-settle"), (5, "first-week-settle"), (6, "flare-up-day"), (7, "flare-up-day")],
)
def test_a_new_account_begins_quietly(
    signed_in: Client, user: Any, check_in: Any, pain: int, first: str
) -> None:
    check_in(user, pain)
    answer = signed_in.get(URL)
    page = Document(answer.content.decode())
    offered = answer.context["page"].offers.routines
    assert starts_of(page)[0] == f"/play/programme/{first}/?pain={pain}"
    assert all(pain <= routine.programme.pain_now_max for routine in offered)
    assert not {"runner", "strengthen-carry-over"} & {one.programme.slug for one in offered}


def test_the_library_and_the_first_page_say_the_same_at_each_pain(
    signed_in: Client, client: Client, user: Any, check_in: Any
) -> None:
    """The last number of each span in which offers stay the same, and where care begins."""
    check_in(user, 0)
    for pain in (1, 2, 3, 4, 5, 7, 8, 10):
        CheckIn.objects.update(pain=pain)
        assert_they_say_the_same(signed_in, client, pain)


def assert_they_say_the_same(signed_in: Client, client: Client, pain: int) -> None:
    day = signed_in.get(URL).context["page"]
    listed = client.get(reverse("exercises:programmes"), {"pain": pain}).context
    within = [card.programme.slug for card in listed["cards"] if card.allowed]
    offered = [routine.programme.slug for routine in day.offers.routines]
    assert offered[:1] == within[:1]
    assert set(offered) <= set(within)
    assert day.care == listed["quiet_day"]
    shelf = client.get(reverse("exercises:library"), {"pain": pain}).context["shelf"]
    exercises = {entry.card.exercise.slug for entry in shelf.offers}
    assert {day.offers.rest.slug, day.offers.short.slug} <= exercises
    landing = client.get(reverse("home"), {"pain": pain}).context
    if landing["pain"] == pain:  # a visitor says a band, by its upper end
        assert landing["card"].exercise.slug in exercises


def test_a_very_sore_day_begins_with_one_position_to_rest_in(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 9)
    page = Document(signed_in.get(URL).content.decode())
    links = [link["href"] for link in page.every("a")]
    assert "/play/exercise/legs-on-chair-rest/?pain=9&level=start" in links
    assert f"{reverse('exercises:library')}?pain=9" in links
    assert not starts_of(page)


@pytest.mark.parametrize(("pain", "flares"), [(3, False), (4, True), (5, True)])
def test_a_flare_up_day_is_offered_above_the_persons_usual(
    signed_in: Client, user: Any, check_in: Any, pain: int, flares: bool
) -> None:
    for days in range(1, 6):
        check_in(user, 3, days_ago=days)
    check_in(user, pain)
    page = signed_in.get(URL).context["page"]
    rule = routines_for(replace(page.person, done=()), programmes_offered().routines)
    flare_up = Programme.objects.get(slug="flare-up-day").pk
    assert (flare_up in {choice.key for choice in rule}) == flares
    first = page.offers.routines[0].programme.slug
    assert (first == "flare-up-day") == (pain >= 5)
    assert (page.why == "Pain is above your usual 3.") == flares


@pytest.mark.database
def test_ratings_of_today_and_of_long_ago_are_no_part_of_the_usual(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    for days in (0, 1, 2, 3, 28, 29):
        check_in(user, 3, days_ago=days)
    assert signed_in.get(URL).context["page"].person.usual is None
    check_in(user, 3, days_ago=27)
    assert signed_in.get(URL).context["page"].person.usual == 3


def test_nothing_can_be_started_while_a_sign_is_open(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    sign = Measure.objects.get(code="fall_or_knock")
    check_in(user, 3, answers=(Answer(sign.pk, number=Decimal(1)),))
    assert "/play/" not in signed_in.get(URL).content.decode()


def test_two_minutes_and_a_bad_day_are_one_tap_away(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4)
    page = Document(signed_in.get(URL).content.decode())
    links = [link["href"] for link in page.every("a")]
    short = next(link for link in links if link.startswith("/play/exercise/"))
    exercise = Exercise.objects.get(slug=short.split("/")[3])
    assert short.endswith("/?pain=4&level=start")
    assert exercise.seconds_of(exercise.doses_by_level["start"]) <= 120
    assert exercise.phase.gentle
    assert "/play/exercise/legs-on-chair-rest/?pain=4&level=start" in links


def test_nobody_meets_as_planned_before_anything_was_done(
    signed_in: Client, user: Any, check_in: Any, session: Any
) -> None:
    check_in(user, 4)
    assert "Did it as planned" not in signed_in.get(URL).content.decode()
    session(user, programme="gentle-lengthen", days_ago=2)
    page = Document(signed_in.get(URL).content.decode())
    taps = [sent_by(one) for one in page.forms() if one["action"].endswith("/as-planned/")]
    assert [one["programme"] for one in taps] == [["gentle-lengthen"]]


def test_before_a_check_in_a_calm_routine_can_be_started_without_a_number(
    signed_in: Client, user: Any, session: Any
) -> None:
    start = "/play/programme/first-week-settle/?level=start"
    page = Document(signed_in.get(URL).content.decode())
    assert starts_of(page) == [start]
    alone = {link["href"] for link in page.every("a") if "/play/exercise/" in link["href"]}
    assert "/play/exercise/legs-on-chair-rest/?level=start" in alone
    for address in alone:
        exercise = Exercise.objects.get(slug=address.split("/")[3])
        assert exercise.allows(10), "nobody said how much pain there is"
    session(user, programme="runner", days_ago=2)
    assert starts_of(Document(signed_in.get(URL).content.decode())) == [start]


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
    assert "/play/programme/" in text


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


@pytest.mark.database
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


@pytest.mark.database
def test_what_was_done_most_comes_first_among_what_is_within_the_limit(
    signed_in: Client, user: Any, check_in: Any, session: Any
) -> None:
    for days in (3, 5):
        session(user, programme="strengthen-carry-over", days_ago=days)
    session(user, programme="gentle-lengthen", days_ago=4)
    session(user, programme="desk-sitter-10", days_ago=4, outcome="skipped")
    check_in(user, pain=2)
    page = signed_in.get(URL).context["page"]
    slugs = [routine.programme.slug for routine in page.offers.routines]
    assert slugs == ["strengthen-carry-over", "gentle-lengthen", "first-week-settle"]
    assert page.why == "You did this most lately."
    check_in(user, pain=4)
    assert signed_in.get(URL).context["page"].first.programme.slug == "gentle-lengthen"


def test_after_a_session_of_today_more_is_not_needed(
    signed_in: Client, user: Any, check_in: Any, session: Any
) -> None:
    session(user, programme="gentle-lengthen")
    check_in(user, pain=2)
    assert "More is not needed." in signed_in.get(URL).content.decode()


def test_the_usual_programme_is_one_tap_away_before_a_check_in(
    signed_in: Client, user: Any, session: Any
) -> None:
    assert signed_in.get(URL).context["page"].most_done is None
    for days in (2, 3):
        session(user, programme="runner", days_ago=days)
    session(user, programme="first-week-settle", days_ago=1)
    page = signed_in.get(URL)
    assert page.context["page"].most_done.slug == "runner"
    Programme.objects.filter(slug="runner").update(status="draft")
    assert signed_in.get(URL).context["page"].most_done is None
