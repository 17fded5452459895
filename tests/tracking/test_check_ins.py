"""Check-ins through the pages: what is kept, what is refused, what is never lost."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.architecture.documents import Document, sent_by
from tracking.forms import CheckInForm
from tracking.models import CheckIn, Reading

NEW = reverse("tracking:check-in-new")
pytestmark = pytest.mark.usefixtures("library")


def form(**answers: Any) -> dict[str, Any]:
    """What the form sends."""
    return {"client_key": str(uuid.uuid4()), **answers}


def test_it_needs_nothing_but_pain(signed_in: Client, user: Any) -> None:
    answer = signed_in.post(NEW, form(pain="4"))
    assert answer.status_code == 302
    kept = CheckIn.objects.get(user=user)
    assert (kept.pain, kept.note, kept.readings.count(), kept.areas.count()) == (4, "", 0, 0)


def test_it_asks_for_pain_and_keeps_what_was_typed(signed_in: Client) -> None:
    answer = signed_in.post(NEW, form(note="Left hip, after the stairs.", measure_stress_level="7"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Left hip, after the stairs." in page
    (stress,) = [
        field
        for field in Document(page).every("input")
        if field["id"] == "id_measure_stress_level_7"
    ]
    assert "checked" in stress
    assert 'id="id_pain_error"' in page
    assert not CheckIn.objects.exists()


def test_it_refuses_pain_off_the_scale(user: Any) -> None:
    off = ("-1", "11", "4.5", "true", "", "\x00", "four", "４")
    taken = [pain for pain in off if "pain" not in CheckInForm(form(pain=pain), user=user).errors]
    assert taken == []


def test_it_takes_several_a_day(signed_in: Client) -> None:
    for pain in ("4", "6", "4"):
        signed_in.post(NEW, form(pain=pain))
    assert CheckIn.objects.count() == 3


def test_it_keeps_places_signs_and_measures(signed_in: Client) -> None:
    signed_in.post(
        NEW,
        form(
            pain="5",
            areas=["hip_front:left", "abdomen"],
            signs=["sign_tingling", "sign_weakness"],
            sign_place="thigh_front:left",
            measure_fall_or_knock="1",
            measure_stress_level="0",
            measure_sleep_hours="6.5",
            this_morning="on",
            note="  Woke at four.  ",
        ),
    )
    kept = CheckIn.objects.get()
    assert set(kept.areas.values_list("area__code", "side")) == {
        ("hip_front", "left"),
        ("abdomen", ""),
    }
    readings = {one.measure.code: one for one in kept.readings.select_related("measure", "area")}
    assert set(readings) == {
        "sign_tingling", "sign_weakness", "fall_or_knock", "stress_level", "sleep_hours",
    }  # fmt: skip
    assert readings["stress_level"].number == 0
    assert readings["sleep_hours"].number == 6.5
    tingling = readings["sign_tingling"]
    assert tingling.area is not None
    assert (tingling.area.code, tingling.side) == ("thigh_front", "left")
    assert (kept.this_morning, kept.note) == (True, "Woke at four.")


def test_it_stores_nothing_for_what_was_not_answered(signed_in: Client) -> None:
    signed_in.post(NEW, form(pain="2", measure_stress_level="", measure_hours_sitting=""))
    assert not Reading.objects.exists()


# A second wrong answer of one field takes its turn in a second form.
NONSENSE: tuple[dict[str, str], ...] = (
    {
        "pain": "11",
        "measure_sleep_hours": "17",
        "measure_stress_level": "11",
        "measure_fall_or_knock": "2",
        "areas": "moon:left",
        "signs": "sign_levitation",
        "date": "2023-02-29",
        "time": "24:00",
        "note": "x" * 10_001,
        "client_key": "no-key",
    },
    {"measure_sleep_hours": "-1", "sign_place": "hip_front:left", "date": "1900-01-01"},
    {"measure_sleep_hours": "1e400"},
    {"measure_sleep_hours": "NaN"},
)


@pytest.mark.parametrize("wrong", NONSENSE)
def test_it_refuses_what_makes_no_sense_beside_the_field(
    signed_in: Client, wrong: dict[str, str]
) -> None:
    answer = signed_in.post(NEW, form(**{"pain": "3", **wrong}))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(wrong)
    assert not CheckIn.objects.exists()


def test_it_keeps_a_note_of_ten_thousand_signs_exactly(signed_in: Client) -> None:
    note = ("Größe 👩‍👩‍👧 {{ x }} % _ <b> שלום " * 400)[:9_990].strip()
    signed_in.post(NEW, form(pain="3", note=note))
    assert CheckIn.objects.get().note == note


def test_it_refuses_the_future(signed_in: Client, user: Any) -> None:
    tomorrow = (timezone.now().astimezone(user.zone) + dt.timedelta(days=1)).date()
    answer = signed_in.post(NEW, form(pain="3", date=tomorrow.isoformat()))
    assert answer.status_code == 422
    assert "still to come" in answer.content.decode()


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_it_can_be_dated_back_to_a_day_and_a_time(client_of: Any, make_user: Any) -> None:
    berlin = client_of(make_user(time_zone="Europe/Berlin"))
    berlin.post(NEW, form(pain="3", date="2026-11-19", time="07:30"))
    kept = CheckIn.objects.get()
    assert kept.at == dt.datetime(2026, 11, 19, 6, 30, tzinfo=dt.UTC)
    assert (kept.local_date, kept.utc_offset) == (dt.date(2026, 11, 19), 60)


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_it_takes_yesterday_by_a_chip(signed_in: Client) -> None:
    signed_in.post(NEW, form(pain="3", day="yesterday"))
    assert CheckIn.objects.get().local_date == dt.date(2026, 11, 20)


@pytest.mark.clock("2026-03-30 20:00 +0000")
def test_it_says_so_when_the_clocks_skipped_the_time(client_of: Any, make_user: Any) -> None:
    berlin = client_of(make_user(time_zone="Europe/Berlin"))
    answer = berlin.post(NEW, form(pain="3", date="2026-03-29", time="02:30"), follow=True)
    assert "The clocks skipped that time" in answer.content.decode()
    assert CheckIn.objects.get().local_time.time() == dt.time(3, 30)


@pytest.mark.clock("2026-11-21 23:30 +0000")
def test_it_keeps_its_day_when_the_time_zone_changes(client_of: Any, make_user: Any) -> None:
    person = make_user(time_zone="Asia/Tokyo")
    client_of(person).post(NEW, form(pain="3"))
    person.time_zone = "America/New_York"
    person.save()
    assert CheckIn.objects.get().local_date == dt.date(2026, 11, 22)


def test_it_makes_one_entry_of_a_double_tap(signed_in: Client) -> None:
    sent = form(pain="4", areas=["hip_front:left"])
    answers = [signed_in.post(NEW, sent) for _ in range(3)]
    assert {answer.headers["Location"] for answer in answers} == {reverse("tracking:today")}
    assert CheckIn.objects.count() == 1


def test_an_old_form_that_says_something_else_is_shown_again_and_can_be_kept_too(
    signed_in: Client,
) -> None:
    sent = form(pain="4")
    signed_in.post(NEW, sent)
    answer = signed_in.post(NEW, sent | {"pain": "8", "note": "Written in the other tab."})
    kept = CheckIn.objects.get()
    assert (answer.status_code, kept.pain) == (409, 4)
    page = answer.content.decode()
    assert "This form was saved before with other words" in page
    assert "Written in the other tab." in page
    assert reverse("tracking:check-in-edit", args=[kept.pk]) in page
    again = sent_by(Document(page).main_form())
    assert signed_in.post(NEW, again).status_code == 302
    assert set(CheckIn.objects.values_list("pain", "note")) == {
        (4, ""),
        (8, "Written in the other tab."),
    }


def test_what_was_refused_once_and_saved_says_so_when_it_comes_again(signed_in: Client) -> None:
    """As by a browser's Back that sends the refused form anew."""
    refused = form(note="Said once.")
    assert signed_in.post(NEW, refused).status_code == 422
    signed_in.post(NEW, refused | {"pain": "4"})
    again = signed_in.post(NEW, refused)
    assert again.status_code == 409
    page = again.content.decode()
    assert "This form was saved before with other words" in page
    assert reverse("tracking:check-in-edit", args=[CheckIn.objects.get().pk]) in page


