"""A new sign, a fall or an urgent answer stays open until its owner says what became of it."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exercises.models import BodyArea, Measure
from tests.architecture.documents import Document, sent_by
from tracking import logbook
from tracking.clock import today_in
from tracking.logbook import Answer
from tracking.models import CheckIn, Concern
from tracking.records import pause_for

NEW, TODAY, SIGNS = (reverse(f"tracking:{name}") for name in ("check-in-new", "today", "sign-list"))
SAFETY = reverse("exercises:emergency")
LIBRARY_PAGES = [
    reverse("exercises:library"),
    reverse("exercises:exercise", args=["full-camel"]),
    reverse("exercises:exercise", args=["constructive-rest"]),
    reverse("exercises:programmes"),
    reverse("exercises:programme", args=["runner"]),
    reverse("exercises:search") + "?q=lunge",
]

pytestmark = pytest.mark.usefixtures("library")


def said(code: str, area: str = "", side: str = "") -> Answer:
    place = (BodyArea.objects.get(code=area).pk, side) if area else None
    return Answer(Measure.objects.get(code=code).pk, number=Decimal(1), place=place)


def form(**fields: Any) -> dict[str, Any]:
    return {"pain": "1", "client_key": uuid.uuid4(), **fields}


def answer(client: Client, person: Any, word: str) -> Any:
    sign = pause_for(person).signs[0]
    return client.post(reverse("tracking:sign-answer", args=[sign.pk]), {"answer": word})


# --- It stands before everything -----------------------------------------------------------------


def test_every_page_that_could_offer_something_says_pause_first(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 1, answers=(said("sign_weakness", "ankle_foot", "left"),))
    wanted = (
        "Pause first: Weakness",
        "Weakness: ankle, foot and toes, left",
        Measure.objects.get(code="sign_weakness").advice,
        "It is gone",
        "I have been checked",
    )
    wrong = []
    for url in (TODAY, *LIBRARY_PAGES):
        text = signed_in.get(url).content.decode()
        wrong += [f"{url}: no “{words}”" for words in wanted if words not in text]
        if "/play/" in text:
            wrong.append(f"{url}: something can be started")
    assert wrong == []


def test_a_number_alone_never_suits(signed_in: Client, user: Any, check_in: Any) -> None:
    check_in(user, 1)
    wrong = []
    for url in (TODAY, *LIBRARY_PAGES):
        text = signed_in.get(url).content.decode().replace("benefits", "")
        wrong += [f"{url}: {words}" for words in ("Pause first", "Fits", "fits") if words in text]
    assert wrong == []


def test_a_stranger_never_meets_a_pause(client: Client, user: Any, check_in: Any) -> None:
    check_in(user, 1, answers=(said("fall_or_knock"),))
    assert not any("Pause first" in client.get(url).content.decode() for url in LIBRARY_PAGES)


def test_logging_stays_open(signed_in: Client, user: Any, check_in: Any) -> None:
    check_in(user, 1, answers=(said("sign_weakness"),))
    page = signed_in.get(TODAY).content.decode()
    assert reverse("tracking:session-new") in page
    data = {"programme": "runner", "client_key": uuid.uuid4()}
    assert signed_in.post(reverse("tracking:session-new"), data).status_code == 302


# --- Only the person closes it -------------------------------------------------------------------


@pytest.mark.database
@pytest.mark.parametrize("code", ["sign_weakness", "sign_tingling", "fall_or_knock"])
def test_a_later_check_in_without_it_closes_nothing(
    signed_in: Client, user: Any, check_in: Any, code: str
) -> None:
    check_in(user, 4, days_ago=1, answers=(said(code),))
    signed_in.post(NEW, form())
    signed_in.post(NEW, form(measure_fall_or_knock="0"))
    assert [len(sign.ids) for sign in pause_for(user).signs] == [1]
    assert "Pause first" in signed_in.get(TODAY).content.decode()


def test_silence_closes_nothing(user: Any, check_in: Any) -> None:
    check_in(user, 4, days_ago=300, answers=(said("sign_catching"),))
    assert pause_for(user)


@pytest.mark.database
@pytest.mark.parametrize("word", ["gone", "checked"])
def test_one_tap_closes_every_telling_of_the_same_sign(
    signed_in: Client, user: Any, check_in: Any, word: str
) -> None:
    for days in (0, 1, 2):
        check_in(user, 4, days_ago=days, answers=(said("sign_numbness", "thigh_front", "left"),))
    check_in(user, 4, answers=(said("sign_tingling", "thigh_front", "left"),))
    labels = {sign.label for sign in pause_for(user).signs}
    assert len(labels) == 2
    assert answer(signed_in, user, word).status_code == 302
    today = today_in(user.zone, timezone.now())
    assert Concern.objects.filter(answer=word, answered_on=today).count() in (1, 3)
    answer(signed_in, user, word)
    assert not pause_for(user)
    assert "/play/" in signed_in.get(TODAY).content.decode()


@pytest.mark.database
def test_the_same_sign_told_again_is_open_again(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4, answers=(said("sign_numbness"),))
    answer(signed_in, user, "gone")
    check_in(user, 4, clock=dt.time(0, 1), answers=(said("sign_numbness"),))
    assert [len(sign.ids) for sign in pause_for(user).signs] == [1]


@pytest.mark.database
@pytest.mark.parametrize("data", [{}, {"answer": ""}, {"answer": "no"}, {"answer": "gone\x00"}])
def test_an_answer_that_is_none_changes_nothing_and_says_so(
    signed_in: Client, user: Any, check_in: Any, data: dict[str, str]
) -> None:
    check_in(user, 4, answers=(said("sign_numbness"),))
    url = reverse("tracking:sign-answer", args=[pause_for(user).signs[0].pk])
    page = signed_in.post(url, data, follow=True)
    assert "Not saved." in page.content.decode()
    assert pause_for(user)


def test_a_second_tab_is_told_that_it_was_answered(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4, answers=(said("sign_numbness"),))
    url = reverse("tracking:sign-answer", args=[pause_for(user).signs[0].pk])
    signed_in.post(url, {"answer": "checked"})
    page = signed_in.post(url, {"answer": "gone"}, follow=True)
    assert "You have answered this before." in page.content.decode()
    assert Concern.objects.get().answer == "checked"


# --- It is a fact of theirs, and can be corrected -------------------------------------------------


@pytest.mark.database
def test_an_answer_can_be_corrected_dated_and_taken_back(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4, days_ago=5, answers=(said("sign_numbness"),))
    answer(signed_in, user, "gone")
    concern = Concern.objects.get()
    url = reverse("tracking:sign-edit", args=[concern.pk])
    assert url in signed_in.get(SIGNS).content.decode()
    day = concern.entry.local_date + dt.timedelta(days=2)
    assert signed_in.post(url, {"answer": "checked", "answered_on": day}).status_code == 302
    concern.refresh_from_db()
    assert (concern.answer, concern.answered_on) == ("checked", day)
    assert signed_in.post(url, {"answer": "open", "answered_on": day}).status_code == 302
    assert pause_for(user)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"answer": "gone", "answered_on": "2999-01-01"}, "has not come yet"),
        ({"answer": "gone", "answered_on": "2001-01-01"}, "before the sign was noted"),
        ({"answer": "gone", "answered_on": "31.31.31"}, "This is no whole day"),
        ({"answer": "perhaps"}, "not on offer"),
        ({}, "required"),
    ],
)
def test_a_wrong_correction_is_said_beside_its_field(
    signed_in: Client, user: Any, check_in: Any, fields: dict[str, str], words: str
) -> None:
    check_in(user, 4, answers=(said("sign_numbness"),))
    url = reverse("tracking:sign-edit", args=[Concern.objects.get().pk])
    page = signed_in.post(url, fields)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert Concern.objects.get().answer == ""


def test_a_slip_that_is_unticked_is_no_sign(signed_in: Client, user: Any, check_in: Any) -> None:
    entry = check_in(user, 4, answers=(said("sign_numbness"), said("sign_tingling")))
    url = reverse("tracking:check-in-edit", args=[entry.pk])
    sent: dict[str, Any] = sent_by(Document(signed_in.get(url).content.decode()).main_form())
    assert signed_in.post(url, sent | {"signs": ["sign_tingling"]}).status_code == 302
    assert [sign.label for sign in pause_for(user).signs] == ["Tingling or pins and needles"]
    entry = check_in(user, 4, answers=(said("sign_catching", "knee", "left"),))
    url = reverse("tracking:check-in-edit", args=[entry.pk])
    sent = sent_by(Document(signed_in.get(url).content.decode()).main_form())
    assert signed_in.post(url, sent | {"signs": []}).status_code == 302  # with its place
    assert len(pause_for(user).signs) == 1


def test_a_correction_of_something_else_keeps_the_answer_and_another_place_opens_it(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    entry = check_in(user, 4, answers=(said("sign_numbness", "knee", "left"),))
    answer(signed_in, user, "gone")
    url = reverse("tracking:check-in-edit", args=[entry.pk])

    def correct(**fields: str) -> None:
        sent: dict[str, Any] = sent_by(Document(signed_in.get(url).content.decode()).main_form())
        assert signed_in.post(url, sent | fields).status_code == 302

    correct(note="Slept badly.")
    assert not pause_for(user)
    correct(sign_place="neck:left")
    assert [sign.label for sign in pause_for(user).signs] == ["Numbness: neck, left"]


@pytest.mark.database
def test_it_goes_and_comes_back_with_its_entry(user: Any, check_in: Any) -> None:
    entry = check_in(user, 4, answers=(said("sign_numbness"),))
    logbook.remove(entry, timezone.now())
    assert not pause_for(user)
    logbook.put_back(entry)
    assert [len(sign.ids) for sign in pause_for(user).signs] == [1]


@pytest.mark.database
def test_a_sign_of_a_session_counts_as_well(signed_in: Client, user: Any) -> None:
    data = {
        "programme": "runner",
        "client_key": uuid.uuid4(),
        "signs": ["sign_weakness"],
        "sign_place": "knee:left",
    }
    assert signed_in.post(reverse("tracking:session-new"), data).status_code == 302
    assert [sign.label for sign in pause_for(user).signs] == ["Weakness: knee, left"]


# --- Emergencies lead to the emergency page -------------------------------------------------------


EMERGENCIES: tuple[dict[str, Any], ...] = (
    {"signs": ["sign_numbness"], "sign_place": "saddle"},
    {"signs": ["sign_tingling"], "sign_place": "saddle"},
    {"signs": ["sign_tingling"], "areas": ["saddle"]},
    {"signs": ["sign_numbness"], "sign_place": "both_legs"},
    {"signs": ["sign_weakness"], "sign_place": "both_legs"},
    {"signs": ["sign_numbness"], "areas": ["knee:left", "thigh_front:right"]},
    {"signs": ["sign_numbness"], "sign_place": "whole_body"},
    {"signs": ["sign_bladder_bowel"]},
)
NO_EMERGENCIES: tuple[dict[str, Any], ...] = (
    {"signs": ["sign_numbness"], "sign_place": "knee:left"},
    {"signs": ["sign_weakness"], "sign_place": "ankle_foot:left"},
    {"areas": ["saddle"]},
    {"signs": ["sign_catching"], "areas": ["hip_front:left", "hip_front:right"]},
    {"measure_fall_or_knock": "1"},
    {},
)


@pytest.mark.parametrize(("tellings", "leads_to"), [(EMERGENCIES, SAFETY), (NO_EMERGENCIES, TODAY)])
def test_an_emergency_is_saved_and_leads_to_the_emergency_page(
    signed_in: Client, user: Any, tellings: tuple[dict[str, Any], ...], leads_to: str
) -> None:
    wrong = []
    for fields in tellings:
        CheckIn.objects.all().delete()
        page = signed_in.post(NEW, form(**fields))
        kept = CheckIn.objects.owned_by(user).count()
        met = (page["Location"], kept, pause_for(user).emergency)
        if met != (leads_to, 1, leads_to == SAFETY):
            wrong.append(f"{fields}: {met}")
    assert wrong == []
    today = signed_in.get(TODAY).content.decode()
    assert ("This needs emergency help now" in today) == (leads_to == SAFETY)


@pytest.mark.database
def test_the_same_sign_on_the_other_leg_a_day_later_is_an_emergency(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4, days_ago=1, answers=(said("sign_numbness", "knee", "left"),))
    assert not pause_for(user).emergency
    page = signed_in.post(NEW, form(signs=["sign_numbness"], sign_place="thigh_outer:right"))
    assert page["Location"] == SAFETY


@pytest.mark.database
@pytest.mark.parametrize("word", ["gone", "checked"])
def test_a_leg_that_was_answered_lately_still_counts(
    signed_in: Client, user: Any, check_in: Any, word: str
) -> None:
    """Checked is not gone; and both legs within two days stay both legs until all is answered."""
    check_in(user, 4, days_ago=1, answers=(said("sign_numbness", "knee", "left"),))
    answer(signed_in, user, word)
    check_in(user, 4, answers=(said("sign_tingling", "knee", "right"),))
    assert pause_for(user).emergency
    Concern.objects.filter(answer=word).update(answered_on=dt.date(2020, 1, 1))
    assert not pause_for(user).emergency


def test_an_emergency_is_answered_by_a_check_alone(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 9, answers=(said("sign_numbness", "saddle"),))
    text = signed_in.get(TODAY).content.decode()
    assert "Rest and quiet breathing are enough" not in text
    sign = pause_for(user).signs[0]
    url = reverse("tracking:sign-answer", args=[sign.pk])
    edit = reverse("tracking:sign-edit", args=[sign.pk])
    text = signed_in.post(url, {"answer": "gone"}, follow=True).content.decode()
    assert "have it checked now" in text
    today = today_in(user.zone, timezone.now())
    sent = {"answer": "gone", "answered_on": today}
    assert signed_in.post(edit, sent).status_code == 422
    assert pause_for(user).emergency
    text = signed_in.post(url, {"answer": "checked"}, follow=True).content.decode()
    assert not pause_for(user)
    assert edit in text


@pytest.mark.database
def test_a_page_that_was_left_open_answers_only_what_it_showed(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4, days_ago=1, answers=(said("sign_numbness"),))
    shown = pause_for(user).signs[0].pk
    check_in(user, 4, answers=(said("sign_numbness"),))
    signed_in.post(reverse("tracking:sign-answer", args=[shown]), {"answer": "gone"})
    assert [len(sign.ids) for sign in pause_for(user).signs] == [1]


def test_an_answer_of_another_day_is_of_all_tellings_alike(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    for days in (1, 4):
        check_in(user, 4, days_ago=days, answers=(said("sign_numbness"),))
    url = reverse("tracking:sign-edit", args=[pause_for(user).signs[0].pk])
    today = today_in(user.zone, timezone.now())
    early = {"answer": "gone", "answered_on": today - dt.timedelta(days=2)}
    assert "before the sign was noted" in signed_in.post(url, early).content.decode()
    signed_in.post(url, {"answer": "gone", "answered_on": today})
    assert not pause_for(user)
    signed_in.post(url, {"answer": "open", "answered_on": today})
    assert [len(sign.ids) for sign in pause_for(user).signs] == [2]


def test_the_page_of_a_session_says_no_word_that_could_be_read_as_wait(
    signed_in: Client, user: Any, session: Any
) -> None:
    done = session(user, "easy-walk", answers=(said("sign_numbness", "both_legs"),))
    url = reverse("tracking:session-detail", args=[done.pk])
    text = signed_in.get(url).content.decode()
    assert "This needs emergency help now" in text
    assert Measure.objects.get(code="sign_numbness").advice not in text


def test_a_session_that_tells_of_an_emergency_leads_there_too(signed_in: Client) -> None:
    data = {
        "programme": "runner",
        "client_key": uuid.uuid4(),
        "signs": ["sign_numbness"],
        "sign_place": "saddle",
    }
    assert signed_in.post(reverse("tracking:session-new"), data)["Location"] == SAFETY


def test_the_places_that_matter_most_are_named_first(signed_in: Client) -> None:
    page = Document(signed_in.get(NEW).content.decode())
    options = [one["value"] for one in page.every("option")]
    first = [value for value in options if value][:2]
    assert set(first) == {"saddle", "both_legs"}
    assert "both_legs" not in {one["value"] for one in page.every("input")}


def test_a_new_weakness_says_a_doctor_today(signed_in: Client, user: Any, check_in: Any) -> None:
    check_in(user, 1, answers=(said("sign_weakness", "knee", "left"),))
    assert "a doctor today" in pause_for(user).signs[0].advice
