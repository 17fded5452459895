"""The export leaves nothing out: no column, no row, no key without its words."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from accounts import portability
from accounts.models import User
from exercises.models import BodyArea, Exercise, Measure, ScreeningItem
from tests.site.exports import CSV, body, exported
from tracking import logbook
from tracking.models import (
    KEPT,
    CheckIn,
    Concern,
    Followed,
    Liking,
    Move,
    OwnMovement,
    Plan,
    PlanItem,
    Reading,
    Screening,
    ScreeningAnswer,
    Session,
    SessionLine,
)
from tracking.portability import TABLES

DOC = (Path(__file__).parents[2] / "docs/data-export.md").read_text()

pytestmark = [pytest.mark.usefixtures("library", "fresh_counts")]

ROW = "a row's number inside an entry means nothing outside this database"
RIGHTS = "a right on this server, which nobody takes to another"
KEY = "the key of the form that was sent; `id` tells entries apart"
REMOVED = "deleted means deleted; kept for a day only to be put back"
WORDS = "made from the note, which is there; nobody wrote it"
# What no export holds, and why. docs/data-export.md says so too.
LEFT_OUT = {
    "accounts.User.id": "a number of this database",
    "accounts.User.password": "a hash, and nobody needs it elsewhere",
    "accounts.User.is_active": "only an open account can download",
    "accounts.User.is_staff": RIGHTS,
    "accounts.User.is_superuser": RIGHTS,
    "accounts.User_groups": RIGHTS,
    "accounts.User_user_permissions": RIGHTS,
    "accounts.Consent.id": ROW,
    "accounts.LogIn": "what keeps somebody logged in, and nothing that they gave",
    "account.EmailAddress.id": ROW,
    "account.EmailConfirmation": "keys of mails, which are gone when they are used",
    "admin.LogEntry": "staff's own work; what it says of a person is in staff_actions",
    "tracking.CheckIn.client_key": KEY,
    "tracking.Session.client_key": KEY,
    "tracking.Screening.client_key": KEY,
    "tracking.CheckIn.removed_at": REMOVED,
    "tracking.Session.removed_at": REMOVED,
    "tracking.Plan.client_key": KEY,
    "tracking.PlanItem.removed_at": REMOVED,
    "tracking.CheckIn.words": WORDS,
    "tracking.Session.words": WORDS,
    "tracking.OwnMovement.folded": "made from the name, to find it by",
    "tracking.OwnMovement.version": "tells a page that was open before the name was changed",
    "tracking.MeasuredDay": "what the answers of a day amount to; they are all there",
    "tracking.FeltArea.id": ROW,
    "tracking.Aftermath.id": ROW,
    "tracking.Reading.id": ROW,
    "tracking.SessionLine.id": ROW,
    "tracking.ScreeningAnswer.id": ROW,
}


def personal() -> Iterator[type[Model]]:
    """Every model whose rows lead to a person: directly, or through rows that do.

    The library belongs to nobody: whatever it may know of its editors is not theirs.
    """
    found: set[type[Model]] = {User}
    models = apps.get_models(include_auto_created=True)
    while True:
        more = {
            model
            for model in models
            if model._meta.app_label != "exercises"
            and any(field.related_model in found for field in model._meta.concrete_fields)
        }
        if more <= found:
            return iter(sorted(found, key=lambda model: model._meta.label))
        found |= more


def represented() -> set[str]:
    """Each column that an export reads, as app.Model.field."""
    columns = {
        User: portability.ACCOUNT,
        apps.get_model("accounts.Consent"): (*portability.CONSENTS, "user"),
        apps.get_model("account.EmailAddress"): (*portability.EMAIL_ADDRESSES, "user"),
    }
    found = {f"{model._meta.label}.{name}" for model, names in columns.items() for name in names}
    for table in TABLES:
        paths = [path for path in table.sheet_columns.values() if isinstance(path, str)]
        fields = {table.model._meta.get_field(path.split("__")[0]).name for path in paths}
        found |= {f"{table.model._meta.label}.{name}" for name in fields}
        if not table.entry:
            found.add(f"{table.model._meta.label}.user")
    return found


def test_every_column_of_a_person_is_in_it_or_left_out_for_a_reason() -> None:
    everything = {
        f"{model._meta.label}.{field.name}"
        for model in personal()
        for field in model._meta.concrete_fields
        if model._meta.label not in LEFT_OUT
    }
    assert {"tracking.CheckIn.pain", "tracking.Reading.number", "accounts.User.email"} <= everything
    left_out = {name for name in LEFT_OUT if name.count(".") == 2}
    assert everything - represented() - left_out == set(), "export it, or say why not"
    assert not represented() & left_out
    assert left_out <= everything, "not there any more"
    assert LEFT_OUT.keys() - left_out <= {model._meta.label for model in personal()}


def contents(user: User) -> dict[str, list[Any]]:
    """The diary as rows, but for what no export holds."""
    found = {}
    for table in {table.model: table for table in TABLES}.values():
        model = table.model
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if f"{model._meta.label}.{field.name}" not in LEFT_OUT
        ]
        found[model.__name__] = sorted(model._default_manager.values_list(*names), key=str)
    return found


class Writer:
    """Writes a diary again from its export alone: what an import will do."""

    def __init__(self, user: User, export: dict[str, Any]) -> None:
        self.user, self.export = user, export
        self.measures = dict(Measure.objects.values_list("code", "pk"))
        self.areas = dict(BodyArea.objects.values_list("code", "pk"))
        self.areas[None] = None
        self.items = dict(ScreeningItem.objects.values_list("code", "pk"))
        self.items[None] = None
        self.measures[None] = None
        self.exercises = dict(Exercise.objects.values_list("slug", "pk"))
        self.exercises[None] = None
        programmes = apps.get_model("exercises.Programme").objects
        self.programmes = dict(programmes.values_list("slug", "pk"))
        self.programmes[None] = None

    def write(self) -> None:
        for row in self.export["own_movements"]:
            self.keep(OwnMovement, row)
        for row in self.export["followed"]:
            self.keep(Followed, {**row, "measure": None, "measure_id": self.code(row)})
        for row in self.export["sessions"]:
            self.session(row)
        for row in self.export["check_ins"]:
            self.check_in(row)
        for row in self.export["screenings"]:
            made = self.keep(Screening, row)
            for answer in row["answers"]:
                item = self.items[answer.pop("item")]
                ScreeningAnswer.objects.create(screening=made, item_id=item, **answer)
        for row in self.export["signs"]:
            entries = {f"{name}_id": row.pop(name) for name in ("check_in", "session", "screening")}
            sign = {"measure_id": self.code(row), "item_id": self.items[row.pop("item")]}
            area = {"area_id": self.areas[row.pop("area")]}
            self.keep(Concern, {**row, **entries, **sign, **area})
        self.plans()

    def plans(self) -> None:
        for row in self.export["plans"]:
            self.keep(Plan, {**row, "programme_id": self.programmes[row["programme"]]})
        for row in self.export["plan_items"]:
            of_library = {"exercise_id": self.exercises[row.pop("exercise")]}
            PlanItem.objects.create(plan_id=row.pop("plan"), **of_library, **row)
        for row in self.export["moves"]:
            entries = {"item_id": row.pop("plan_item"), "session_id": row.pop("session")}
            there, then = row.pop("exercise"), row.pop("to_exercise")
            steps = {"exercise_id": self.exercises[there], "to_exercise_id": self.exercises[then]}
            self.keep(Move, {**row, **entries, **steps})
        for row in self.export["likings"]:
            self.keep(Liking, {**row, "exercise_id": self.exercises[row["exercise"]]})

    def keep(self, model: Any, row: dict[str, Any]) -> Any:
        names = {field.attname for field in model._meta.concrete_fields}
        made = model.objects.create(
            user=self.user, **{name: value for name, value in row.items() if name in names}
        )
        model.objects.filter(pk=made.pk).update(created_at=row["created_at"])
        return made

    def code(self, row: dict[str, Any]) -> int:
        return self.measures[row["measure"]]

    def answers(self, rows: list[dict[str, Any]], **entry: Any) -> None:
        for row in rows:
            number = None if row["number"] is None else Decimal(str(row["number"]))
            place = {"area_id": self.areas[row["area"]], "side": row["side"]}
            Reading.objects.create(
                measure_id=self.code(row), number=number, text=row["text"], **place, **entry
            )

    def session(self, row: dict[str, Any]) -> None:
        made = self.keep(Session, {**row, "programme_id": self.programmes[row["programme"]]})
        for line in row["lines"]:
            exercise, movement = line.pop("exercise"), line.pop("movement")
            line.pop("name")
            SessionLine.objects.create(
                session=made, exercise_id=self.exercises[exercise], movement_id=movement, **line
            )
        self.answers(row["answers"], session=made)

    def check_in(self, row: dict[str, Any]) -> None:
        made = self.keep(CheckIn, row)
        for place in row["places"]:
            made.areas.create(area_id=self.areas[place["area"]], side=place["side"])
        for one in row["mornings_after"]:
            made.aftermaths.create(session_id=one.pop("session"), **one)
        self.answers(row["answers"], check_in=made)


@pytest.mark.database
def test_a_diary_can_be_written_again_from_it(full: User, client_of: Any) -> None:
    logbook.forget_removed(timezone.now() + KEPT)  # no export holds it
    client, before = client_of(full), contents(full)
    first = exported(client)
    for model in (CheckIn, Session, Screening, Followed, OwnMovement, Move, Plan, Liking):
        model.objects.all().delete()
    Writer(full, exported(client) | json.loads(json.dumps(first))).write()
    assert contents(full) == before
    second = exported(client)
    assert {**second, "exported_at": ""} == {**first, "exported_at": ""}
    assert all(before.values())


def test_every_key_is_documented(full: User, client_of: Any) -> None:
    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value) | {key for inner in value.values() for key in keys(inner)}
        return {key for inner in value for key in keys(inner)} if isinstance(value, list) else set()

    described = set(re.findall(r"`([\w.]+)`", DOC))
    client = client_of(full)
    export = exported(client)
    assert {"utc_offset", "exercise_revision", "choices"} <= keys(export)
    assert not keys(export) - described
    with zipfile.ZipFile(io.BytesIO(body(client, CSV))) as archive:
        for name in archive.namelist():
            assert name in described
            if name.endswith(".csv"):
                heading = archive.read(name).decode("utf-8-sig").splitlines()[0]
                assert not {one.strip('"') for one in heading.split(",")} - described, name
