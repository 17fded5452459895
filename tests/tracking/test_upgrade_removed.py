"""What was deleted before it stayed in its table can be put back after the upgrade."""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

pytestmark = [
    pytest.mark.django_db(transaction=True),  # so it comes after those that need rows
    pytest.mark.database,
]

BEFORE = [("tracking", "0005_movements_by_name"), ("exercises", "0015_programme_occasion")]
AT = dt.datetime(2026, 11, 20, 7, 8, 9, 123_456, tzinfo=dt.UTC)


def migrated(targets: list[tuple[str, str]]) -> Any:
    """The models as they are after migrating to `targets`."""
    MigrationExecutor(connection).migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


def newest() -> list[tuple[str, str]]:
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


@pytest.fixture
def before() -> Iterator[Any]:
    """The models of before; whatever happens, the database is as it should be afterwards."""
    call_command("flush", interactive=False, verbosity=0)
    try:
        yield migrated(BEFORE)
    finally:
        migrated(newest())


class Diary:
    """A diary as it was kept before: what is deleted becomes plain rows."""

    def __init__(self, apps: Any, email: str) -> None:
        self.apps = apps
        user = apps.get_model("accounts", "User").objects.create(email=email)
        self.owner = {"user_id": user.pk}
        self.measure, _made = apps.get_model("exercises", "Measure").objects.get_or_create(
            code="t_sign", defaults={"label": "Numb", "family": "sign", "answer": "yes_no"}
        )

    def add(self, model: str, /, **values: Any) -> Any:
        return self.apps.get_model("tracking", model).objects.create(**values)

    def entry(self, name: str, **values: Any) -> Any:
        moment = {"at": AT, "local_date": AT.date(), "utc_offset": 60}
        return self.add(name, **self.owner, **moment, note="Übung", words="ubung", **values)

    def delete(self, entry: Any, *parts: Any, gone: str = "") -> None:
        """Delete `entry` with its `parts`, as it was done; `gone`: a column that names nothing."""
        kept = json.loads(serializers.serialize("json", [entry, *parts]))
        for row, source in zip(kept, [entry, *parts], strict=True):
            for name in {"at", "created_at"} & set(row["fields"]):
                row["fields"][name] = getattr(source, name).isoformat()
            if gone in row["fields"]:
                row["fields"][gone] = 999_999
            row["fields"].pop("words", None)
        self.add(
            "Removed",
            id=entry.pk,
            kind=entry._meta.model_name,
            local_date=entry.local_date,
            rows=kept,
            removed_at=timezone.now(),
            **self.owner,
        )
        type(entry).objects.filter(pk=entry.pk).delete()


Check = Callable[[Any], None]


def what_waits(diary: Diary) -> Check:
    """Deletes entries with all that hangs on them; all of it is to be in its table afterwards."""
    said, done = diary.entry("CheckIn", pain=4), diary.entry("Session", minutes=12)
    stays = diary.entry("CheckIn", pain=2)
    movement = diary.add("OwnMovement", name="Swimming", folded="swimming", **diary.owner)
    line = diary.add("SessionLine", session=done, movement=movement, sets=2, reps=9)
    sign = diary.add("Reading", check_in=said, measure=diary.measure, number="1")
    answer = diary.add("Reading", session=done, measure=diary.measure, number="1")
    concern = diary.add(
        "Concern", session=done, measure=diary.measure, answer="gone", answered_on=AT.date(),
        **diary.owner,
    )  # fmt: skip
    both = diary.add("Aftermath", check_in=said, session=done, side="left", change=2)
    half = diary.add("Aftermath", check_in=stays, session=done, change=-1)
    lost = diary.add("Aftermath", check_in=said, session=done, side="right", change=1)
    lost.session_id = uuid.uuid4()
    diary.delete(said, sign, both, lost)
    diary.delete(done, line, answer, concern, half)

    def check(now: Any) -> None:
        rows = {name: now.get_model("tracking", name).objects for name in (
            "CheckIn", "Session", "SessionLine", "Reading", "Concern", "Aftermath",
        )}  # fmt: skip
        back = rows["CheckIn"].get(pk=said.pk)
        assert (back.at, back.created_at, back.pain) == (AT, said.created_at, 4)
        assert (back.client_key, back.version, back.words) == (said.client_key, 1, "ubung")
        assert back.removed_at is not None
        assert rows["CheckIn"].get(removed_at=None, **diary.owner).pk == stays.pk
        assert rows["Session"].get(removed_at__isnull=False, **diary.owner).minutes == 12
        kept = rows["SessionLine"].values_list("session", "movement", "sets", "reps").get()
        assert kept == (done.pk, movement.pk, 2, 9)
        assert set(rows["Reading"].values_list("check_in", "session", "number")) == {
            (said.pk, None, 1), (None, done.pk, 1),
        }  # fmt: skip
        assert set(rows["Aftermath"].values_list("check_in", "session", "side", "change")) == {
            (said.pk, done.pk, "left", 2), (stays.pk, done.pk, "", -1),
        }  # fmt: skip
        assert rows["Concern"].get(session=done.pk).answer == "gone"
        assert rows["Concern"].get(check_in=said.pk).answer == "", "nobody was asked of it yet"

    return check


def what_is_dropped(diary: Diary) -> Check:
    """Deletes entries of which a part names nothing, and one whose rows nobody can read."""
    said, done = diary.entry("CheckIn", pain=4), diary.entry("Session")
    sign = diary.add("Reading", check_in=said, measure=diary.measure, number="1")
    both = diary.add("Aftermath", check_in=said, session=done, change=2)
    diary.delete(said, sign, gone="measure")
    diary.delete(done, both)
    odd = diary.entry("Session")
    diary.delete(odd)
    diary.apps.get_model("tracking", "Removed").objects.filter(pk=odd.pk).update(
        rows=[{"model": "tracking.nothing", "pk": 1, "fields": {}}]
    )

    def check(now: Any) -> None:
        left = {
            name: [*now.get_model("tracking", name).objects.filter(**diary.owner)]
            for name in ("CheckIn", "Session")
        }
        assert {name: len(rows) for name, rows in left.items()} == {"CheckIn": 0, "Session": 1}

    return check


def test_what_was_deleted_waits_in_its_table_or_is_dropped_whole(before: Any) -> None:
    checks = [
        what_waits(Diary(before, "ana@example.org")),
        what_is_dropped(Diary(before, "ben@example.org")),
    ]
    now = migrated(newest())
    for check in checks:
        check(now)
    connection.check_constraints()
