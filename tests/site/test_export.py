"""The downloads: exact, one's own, safe to open, and cheap."""

import csv
import io
import json
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import FileResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from exercises.models import BodyArea, Exercise, Measure
from psoas_site.downloads import FORMAT, VERSION, cell
from psoas_site.middleware import HeadWithoutBodyMiddleware
from tests.architecture.seeding import add_check_in, add_session, day_before, live_through
from tests.site.exports import CSV, JSON, body, exported, tables, tables_in
from tracking import logbook
from tracking.models import CheckIn, Reading, Session
from tracking.portability.table import AT_A_TIME

ODD = (
    '=HYPERLINK("http://evil.example","x")',
    "+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    'He said "ouch", and then; so',
    "one\ntwo\r\nthree\rfour",
    "😀👩🏽‍🦽 \u202eright to left\u202c e\u0301 \u2028 <b>&amp;</b> {{ x }}",
    "'quoted",
    "x" * 10_000,
)

pytestmark = [pytest.mark.usefixtures("library", "fresh_counts")]


@dataclass(frozen=True)
class Files:
    """What somebody with a full diary takes along, fetched once."""

    json: bytes
    zip: bytes

    @cached_property
    def told(self) -> dict[str, Any]:
        return dict(json.loads(self.json))

    @cached_property
    def sheets(self) -> dict[str, list[dict[str, str]]]:
        return tables_in(self.zip)


@pytest.fixture(scope="module")
def files(full: User) -> Files:
    cache.clear()
    client = Client()
    client.force_login(full)
    return Files(body(client, JSON), body(client, CSV))


# --- What it says ------------------------------------------------------------------------------


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_it_says_what_it_is(make_user: Any, client_of: Any) -> None:
    ana = make_user(name="Ana", time_zone="Asia/Kolkata")
    entry = add_check_in(ana, 0, pain=3)
    export = exported(client_of(ana))
    assert (export["format"], export["version"]) == (FORMAT, VERSION)
    assert export["exported_at"] == "2026-11-21T20:00:00+00:00"
    assert (export["account"]["name"], export["account"]["time_zone"]) == ("Ana", "Asia/Kolkata")
    assert export["consents"][0]["withdrawn_at"] is None
    said = export["check_ins"][0]
    assert said["id"] == str(entry.pk)
    assert said["at"] == "2026-11-22T01:30:00+05:30"
    assert (said["local_date"], said["utc_offset"], said["pain"]) == ("2026-11-22", 330, 3)
    numbers = {answer["measure"]: answer["number"] for answer in said["answers"]}
    assert numbers["sleep_hours"] == 6.5
    assert {"area": "low_back", "side": "right"} in said["places"]


def test_a_line_names_what_was_done(files: Files) -> None:
    sessions = files.told["sessions"]
    own, theirs = sessions[-1]["lines"][0], sessions[0]["lines"][0]
    assert (own["exercise"], own["exercise_revision"]) == (None, None)
    assert own["name"] == "Hanging from the door"
    exercise = Exercise.objects.get(slug=theirs["exercise"])
    assert (theirs["name"], theirs["exercise_revision"]) == (exercise.name, exercise.revision)
    assert theirs["movement"] is None


def test_the_words_for_all_codes_come_along(files: Files) -> None:
    export = files.told
    words = {
        kind: {row["code"]: row["label"] for row in rows} for kind, rows in export["labels"].items()
    }
    assert words["areas"]["low_back"] == BodyArea.objects.get(code="low_back").label
    assert words["changes"][-1] == "Easier"
    for entry in export["check_ins"] + export["sessions"]:
        assert {answer["measure"] for answer in entry["answers"]} <= words["measures"].keys()


@pytest.mark.database
def test_the_same_diary_makes_the_same_file(full: User, client_of: Any) -> None:
    client = client_of(full)
    first, second = (body(client, JSON).decode().splitlines() for _time in range(2))
    assert [line for line in first if "exported_at" not in line] == [
        line for line in second if "exported_at" not in line
    ]


