"""What people type is read as they mean it, or refused beside its field; nothing is ever moved."""

import datetime as dt
import time
import uuid
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from exercises.models import Exercise
from tests.architecture.documents import Document, sent_by
from tests.tracking.session_form import form, lines
from tracking.forms import room
from tracking.logbook import own_movements
from tracking.models import CheckIn, Concern, OwnMovement, Reading, Session, SessionLine
from tracking.models.following import folded

NEW, NEW_SESSION = reverse("tracking:check-in-new"), reverse("tracking:session-new")
pytestmark = pytest.mark.usefixtures("library")

# What is typed into "Other" of the hours of sleep, and the number that is meant; None: refused.
HOURS = {
    "1,5": "1.5", "1.5": "1.5", " 7,25 ": "7.25", ",5": "0.5", "6,": "6", "07,50": "7.5",
    "+6": "6", "1,5,0": None, "1.5,0": None, "1,555": None, "1.000": None, "6h": None,
    "6:30": None, "1_0": None, "17": None, "-1": None, "1e1": None, "½": None,
}  # fmt: skip
# The same for minutes and for a dose: whole numbers.
WHOLE = {"12": 12, "12,0": 12, "12.00": 12, " 7 ": 7, "0": 0, "12,5": None, "12.5": None,
         "1.000": None, "1,000": None, "1_0": None, "1e2": None, "-1": None}  # fmt: skip


def test_a_number_is_read_with_a_comma_or_a_point_or_refused(signed_in: Client) -> None:
    wrong = []
    for typed, meant in HOURS.items():
        Reading.objects.all().delete()
        sent = form(pain="3", note=uuid.uuid4().hex, measure_sleep_hours_other=typed)
        answer = signed_in.post(NEW, sent)
        kept = [f"{one.number.normalize():f}" for one in Reading.objects.all()]
        refused = answer.status_code == 422 and f'value="{typed}"' in answer.content.decode()
        if kept != ([meant] if meant else []) or refused != (meant is None):
            wrong.append((typed, kept, answer.status_code))
    for typed, minutes in WHOLE.items():
        row = {"exercise": "easy-walk", "sets": typed}
        both = form(minutes=typed, note=uuid.uuid4().hex, **lines(row))
        answer = signed_in.post(NEW_SESSION, both)
        if minutes is None:
            asked = answer.context["form"] if answer.status_code == 422 else None
            if not asked or not (asked.errors["minutes"] and asked.lines.forms[0].errors["sets"]):
                wrong.append((typed, answer.status_code))
            continue
        line = SessionLine.objects.select_related("session").latest("pk")
        if (line.session.minutes, line.sets) != (minutes, minutes):
            wrong.append((typed, line.session.minutes, line.sets))
    assert not wrong


# --- In a correction, what is not said stays as it was -------------------------------------------


@pytest.mark.clock("2026-11-29 12:00 +0000")
def test_a_correction_keeps_what_is_left_empty(signed_in: Client, user: Any, session: Any) -> None:
    wrong = []
    signed_in.post(NEW, form(pain="3", date="2026-11-20", time="07:30", signs=["sign_weakness"]))
    entry = CheckIn.objects.get()
    edit = reverse("tracking:check-in-edit", args=[entry.pk])
    before = (entry.at, entry.local_date, entry.utc_offset)
    for emptied in ({"date": ""}, {"time": ""}, {"date": "", "time": ""}):
        sent = sent_by(Document(signed_in.get(edit).content.decode()).main_form())
        answer = signed_in.post(edit, sent | emptied, follow=True)
        entry.refresh_from_db()
        if (entry.at, entry.local_date, entry.utc_offset) != before:
            wrong.append(("check-in", emptied, entry.at))
        if "Saved for 20 November: pain 3." not in answer.content.decode():
            wrong.append(("check-in says no day", emptied))
    # Another day that is said takes the time along.
    sent = sent_by(Document(signed_in.get(edit).content.decode()).main_form())
    signed_in.post(edit, sent | {"date": "2026-11-21", "time": ""})
    entry.refresh_from_db()
    assert entry.at == dt.datetime(2026, 11, 21, 7, 30, tzinfo=dt.UTC)

    concern = Concern.objects.get()
    sign = reverse("tracking:sign-edit", args=[concern.pk])
    signed_in.post(sign, {"answer": "gone", "answered_on": "2026-11-23"})
    answer = signed_in.post(sign, {"answer": "checked", "answered_on": ""}, follow=True)
    concern.refresh_from_db()
    if concern.answered_on != dt.date(2026, 11, 23) or "23 November" not in answer.content.decode():
        wrong.append(("sign", concern.answered_on))

    row = {"exercise": "runners-lunge", "side": "left", "level": "start", "sets": "9",
           "reps": "8", "seconds": "77", "outcome": "stopped"}  # fmt: skip
    logged = form(outcome="partly", programme="runner", date="2026-11-20", **lines(row))
    signed_in.post(NEW_SESSION, logged)
    kept = Session.objects.get()
    edit = reverse("tracking:session-edit", args=[kept.pk])
    sent = sent_by(Document(signed_in.get(edit).content.decode()).main_form())
    names = ("date", "time", "outcome", "programme",
             *(f"lines-0-{name}" for name in row if name != "exercise"))  # fmt: skip
    answer = signed_in.post(edit, sent | dict.fromkeys(names, ""), follow=True)
    kept.refresh_from_db()
    line = kept.lines.get()
    said = (str(kept.local_date), kept.outcome, kept.programme.slug, line.side, line.level,
            line.sets, line.reps, line.seconds, line.outcome)  # fmt: skip
    if said != ("2026-11-20", "partly", "runner", "left", "start", 9, 8, 77, "stopped"):
        wrong.append(("session", said))
    assert "Saved for 20 November." in answer.content.decode()
    page = signed_in.get(edit).content.decode()
    offered = Document(page).main_form().every("input")
    for name in ("outcome", "lines-0-outcome", "lines-0-side", "lines-0-level"):
        if "" in {one["value"] for one in offered if one["name"] == name}:
            wrong.append((name, "offers no answer"))  # noqa: PERF401
    assert not wrong


