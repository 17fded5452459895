""" "The same as yesterday", in one tap: what is kept, what is not, and what a stale tab may do."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import BodyArea, Measure
from tests.architecture.documents import Document, sent_by
from tracking.logbook import Answer
from tracking.models import CheckIn

URL = reverse("tracking:check-in-repeat")
TODAY = reverse("tracking:today")
pytestmark = [
    pytest.mark.usefixtures("library"),
    pytest.mark.clock("2026-11-21 20:00 +0000"),  # a Saturday
]


@pytest.fixture
def full(check_in: Any) -> Any:
    """A maker of a check-in that holds all that one can hold."""

    def make(user: Any, days_ago: int = 1, pain: int = 3, **facts: Any) -> CheckIn:
        area = BodyArea.objects.get(code="hip_front").pk
        said = {
            "stiffness": Answer(0, Decimal(4)),
            "thigh_numbness": Answer(0, Decimal(0)),
            "hip_snap": Answer(0, text="silent"),
            "sign_tingling": Answer(0, Decimal(1), place=(area, "left")),
            "fall_or_knock": Answer(0, Decimal(1)),
            "stress_level": Answer(0, Decimal(7)),
            "sleep_hours": Answer(0, Decimal("6.5")),
        }
        ids = dict(Measure.objects.filter(code__in=said).values_list("code", "pk"))
        answers = tuple(
            Answer(ids[code], one.number, one.text, one.place) for code, one in said.items()
        )
        given = {"note": "Windy.", "places": ((area, "left"),), "answers": answers} | facts
        return check_in(user, pain, days_ago=days_ago, this_morning=True, **given)

    return make


def button(client: Client) -> dict[str, Any] | None:
    """What the button on the Today page would send; None where it is not offered."""
    page = Document(client.get(TODAY).content.decode())
    forms = [one for one in page.forms() if one["action"] == URL]
    return dict(sent_by(forms[0])) if forms else None


def codes(check_in: CheckIn) -> set[str]:
    return {one.measure.code for one in check_in.readings.select_related("measure")}


def test_it_says_the_day_and_exactly_what_is_kept(signed_in: Client, user: Any, full: Any) -> None:
    full(user)
    answer = signed_in.get(TODAY)
    same = answer.context["page"].same
    assert same.label == "Same as yesterday"
    assert same.kept == (
        "Pain 3",
        "Front of hip, left",
        "Tightness or stiffness 4",
        "Numb patch on the thigh: no",
        "Snapping or clicking hip: Snaps or clicks without pain",
    )
    page = answer.content.decode()
    assert all(words in page for words in (same.label, *same.kept))
    assert "Windy." not in page


def test_one_tap_logs_what_it_said_and_nothing_else(
    signed_in: Client, user: Any, full: Any
) -> None:
    full(user)
    answer = signed_in.post(URL, button(signed_in), follow=True)
    made = CheckIn.objects.first()
    assert made is not None
    assert (made.pain, made.as_before, made.local_date) == (3, True, dt.date(2026, 11, 21))
    assert [one.words for one in made.areas.all()] == ["Front of hip, left"]
    assert codes(made) == {"stiffness", "thigh_numbness", "hip_snap"}
    kept = {one.measure.code: (one.number, one.text) for one in made.readings.all()}
    assert kept["stiffness"] == (4, "")
    assert kept["thigh_numbness"] == (0, "")
    assert kept["hip_snap"] == (None, "silent")
    assert (made.note, made.this_morning, made.aftermaths.count()) == ("", False, 0)
    page = answer.content.decode()
    assert "Saved: pain 3, the same as before." in page
    assert reverse("tracking:check-in-edit", args=[made.pk]) in page, "the way to change it"


def test_the_morning_after_is_not_said_again(
    signed_in: Client, user: Any, full: Any, session: Any
) -> None:
    done = session(user, "runners-lunge", days_ago=2)
    full(user, since_session=done.pk, aftermath={"": 2})
    signed_in.post(URL, button(signed_in))
    assert done.aftermaths.count() == 1


@pytest.mark.parametrize(
    ("days_ago", "label"),
    [
        (1, "Same as yesterday"),
        (2, "Same as on Thursday"),
        (6, "Same as on Sunday"),
        (7, "Same as a week ago"),
    ],
)
def test_it_names_the_day(
    signed_in: Client, user: Any, check_in: Any, days_ago: int, label: str
) -> None:
    check_in(user, 4, days_ago=days_ago)
    assert label in signed_in.get(TODAY).content.decode()


def test_it_repeats_the_last_of_several(signed_in: Client, user: Any, check_in: Any) -> None:
    check_in(user, 7, days_ago=1, clock=dt.time(8))
    late = check_in(user, 2, days_ago=1, clock=dt.time(22))
    check_in(user, 9, days_ago=2)
    sent = button(signed_in)
    assert sent is not None
    assert sent["entry"] == [str(late.pk)]


def test_it_is_not_offered_without_a_check_in(signed_in: Client) -> None:
    assert button(signed_in) is None


@pytest.mark.parametrize("days_ago", [0, 8, 400])
def test_it_is_not_offered_today_nor_after_a_week(
    signed_in: Client, user: Any, check_in: Any, days_ago: int
) -> None:
    check_in(user, 4, days_ago=days_ago)
    assert button(signed_in) is None


@pytest.mark.clock("2026-11-21 23:30 +0000")
def test_yesterday_is_the_persons_own(client_of: Any, make_user: Any, check_in: Any) -> None:
    """In Tokyo it is Sunday morning already."""
    person = make_user(time_zone="Asia/Tokyo")
    check_in(person, 4, days_ago=1)
    client = client_of(person)
    assert client.get(TODAY).context["page"].same.label == "Same as yesterday"
    client.post(URL, button(client))
    assert CheckIn.objects.filter(as_before=True).get().local_date == dt.date(2026, 11, 22)


# --- Taps that come twice, late, or from somewhere else -------------------------------------------


def test_a_double_tap_makes_one_record(signed_in: Client, user: Any, full: Any) -> None:
    full(user)
    sent = button(signed_in)
    answers = [signed_in.post(URL, sent) for _ in range(3)]
    assert {one["Location"] for one in answers} == {TODAY}
    assert CheckIn.objects.count() == 2


def test_a_stale_tab_copies_what_it_showed(signed_in: Client, user: Any, check_in: Any) -> None:
    check_in(user, 3, days_ago=1)
    sent = button(signed_in)
    check_in(user, 8, days_ago=1, clock=dt.time(23))
    check_in(user, 9)
    signed_in.post(URL, sent)
    assert CheckIn.objects.get(as_before=True).pain == 3


def test_it_is_told_when_that_entry_was_changed_meanwhile(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    said = check_in(user, 3, days_ago=1)
    sent = button(signed_in)
    edit = reverse("tracking:check-in-edit", args=[said.pk])
    form = Document(signed_in.get(edit).content.decode()).main_form()
    signed_in.post(edit, {**sent_by(form), "pain": "6"})
    answer = signed_in.post(URL, sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Changed meanwhile, so this was not saved." in page
    assert "Pain 6" in page
    assert CheckIn.objects.count() == 1
    assert signed_in.post(URL, button(signed_in)).status_code == 302


def test_a_tab_that_is_older_than_a_week_is_told(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    old = check_in(user, 3, days_ago=8)
    sent = {"entry": str(old.pk), "version": "1", "client_key": str(uuid.uuid4())}
    assert signed_in.post(URL, sent).status_code == 409
    assert CheckIn.objects.count() == 1


def test_it_takes_only_ones_own(
    signed_in: Client, make_user: Any, user: Any, check_in: Any
) -> None:
    theirs = check_in(make_user("other@example.org"), 3, days_ago=1)
    sent = {"entry": str(theirs.pk), "version": "1", "client_key": str(uuid.uuid4())}
    foreign = signed_in.post(URL, sent)
    never = signed_in.post(URL, sent | {"entry": str(uuid.uuid4())})
    assert (foreign.status_code, never.status_code) == (404, 404)
    assert not CheckIn.objects.owned_by(user).exists()


def test_a_broken_form_is_answered_calmly(signed_in: Client, user: Any, full: Any) -> None:
    full(user)
    whole = button(signed_in) or {}
    for broken in (
        {"entry": "x"},
        {"entry": ""},
        {"client_key": "\0"},
        {"client_key": ""},
        {"version": "1e400"},
    ):
        answer = signed_in.post(URL, whole | broken)
        assert answer.status_code == 422, broken
        assert "Please press the button once more." in answer.content.decode(), broken
    assert CheckIn.objects.count() == 1


def test_reading_the_address_leads_to_today(signed_in: Client, user: Any, full: Any) -> None:
    full(user)
    assert signed_in.get(URL)["Location"] == TODAY
    assert CheckIn.objects.count() == 1


# --- What the diary says of it, and what a correction does to it ---------------------------------


def test_the_diary_says_so(signed_in: Client, user: Any, full: Any) -> None:
    full(user)
    signed_in.post(URL, button(signed_in))
    page = signed_in.get(reverse("tracking:check-in-list")).content.decode()
    assert page.count("said to be the same as the time before") == 1


def test_it_is_no_longer_the_same_once_what_was_kept_is_changed(
    signed_in: Client, user: Any, full: Any
) -> None:
    full(user)
    signed_in.post(URL, button(signed_in))
    made = CheckIn.objects.get(as_before=True)
    edit = reverse("tracking:check-in-edit", args=[made.pk])
    sent: dict[str, Any] = sent_by(Document(signed_in.get(edit).content.decode()).main_form())
    changes: tuple[tuple[dict[str, Any], bool], ...] = (
        ({"note": "Rain."}, True),
        ({"measure_stress_level": "2"}, True),
        ({"time": "09:00"}, True),
        ({"pain": "5"}, False),
        ({"areas": ["groin:right"]}, False),
        ({"measure_stiffness": "1"}, False),
    )
    wrong = []
    for version, (changed, still) in enumerate(changes, start=1):
        answer = signed_in.post(edit, sent | changed | {"version": str(version)})
        made.refresh_from_db()
        if (answer.status_code, made.version, made.as_before) != (302, version + 1, still):
            wrong.append(f"{changed}: {answer.status_code}, {made.as_before}")
        sent |= changed
        CheckIn.objects.filter(pk=made.pk).update(as_before=True)
    assert wrong == []


def test_the_same_again_closes_no_sign(signed_in: Client, user: Any, check_in: Any) -> None:
    """It is no answer: what was open stays open, and is shown once."""
    measure = Measure.objects.get(code="bladder_change")
    check_in(user, 2, days_ago=1, answers=(Answer(measure.pk, Decimal(1)),))
    page = signed_in.post(URL, button(signed_in), follow=True)
    (sign,) = page.context["page"].pause.signs
    assert (sign.label, len(sign.ids)) == (measure.label, 2)
    assert measure.advice in page.content.decode()
