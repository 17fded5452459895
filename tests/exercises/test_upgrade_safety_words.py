"""The tables of before, with rows in them, become those of now; and the way back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = [
    pytest.mark.django_db(transaction=True),  # so it comes after those that need rows
    pytest.mark.database,
]

BEFORE = [("exercises", "0006_photographs_lead")]


def migrated(targets: list[tuple[str, str]]) -> Any:
    """The models as they are after migrating to `targets`."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


def newest() -> list[tuple[str, str]]:
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


@pytest.fixture
def before() -> Iterator[Any]:
    """The models of before; whatever happens, the database is as it should be afterwards.

    Its tables are empty, since the library of today is too long for columns of then.
    """
    call_command("flush", interactive=False, verbosity=0)
    try:
        yield migrated(BEFORE)
    finally:
        migrated(newest())


def named(apps: Any, name: str) -> Any:
    return apps.get_model("exercises", name).objects


def with_rows(apps: Any) -> None:
    """An exercise with two cautions, a warning sign, and what the loader remembers of them."""
    phase = named(apps, "Phase").create(code="t_phase", label="P", gentle=True)
    ladder = named(apps, "Ladder").create(code="t_ladder", label="L", phase=phase)
    terms = [
        named(apps, "Contraindication").create(
            code=f"t_{name}", label=name, short_label=name, action=action, say=f"Mind {name}."
        )
        for name, action in (("b", "hide"), ("a", "warn"))
    ]
    exercise = named(apps, "Exercise").create(
        slug="t-exercise", name="T", phase=phase, ladder=ladder, rung=1, pain_now_max=5,
        position=named(apps, "BodyPosition").create(code="t_lying", label="Lying"),
        dose_type="hold", evidence_level="expert", revision=4,
    )  # fmt: skip
    exercise.contraindications.set(terms)
    named(apps, "ScreeningItem").create(code="t_sign", label="Fever", urgency="urgent")
    for kind, key, loaded in (
        ("exercise", "t-exercise", {"slug": "t-exercise", "contraindications": ["t_a", "t_b"]}),
        ("screening", "t_sign", {"code": "t_sign", "urgency": "urgent"}),
        ("exercise", "t-older", None),
    ):
        named(apps, "PackEntry").create(kind=kind, key=key, digest="d", loaded=loaded)


def remembered(apps: Any, key: str) -> Any:
    return named(apps, "PackEntry").get(key=key).loaded


def nothing_is_lost_in(now: Any) -> None:
    exercise = named(now, "Exercise").get(slug="t-exercise")
    conditions = named(now, "ExerciseCondition").filter(exercise=exercise)
    cautions = conditions.order_by("contraindication__code")
    assert list(cautions.values_list("contraindication__code", "action", "say")) == [
        ("t_a", "", ""), ("t_b", "", ""),
    ]  # fmt: skip
    assert (exercise.revision, exercise.impact, exercise.firm_bed) == (4, False, False)
    assert named(now, "ScreeningItem").get(code="t_sign").urgency == "today"
    assert remembered(now, "t-exercise")["conditions"] == [
        {"contraindication": "t_a", "action": "", "say": ""},
        {"contraindication": "t_b", "action": "", "say": ""},
    ]
    assert "contraindications" not in remembered(now, "t-exercise")
    assert remembered(now, "t_sign")["urgency"] == "today"
    assert remembered(now, "t-older") is None


def everything_is_back_in(then: Any) -> None:
    exercise = named(then, "Exercise").get(slug="t-exercise")
    assert {term.code for term in exercise.contraindications.all()} == {"t_a", "t_b"}
    assert named(then, "ScreeningItem").get(code="t_sign").urgency == "urgent"
    assert named(then, "Contraindication").get(code="t_a").action == "hide"
    assert remembered(then, "t-exercise")["contraindications"] == ["t_a", "t_b"]
    assert remembered(then, "t_sign") == {"code": "t_sign", "urgency": "urgent"}


def test_no_caution_is_lost_and_the_way_back_keeps_them(before: Any) -> None:
    with_rows(before)
    now = migrated(newest())
    nothing_is_lost_in(now)
    named(now, "ScreeningItem").filter(code="t_sign").update(urgency="days", group="belly")
    named(now, "Contraindication").filter(code="t_a").update(action="ask")
    everything_is_back_in(migrated(BEFORE))