# --- Lengths, counts and caps ----------------------------------------------------------------


def test_a_length_is_counted_as_its_writer_sees_it(signed_in: Client, user: Any) -> None:
    wrong = []
    for ends in ("\n", "\r\n", "\r"):
        note = ends.join("x" * 99 for _line in range(100))
        for url, more in ((NEW, {"pain": "3"}), (NEW_SESSION, {"programme": "runner"})):
            if signed_in.post(url, form(note=note, day="now", **more)).status_code not in (
                302,
                409,
            ):
                wrong.append((url, ends))
    assert {len(one.note) for one in (*CheckIn.objects.all(), *Session.objects.all())} == {9_999}
    words = "This has 10001 characters; at most 10000 can be kept."
    for url, more in ((NEW, {"pain": "3"}), (NEW_SESSION, {"programme": "runner"})):
        if words not in signed_in.post(url, form(note="x" * 10_001, **more)).content.decode():
            wrong.append((url, "words"))
    swim = OwnMovement.objects.create(user=user, name="Swimming")
    long_name = {"name": "x" * 121, "version": "1"}
    own = reverse("tracking:movement-history", args=[swim.pk])
    for page in (
        signed_in.post(own, long_name),
        signed_in.post("/settings/", {"name": "x" * 121, "time_zone": "UTC", "theme": "auto"}),
        signed_in.get(reverse("tracking:check-in-list"), {"q": "x" * 101}),
        signed_in.get(reverse("exercises:library"), {"q": "x" * 101}),
    ):
        text = page.content.decode()
        if "characters; at most" not in text or "Ensure this value" in text:
            wrong.append(page.request["PATH_INFO"])
    assert not wrong


def test_a_count_of_lines_that_is_no_count_is_refused_at_once(signed_in: Client) -> None:
    wrong = []
    counts = ("100000", "61", "1000000000000", "x", "", "3", "0", "-1")
    pairs = [(count, "0") for count in counts] + [(count, count) for count in ("100000", "x")]
    for count, first in pairs:
        sent = form(**lines({"exercise": "easy-walk", "sets": "7"}))
        sent |= {"lines-TOTAL_FORMS": count, "lines-INITIAL_FORMS": first}
        began = time.process_time()
        answer = signed_in.post(NEW_SESSION, sent)
        cost = time.process_time() - began
        page = answer.content.decode()
        told = answer.status_code == 422 and "lines" in page and 'value="7"' in page
        if not told or cost > 2 or len(page) > 200_000:
            wrong.append((count, first, answer.status_code, cost, len(page)))
        again = sent_by(Document(page).main_form()) if told else {}
        if told and again["lines-TOTAL_FORMS"] != ["1"]:
            wrong.append((count, "stuck", again["lines-TOTAL_FORMS"]))
    assert not Session.objects.exists()
    assert not wrong


