"""The player's page as the server sends it: what is played, and the same as a list."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import Exercise, Programme, Status
from tests.architecture.documents import Document
from tests.architecture.seeding import add_check_in, answer_questions

pytestmark = pytest.mark.usefixtures("library")


def plan_of(client: Client, url: str) -> dict[str, Any]:
    """The plan as a script asks for it: without its page, on which the same one stands."""
    plan: dict[str, Any] = client.get(url, headers={"Accept": "application/json"}).json()
    return plan


def exercise_url(slug: str, query: str = "") -> str:
    return reverse("exercises:play-exercise", args=[slug]) + query


def programme_url(slug: str) -> str:
    return reverse("exercises:play-programme", args=[slug])


def test_every_exercise_can_be_led_through(client: Client) -> None:
    for row in Exercise.objects.published().prefetch_related("doses", "steps"):
        (item,) = plan_of(client, exercise_url(row.slug))["items"]
        dose = row.doses_by_level["typical"]
        assert (item["sets"], item["reps"], item["seconds"]) == (dose.sets, dose.reps, dose.seconds)
        assert len(item["sides"]) == (2 if row.per_side else 1)
        spoken = [cue["say"] for part in ("before", "during", "after") for cue in item[part]]
        assert sorted(spoken) == sorted(step.cue for step in row.steps.all())
        assert item["drawing"]["still"].startswith("/figures/")


def test_every_programme_is_played_in_its_order_and_at_its_doses(client: Client) -> None:
    for row in Programme.objects.published().prefetch_related("items__exercise"):
        plan = plan_of(client, programme_url(row.slug))
        wanted = [(item.exercise.slug, item.level) for item in row.items.all()]
        assert [(item["slug"], item["level"]) for item in plan["items"]] == wanted
        assert plan["programme"] == row.slug


def test_how_much_is_said_in_the_address(client: Client) -> None:
    (start,) = plan_of(client, exercise_url("runners-lunge", "?level=start"))["items"]
    assert (start["level"], start["sets"]) == ("start", 1)
    (odd,) = plan_of(client, exercise_url("runners-lunge", "?level=moon"))["items"]
    assert odd["level"] == "typical"


@pytest.mark.parametrize(("query", "seconds"), [("20", 1200), ("5", 300), ("7", 600), ("x", 600)])
def test_a_long_rest_lasts_as_long_as_was_chosen(client: Client, query: str, seconds: int) -> None:
    (item,) = plan_of(client, exercise_url("constructive-rest", f"?minutes={query}"))["items"]
    assert item["seconds"] == seconds


def test_nobody_makes_a_long_rest_of_a_lunge(client: Client) -> None:
    url = exercise_url("runners-lunge", "?minutes=20")
    assert plan_of(client, url)["items"][0]["seconds"] == 20
    assert "?minutes=" not in client.get(url).content.decode()


def test_a_choice_of_ones_own_keeps_its_order_and_says_nothing_twice(client: Client) -> None:
    chosen = "?exercise=knee-rocks&exercise=glute-bridge&exercise=knee-rocks&exercise=none"
    plan = plan_of(client, reverse("exercises:play") + chosen)
    assert [item["slug"] for item in plan["items"]] == ["knee-rocks", "glute-bridge"]


def test_nothing_chosen_says_where_to_choose(client: Client) -> None:
    answer = client.get(reverse("exercises:play"))
    assert answer.status_code == 200
    assert reverse("exercises:library") in answer.content.decode()


@pytest.mark.parametrize("query", ["?exercise=none", "?exercise=%00", "?exercise="])
def test_a_choice_of_nothing_that_is_there_is_not_found(client: Client, query: str) -> None:
    assert client.get(reverse("exercises:play") + query).status_code == 404


def test_a_draft_is_played_by_nobody_else(client: Client, staff: Any, client_of: Any) -> None:
    Exercise.objects.filter(slug="knee-rocks").update(status=Status.DRAFT)
    Programme.objects.filter(slug="runner").update(status=Status.DRAFT)
    answer_questions(staff)
    for url in (exercise_url("knee-rocks"), programme_url("runner")):
        assert client.get(url).status_code == 404
        assert client_of(staff).get(url).status_code == 200
    rest_of_it = plan_of(client, programme_url("flare-up-day"))["items"]
    assert "knee-rocks" not in [item["slug"] for item in rest_of_it]


def test_a_programme_that_holds_nothing_to_do_is_not_found(client: Client) -> None:
    Exercise.objects.update(status=Status.DRAFT)
    assert client.get(programme_url("runner")).status_code == 404


def test_a_script_gets_the_plan_alone(client: Client) -> None:
    url = exercise_url("half-kneeling-tuck")
    answer = client.get(url, headers={"Accept": "application/json"})
    page = Document(client.get(url).content.decode())
    (player,) = page.every("guided-session")
    assert answer.json() == json.loads(player["data-plan"])
    assert answer["Vary"].startswith("Accept") or "Accept" in answer["Vary"]


def test_without_a_script_it_is_a_list_with_every_step(client: Client) -> None:
    page = Document(client.get(programme_url("first-week-settle")).content.decode())
    (listed,) = [one for one in page.every("section") if one["id"] == "as-a-list"]
    for step in Exercise.objects.get(slug="belly-breathing").steps.all():
        assert step.text in listed.text
    assert "JavaScript" in listed.text


def test_what_stands_against_it_is_said_and_start_steps_back(client: Client) -> None:
    page = client.get(exercise_url("runners-lunge", "?pain=8")).content.decode()
    assert "Start all the same" in page
    assert "Start all the same" not in client.get(exercise_url("runners-lunge")).content.decode()


def test_todays_pain_goes_along(user: Any, client_of: Any) -> None:
    add_check_in(user, 0, pain=2)
    page = Document(client_of(user).get(exercise_url("easy-walk")).content.decode())
    assert page.every("guided-session")[0]["data-pain"] == "2"


def test_the_length_of_a_rest_keeps_what_was_said(client: Client) -> None:
    said = {"pain": "4", "level": "start", "minutes": "20"}
    page = Document(client.get(exercise_url("constructive-rest"), said).content.decode())
    lengths = [link for link in page.every("a") if "minutes=" in link["href"]]
    assert [link["href"] for link in lengths] == [
        f"?pain=4&level=start&minutes={minutes}" for minutes in (5, 10, 15, 20)
    ]
    assert ["aria-current" in link for link in lengths] == [False, False, False, True]


def test_the_pain_said_in_a_list_goes_along_to_what_is_in_it(client: Client) -> None:
    for name, kind in (("exercises:library", "exercises"), ("exercises:programmes", "programmes")):
        page = Document(client.get(reverse(name), {"pain": "3"}).content.decode())
        links = {link["href"] for link in page.every("a")}
        shown = {link for link in links if link.startswith(f"/{kind}/") and link.count("/") == 3}
        assert shown - {f"/{kind}/?pain=3"}, "there is something to open"
        assert all(link.endswith("?pain=3") for link in shown), shown
    item = Programme.objects.get(slug="first-week-settle").items.all()[0]
    parts = Document(client.get("/programmes/first-week-settle/?pain=3").content.decode())
    assert f"{item.exercise.get_absolute_url()}?pain=3" in {one["href"] for one in parts.every("a")}


def test_nothing_is_started_while_a_sign_has_to_be_looked_at(user: Any, client_of: Any) -> None:
    add_check_in(user, 0)  # with a new sign and a fall
    text = client_of(user).get(exercise_url("runners-lunge")).content.decode()
    assert 'data-do="start"' not in text
    assert 'data-do="resume"' not in text
    assert "In this order" in text, "it can still be read"


def test_whom_a_programme_is_for_is_said_before_it_starts(client: Client) -> None:
    programme = Programme.objects.get(slug="evening-unwind")
    page = client.get(programme_url(programme.slug)).content.decode()
    assert programme.who in page
