"""The pack comes into the database, and what staff have changed there stays."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from msgspec.structs import asdict, replace

from exercises.models import (
    Equipment,
    Exercise,
    Habit,
    PackEntry,
    Phase,
    Programme,
    Source,
    Step,
)
from exercises.pack.facts import Facts
from exercises.pack.files import Pack, entries
from exercises.pack.kinds import KINDS
from exercises.pack.loader import Report, load
from tests.exercises.mentioned import take_out_of_lists
from tests.packs import shipped_pack

pytestmark = pytest.mark.django_db

NEWS = "; the pack has something new, to choose from in the admin"

ENTRIES = sum(len(rows) for rows in asdict(shipped_pack()).values())


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The real pack, which the test database holds already."""
    return shipped_pack()


@pytest.fixture
def empty(db: Any) -> None:
    """A database without any of the library."""
    Source.objects.update(part_of=None, cited_by=None)  # they hold each other
    for kind in reversed(KINDS):
        kind.model._default_manager.all().delete()
    PackEntry.objects.all().delete()


def with_exercise(pack: Pack, slug: str, **changes: Any) -> Pack:
    """`pack` with some facts of one exercise changed."""
    changed = tuple(replace(one, **changes) if one.slug == slug else one for one in pack.exercises)
    assert changed != pack.exercises
    return replace(pack, exercises=changed)


def with_row(pack: Pack, name: str, code: str, **changes: Any) -> Pack:
    """`pack` with some facts of one row of a vocabulary changed."""
    rows = tuple(
        replace(row, **changes) if row.code == code else row for row in getattr(pack, name)
    )
    assert rows != getattr(pack, name)
    return replace(pack, **{name: rows})


def exercise_of(pack: Pack, slug: str) -> entries.Exercise:
    """One exercise of `pack`."""
    return next(one for one in pack.exercises if one.slug == slug)


def with_new_exercise(pack: Pack, like: str, **changes: Any) -> Pack:
    """`pack` with one more exercise, much like another."""
    new = replace(exercise_of(pack, like), **{"gentler": None, "harder": None} | changes)
    return replace(pack, exercises=(*pack.exercises, new))


def staff_exercise(like: str, **fields: Any) -> Exercise:
    """An exercise that staff have made from another one."""
    made = Exercise.objects.get(slug=like)
    made.pk, made._state.adding, made.gentler, made.harder = None, True, None, None
    for name, value in fields.items():
        setattr(made, name, value)
    made.save()
    return made


def plain(facts: Facts) -> Facts:
    """`facts` as they go into the fingerprint, where a tuple and a list are the same."""
    return json.loads(json.dumps(facts))


def counts(report: Report) -> tuple[int, int, int]:
    """Added, changed, same."""
    return report.added, report.changed, report.same


def everything() -> dict[str, list[Any]]:
    """Facts of all rows of the library, and what is remembered of the pack."""
    held: dict[str, list[Any]] = {
        kind.name: [
            kind.row_facts(row)
            for row in kind.model._default_manager.prefetch_related(*kind.prefetches()).order_by(
                "pk"
            )
        ]
        for kind in KINDS
    }
    held["remembered"] = list(PackEntry.objects.order_by("pk").values())
    held["revisions"] = list(Exercise.objects.order_by("pk").values_list("slug", "revision"))
    return held


# --- The first load ------------------------------------------------------------------------------


def test_it_loads_and_remembers_every_entry_in_an_empty_database(empty: None, pack: Pack) -> None:
    report = load(pack)
    assert counts(report) == (ENTRIES, 0, 0)
    assert report.left_alone == []
    assert PackEntry.objects.count() == ENTRIES
    assert set(Exercise.objects.values_list("revision", flat=True)) == {1}


def test_it_writes_rows_that_say_what_the_entries_say(pack: Pack) -> None:
    for kind in KINDS:
        rows = kind.model._default_manager.prefetch_related(*kind.prefetches())
        held = {str(getattr(row, kind.key)): plain(kind.row_facts(row)) for row in rows}
        assert held == {key: plain(facts) for key, facts in kind.entries_of(pack)}, kind.name


