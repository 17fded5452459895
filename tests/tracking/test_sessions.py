"""Sessions through the pages: as planned in one send, adjusted line by line, corrected later."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import Exercise, Programme
from tests.tracking.session_form import form, lines
from tracking.models import Session, SessionLine

NEW = reverse("tracking:session-new")
pytestmark = pytest.mark.usefixtures("library")


def test_it_logs_a_programme_as_planned(signed_in: Client, user: Any) -> None:
    answer = signed_in.post(NEW, form(programme="gentle-lengthen"))
    kept = Session.objects.get(user=user)
    assert answer.headers["Location"] == reverse("tracking:session-detail", args=[kept.pk])
    assert kept.outcome == "done"
    planned = Programme.objects.get(slug="gentle-lengthen").items.select_related("exercise")
    wanted = {
        (item.exercise.slug, side, item.level)
        for item in planned
        for side in (("left", "right") if item.exercise.per_side else ("",))
    }
    assert {(one.exercise.slug, one.side, one.level) for one in kept.lines.all()} == wanted


def test_it_leaves_unanswered_questions_unanswered(signed_in: Client) -> None:
    signed_in.post(NEW, form(programme="runner", pain_before="", effort=""))
    kept = Session.objects.get()
    asked = (kept.pain_before, kept.pain_worst, kept.pain_after, kept.effort, kept.minutes)
    assert asked == (None,) * 5
    assert kept.sensation == ""


def test_it_keeps_a_zero_as_a_zero(signed_in: Client) -> None:
    signed_in.post(NEW, form(programme="runner", pain_before="0", pain_after="0"))
    kept = Session.objects.get()
    assert (kept.pain_before, kept.pain_after) == (0, 0)


def test_it_pins_the_revision_and_the_dose(signed_in: Client) -> None:
    signed_in.post(NEW, form(exercises=["runners-lunge"]))
    exercise = Exercise.objects.get(slug="runners-lunge")
    dose = exercise.doses.get(level="typical")
    Exercise.objects.filter(pk=exercise.pk).update(revision=7)
    exercise.doses.update(seconds=99)
    line = SessionLine.objects.filter(side="left").get()
    assert (line.exercise_revision, line.seconds) == (exercise.revision, dose.seconds)


def test_it_needs_a_programme_or_an_exercise(signed_in: Client) -> None:
    answer = signed_in.post(NEW, form(note="Something.", pain_before="3"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["programme"]
    assert "Something." in answer.content.decode()


# A second wrong answer of one field takes its turn in a second form.
NONSENSE: tuple[dict[str, str], ...] = (
    {
        "programme": "no-such",
        "exercises": "no-such",
        "pain_before": "11",
        "pain_worst": "-1",
        "pain_after": "x",
        "effort": "4",
        "outcome": "perfect",
        "sensation": "bliss",
        "minutes": "1441",
        "day": "tomorrow",
        "note": "x" * 10_001,
    },
    {"minutes": "1.5", "date": "2024-02-30"},
)


@pytest.mark.parametrize("wrong", NONSENSE)
def test_it_refuses_what_makes_no_sense_beside_the_field(
    signed_in: Client, wrong: dict[str, str]
) -> None:
    answer = signed_in.post(NEW, form(**{"programme": "runner", **wrong}))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(wrong)
    assert not Session.objects.exists()


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_it_fills_in_before_from_a_check_in_of_the_last_three_hours(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 6, clock=dt.time(18, 30))
    page = signed_in.get(NEW)
    assert page.context["form"]["pain_before"].value() == 6
    assert "From your check-in at 18:30" in page.content.decode()


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_it_fills_in_nothing_from_an_older_check_in(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 6, clock=dt.time(16, 30))
    assert signed_in.get(NEW).context["form"]["pain_before"].value() is None


def test_it_drops_what_was_filled_in_for_now_from_another_days_session(signed_in: Client) -> None:
    signed_in.post(NEW, form(programme="runner", day="yesterday", pain_before="6", before_from="6"))
    assert Session.objects.get().pain_before is None


def test_it_keeps_a_before_that_was_changed_for_another_day(signed_in: Client) -> None:
    signed_in.post(NEW, form(programme="runner", day="yesterday", pain_before="5", before_from="6"))
    assert Session.objects.get().pain_before == 5


def test_it_shows_each_exercise_to_adjust_and_keeps_what_was_typed(signed_in: Client) -> None:
    answer = signed_in.post(
        NEW, form(programme="four-drills", exercises=["easy-walk"], note="So far.", adjust="adjust")
    )
    shown = answer.context["form"]
    slugs = [line["exercise"].value() for line in shown.lines]
    assert (len(slugs), slugs[-1]) == (6, "easy-walk")
    assert shown["note"].value() == "So far."
    assert not Session.objects.exists()


def test_it_logs_one_side_with_its_own_dose(signed_in: Client) -> None:
    row = {
        "exercise": "runners-lunge", "side": "left", "level": "start", "sets": "1", "reps": "1",
        "seconds": "15", "outcome": "stopped", "worst": "7", "sensation": "pinch",
    }  # fmt: skip
    signed_in.post(NEW, form(**lines(row)))
    line = SessionLine.objects.get()
    assert (line.side, line.level, line.sets, line.reps, line.seconds) == (
        "left",
        "start",
        1,
        1,
        15,
    )
    assert (line.outcome, line.worst, line.sensation) == ("stopped", 7, "pinch")


def test_it_leaves_out_a_line(signed_in: Client) -> None:
    rows = [{"exercise": "easy-walk", "leave_out": "on"}, {"exercise": "micro-break"}]
    signed_in.post(NEW, form(**lines(*rows)))
    assert [one.exercise.slug for one in SessionLine.objects.all()] == ["micro-break"]


def test_what_was_left_out_does_not_come_back_from_the_choice(signed_in: Client) -> None:
    chosen = form(exercises=["easy-walk", "micro-break"], adjust="adjust")
    adjusted = signed_in.post(NEW, chosen).context["form"]
    assert adjusted["exercises"].value() == []
    rows = [{"exercise": line["exercise"].value()} for line in adjusted.lines]
    signed_in.post(NEW, form(**lines(rows[0] | {"leave_out": "on"}, rows[1])))
    assert [one.exercise.slug for one in SessionLine.objects.all()] == ["micro-break"]


def test_it_refuses_a_session_with_everything_left_out(signed_in: Client) -> None:
    answer = signed_in.post(NEW, form(**lines({"exercise": "easy-walk", "leave_out": "on"})))
    assert answer.status_code == 422
    assert "Every exercise is left out" in answer.content.decode()


def test_it_refuses_one_side_twice(signed_in: Client) -> None:
    rows = [
        {"exercise": "runners-lunge", "side": "both"},
        {"exercise": "runners-lunge", "side": "left"},
    ]
    answer = signed_in.post(NEW, form(**lines(*rows)))
    assert answer.status_code == 422
    assert "is here already" in answer.content.decode()
    assert not Session.objects.exists()


def test_it_refuses_a_line_that_makes_no_sense(signed_in: Client) -> None:
    wrong = {"sets": "1001", "reps": "-1", "seconds": "x", "worst": "12", "exercise": "no-such"}
    rows = [{"exercise": "easy-walk", name: value} for name, value in wrong.items()]
    answer = signed_in.post(NEW, form(**lines(*rows)))
    assert answer.status_code == 422
    asked = answer.context["form"].lines.forms
    places = [["sets"], ["reps"], ["seconds"], ["worst"], ["leave_out"]]
    assert [[*line.errors] for line in asked] == places
    assert not Session.objects.exists()


def test_one_box_says_all_that_is_wrong_with_a_session_and_its_lines(signed_in: Client) -> None:
    rows = [
        {"exercise": "runners-lunge", "side": "both", "sets": "x"},
        {"exercise": "easy-walk", "reps": "x"},
        {"exercise": "easy-walk"},
        {"exercise": "easy-walk"},
    ]
    page = signed_in.post(NEW, form(**lines(*rows), minutes="x")).content.decode()
    [box] = re.findall(r'<div class="note note-err form-errors".*?</div>', page, re.DOTALL)
    words = " ".join(re.sub(r"<[^>]+>", "", box).split())
    assert "Low lunge (runner’s lunge): Sets" in words
    assert "Easy walk: Repetitions" in words
    assert "Easy walk: Leave this one out" in words
    assert "Minutes" in words
    targets = re.findall(r'href="#([^"]+)"', box)
    assert [target for target in targets if f'id="{target}"' not in page] == []


@pytest.mark.parametrize("total", ["", "1.5"])
def test_it_survives_a_broken_count_of_lines(signed_in: Client, total: str) -> None:
    """Beside something that was chosen; test_as_typed.py has a line and more such counts."""
    count = {"lines-TOTAL_FORMS": total, "lines-INITIAL_FORMS": "0"}
    answer = signed_in.post(NEW, form(exercises=["easy-walk"], **count))
    assert answer.status_code in (302, 422)


def test_it_counts_left_and_right_once(signed_in: Client) -> None:
    signed_in.post(NEW, form(exercises=["runners-lunge", "easy-walk"]))
    kept = Session.objects.get()
    assert kept.lines.count() == 3
    page = signed_in.get(reverse("tracking:session-detail", args=[kept.pk]))
    assert "2 exercises" in page.content.decode()


def test_it_makes_one_session_of_a_double_tap(signed_in: Client) -> None:
    sent = form(programme="runner", note="Once.")
    places = {signed_in.post(NEW, sent).headers["Location"] for _ in range(3)}
    assert places == {reverse("tracking:session-detail", args=[Session.objects.get().pk])}


def test_it_leads_to_the_entry_when_an_old_form_says_something_else(signed_in: Client) -> None:
    sent = form(programme="runner")
    signed_in.post(NEW, sent)
    answer = signed_in.post(NEW, sent | {"pain_worst": "8"})
    kept = Session.objects.get()
    assert answer.status_code == 409
    assert reverse("tracking:session-detail", args=[kept.pk]) in answer.content.decode()
    again = sent | {"pain_worst": "8", "client_key": answer.context["form"]["client_key"].value()}
    assert signed_in.post(NEW, again).status_code == 302
    assert Session.objects.count() == 2


def test_it_asks_once_which_exercise_was_too_much(signed_in: Client) -> None:
    signed_in.post(
        NEW, form(exercises=["runners-lunge", "easy-walk"], pain_before="2", pain_worst="7")
    )
    kept = Session.objects.get()
    url = reverse("tracking:session-detail", args=[kept.pk])
    assert "Which one was it?" in signed_in.get(url).content.decode()
    walk = Exercise.objects.get(slug="easy-walk")
    signed_in.post(url, {"exercises": [str(walk.pk)]})
    assert "Which one was it?" not in signed_in.get(url).content.decode()
    named = dict(kept.lines.values_list("exercise__slug", "worst"))
    assert named == {"runners-lunge": None, "easy-walk": 7}


def test_it_does_not_ask_which_after_an_easy_session(signed_in: Client) -> None:
    signed_in.post(
        NEW, form(exercises=["runners-lunge", "easy-walk"], pain_before="2", pain_worst="3")
    )
    url = reverse("tracking:session-detail", args=[Session.objects.get().pk])
    assert "Which one was it?" not in signed_in.get(url).content.decode()


def test_it_refuses_an_exercise_that_the_session_did_not_have(signed_in: Client) -> None:
    signed_in.post(NEW, form(exercises=["runners-lunge", "easy-walk"], pain_worst="8"))
    url = reverse("tracking:session-detail", args=[Session.objects.get().pk])
    other = Exercise.objects.get(slug="full-camel")
    assert signed_in.post(url, {"exercises": [str(other.pk)]}).status_code == 422


def test_it_shows_left_and_right_as_one_when_they_are_equal(signed_in: Client) -> None:
    signed_in.post(NEW, form(exercises=["runners-lunge"]))
    edit = reverse("tracking:session-edit", args=[Session.objects.get().pk])
    shown = signed_in.get(edit).context["form"].lines
    assert [line["side"].value() for line in shown] == ["both"]


def test_it_keeps_pinned_revisions_when_a_session_is_corrected(signed_in: Client) -> None:
    signed_in.post(NEW, form(exercises=["easy-walk"]))
    kept = Session.objects.get()
    Exercise.objects.filter(slug="easy-walk").update(revision=9)
    edit = reverse("tracking:session-edit", args=[kept.pk])
    signed_in.post(
        edit, form(version="1", exercises=["micro-break"], **lines({"exercise": "easy-walk"}))
    )
    revisions = dict(kept.lines.values_list("exercise__slug", "exercise_revision"))
    assert revisions == {"easy-walk": 1, "micro-break": 1}


def test_it_tells_a_stale_tab_and_loses_nothing(signed_in: Client) -> None:
    signed_in.post(NEW, form(exercises=["easy-walk"], note="first"))
    kept = Session.objects.get()
    edit = reverse("tracking:session-edit", args=[kept.pk])
    row = lines({"exercise": "easy-walk"})
    signed_in.post(edit, form(version="1", note="from the other tab", **row))
    answer = signed_in.post(edit, form(version="1", note="from the stale tab", **row))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "from the other tab" in page
    assert "from the stale tab" in page


def test_it_still_shows_an_exercise_that_was_withdrawn(signed_in: Client) -> None:
    signed_in.post(NEW, form(programme="four-drills"))
    Exercise.objects.update(status="draft")
    Programme.objects.update(status="draft")
    kept = Session.objects.get()
    assert signed_in.get(reverse("tracking:session-detail", args=[kept.pk])).status_code == 200
    edit = reverse("tracking:session-edit", args=[kept.pk])
    shown = signed_in.get(edit).context["form"]
    row = [{"exercise": line["exercise"].value()} for line in shown.lines]
    sent = form(version="1", programme="four-drills", **lines(*row))
    assert signed_in.post(edit, sent).status_code == 302


def test_it_does_not_offer_drafts(signed_in: Client) -> None:
    Exercise.objects.filter(slug="easy-walk").update(status="draft")
    answer = signed_in.post(NEW, form(exercises=["easy-walk"]))
    assert answer.status_code == 422


def test_it_starts_with_the_exercise_of_the_page_it_came_from(signed_in: Client) -> None:
    page = signed_in.get(NEW, {"exercise": "runners-lunge"})
    assert [line["exercise"].value() for line in page.context["form"].lines] == ["runners-lunge"]


def test_it_ignores_a_stranger_in_the_address(signed_in: Client) -> None:
    page = signed_in.get(NEW, {"exercise": "no-such\x00", "programme": "../.."})
    assert page.status_code == 200