def test_the_same_once_more_is_asked_about(signed_in: Client) -> None:
    """As after a browser's Back: the key is new, the words are those that were saved."""
    words = {"pain": "4", "note": "Windy.", "areas": ["groin:left"]}
    signed_in.post(NEW, form(**words))
    answer = signed_in.post(NEW, form(**words))
    assert (answer.status_code, CheckIn.objects.count()) == (409, 1)
    assert "Just this is saved already" in answer.content.decode()
    again = sent_by(Document(answer.content.decode()).main_form())
    assert signed_in.post(NEW, again).status_code == 302
    assert CheckIn.objects.count() == 2


def test_it_shows_everything_again_for_a_change(signed_in: Client) -> None:
    sent = form(
        pain="5", areas=["hip_front:left"], signs=["sign_tingling"], sign_place="groin:right",
        measure_sleep_hours="6.5", note="Windy.",
    )  # fmt: skip
    signed_in.post(NEW, sent)
    kept = CheckIn.objects.get()
    page = signed_in.get(reverse("tracking:check-in-edit", args=[kept.pk]))
    shown = page.context["form"]
    assert shown["areas"].value() == ["hip_front:left"]
    assert shown["signs"].value() == ["sign_tingling"]
    assert shown["sign_place"].value() == "groin:right"
    assert str(shown["measure_sleep_hours"].value()) == "6.5"
    assert shown["note"].value() == "Windy."


