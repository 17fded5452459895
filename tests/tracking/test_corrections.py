"""Corrections touch what was corrected, and nothing else."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import BodyArea, Exercise, Measure
from tracking import logbook
from tracking.bodymap import place_key
from tracking.models import Aftermath, CheckIn, Reading, Session

NEW = reverse("tracking:check-in-new")
NEW_SESSION = reverse("tracking:session-new")
pytestmark = pytest.mark.usefixtures("library")


def form(**answers: Any) -> dict[str, Any]:
    """What a form sends."""
    return {"client_key": str(uuid.uuid4()), **answers}


def shown(page: Any) -> dict[str, Any]:
    """What a form that was fetched sends back when nothing is touched."""
    asked = page.context["form"]
    values = {name: asked[name].value() for name in asked.fields}
    return {name: value for name, value in values.items() if value not in (None, "", [], False)}


def edit_of(entry: CheckIn | Session) -> str:
    name = "check-in" if isinstance(entry, CheckIn) else "session"
    return reverse(f"tracking:{name}-edit", args=[entry.pk])


def test_it_takes_a_place_that_is_named_twice_once(signed_in: Client) -> None:
    assert signed_in.post(NEW, form(pain="3", areas=["abdomen", "abdomen"])).status_code == 302
    assert CheckIn.objects.get().areas.count() == 1


@pytest.mark.database
@pytest.mark.clock("2026-11-21 13:00 +0000")
def test_it_keeps_the_moment_when_the_time_zone_changed_meanwhile(
    client_of: Any, make_user: Any
) -> None:
    person = make_user(time_zone="America/New_York")
    client_of(person).post(NEW, form(pain="3"))
    before = CheckIn.objects.get()
    person.time_zone = "Europe/Berlin"
    person.save()
    client = client_of(person)
    sent = shown(client.get(edit_of(before))) | {"note": "Only a note."}
    assert client.post(edit_of(before), sent).status_code == 302
    after = CheckIn.objects.get()
    assert (after.at, after.local_date, after.utc_offset) == (
        before.at,
        before.local_date,
        before.utc_offset,
    )
    assert after.note == "Only a note."


@pytest.mark.clock("2026-11-21 13:00 +0000")
def test_it_can_correct_an_entry_that_the_new_clock_puts_in_the_future(
    client_of: Any, make_user: Any
) -> None:
    person = make_user(time_zone="Pacific/Kiritimati")
    client_of(person).post(NEW, form(pain="3"))
    person.time_zone = "Pacific/Pago_Pago"
    person.save()
    client, entry = client_of(person), CheckIn.objects.get()
    sent = shown(client.get(edit_of(entry))) | {"pain": "5"}
    assert client.post(edit_of(entry), sent).status_code == 302
    assert client.get(reverse("tracking:progress"), {"weeks": "all"}).status_code == 200
    assert client.get(reverse("tracking:today")).status_code == 200


def test_it_leaves_answers_that_are_not_asked_any_more(signed_in: Client) -> None:
    signed_in.post(NEW, form(pain="3", measure_hours_sitting="6", measure_stress_level="2"))
    Measure.objects.filter(code="hours_sitting").update(asked_always=False)
    entry = CheckIn.objects.get()
    sent = shown(signed_in.get(edit_of(entry))) | {"measure_stress_level": "7"}
    signed_in.post(edit_of(entry), sent)
    kept = dict(Reading.objects.values_list("measure__code", "number"))
    assert kept == {"hours_sitting": 6, "stress_level": 7}


def test_it_shows_a_place_whose_area_lost_its_sides(signed_in: Client) -> None:
    signed_in.post(NEW, form(pain="3", areas=["hip_front:left"], signs=["sign_tingling"],
                             sign_place="hip_front:right"))  # fmt: skip
    BodyArea.objects.filter(code="hip_front").update(sided=False)
    entry = CheckIn.objects.get()
    page = signed_in.get(edit_of(entry))
    assert page.status_code == 200
    signed_in.post(edit_of(entry), shown(page))
    assert [one.side for one in CheckIn.objects.get().areas.all()] == ["left"]


@pytest.mark.clock("2026-11-21 07:00 +0000")
def test_it_keeps_the_morning_after_for_the_session_it_was_asked_about(
    signed_in: Client, user: Any, session: Any
) -> None:
    asked = session(user, "runners-lunge", days_ago=1)
    page = signed_in.get(NEW)
    session(user, "easy-walk", days_ago=1)
    signed_in.post(NEW, shown(page) | {"pain": "3", "since": "2"})
    assert Aftermath.objects.get().session == asked


@pytest.mark.clock("2026-11-21 07:00 +0000")
def test_it_does_not_take_a_morning_after_for_somebody_elses_session(
    signed_in: Client, make_user: Any, session: Any
) -> None:
    other = session(make_user("other@example.org"), "runners-lunge", days_ago=1)
    answer = signed_in.post(NEW, form(pain="3", since="2", since_session=str(other.pk)))
    assert answer.status_code == 422
    assert not CheckIn.objects.exists()
    assert not Aftermath.objects.exists()


@pytest.mark.clock("2026-11-21 07:00 +0000")
def test_it_keeps_the_morning_after_by_side_when_the_session_was_corrected(
    signed_in: Client, user: Any, session: Any
) -> None:
    done = session(user, "runners-lunge", days_ago=1)
    done.lines.filter(side="left").delete()
    signed_in.post(NEW, shown(signed_in.get(NEW)) | {"pain": "3", "since_left": "2"})
    done.lines.all().delete()
    entry = CheckIn.objects.get()
    signed_in.post(edit_of(entry), shown(signed_in.get(edit_of(entry))) | {"note": "More."})
    assert list(Aftermath.objects.values_list("side", "change")) == [("left", 2)]


def test_it_says_so_when_a_sent_form_differs_in_its_lines_only(signed_in: Client) -> None:
    row = {"lines-TOTAL_FORMS": 1, "lines-INITIAL_FORMS": 1, "lines-0-exercise": "easy-walk"}
    sent = form(**row)
    signed_in.post(NEW_SESSION, sent)
    answer = signed_in.post(NEW_SESSION, sent | {"lines-0-sensation": "sharp"})
    assert (answer.status_code, Session.objects.count()) == (409, 1)
    assert 'value="sharp" checked' in answer.content.decode()


def test_it_tells_a_tab_that_is_older_than_the_answer_to_which_one(signed_in: Client) -> None:
    signed_in.post(NEW_SESSION, form(exercises=["runners-lunge", "easy-walk"], pain_worst="8"))
    done = Session.objects.get()
    page = signed_in.get(edit_of(done))
    walk = Exercise.objects.get(slug="easy-walk")
    signed_in.post(reverse("tracking:session-detail", args=[done.pk]), {"exercises": [walk.pk]})
    rows = {f"lines-{i}-exercise": line["exercise"].value()
            for i, line in enumerate(page.context["form"].lines)}  # fmt: skip
    count = {"lines-TOTAL_FORMS": len(rows), "lines-INITIAL_FORMS": len(rows)}
    answer = signed_in.post(edit_of(done), shown(page) | rows | count)
    assert answer.status_code == 409
    assert done.lines.filter(worst=8).exists()


def test_it_has_no_day_chips_on_a_correction(signed_in: Client) -> None:
    signed_in.post(NEW, form(pain="3"))
    assert "day" not in signed_in.get(edit_of(CheckIn.objects.get())).context["form"].fields


@pytest.mark.clock("2026-11-21 13:00 +0000")
def test_it_asks_which_day_when_two_are_said(signed_in: Client) -> None:
    answer = signed_in.post(NEW, form(pain="3", day="yesterday", date="2026-11-18"))
    assert answer.status_code == 422
    assert "Keep one of the two." in answer.content.decode()
    assert (
        signed_in.post(NEW, form(pain="3", day="yesterday", date="2026-11-20")).status_code == 302
    )
    assert CheckIn.objects.get().local_date == dt.date(2026, 11, 20)


def test_it_can_leave_out_an_exercise_that_was_withdrawn_meanwhile(signed_in: Client) -> None:
    Exercise.objects.filter(slug="easy-walk").update(status="draft")
    rows = {
        "lines-TOTAL_FORMS": 2, "lines-INITIAL_FORMS": 2,
        "lines-0-exercise": "easy-walk", "lines-1-exercise": "micro-break",
    }  # fmt: skip
    refused = signed_in.post(NEW_SESSION, form(**rows))
    assert refused.status_code == 422
    assert "Leave it out." in refused.content.decode()
    signed_in.post(NEW_SESSION, form(**rows, **{"lines-0-leave_out": "on"}))
    assert [one.exercise.slug for one in Session.objects.get().lines.all()] == ["micro-break"]


def test_it_refuses_a_session_without_any_exercise(signed_in: Client) -> None:
    nothing = {"lines-TOTAL_FORMS": 0, "lines-INITIAL_FORMS": 0}
    assert signed_in.post(NEW_SESSION, form(**nothing)).status_code == 422


def test_it_says_what_is_missing_when_there_is_nothing_to_adjust(signed_in: Client) -> None:
    answer = signed_in.post(NEW_SESSION, form(adjust="adjust"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["programme"]


@pytest.mark.parametrize("kind", ["check_in", "session"])
def test_a_sign_that_is_unticked_takes_its_place_along(
    signed_in: Any, user: Any, check_in: Any, session: Any, kind: str
) -> None:
    sign = Measure.objects.filter(family=Measure.Family.SIGN)[0]
    area = BodyArea.objects.filter(sided=True)[0]
    given = (logbook.Answer(sign.pk, number=Decimal(1), place=(area.pk, "left")),)
    if kind == "check_in":
        entry, more = check_in(user, answers=given), {"pain": "4"}
    else:
        entry, more = session(user, "runners-lunge", answers=given), {}
    address = f"/{kind.replace('_', '-')}s/{entry.pk}/edit/"
    sent = {"client_key": str(uuid.uuid4()), "version": "1", **more}
    if kind == "session":
        sent |= {"lines-TOTAL_FORMS": "1", "lines-INITIAL_FORMS": "1"}
        sent |= {"lines-0-exercise": "runners-lunge"}
    place = place_key(area.code, "left")
    assert signed_in.post(address, sent | {"sign_place": place}).status_code == 302
    assert not entry.readings.exists()