def test_it_links_each_exercise_to_its_gentler_and_harder_one(pack: Pack) -> None:
    links = {
        slug: (gentler, harder)
        for slug, gentler, harder in Exercise.objects.values_list(
            "slug", "gentler__slug", "harder__slug"
        )
    }
    assert links == {one.slug: (one.gentler, one.harder) for one in pack.exercises}


# --- Loading again -------------------------------------------------------------------------------


@pytest.mark.database
def test_it_writes_and_changes_nothing_the_second_time(pack: Pack) -> None:
    before = everything()
    with CaptureQueriesContext(connection) as asked:
        report = load(pack)
    assert counts(report) == (0, 0, ENTRIES)
    verbs = {query["sql"].split()[0] for query in asked.captured_queries}
    assert verbs <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert everything() == before


def test_it_asks_no_more_of_the_database_for_more_exercises(pack: Pack) -> None:
    with CaptureQueriesContext(connection) as with_all:
        load(pack)
    Programme.objects.all().delete()
    others = Exercise.objects.exclude(ladder__code="rest")
    for exercise in others:
        take_out_of_lists(exercise)
    others.delete()
    few = tuple(one for one in pack.exercises if one.ladder == "rest")
    smaller = replace(pack, programmes=(), exercises=few)
    load(smaller)
    with CaptureQueriesContext(connection) as with_few:
        load(smaller)
    assert len(with_few) <= len(with_all) <= 150


# --- The pack changes ----------------------------------------------------------------------------


@pytest.mark.database
def test_it_brings_what_changes_in_the_pack_to_rows_nobody_touched(pack: Pack) -> None:
    before = dict(Exercise.objects.values_list("slug", "pk"))
    steps = exercise_of(pack, "clamshell").steps
    newer = with_exercise(pack, "step-up", name="Step up", feel="Both legs at work.")
    newer = with_exercise(newer, "step-up", targets=("buttock", "low_back"), equipment=())
    newer = with_exercise(newer, "clamshell", steps=(steps[0], steps[3], steps[2]))
    newer = with_exercise(newer, "sit-to-stand", harder=None)
    newer = with_exercise(newer, "easy-walk", rung=3)
    newer = with_exercise(newer, "walk-jog", rung=2)
    newer = with_row(newer, "phases", "settle", label="Settle down")
    newer = with_new_exercise(newer, "walk-jog", slug="long-run", rung=6, gentler="walk-jog")
    report = load(newer)
    assert counts(report) == (1, 6, ENTRIES - 6)
    assert report.left_alone == []
    row = Exercise.objects.get(slug="step-up")
    assert (row.pk, row.name, row.feel) == (before["step-up"], "Step up", "Both legs at work.")
    assert {area.code for area in row.targets.all()} == {"buttock", "low_back"}
    assert not row.equipment.exists()
    texts = Step.objects.filter(exercise__slug="clamshell").values_list("text", flat=True)
    assert list(texts) == [steps[0].text, steps[3].text, steps[2].text]
    assert Exercise.objects.get(slug="sit-to-stand").harder is None
    assert Exercise.objects.get(slug="long-run").gentler.slug == "walk-jog"
    assert Phase.objects.get(code="settle").label == "Settle down"
    rungs = dict(Exercise.objects.filter(ladder__code="walking").values_list("slug", "rung"))
    assert (rungs["easy-walk"], rungs["walk-jog"]) == (3, 2), "two change places"


def test_it_bumps_the_revision_of_changed_exercises_alone(pack: Pack) -> None:
    load(with_exercise(pack, "step-up", feel="Both legs at work."))
    load(with_exercise(pack, "step-up", feel="Both legs at work, evenly."))
    revisions = dict(Exercise.objects.values_list("slug", "revision"))
    assert revisions.pop("step-up") == 3
    assert set(revisions.values()) == {1}


