"""A person's own plan through its pages: made, changed, done, at rest and taken up after a gap."""

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exercises.models import Exercise, Programme, Status
from tests.architecture.documents import Document, sent_by
from tests.architecture.seeding import answer_questions
from tracking import logbook
from tracking.clock import today_in
from tracking.models import Plan, Session
from tracking.recall import planned_by

pytestmark = pytest.mark.usefixtures("library")

PLAN = "tracking:plan"


def press(client: Client, name: str, button: dict[str, str], query: str = "") -> Any:
    """The answer to a button of a page, sent as the page's longest form has it."""
    url = reverse(name) + query
    document = Document(client.get(url).content.decode())
    return client.post(url, sent_by(document.main_form()) | button, follow=True)


def words(answer: Any) -> str:
    """What a page says, without its marks."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def told(user: Any) -> list[tuple[str, str, str]]:
    """The plan as it is kept: exercise, side and level."""
    slugs = dict(Exercise.objects.values_list("pk", "slug"))
    kept = planned_by(user).plan
    return [(slugs[item.exercise], item.side, item.level) for item in kept.items] if kept else []


def key_of(slug: str) -> int:
    return Exercise.objects.get(slug=slug).pk


def start(user: Any, *items: tuple[str, str], days_ago: int = 0) -> Plan:
    """A plan of these exercises, each at a level."""
    rows = tuple((Exercise.objects.get(slug=slug), level) for slug, level in items)
    day = today_in(user.zone, timezone.now()) - dt.timedelta(days=days_ago)
    return logbook.start_plan(user, logbook.PlanFacts("Mine", 3, rows), uuid.uuid4(), day)


def test_a_programme_becomes_a_plan_that_today_begins_with(signed_in: Client, user: Any) -> None:
    answer = press(signed_in, "tracking:plan-new", {"start": "programme first-week-settle"})
    programme = Programme.objects.get(slug="first-week-settle")
    assert programme.title in words(answer)
    assert len(told(user)) == programme.items.count()
    today = words(signed_in.get(reverse("tracking:today")))
    assert "Your plan." in today
    assert "Rest days are part of it." in today
    assert "0 of" not in today


def test_it_is_changed_button_by_button(signed_in: Client, user: Any) -> None:
    press(signed_in, "tracking:plan-new", {"start": "nothing"})
    for slug in ("glute-bridge", "runners-lunge"):
        press(signed_in, "tracking:plan-add", {"exercise": slug})
    bridge, lunge = key_of("glute-bridge"), key_of("runners-lunge")
    press(signed_in, PLAN, {"do": f"up {lunge}"})
    press(signed_in, PLAN, {"do": f"apart {lunge}"})
    left = planned_by(user).plan.items[0].pk
    asked = words(signed_in.get(reverse(PLAN), {"more": left}))
    assert "This may be faster than your log suggests." in asked
    press(signed_in, PLAN, {"do": f"level {lunge} {left} typical"})
    assert told(user) == [
        ("runners-lunge", "left", "typical"),
        ("runners-lunge", "right", "start"),
        ("glute-bridge", "", "start"),
    ]
    press(signed_in, PLAN, {"do": f"alike {lunge}"})
    swaps = words(signed_in.get(reverse("tracking:plan-add"), {"instead": "glute-bridge"}))
    assert "On the same ladder" in swaps
    press(signed_in, PLAN, {"do": f"swap {bridge} single-leg-bridge"})
    assert told(user) == [("runners-lunge", "", "start"), ("single-leg-bridge", "", "start")]
    gone = press(signed_in, PLAN, {"do": f"out {lunge}"})
    assert "Taken out:" in words(gone)
    press(signed_in, PLAN, {"do": f"back {lunge}"})
    assert told(user)[0] == ("runners-lunge", "", "start")
    press(signed_in, PLAN, {"title": "Mornings", "weekly_aim": "5"})
    assert "5 days a week" in words(signed_in.get(reverse(PLAN)))


@pytest.mark.parametrize(
    "sent", [{"do": "level 1 2 3"}, {"do": "up"}, {"do": "like 0"}, {"do": "swap 1 moon"}]
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    signed_in: Client, user: Any, sent: dict[str, str]
) -> None:
    start(user, ("glute-bridge", "start"))
    assert press(signed_in, PLAN, sent).status_code == 422
    assert told(user) == [("glute-bridge", "", "start")]


def test_nobody_takes_up_the_plan_of_somebody_else(
    signed_in: Client, user: Any, make_user: Any
) -> None:
    other = make_user("other@example.org")
    theirs = start(other, ("glute-bridge", "start"))
    logbook.end_plan(other, today_in(other.zone, timezone.now()))
    answer = press(signed_in, "tracking:plan-new", {"start": f"again {theirs.pk}"})
    assert (answer.status_code, told(user)) == (422, [])
    assert Plan.objects.running().count() == 0


def test_minutes_and_standing_leave_out_for_today_alone(signed_in: Client, user: Any) -> None:
    start(user, ("standing-breath-reach", "start"), ("glute-bridge", "top"), ("clamshell", "top"))
    before = told(user)
    answer_questions(user)
    url = reverse("play-today")
    short = words(signed_in.get(url, {"minutes": "2"}))
    assert "Left out today: bridge, clamshell. To keep it to 2 minutes." in short
    standing = words(signed_in.get(url, {"standing": "1"}))
    assert "It is done on the floor." in standing
    gentler = words(signed_in.get(url, {"gentler": "1"}))
    assert "Gentler today: smaller doses." in gentler
    assert told(user) == before


def test_one_side_alone_is_played_and_logged_at_its_level(signed_in: Client, user: Any) -> None:
    plan = start(user, ("runners-lunge", "start"))
    logbook.part_sides(plan, 1, key_of("runners-lunge"))
    left = planned_by(user).plan.items[0].pk
    logbook.set_level(plan, 2, left, "typical", plan.started_on)
    answer = signed_in.get(reverse("play-today"), headers={"accept": "application/json"})
    items = answer.json()["items"]
    assert [(item["sides"], item["level"]) for item in items] == [
        (["left"], "typical"),
        (["right"], "start"),
    ]
    data = {"client_key": str(uuid.uuid4())}
    for _press in range(2):
        signed_in.post(reverse("tracking:plan-done"), data)
    session = Session.objects.owned_by(user).get()
    assert list(session.lines.values_list("side", "level")) == [
        ("left", "typical"),
        ("right", "start"),
    ]


def test_without_a_plan_play_leads_to_what_the_day_begins_with(signed_in: Client) -> None:
    answer = signed_in.get(reverse("play-today"))
    assert answer.url.startswith("/play/programme/")


def test_what_does_not_fit_the_pain_or_is_withdrawn_is_passed_over_and_said(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    start(user, ("constructive-rest", "start"), ("runners-lunge", "start"), ("clamshell", "start"))
    Exercise.objects.filter(slug="clamshell").update(status=Status.DRAFT)
    check_in(user, pain=7)
    today = words(signed_in.get(reverse("tracking:today")))
    assert "A step up. It is for pain up to" in today
    assert "Left out today: clamshell. Not offered any more." in today
    played = signed_in.get(reverse("play-today"), headers={"accept": "application/json"}).json()
    assert [item["slug"] for item in played["items"]] == ["constructive-rest"]


def test_not_for_me_is_not_offered_and_stays_in_the_library(signed_in: Client, user: Any) -> None:
    start(user, ("glute-bridge", "start"))
    page = reverse("exercises:exercise", args=["single-leg-bridge"])
    signed_in.post(
        reverse("tracking:like"), {"exercise": "single-leg-bridge", "kind": "not_for_me"}
    )
    swaps = signed_in.get(reverse("tracking:plan-add"), {"instead": "glute-bridge"})
    assert "single-leg-bridge" not in swaps.content.decode()
    assert 'aria-pressed="true"' in signed_in.get(page).content.decode()
    library = signed_in.get(reverse("exercises:library"))
    assert "You said: not for me." in words(library)
    signed_in.post(reverse("tracking:like"), {"exercise": "single-leg-bridge", "kind": ""})
    assert "You said: not for me." not in words(signed_in.get(reverse("exercises:library")))


@pytest.mark.clock("2027-03-01 12:00 +0000")
def test_a_bad_day_lets_the_plan_rest_for_three_days_and_no_longer(
    signed_in: Client, user: Any
) -> None:
    time_machine = pytest.importorskip("time_machine", reason="needs time-machine (make test)")
    start(user, ("glute-bridge", "start"))
    page = words(signed_in.post(reverse("tracking:bad-day"), {"do": "pause"}, follow=True))
    assert "Flare-up day" in page
    assert "Your plan rests until Thursday 4 March" in page
    said = {}
    for day in (3, 4):
        with time_machine.travel(f"2027-03-0{day} 12:00 +0000"):
            signed_in.force_login(user)
            said[day] = words(signed_in.get(reverse("tracking:today")))
    assert ["Your plan rests" in said[day] for day in (3, 4)] == [True, False]
    assert "Your plan." in said[4]


def test_a_bad_day_can_be_ended_at_once(signed_in: Client, user: Any) -> None:
    start(user, ("glute-bridge", "start"))
    signed_in.post(reverse("tracking:bad-day"), {"do": "pause"})
    signed_in.post(reverse("tracking:bad-day"), {"do": "go-on"})
    assert "Your plan." in words(signed_in.get(reverse("tracking:today")))


@pytest.mark.parametrize(
    ("days", "gently"),
    [
        (7, None),
        (8, [("glute-bridge", "", "start"), ("clamshell", "", "start")]),
        (14, [("glute-bridge", "", "start"), ("clamshell", "", "start")]),
        (15, "gentler"),
    ],
)
def test_after_a_gap_the_step_back_comes_first(
    signed_in: Client, user: Any, session: Any, days: int, gently: Any
) -> None:
    start(user, ("glute-bridge", "top"), ("clamshell", "typical"), days_ago=days + 3)
    session(user, "glute-bridge", days_ago=days)
    before = told(user)
    today = words(signed_in.get(reverse("tracking:today")))
    assert ("Welcome back" in today) is (gently is not None)
    if gently is None:
        return
    button = {"version": str(planned_by(user).plan.version)}
    answer = signed_in.post(reverse("tracking:plan-go-on"), button | {"do": "gently"})
    assert answer.url == reverse("play-today")
    assert "Welcome back" not in words(signed_in.get(reverse("tracking:today")))
    if gently == "gentler":
        gentler = Exercise.objects.get(slug="glute-bridge").gentler
        assert gentler is not None
        assert told(user) == [(gentler.slug, "", "typical"), ("clamshell", "", "start")]
    else:
        assert told(user) == gently
    assert before != told(user)


def test_after_a_gap_it_may_go_on_as_it_was(signed_in: Client, user: Any) -> None:
    start(user, ("glute-bridge", "top"), days_ago=20)
    button = {"version": "1", "do": "as-it-was"}
    signed_in.post(reverse("tracking:plan-go-on"), button)
    assert told(user) == [("glute-bridge", "", "top")]
    assert "Welcome back" not in words(signed_in.get(reverse("tracking:today")))