@pytest.mark.database
def test_each_entry_has_its_own_parts_across_many_pages_of_rows(user: User, client_of: Any) -> None:
    """More rows than are read at once, some of them at the very same moment."""
    moment, now = day_before(user, 1), timezone.now()
    where = {"local_date": moment.local_date, "utc_offset": 0, "at": now, "user": user}
    entries = CheckIn.objects.bulk_create(
        CheckIn(pain=number % 11, note=str(number), **where) for number in range(AT_A_TIME + 40)
    )
    stress = Measure.objects.get(code="stress_level")
    Reading.objects.bulk_create(
        Reading(check_in=entry, measure=stress, number=entry.pain)
        for entry in entries
        if int(entry.note) % 3
    )
    found = exported(client_of(user))["check_ins"]
    assert len(found) == len(entries)
    for entry in found:
        numbers = [answer["number"] for answer in entry["answers"]]
        assert numbers == ([entry["pain"]] if int(entry["note"]) % 3 else [])


@pytest.mark.database
def test_it_keeps_every_text_exactly(user: User, client_of: Any) -> None:
    moment = day_before(user, 1)
    where = {"local_date": moment.local_date, "utc_offset": 0, "at": timezone.now(), "user": user}
    entries = CheckIn.objects.bulk_create(CheckIn(pain=1, note=note, **where) for note in ODD)
    client, notes = client_of(user), {str(entry.pk): entry.note for entry in entries}
    assert {row["id"]: row["note"] for row in exported(client)["check_ins"]} == notes
    cells = {pk: cell(note) for pk, note in notes.items()}
    assert {row["id"]: row["note"] for row in tables(client)["check_ins"]} == cells


def test_an_empty_diary_makes_complete_files(user: User, client_of: Any) -> None:
    client = client_of(user)
    export = exported(client)
    assert (export["check_ins"], export["sessions"], export["followed"]) == ([], [], [])
    assert tables(client)["session_lines"] == []


# --- Tables ------------------------------------------------------------------------------------


STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "  =", "\u00a0@")
AS_THEY_ARE = (
    -1, 0, 6.5, -0.5, None, "", "plain", "1-1", "'x", "low-back, left; a - b", "a@b.org",
)  # fmt: skip


def test_no_text_becomes_a_formula_and_other_cells_stay() -> None:
    for start in STARTS:
        written = cell(f"{start}1+1")
        assert written.startswith("'"), start
        assert written.replace("'", "") == f"{start}1+1"
    assert [value for value in AS_THEY_ARE if cell(value) != value] == []


def test_no_text_becomes_a_formula_wherever_it_is_split() -> None:
    texts = ("x{}=1+1", "x{}  @SUM(A1)", 'x{}"=1+1"', "x{}+1{}-1", "=x{}＝1", "x{} '-1", "{}=1")
    marks = (";", ",", "|", ":", "\t", "\n", "\r\n", " ", "~", "^")
    bad = ("=", "+", "-", "@", "＝")
    wrong = []
    for mark in marks:
        for text in texts:
            file = io.StringIO()
            written = cell(text.replace("{}", mark))
            csv.writer(file, quoting=csv.QUOTE_NONNUMERIC).writerow(["an id", written])
            for split in csv.reader(file.getvalue().splitlines(), delimiter=mark[-1]):
                wrong += [
                    (text, mark, part) for part in split if part.strip(' "\t').startswith(bad)
                ]
            wrong += [
                (text, mark, part)
                for part in written.split(mark)
                if part.strip(' "\t').startswith(bad)
            ]
    assert not wrong


@pytest.mark.database
def test_numbers_stay_numbers_in_tables(full: User, client_of: Any) -> None:
    person = User.objects.get(pk=full.pk)
    person.time_zone = "America/New_York"
    person.save()
    CheckIn.objects.filter(aftermaths__isnull=False).first().aftermaths.update(change=-1)
    add_check_in(person, 0)
    found = tables(client_of(person))
    assert "-1" in {row["change"] for row in found["mornings_after"]}
    assert {row["utc_offset"] for row in found["check_ins"]} & {"-240", "-300"}
    assert {row["this_morning"] for row in found["check_ins"]} == {"true", "false"}