@pytest.mark.database
def test_it_lets_a_new_exercise_in_between_two_rungs(pack: Pack) -> None:
    moved = with_exercise(pack, "walk-jog", rung=6)
    report = load(with_new_exercise(moved, "step-up", slug="stair-climb", rung=5))
    assert (report.added, report.changed, report.left_alone) == (1, 1, [])


# --- Staff have been here ------------------------------------------------------------------------


def test_it_leaves_rows_that_staff_have_changed_however_often_the_pack_changes(pack: Pack) -> None:
    """In their own fields, in their parts and in what they are linked with."""
    Exercise.objects.filter(slug="step-up").update(feel="As staff put it.")
    Step.objects.filter(exercise__slug="clamshell", kind="finish").update(cue="Well done")
    Exercise.objects.get(slug="walk-jog").equipment.set(Equipment.objects.filter(code="step"))
    Habit.objects.filter(code="warm_bath").update(label="A bath")
    newer = with_exercise(pack, "step-up", feel="Both legs at work.")
    newer = with_exercise(newer, "clamshell", feel="The side of the hip.")
    report = load(newer)
    assert report.left_alone == [
        f"exercise clamshell: was changed here{NEWS}",
        f"exercise step-up: was changed here{NEWS}",
        "exercise walk-jog: was changed here",
        "habit warm_bath: was changed here",
    ]
    assert counts(report) == (0, 0, ENTRIES - 4)
    load(with_exercise(newer, "step-up", feel="Both legs at work, evenly."))
    assert Exercise.objects.get(slug="step-up").feel == "As staff put it."
    assert Step.objects.get(exercise__slug="clamshell", kind="finish").cue == "Well done"
    assert Exercise.objects.get(slug="walk-jog").equipment.exists()
    assert Habit.objects.get(code="warm_bath").label == "A bath"


def test_it_takes_up_a_row_again_once_staff_have_changed_it_back(pack: Pack) -> None:
    Exercise.objects.filter(slug="step-up").update(feel="As staff put it.")
    load(pack)
    Exercise.objects.filter(slug="step-up").update(feel=exercise_of(pack, "step-up").feel)
    load(with_exercise(pack, "step-up", feel="Both legs at work."))
    assert Exercise.objects.get(slug="step-up").feel == "Both legs at work."


def test_it_does_not_bring_back_what_staff_have_deleted(pack: Pack) -> None:
    Habit.objects.get(code="warm_bath").delete()
    report = load(with_row(pack, "habits", "warm_bath", label="A bath"))
    assert not Habit.objects.filter(code="warm_bath").exists()
    assert report.left_alone == ["habit warm_bath: was deleted here"]


def test_what_names_a_deleted_exercise_is_loaded_without_it_or_named(pack: Pack) -> None:
    """Links, claims, habits, parts of the anatomy and articles go without; a programme waits."""
    gone = Exercise.objects.filter(claims__isnull=False, articles__isnull=False)[0]
    claim, article = gone.claims.all()[0], gone.articles.all()[0]
    take_out_of_lists(gone)
    gone.delete()
    again = load(pack)
    loose = ("claim", "article", "habit", "anatomy")
    assert [line for line in again.left_alone if line.startswith(loose)] == []
    item = entries.ProgrammeItem(exercise=gone.slug, level="start")
    programme = replace(pack.programmes[0], slug="own-again", items=(item,))
    newer = replace(pack, programmes=(*pack.programmes, programme))
    newer = with_row(newer, "claims", claim.code, why="For another reason.")
    newer = with_new_exercise(newer, "step-up", slug="stair-climb", rung=6, harder=gone.slug)
    report = load(newer)
    reason = f"programme own-again: needs exercise {gone.slug}, which was deleted here"
    assert reason in report.left_alone
    assert [line for line in report.left_alone if line.startswith(loose)] == []
    assert Exercise.objects.get(slug="stair-climb").harder is None
    claim.refresh_from_db()
    assert claim.why == "For another reason."
    assert gone.slug not in claim.exercises.values_list("slug", flat=True)
    assert gone.slug not in article.exercises.values_list("slug", flat=True)