def test_it_replaces_the_old_answers_on_a_change(signed_in: Client) -> None:
    signed_in.post(NEW, form(pain="5", areas=["hip_front:left"], measure_stress_level="3"))
    kept = CheckIn.objects.get()
    edit = reverse("tracking:check-in-edit", args=[kept.pk])
    signed_in.post(edit, form(pain="2", version="1", areas=["groin:left"]))
    kept.refresh_from_db()
    assert (kept.pain, kept.version, kept.readings.count()) == (2, 2, 0)
    assert [one.area.code for one in kept.areas.all()] == ["groin"]


def test_it_tells_a_stale_tab_and_loses_nothing(signed_in: Client) -> None:
    signed_in.post(NEW, form(pain="5", note="first"))
    kept = CheckIn.objects.get()
    edit = reverse("tracking:check-in-edit", args=[kept.pk])
    signed_in.post(edit, form(pain="6", version="1", note="from the other tab"))
    answer = signed_in.post(edit, form(pain="7", version="1", note="from the stale tab"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "from the other tab" in page
    assert "from the stale tab" in page
    kept.refresh_from_db()
    assert kept.pain == 6
    again = signed_in.post(edit, form(pain="7", version="2", note="from the stale tab"))
    assert again.status_code == 302


@pytest.mark.clock("2026-11-21 07:00 +0000")
def test_it_asks_once_how_the_morning_after_is(signed_in: Client, user: Any, session: Any) -> None:
    asked = session(user, "runners-lunge", days_ago=1)
    assert "Since your last session" in signed_in.get(NEW).content.decode()
    signed_in.post(NEW, form(pain="3", since="1", since_session=str(asked.pk)))
    assert list(CheckIn.objects.get().aftermaths.values_list("side", "change")) == [("", 1)]
    assert "Since your last session" not in signed_in.get(NEW).content.decode()


@pytest.mark.clock("2026-11-21 07:00 +0000")
def test_it_asks_for_each_side_where_the_sides_did_different_things(
    signed_in: Client, user: Any, session: Any
) -> None:
    done = session(user, "runners-lunge", days_ago=1)
    done.lines.filter(side="left").delete()
    answers = {"since_left": "0", "since_right": "2", "since_session": str(done.pk)}
    signed_in.post(NEW, form(pain="3", **answers))
    kept = CheckIn.objects.get().aftermaths.values_list("side", "change")
    assert set(kept) == {("left", 0), ("right", 2)}


def test_it_lists_entries_under_the_headings_of_their_days(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4, days_ago=1)
    check_in(user, 6, days_ago=0)
    page = signed_in.get(reverse("tracking:check-in-list"))
    assert [len(entries) for _, entries in page.context["days"]] == [1, 1]
    days = [day for day, _ in page.context["days"]]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "abc", "\x00", ""])
def test_it_answers_a_broken_page_number_with_a_page(signed_in: Client, page: str) -> None:
    assert signed_in.get(reverse("tracking:check-in-list"), {"page": page}).status_code == 200
