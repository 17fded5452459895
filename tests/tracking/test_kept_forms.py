"""What of the forms is kept as it is drawn is never old, and never somebody else's."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import BodyArea, Dose, Exercise, Measure, Programme
from tests.architecture.documents import Document, sent_by
from tests.tracking.session_form import form
from tracking import logbook
from tracking.models import OwnMovement, Session

NEW = "Zebra words"
CHECK_IN, SESSION = reverse("tracking:check-in-new"), reverse("tracking:session-new")
pytestmark = [pytest.mark.usefixtures("library"), pytest.mark.database]

EDITS: tuple[tuple[str, Any, str, Any], ...] = (
    (CHECK_IN, Measure, "label", {"code": "sign_weakness"}),
    (CHECK_IN, Measure, "question", {"code": "stress_level"}),
    (CHECK_IN, Measure, "question", {"code": "sleep_hours"}),
    (CHECK_IN, Measure, "advice", {"ask_screening": True}),
    (CHECK_IN, BodyArea, "label", {"code": "groin"}),
    (SESSION, Measure, "label", {"code": "sign_weakness"}),
    (SESSION, Measure, "question", {"ask_screening": True}),
    (SESSION, BodyArea, "label", {"code": "groin"}),
    (SESSION, Exercise, "name", {"slug": "glute-bridge"}),
    (SESSION, Programme, "title", {"slug": "runner"}),
)


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(("url", "model", "name", "which"), EDITS)
def test_the_next_page_has_the_words_of_an_edit(
    signed_in: Client, url: str, model: Any, name: str, which: Any
) -> None:
    assert NEW not in text_of(signed_in, url)
    model.objects.filter(**which).update(**{name: NEW})
    assert NEW in text_of(signed_in, url)


@pytest.mark.parametrize(("url", "model", "name", "which"), EDITS)
def test_so_has_a_correction(
    signed_in: Client, user: Any, check_in: Any, session: Any, url: str, model: Any, name: str,
    which: Any,
) -> None:  # fmt: skip
    kind, entry = ("check-in", check_in(user)) if url == CHECK_IN else ("session", session(user))
    edit = reverse(f"tracking:{kind}-edit", args=[entry.pk])
    assert NEW not in text_of(signed_in, edit)
    model.objects.filter(**which).update(**{name: NEW})
    assert NEW in text_of(signed_in, edit)


def test_what_is_withdrawn_is_not_offered_any_more(signed_in: Client) -> None:
    assert 'value="glute-bridge"' in text_of(signed_in, SESSION)
    Exercise.objects.filter(slug="glute-bridge").update(status="draft")
    assert 'value="glute-bridge"' not in text_of(signed_in, SESSION)
    refused = signed_in.post(SESSION, form(exercises=["glute-bridge"]))
    assert refused.status_code == 422


def test_an_edit_counts_for_what_is_sent(signed_in: Client) -> None:
    """A session is logged with the dose of now, whatever the page before was drawn from."""
    text_of(signed_in, SESSION)
    Dose.objects.filter(exercise__slug="easy-walk", level="typical").update(sets=7)
    signed_in.post(SESSION, form(exercises=["easy-walk"]))
    assert Session.objects.get().lines.get().sets == 7


# --- Somebody else's ------------------------------------------------------------------------


@pytest.fixture
def two(user: Any, make_user: Any, client_of: Any) -> Any:
    """Two people, each with a client."""
    other = make_user("other@example.org")
    return (user, client_of(user)), (other, client_of(other))


def follow(person: Any, *codes: str) -> None:
    logbook.follow(person, [Measure.objects.get(code=code).pk for code in codes])


def fields_of(client: Client, url: str) -> set[str]:
    return {one["name"] for one in Document(text_of(client, url)).every("input")}


def test_two_people_are_asked_what_each_of_them_follows(two: Any) -> None:
    (ana, of_ana), (bea, of_bea) = two
    follow(ana, "hip_pain", "walked")
    follow(bea, "bath", "walked")
    for _turn in range(2):
        assert "measure_hip_pain" in fields_of(of_ana, CHECK_IN)
        assert "measure_bath" not in fields_of(of_ana, CHECK_IN)
        assert "measure_bath" in fields_of(of_bea, CHECK_IN)
        assert "measure_hip_pain" not in fields_of(of_bea, CHECK_IN)
    follow(ana)
    assert not {"measure_hip_pain", "measure_walked"} & fields_of(of_ana, CHECK_IN)


def test_what_was_said_stays_with_whom_it_is_of(two: Any, check_in: Any) -> None:
    (ana, of_ana), (_bea, of_bea) = two
    slept = Measure.objects.get(code="sleep_hours").pk
    answers = (logbook.Answer(slept, number=Decimal("3.25")),)
    for _twice in range(2):
        check_in(ana, answers=answers)
    for _turn in range(2):
        assert "Said today" in text_of(of_ana, CHECK_IN)
        assert 'value="3.25"' in text_of(of_ana, CHECK_IN)
        assert "Said today" not in text_of(of_bea, CHECK_IN)
        assert "3.25" not in text_of(of_bea, CHECK_IN)


def test_movements_and_habits_stay_with_whom_they_are_of(two: Any, session: Any) -> None:
    (ana, of_ana), (_bea, of_bea) = two
    own = OwnMovement.objects.create(user=ana, name="Zumba at home")
    session(ana, "easy-walk")
    for _turn in range(2):
        assert f'value="{own.pk}"' in text_of(of_ana, SESSION)
        assert "Zumba" not in text_of(of_bea, SESSION)


def test_the_morning_after_is_asked_of_one(two: Any, session: Any) -> None:
    (ana, of_ana), (_bea, of_bea) = two
    session(ana, "easy-walk", days_ago=1)
    for _turn in range(2):
        assert "since" in fields_of(of_ana, CHECK_IN)
        assert "since" not in fields_of(of_bea, CHECK_IN)


def test_each_page_has_a_key_of_its_own(signed_in: Client) -> None:
    for url in (CHECK_IN, SESSION):
        assert key_of(signed_in, url) != key_of(signed_in, url)


def key_of(client: Client, url: str) -> str:
    (key,) = sent_by(Document(text_of(client, url)).main_form())["client_key"]
    return key


def test_a_fold_is_as_it_was_left(signed_in: Client) -> None:
    closed = Document(text_of(signed_in, CHECK_IN)).every("details")
    signed_in.cookies["groups"] = "note.when"
    left = Document(text_of(signed_in, CHECK_IN)).every("details")
    assert not [one for one in closed if one["data-group"] and "open" in one]
    opened = [one["data-group"] for one in left if one["data-group"] and "open" in one]
    assert opened == ["note", "when"]


@pytest.mark.clock("2026-11-21 18:00 +0000")
def test_each_has_the_day_and_the_night_of_their_own_clock(make_user: Any, client_of: Any) -> None:
    zones = {"Europe/Berlin": "2026-11-21", "Asia/Tokyo": "2026-11-22"}
    clients = {
        zone: client_of(make_user(f"{zone[:4]}@example.org", time_zone=zone)) for zone in zones
    }
    for _turn in range(2):
        for zone, today in zones.items():
            for url in (CHECK_IN, SESSION):
                page = text_of(clients[zone], url)
                assert f'max="{today}"' in page
                assert ('value="morning"' in page) == (zone == "Europe/Berlin")