def test_it_links_sources_with_each_other(pack: Pack) -> None:
    rows = Source.objects.values_list("code", "part_of__code", "cited_by__code")
    assert set(rows) == {(one.code, one.part_of, one.cited_by) for one in pack.sources}
    load(with_row(pack, "sources", "wilbanks", part_of=None))
    assert Source.objects.get(code="wilbanks").part_of is None


def test_it_names_an_exercise_that_needs_equipment_staff_have_deleted(pack: Pack) -> None:
    Exercise.equipment.through.objects.filter(equipment__code="step").delete()
    Equipment.objects.get(code="step").delete()  # as an older version let staff do
    report = load(with_new_exercise(pack, "step-up", slug="stair-climb", rung=6))
    reason = "exercise stair-climb: needs equipment step, which was deleted here"
    assert reason in report.left_alone
    assert not Exercise.objects.filter(slug="stair-climb").exists()


def test_it_leaves_rows_that_staff_have_made_and_does_not_take_them_for_its_own(
    pack: Pack,
) -> None:
    """Those under a name of the pack, and those that the pack never had."""
    staff_exercise("walk-jog", slug="long-run", rung=6, feel="As staff put it.")
    made = staff_exercise("walk-jog", slug="own-run", rung=7)
    report = load(with_new_exercise(pack, "walk-jog", slug="long-run", rung=8))
    assert report.left_alone == ["exercise long-run: was made here under the same name"]
    assert Exercise.objects.get(slug="long-run").feel == "As staff put it."
    assert Exercise.objects.filter(pk=made.pk, rung=7).exists()
    assert not PackEntry.objects.filter(kind="exercise", key="long-run").exists()


def test_it_adds_a_new_exercise_once_staff_have_freed_its_rung(pack: Pack) -> None:
    made = staff_exercise("walk-jog", slug="staff-run", rung=6)
    new = with_new_exercise(pack, "walk-jog", slug="long-run", rung=6)
    assert load(new).left_alone == ["exercise long-run: its rung is taken by staff-run"]
    assert not Exercise.objects.filter(slug="long-run").exists()
    made.delete()
    assert load(new).added == 1


def test_words_do_not_wait_for_a_rung(pack: Pack) -> None:
    staff_exercise("walk-jog", slug="staff-run", rung=6)
    moved = with_exercise(pack, "walk-jog", rung=6, feel="Light.")
    assert load(moved).changed == 1
    kept = Exercise.objects.get(slug="walk-jog")
    assert (kept.rung, kept.feel) == (3, "Light.")
    again = load(moved)
    assert (again.changed, len(again.left_alone)) == (0, 1)
    Exercise.objects.filter(slug="staff-run").update(rung=7)
    assert load(moved).left_alone == []
    assert Exercise.objects.get(slug="walk-jog").rung == 6


def test_it_moves_nothing_onto_the_rung_of_an_exercise_that_could_not_move(pack: Pack) -> None:
    staff_exercise("walk-jog", slug="staff-run", rung=6)
    moved = with_exercise(with_exercise(pack, "easy-walk", rung=3), "walk-jog", rung=6)
    report = load(moved)
    assert sorted(report.left_alone) == [
        "exercise easy-walk: its rung is taken by walk-jog",
        "exercise walk-jog: its rung is taken by staff-run",
    ]
    rungs = dict(Exercise.objects.filter(ladder__code="walking").values_list("slug", "rung"))
    assert (rungs["easy-walk"], rungs["walk-jog"], rungs["staff-run"]) == (2, 3, 6)


# --- All or nothing ------------------------------------------------------------------------------


@pytest.mark.database
def test_it_changes_and_adds_nothing_when_the_database_refuses_the_last_rows(pack: Pack) -> None:
    before = everything()
    broken = with_row(pack, "phases", "settle", label="Settle down")
    broken = with_new_exercise(broken, "walk-jog", slug="long-run", rung=6)
    refused = replace(pack.articles[0], status="hidden")
    with pytest.raises(IntegrityError):
        load(replace(broken, articles=(*pack.articles[1:], refused)))
    assert everything() == before
