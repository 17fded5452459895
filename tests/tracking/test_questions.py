"""What a check-in asks of what a person follows: the order, the words, the taps."""

import datetime as dt
import html
import re
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exercises.models import Measure
from tracking import logbook
from tracking.clock import Moment
from tracking.forms import CheckInForm
from tracking.forms.numbers import chips_for
from tracking.models import CheckIn, Reading

NEW = reverse("tracking:check-in-new")
pytestmark = pytest.mark.usefixtures("library")


def measure(code: str) -> Measure:
    return Measure.objects.get(code=code)


def follow(user: Any, *codes: str) -> None:
    logbook.follow(user, [measure(code).pk for code in codes])


def said(code: str, number: Any = None, text: str = "") -> logbook.Answer:
    value = None if number is None else Decimal(str(number))
    return logbook.Answer(measure(code).pk, value, text)


def form(**answers: Any) -> dict[str, Any]:
    return {"client_key": str(uuid.uuid4()), "pain": "3", **answers}


def edit_of(check_in: CheckIn) -> str:
    return reverse("tracking:check-in-edit", args=[check_in.pk])


def field_of(answer: Any, code: str) -> str:
    """The part of the page that belongs to one question, from its legend to the next field."""
    page = answer.content.decode()
    start = page.index(f'id="id_measure_{code}"')
    return page[start : page.index('class="field', start)]


