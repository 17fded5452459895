"""What a search compares is kept beside each note, is true after every write, and costs little."""

import json
import re
import time
import unicodedata
import uuid
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exercises.search import fold, normalised, placed, searchable, sought_in
from psoas_site.ui.texts import shorten
from tracking import logbook
from tracking.clock import moment_of
from tracking.models import CheckIn, Session

pytestmark = pytest.mark.usefixtures("library")

# Runs that Unicode sorts by their classes, each more than any language writes. U+0F73 is no
# accent by its class, and becomes two.
HOSTILE = ("\u0315\u0300\u05ae", "\u0f73", "\u0344\u0315", "a\u0323\u0301" + "\u0315\u0300" * 99)
NOTE = "Übung, “left HIP”: don't"
WORDS = "ubung left hip dont"


def writers(user: Any, check_in: Any, session: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every way in which the note of an entry comes to be; each leaves NOTE in one entry."""
    now = timezone.now()
    moment = moment_of(now, user.zone)
    said, done = check_in(user, 4, note="before"), session(user, "easy-walk", note="before")
    facts = logbook.CheckInFacts(moment, 4, note=NOTE)
    yield "logged: check-in", lambda: check_in(user, 4, note=NOTE)
    yield "logged: session", lambda: session(user, "easy-walk", note=NOTE)
    yield "corrected: check-in", lambda: logbook.change_check_in(said, facts, 1)
    again = logbook.SessionFacts(moment, note=NOTE)
    yield "corrected: session", lambda: logbook.change_session(done, again, 1)
    for entry in (said, done):
        yield f"put back: {entry}", lambda entry=entry: put_back(entry)
        yield f"update: {entry}", lambda entry=entry: rows_of(entry).update(note=NOTE)
        yield f"save: {entry}", lambda entry=entry: fresh(entry).save()
        yield (
            f"save of some columns: {entry}",
            lambda entry=entry: fresh(entry).save(update_fields=["note"]),
        )
        yield f"at once: {entry}", lambda entry=entry: type(entry).objects.bulk_create([new(entry)])
        yield f"read from a file: {entry}", lambda entry=entry: read_from_a_file(entry)


def rows_of(entry: Any) -> Any:
    return type(entry).objects.filter(pk=entry.pk)


def fresh(entry: Any) -> Any:
    row = rows_of(entry).get()
    row.note = NOTE
    return row


def new(entry: Any) -> Any:
    row = fresh(entry)
    row.pk, row.client_key = uuid.uuid4(), uuid.uuid4()
    return row


def put_back(entry: Any) -> None:
    rows_of(entry).update(note=NOTE)
    logbook.remove(entry, timezone.now())
    logbook.put_back(entry)


def read_from_a_file(entry: Any) -> None:
    text = serializers.serialize("json", [new(entry)])
    assert WORDS not in json.dumps(text)
    for row in serializers.deserialize("json", text):
        row.save()


def unwrite(model: Any) -> None:
    """Forget all notes and their words, behind the back of the model."""
    models.QuerySet(model).update(note="before", words="")


def test_every_writer_keeps_the_words_true(user: Any, check_in: Any, session: Any) -> None:
    wrong = []
    for name, write in writers(user, check_in, session):
        for model in (CheckIn, Session):
            unwrite(model)
        write()
        kept = [
            row
            for model in (CheckIn, Session)
            for row in model.objects.filter(note=NOTE).values_list("words", flat=True)
        ]
        if kept != [WORDS]:
            wrong.append((name, kept))
    assert not wrong


def test_a_note_that_only_the_database_knows_is_refused(user: Any, check_in: Any) -> None:
    said = check_in(user, 4, note="before")
    with pytest.raises(TypeError, match="note is written as text"):
        CheckIn.objects.update(note=models.F("note"))
    with pytest.raises(TypeError, match="note is written as text"):
        CheckIn.objects.bulk_update([said], ["note"])


def test_the_upgrade_keeps_the_words_of_what_is_there(
    user: Any, check_in: Any, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = import_module("tracking.migrations.0004_search_words")
    monkeypatch.setattr(upgrade, "AT_A_TIME", 5)
    for place in range(11):
        check_in(user, 4, note=f"Übung {place}")
    check_in(user, 4)
    session(user, "easy-walk", note="“So”")
    for model in (CheckIn, Session):
        models.QuerySet(model).update(words="")
    upgrade.keep_the_words(apps, SimpleNamespace(connection=connection))
    kept = {*CheckIn.objects.values_list("words", flat=True)}
    assert kept == {"", *(f"ubung {place}" for place in range(11))}
    assert Session.objects.get().words == "so"
    assert CheckIn.objects.filter(version=1).count() == 12


# --- What it costs -------------------------------------------------------------------------------


def test_no_text_costs_more_than_its_length() -> None:
    """Each of these takes minutes where the runs are sorted."""
    slow = {}
    for run in HOSTILE:
        text = (run * 200_000)[:200_000]
        for work in (fold, normalised, searchable, placed, sought_in, _shortened):
            start = time.process_time()
            work(text)
            if time.process_time() - start > 3:
                slow[run, work.__name__] = time.process_time() - start
    assert not slow
    assert len(searchable("\ufdfa" * 10_000)) == 30_000, "what folds to very much is cut"


def _shortened(text: str) -> str:
    return shorten(text, 40)


def test_a_search_reads_no_note(
    signed_in: Client, user: Any, check_in: Any, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is normalised at a request but single letters, and what was typed into the box."""
    for run in HOSTILE:
        check_in(user, 4, note=f"stairs {(run * 3333)[:9_000]}")
        session(user, "easy-walk", note=f"stairs {(run * 3333)[:9_000]}")
    asked: list[str] = []
    normalise = unicodedata.normalize

    def listening(form: Any, text: str) -> str:
        asked.append(text)
        return normalise(form, text)

    monkeypatch.setattr(unicodedata, "normalize", listening)
    typed = HOSTILE[0] * 33
    for url in (reverse("tracking:check-in-list"), reverse("tracking:session-list")):
        for query in ({"q": "zz"}, {"q": "stairs"}, {"q": typed}, {"place": typed, "did": typed}):
            assert signed_in.get(url, query).status_code == 200
    assert max(map(len, asked), default=0) <= 1


# Where texts are normalised, or cut by what does so, and why their length is no matter there.
NORMALISES = {
    "exercises/search/words.py": "letter by letter, and with a cap",
    "exercises/admin/desk/base.py": "a name that was taken, so it is no longer than its column",
    "exercises/admin/content/vocabulary.py": "a label that was taken, no longer than its column",
    "accounts/spelling.py": "addresses and passwords, with a cap",
    "tracking/migrations/0005_movements_by_name.py": "names, no longer than their column",
}


def test_nothing_else_normalises() -> None:
    root = Path(__file__).parents[2]
    found = {
        str(path.relative_to(root))
        for room in ("accounts", "exercises", "psoas_site", "tracking", "templates")
        for path in (root / room).rglob("*")
        if path.suffix in {".py", ".html", ".txt"}
        and re.search(
            r"\bnormalize\([\"\']|Truncator|truncate(?:chars|words)|slugify", path.read_text()
        )
    }
    assert found <= set(NORMALISES)