def test_a_part_in_a_table_names_its_entry_and_day(files: Files) -> None:
    found = files.sheets
    days = {row["id"]: row["local_date"] for row in found["sessions"]}
    assert found["session_lines"]
    for row in found["session_lines"]:
        assert row["local_date"] == days[row["session"]]
    assert "Low back" in {row["area_label"] for row in found["check_in_places"]}


def test_tables_are_made_for_spreadsheets(files: Files) -> None:
    with zipfile.ZipFile(io.BytesIO(files.zip)) as archive:
        names = archive.namelist()
        text = archive.read("README.txt").decode()
        for name in names:
            if name.endswith(".csv"):
                raw = archive.read(name)
                assert raw.startswith(b"\xef\xbb\xbf")
                assert raw.count(b"\xef\xbb\xbf") == 1
                assert b"\r\n" in raw
                assert name in text
    assert names[0] == "README.txt"
    assert "&" not in text


# --- Whose, how often, and at what cost --------------------------------------------------------


def test_it_holds_nothing_of_anybody_else(full: User, make_user: Any, client_of: Any) -> None:
    other = make_user("other@example.org")
    live_through(other, 2)
    logbook.own_movements(other, ["Nobodys-business"])
    CheckIn.objects.owned_by(other).update(note="Nobodys-business")
    Session.objects.owned_by(other).update(note="Nobodys-business")
    theirs = [*CheckIn.objects.owned_by(other), *Session.objects.owned_by(other)]
    client = client_of(full)
    raw = body(client, JSON)
    with zipfile.ZipFile(io.BytesIO(body(client, CSV))) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist())
    for text in (raw.decode(), sheets.decode()):
        assert full.email in text
        assert "Nobodys-business" not in text
        assert other.email not in text
        assert not [entry for entry in theirs if str(entry.pk) in text]


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_it_is_a_file_that_stays_in_no_cache(make_user: Any, client_of: Any) -> None:
    client = client_of(make_user(time_zone="Asia/Tokyo"))
    for path, kind, name in (
        (JSON, "application/json", "diary-2026-11-22.json"),
        (CSV, "application/zip", "diary-2026-11-22.zip"),
    ):
        answer = client.get(path)
        assert answer["Content-Type"] == kind
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert int(answer["Content-Length"]) == len(b"".join(answer.streaming_content))
        assert client.post(path).status_code == 405, "it is only read"


def questions(client: Client, path: str) -> int:
    client.get("/settings/")  # the first page of a day writes down that somebody was here
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        body(client, path)
    return len([one for one in asked if "site_cache" not in one["sql"]])


def test_a_long_diary_costs_no_more_questions(full: User, client_of: Any) -> None:
    client = client_of(full)
    few = {path: questions(client, path) for path in (JSON, CSV)}
    for days in range(12):
        add_check_in(full, days, since=add_session(full, days + 1))
    assert {path: questions(client, path) for path in (JSON, CSV)} == few
    print(f"\n{few}")
    assert max(few.values()) <= 28


def test_it_asks_for_a_pause_after_many(user: User, client_of: Any, make_user: Any) -> None:
    client = client_of(user)
    for path in [JSON, CSV] * 10:
        assert body(client, path)
    answer = client.get(JSON)
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert "A short pause" in answer.content.decode()
    assert client.get("/data/").status_code == 200
    assert body(client_of(make_user("other@example.org")), JSON)


def test_head_of_a_file_has_no_body() -> None:
    def answer(_request: Any) -> FileResponse:
        return FileResponse(io.BytesIO(b"x" * 10), content_type="text/plain")

    request = RequestFactory().head(JSON)
    response = HeadWithoutBodyMiddleware(answer)(request)
    assert b"".join(response) == b""  # type: ignore[arg-type]
    assert response["Content-Length"] == "10"


def test_an_odd_parameter_changes_nothing(user: User, client_of: Any) -> None:
    client = client_of(user)
    for query in ("%00", "%ff", "format=xml&a=1&a=2&=", "user=1"):
        assert exported(client, f"?{query}")["account"]["email"] == user.email, query