def words_of(answer: Any, code: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", field_of(answer, code))).split())


def chips(answer: Any, code: str) -> list[str]:
    values = re.findall(r'type="radio"[^>]*value="([^"]*)"', field_of(answer, code))
    return [value for value in values if value]


def kept() -> dict[str, Any]:
    return {one.measure.code: one.number if one.number is not None else one.text
            for one in Reading.objects.select_related("measure")}  # fmt: skip


# --- What is asked, and in which order ---------------------------------------------------------


def test_it_asks_what_is_followed_after_the_daily_questions_and_in_the_persons_order(
    signed_in: Client, user: Any
) -> None:
    follow(user, "walked", "hip_pain", "bath")
    page = signed_in.get(NEW).content.decode()
    codes = ("stress_level", "sleep_hours", "walked", "hip_pain", "bath")
    places = [page.index(f'name="measure_{code}"') for code in codes]
    assert places == sorted(places)
    logbook.reorder(user, [measure("bath").pk])
    page = signed_in.get(NEW).content.decode()
    assert page.index('name="measure_bath"') < page.index('name="measure_walked"')


def test_it_asks_nothing_that_somebody_else_follows(
    signed_in: Client, user: Any, make_user: Any
) -> None:
    follow(make_user("other@example.org"), "walked")
    page = signed_in.get(NEW).content.decode()
    assert "measure_walked" not in page
    assert "What you follow" not in page
    signed_in.post(NEW, form(measure_walked="1"))
    assert kept() == {}


def test_it_asks_a_thing_once_that_is_followed_and_asked_anyway(
    signed_in: Client, user: Any
) -> None:
    follow(user, "walked")
    Measure.objects.filter(code="walked").update(asked_always=True)
    assert signed_in.get(NEW).content.decode().count('id="id_measure_walked"') == 1


def test_it_keeps_an_answer_of_each_kind(signed_in: Client, user: Any) -> None:
    follow(user, "hip_pain", "run_km", "walked", "shoes", "new_activity")
    signed_in.post(
        NEW,
        form(
            measure_hip_pain="0", measure_run_km="5", measure_walked="0",
            measure_shoes="barefoot", measure_new_activity="Skating.",
        ),
    )  # fmt: skip
    assert kept() == {
        "hip_pain": 0, "run_km": 5, "walked": 0, "shoes": "barefoot", "new_activity": "Skating.",
    }  # fmt: skip


def test_it_fills_nothing_in(signed_in: Client, user: Any, check_in: Any) -> None:
    follow(user, "hip_pain", "run_km", "walked", "shoes", "new_activity")
    check_in(user, answers=(said("walked", 1), said("run_km", 5), said("new_activity", text="X")))
    page = signed_in.get(NEW).content.decode()
    own = page[page.index("What you follow") :]
    assert " checked" not in own[: own.index('name="note"')]
    assert not re.search(r'<input type="(?:number|text)"[^>]* value="', own)
    signed_in.post(NEW, form())
    assert CheckIn.objects.first().readings.count() == 0  # type: ignore[union-attr]


# --- A number by one tap -----------------------------------------------------------------------


def test_it_offers_common_numbers_by_chip(signed_in: Client, user: Any) -> None:
    follow(user, "run_km", "training_minutes")
    page = signed_in.get(NEW)
    assert chips(page, "sleep_hours") == ["5", "6", "7", "8", "9"]
    assert chips(page, "hours_sitting") == ["2", "4", "6", "8", "10"]
    assert chips(page, "training_minutes") == ["0", "10", "20", "30", "60"]
    assert chips(page, "run_km") == ["0", "3", "5", "8", "10"]
    assert "5 km" in words_of(page, "run_km")


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_it_offers_the_numbers_that_the_person_gives_most(
    signed_in: Client, user: Any, make_user: Any, check_in: Any
) -> None:
    for days, hours in enumerate(("6.5", "6.5", "6.5", "7.25", "7.25", "3")):
        check_in(user, days_ago=days, answers=(said("sleep_hours", hours),))
    for days in (100, 101, 102):
        check_in(user, days_ago=days, answers=(said("sleep_hours", 11),))
    check_in(make_user("other@example.org"), answers=(said("sleep_hours", 12),))
    assert chips(signed_in.get(NEW), "sleep_hours") == ["6", "6.5", "7", "7.25", "8"]


def test_it_offers_only_numbers_between_the_bounds() -> None:
    narrow = Measure(code="x", unit="h", minimum=Decimal(3), maximum=Decimal(6))
    assert chips_for(narrow, [Decimal(9), Decimal(5)]) == [4, 5, 6]
    assert chips_for(Measure(code="x", unit="cups", minimum=Decimal(1)), []) == [1, 2, 5, 10]


@pytest.mark.parametrize(
    "sent",
    [
        {"measure_sleep_hours": "7"},
        {"measure_sleep_hours_other": "7"},
        {"measure_sleep_hours": "", "measure_sleep_hours_other": " 7.00 "},
        {"measure_sleep_hours": "7", "measure_sleep_hours_other": "7.0"},
    ],
)
def test_it_takes_a_number_by_chip_or_by_hand(signed_in: Client, sent: dict[str, str]) -> None:
    assert signed_in.post(NEW, form(**sent)).status_code == 302
    assert kept() == {"sleep_hours": 7}


def test_it_takes_nought_for_an_answer(signed_in: Client) -> None:
    signed_in.post(NEW, form(measure_hours_sitting_other="0"))
    assert kept() == {"hours_sitting": 0}


def test_it_asks_which_of_two_numbers_is_meant(signed_in: Client) -> None:
    sent = {"measure_sleep_hours": "7", "measure_sleep_hours_other": "6.5"}
    answer = signed_in.post(NEW, form(**sent))
    assert answer.status_code == 422
    assert not CheckIn.objects.exists()
    part = field_of(answer, "sleep_hours")
    assert "Two different numbers are given." in part
    # What is wrong is the number that was typed, not a chip.
    typed = next(tag for tag in re.findall(r"<[^>]+>", part) if "_other" in tag)
    assert 'aria-invalid="true"' in typed
    assert "id_measure_sleep_hours_error" in typed
    assert part.count("is-invalid") == part.count("aria-invalid") == 1
    assert re.search(r'value="7" checked', part)
    assert re.search(r'name="measure_sleep_hours_other" value="6.5"', part)


def test_it_refuses_another_number_that_makes_no_sense(user: Any) -> None:
    taken = []
    for number in ("17", "-1", "1e400", "NaN", "x", "\x00", "6.555", "9" * 400):
        asked = CheckInForm(form(measure_sleep_hours_other=number), user=user)
        if "measure_sleep_hours" not in asked.errors:
            taken.append(number)
    assert taken == []


def test_it_shows_a_kept_number_again(signed_in: Client, user: Any, check_in: Any) -> None:
    answers = (said("sleep_hours", "6.75"), said("hours_sitting", 6))
    page = signed_in.get(edit_of(check_in(user, answers=answers)))
    assert 'name="measure_sleep_hours_other" value="6.75"' in field_of(page, "sleep_hours")
    assert re.search(r'value="6" checked', field_of(page, "hours_sitting"))


def test_it_knows_whether_a_number_was_changed(signed_in: Client, user: Any, check_in: Any) -> None:
    entry = CheckIn.objects.to_edit().get(
        pk=check_in(user, answers=(said("sleep_hours", "6.75"),)).pk
    )
    sent = {"measure_sleep_hours_other": "6.75", "measure_hours_sitting": "6"}
    changed = CheckInForm(sent, user=user, check_in=entry).changed_data
    assert "measure_hours_sitting" in changed
    assert "measure_sleep_hours" not in changed


# --- Words under a question --------------------------------------------------------------------


def test_it_gives_advice_where_something_is_logged(signed_in: Client, user: Any) -> None:
    follow(user, "thigh_numbness", "walked")
    page = signed_in.get(NEW)
    assert measure("thigh_numbness").advice in words_of(page, "thigh_numbness")
    assert "When to get help" not in words_of(page, "thigh_numbness")
    assert "doctor" not in words_of(page, "walked")


def test_it_leads_to_help_where_something_may_need_it_at_once(signed_in: Client, user: Any) -> None:
    follow(user, "bladder_change")
    part = field_of(signed_in.get(NEW), "bladder_change")
    assert measure("bladder_change").advice in part
    assert f'href="{reverse("exercises:safety")}"' in part


@pytest.mark.parametrize(("code", "there"), [("digestion", True), ("low_mood", True),
                                             ("upset", False), ("fatigue", False)])  # fmt: skip
def test_it_says_what_is_contested(signed_in: Client, user: Any, code: str, there: bool) -> None:
    follow(user, code)
    assert ("we found no good evidence" in words_of(signed_in.get(NEW), code)) is there


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_it_says_what_was_said_earlier_today(
    signed_in: Client, user: Any, make_user: Any, check_in: Any
) -> None:
    follow(user, "walked", "hip_pain", "bath", "shoes")
    early = (said("walked", 0), said("hip_pain", 4), said("shoes", text="flat_stiff"))
    check_in(user, days_ago=1, answers=(said("bath", 1),))
    check_in(user, clock=dt.time(8, 10), answers=(*early, said("sleep_hours", 6)))
    check_in(user, clock=dt.time(18), answers=(said("walked", 1),))
    check_in(user, clock=dt.time(6, 30), answers=(said("walked", 0),))  # told late
    check_in(make_user("other@example.org"), answers=(said("bath", 0),))
    page = signed_in.get(NEW)
    later = "A later answer takes its place."
    assert f"Said today at 08:10: 6 h. {later}" in words_of(page, "sleep_hours")
    assert f"Said today at 18:00: yes. {later}" in words_of(page, "walked")
    assert f"Said today at 08:10: Flat and stiff. {later}" in words_of(page, "shoes")
    assert "Said today" not in words_of(page, "hip_pain")  # a symptom is no daily thing
    assert "Said today" not in words_of(page, "bath")


@pytest.mark.clock("2026-11-21 23:30 +0000")
def test_it_means_the_persons_own_today(client_of: Any, make_user: Any, check_in: Any) -> None:
    berlin = make_user(time_zone="Europe/Berlin")
    check_in(berlin, days_ago=1, clock=dt.time(8), answers=(said("sleep_hours", 5),))
    assert "Said today" not in words_of(client_of(berlin).get(NEW), "sleep_hours")
    check_in(berlin, answers=(said("sleep_hours", 6),))
    assert "Said today at 00:30: 6 h." in words_of(client_of(berlin).get(NEW), "sleep_hours")


def test_it_shows_words_of_ones_own_as_words(signed_in: Client, user: Any, check_in: Any) -> None:
    follow(user, "new_activity")
    check_in(user, answers=(said("new_activity", text="<b>Skating</b>"),))
    assert "&lt;b&gt;Skating&lt;/b&gt;" in signed_in.get(NEW).content.decode()


# --- Corrections -------------------------------------------------------------------------------


def test_it_asks_again_what_the_entry_holds_though_it_is_not_followed_any_more(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    follow(user, "bath")
    entry = check_in(user, answers=(said("walked", 1), said("digestion", 5)))
    page = signed_in.get(edit_of(entry))
    assert "You do not follow this any more." in words_of(page, "walked")
    assert "You do not follow this any more." not in words_of(page, "bath")
    assert re.search(r'value="1" checked', field_of(page, "walked"))
    signed_in.post(edit_of(entry), form(version=1, measure_walked="0", measure_digestion="5"))
    assert kept() == {"walked": 0, "digestion": 5}


def test_it_leaves_answers_that_the_form_did_not_ask(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    """Written between the two requests, by another tab of the same entry."""
    entry = check_in(user, answers=(said("sleep_hours", 6),))
    asked = frozenset({measure("sleep_hours").pk})
    moment = Moment(entry.at, entry.local_date, entry.utc_offset)
    facts = logbook.CheckInFacts(moment, 3, asked=asked)
    Reading.objects.create(check_in=entry, measure=measure("walked"), number=1)
    logbook.change_check_in(entry, facts, entry.version)
    assert kept() == {"walked": 1}


def test_it_asks_a_new_check_in_nothing_that_is_not_followed_any_more(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, answers=(said("walked", 1),))
    assert "measure_walked" not in signed_in.get(NEW).content.decode()


# --- What asks for care ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "number", "asks"),
    [
        ("sign_tingling", 1, False),  # these stand before everything, with their advice there
        ("bladder_change", 1, False),
        ("bladder_change", 0, False),
        ("thigh_numbness", 1, True),
        ("thigh_numbness", 0, False),
        ("leg_radiating", 6, False),  # watched on a scale: a number is no yes
        ("walked", 1, False),
        ("hip_pain", 9, False),
    ],
)
def test_an_answer_asks_for_care(code: str, number: int, asks: bool) -> None:
    assert Reading(measure=measure(code), number=Decimal(number)).asks_for_care is asks


def test_an_answer_in_words_asks_for_no_care() -> None:
    assert not Reading(measure=measure("new_activity"), text="Skating.").asks_for_care


def test_a_yes_never_keeps_a_check_in_from_being_saved(signed_in: Client, user: Any) -> None:
    follow(user, "bladder_change")
    assert signed_in.post(NEW, form(measure_bladder_change="1")).status_code == 302
    assert kept() == {"bladder_change": 1}


# --- What it costs -----------------------------------------------------------------------------


def test_following_everything_costs_no_more_questions(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    entry = check_in(user, answers=(said("sleep_hours", 6),))
    follow(user, "walked")

    def costs() -> list[int]:
        found = []
        for url in (NEW, edit_of(entry)):
            with CaptureQueriesContext(connection) as captured:
                signed_in.get(url)
            found.append(sum(one["sql"].startswith("SELECT") for one in captured))
        return found

    few = costs()
    codes = Measure.objects.exclude(family="sign").exclude(asked_always=True)
    follow(user, *codes.exclude(area_required=True).values_list("code", flat=True))
    assert costs() == few
    assert max(few) <= 12


def test_a_form_that_is_sent_does_not_read_what_only_a_page_shows(
    signed_in: Client, user: Any
) -> None:
    follow(user, "run_km", "walked")
    with CaptureQueriesContext(connection) as captured:
        signed_in.post(NEW, form(measure_run_km="5"))
    asked = [one["sql"] for one in captured if "tracking_reading" in one["sql"]]
    assert not [sql for sql in asked if "COUNT(" in sql]