def test_a_row_too_many_of_the_library_is_refused_at_once(client: Client, staff: Any) -> None:
    request = RequestFactory().get("/")
    request.user = staff
    tables = {
        inline.get_formset(request)
        for page in admin.site._registry.values()
        for inline in page.get_inline_instances(request)
    }
    assert len(tables) > 10
    assert [table for table in tables if not 0 < table.max_num <= table.absolute_max <= 100] == []
    exercise = Exercise.objects.get(slug="easy-walk")
    sent = {"name": "Easy walk"}
    for table in tables:
        prefix = table.get_default_prefix()
        sent |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    sent["steps-TOTAL_FORMS"] = "100000"
    client.force_login(staff)
    began = time.process_time()
    answer = client.post(reverse("admin:exercises_exercise_change", args=[exercise.pk]), sent)
    assert time.process_time() - began < 20
    assert answer.status_code in (200, 422)
    assert "At most 100 rows." in answer.content.decode()


def test_movements_are_found_by_an_index_and_have_a_bound(signed_in: Client, user: Any) -> None:
    names = [f"Übung {place}" for place in range(3_000)]
    OwnMovement.objects.bulk_create(
        OwnMovement(user=user, name=name, folded=folded(name)) for name in names
    )
    with CaptureQueriesContext(connection) as captured:
        there = own_movements(user, [name.upper() for name in names[:60]])
    assert (len(there), len(captured)) == (60, 1)
    assert len(signed_in.get(NEW_SESSION).content) < 150_000
    assert signed_in.post(NEW_SESSION, form(own="ÜBUNG 2999")).status_code == 302
    refused = signed_in.post(NEW_SESSION, form(own="One more", note="Kept on the page."))
    assert refused.status_code == 422
    assert "at most 300 can be kept" in str(refused.context["form"].errors["own"])
    assert "Kept on the page." in refused.content.decode()
    row = lines({"own": "One more"})
    assert signed_in.post(NEW_SESSION, form(**row)).status_code == 422


def test_a_day_has_a_bound(signed_in: Client, user: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_A_DAY", 2)
    monkeypatch.setattr(room, "MOST_LETTERS", 30)
    sent = {NEW: {"pain": "3"}, NEW_SESSION: {"programme": "runner"}}
    for url, more in sent.items():
        assert signed_in.post(url, form(note="x" * 20, **more)).status_code == 302
        longer = signed_in.post(url, form(note="x" * 11, **more))
        assert longer.status_code == 422
        assert "30 characters" in longer.content.decode()
        assert signed_in.post(url, form(note="x" * 9, **more)).status_code == 302
        full = signed_in.post(url, form(**more))
        assert full.status_code == 422
        assert "2 of these within 24 hours" in full.content.decode()
    planned = {"programme": "runner", "client_key": str(uuid.uuid4())}
    answer = signed_in.post(reverse("tracking:session-as-planned"), planned, follow=True)
    assert "2 of these within 24 hours" in answer.content.decode()
    CheckIn.objects.update(created_at=timezone.now() - dt.timedelta(days=1, minutes=1))
    assert signed_in.post(NEW, form(pain="3")).status_code == 302


def test_an_answer_about_a_sign_in_two_tabs_tells_the_second(signed_in: Client) -> None:
    signed_in.post(NEW, form(pain="3", signs=["sign_weakness"]))
    url = reverse("tracking:sign-edit", args=[Concern.objects.get().pk])
    first, second = (
        sent_by(Document(signed_in.get(url).content.decode()).main_form()) for _tab in range(2)
    )
    assert signed_in.post(url, first | {"answer": "checked"}).status_code == 302
    answer = signed_in.post(url, second | {"answer": "gone"})
    assert (answer.status_code, Concern.objects.get().answer) == (409, "checked")
    assert "answered meanwhile: I have been checked" in answer.content.decode()
    again = sent_by(Document(answer.content.decode()).main_form())
    assert again["answer"] == ["gone"]
    assert signed_in.post(url, again).status_code == 302
    assert Concern.objects.get().answer == "gone"


def test_a_movement_renamed_in_two_tabs_tells_the_second(signed_in: Client, user: Any) -> None:
    swim = OwnMovement.objects.create(user=user, name="Swimming")
    url = reverse("tracking:movement-history", args=[swim.pk])
    first, second = (
        sent_by(Document(signed_in.get(url).content.decode()).main_form()) for _tab in range(2)
    )
    assert signed_in.post(url, first | {"name": "Swim"}).status_code == 302
    answer = signed_in.post(url, second | {"name": "Swimming, slowly"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "renamed meanwhile, to “Swim”" in page
    again = sent_by(Document(page).main_form())
    assert again["name"] == ["Swimming, slowly"]
    assert signed_in.post(url, again).status_code == 302
    swim.refresh_from_db()
    assert (swim.name, swim.folded, swim.version) == ("Swimming, slowly", "swimming, slowly", 3)
