"""The pack comes into the database, and what staff have changed there stays."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from msgspec.structs import asdict, replace

from exercises.models import (
    Claim,
    Equipment,
    Exercise,
    Habit,
    Ladder,
    PackEntry,
    Phase,
    Programme,
    Source,
    Step,
)
from exercises.pack.facts import Facts, Kind
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


@pytest.mark.database
def test_it_loads_every_entry_into_an_empty_database(empty: None, pack: Pack) -> None:
    report = load(pack)
    assert counts(report) == (ENTRIES, 0, 0)
    assert report.left_alone == []


def test_it_remembers_every_entry(empty: None, pack: Pack) -> None:
    load(pack)
    assert PackEntry.objects.count() == ENTRIES


def test_it_starts_exercises_at_their_first_revision(empty: None, pack: Pack) -> None:
    load(pack)
    assert set(Exercise.objects.values_list("revision", flat=True)) == {1}


@pytest.mark.database
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_it_writes_rows_that_say_what_the_entries_say(kind: Kind, pack: Pack) -> None:
    rows = kind.model._default_manager.prefetch_related(*kind.prefetches())
    held = {str(getattr(row, kind.key)): plain(kind.row_facts(row)) for row in rows}
    assert held == {key: plain(facts) for key, facts in kind.entries_of(pack)}


@pytest.mark.database
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
def test_it_changes_nothing_the_second_time(pack: Pack) -> None:
    before = everything()
    report = load(pack)
    assert counts(report) == (0, 0, ENTRIES)
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


def test_it_writes_nothing_the_second_time(pack: Pack) -> None:
    with CaptureQueriesContext(connection) as asked:
        load(pack)
    verbs = {query["sql"].split()[0] for query in asked.captured_queries}
    assert verbs <= {"SELECT", "SAVEPOINT", "RELEASE"}


# --- The pack changes ----------------------------------------------------------------------------


def test_it_brings_a_change_of_the_pack_to_a_row_nobody_touched(pack: Pack) -> None:
    report = load(with_exercise(pack, "step-up", feel="Both legs at work."))
    assert counts(report) == (0, 1, ENTRIES - 1)
    assert Exercise.objects.get(slug="step-up").feel == "Both legs at work."


def test_it_bumps_the_revision_of_a_changed_exercise(pack: Pack) -> None:
    load(with_exercise(pack, "step-up", feel="Both legs at work."))
    load(with_exercise(pack, "step-up", feel="Both legs at work, evenly."))
    assert Exercise.objects.get(slug="step-up").revision == 3


def test_it_leaves_the_revision_of_other_exercises(pack: Pack) -> None:
    load(with_exercise(pack, "step-up", feel="Both legs at work."))
    others = Exercise.objects.exclude(slug="step-up")
    assert set(others.values_list("revision", flat=True)) == {1}


def test_it_keeps_the_row_when_its_facts_change(pack: Pack) -> None:
    before = Exercise.objects.get(slug="step-up").pk
    load(with_exercise(pack, "step-up", name="Step up"))
    assert Exercise.objects.get(slug="step-up").pk == before


def test_it_replaces_the_steps_in_their_order(pack: Pack) -> None:
    steps = exercise_of(pack, "step-up").steps
    load(with_exercise(pack, "step-up", steps=(steps[0], steps[3], steps[2])))
    texts = Step.objects.filter(exercise__slug="step-up").values_list("text", flat=True)
    assert list(texts) == [steps[0].text, steps[3].text, steps[2].text]


def test_it_replaces_what_an_exercise_is_linked_with(pack: Pack) -> None:
    load(with_exercise(pack, "step-up", targets=("buttock", "low_back"), equipment=()))
    row = Exercise.objects.get(slug="step-up")
    assert {area.code for area in row.targets.all()} == {"buttock", "low_back"}
    assert not row.equipment.exists()


def test_it_takes_a_link_away(pack: Pack) -> None:
    load(with_exercise(pack, "sit-to-stand", harder=None))
    assert Exercise.objects.get(slug="sit-to-stand").harder is None


def test_it_brings_a_change_to_a_vocabulary(pack: Pack) -> None:
    load(with_row(pack, "phases", "settle", label="Settle down"))
    assert Phase.objects.get(code="settle").label == "Settle down"


def test_it_adds_an_exercise_that_is_new_in_the_pack(pack: Pack) -> None:
    report = load(with_new_exercise(pack, "walk-jog", slug="long-run", rung=6, gentler="walk-jog"))
    assert counts(report) == (1, 0, ENTRIES)
    assert Exercise.objects.get(slug="long-run").gentler.slug == "walk-jog"


@pytest.mark.database
def test_it_lets_two_exercises_change_rungs(pack: Pack) -> None:
    swapped = with_exercise(pack, "easy-walk", rung=3)
    report = load(with_exercise(swapped, "walk-jog", rung=2))
    assert report.changed == 2
    rungs = dict(Exercise.objects.filter(ladder__code="walking").values_list("slug", "rung"))
    assert (rungs["easy-walk"], rungs["walk-jog"]) == (3, 2)


@pytest.mark.database
def test_it_lets_a_new_exercise_in_between_two_rungs(pack: Pack) -> None:
    moved = with_exercise(pack, "walk-jog", rung=6)
    report = load(with_new_exercise(moved, "step-up", slug="stair-climb", rung=5))
    assert (report.added, report.changed, report.left_alone) == (1, 1, [])


# --- Staff have been here ------------------------------------------------------------------------


def test_it_leaves_a_row_that_staff_have_changed(pack: Pack) -> None:
    Exercise.objects.filter(slug="step-up").update(feel="As staff put it.")
    report = load(with_exercise(pack, "step-up", feel="Both legs at work."))
    assert Exercise.objects.get(slug="step-up").feel == "As staff put it."
    assert report.left_alone == [f"exercise step-up: was changed here{NEWS}"]


def test_it_leaves_it_however_often_the_pack_changes(pack: Pack) -> None:
    Exercise.objects.filter(slug="step-up").update(feel="As staff put it.")
    load(with_exercise(pack, "step-up", feel="Both legs at work."))
    load(with_exercise(pack, "step-up", feel="Both legs at work, evenly."))
    assert Exercise.objects.get(slug="step-up").feel == "As staff put it."


def test_it_names_what_staff_have_changed_while_the_pack_stands_still(pack: Pack) -> None:
    Habit.objects.filter(code="warm_bath").update(label="A bath")
    report = load(pack)
    assert report.left_alone == ["habit warm_bath: was changed here"]
    assert counts(report) == (0, 0, ENTRIES - 1)


def test_it_sees_a_change_in_the_steps_of_an_exercise(pack: Pack) -> None:
    Step.objects.filter(exercise__slug="step-up", kind="finish").update(cue="Well done")
    report = load(with_exercise(pack, "step-up", feel="Both legs at work."))
    assert report.left_alone == [f"exercise step-up: was changed here{NEWS}"]
    assert Step.objects.get(exercise__slug="step-up", kind="finish").cue == "Well done"


def test_it_sees_a_change_in_what_an_exercise_is_linked_with(pack: Pack) -> None:
    Exercise.objects.get(slug="step-up").equipment.clear()
    report = load(pack)
    assert report.left_alone == ["exercise step-up: was changed here"]


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


def test_it_leaves_out_links_to_an_exercise_that_staff_have_deleted(pack: Pack) -> None:
    gone = Exercise.objects.get(slug="walk-jog")
    take_out_of_lists(gone)
    gone.delete()
    new = with_new_exercise(pack, "step-up", slug="stair-climb", rung=6, harder="walk-jog")
    load(new)
    assert Exercise.objects.get(slug="stair-climb").harder is None


def test_what_only_points_at_a_deleted_exercise_is_loaded_without_it(pack: Pack) -> None:
    """Claims, habits, parts of the anatomy and articles; a change of the pack still comes."""
    gone = Exercise.objects.filter(claims__isnull=False, articles__isnull=False)[0]
    claim, article = gone.claims.all()[0], gone.articles.all()[0]
    take_out_of_lists(gone)
    gone.delete()
    again = load(pack)
    named = ("claim", "article", "habit", "anatomy")
    assert [said for said in again.left_alone if said.startswith(named)] == []
    load(with_row(pack, "claims", claim.code, why="For another reason."))
    claim.refresh_from_db()
    assert claim.why == "For another reason."
    assert gone.slug not in claim.exercises.values_list("slug", flat=True)
    assert gone.slug not in article.exercises.values_list("slug", flat=True)


@pytest.mark.database
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


def test_it_names_a_programme_that_needs_an_exercise_staff_have_deleted(pack: Pack) -> None:
    gone = Exercise.objects.get(slug="walk-jog")
    take_out_of_lists(gone)
    gone.delete()
    item = entries.ProgrammeItem(exercise="walk-jog", level="start")
    new = replace(pack.programmes[0], slug="run-again", items=(item,))
    report = load(replace(pack, programmes=(*pack.programmes, new)))
    reason = "programme run-again: needs exercise walk-jog, which was deleted here"
    assert reason in report.left_alone


def test_it_leaves_a_row_that_staff_have_made_under_the_same_slug(pack: Pack) -> None:
    staff_exercise("walk-jog", slug="long-run", rung=6, feel="As staff put it.")
    report = load(with_new_exercise(pack, "walk-jog", slug="long-run", rung=7))
    assert report.left_alone == ["exercise long-run: was made here under the same name"]
    assert Exercise.objects.get(slug="long-run").feel == "As staff put it."


def test_it_does_not_remember_a_row_of_staff_as_its_own(pack: Pack) -> None:
    staff_exercise("walk-jog", slug="long-run", rung=6)
    load(with_new_exercise(pack, "walk-jog", slug="long-run", rung=7))
    assert not PackEntry.objects.filter(kind="exercise", key="long-run").exists()


def test_it_leaves_rows_that_the_pack_never_had(pack: Pack) -> None:
    made = staff_exercise("walk-jog", slug="long-run", rung=6)
    report = load(pack)
    assert report.left_alone == []
    assert Exercise.objects.filter(pk=made.pk, rung=6).exists()


def test_it_names_a_new_exercise_whose_rung_staff_have_taken(pack: Pack) -> None:
    staff_exercise("walk-jog", slug="staff-run", rung=6)
    report = load(with_new_exercise(pack, "walk-jog", slug="long-run", rung=6))
    assert report.left_alone == ["exercise long-run: its rung is taken by staff-run"]
    assert not Exercise.objects.filter(slug="long-run").exists()


def test_it_leaves_a_moved_exercise_where_it_was_if_staff_have_taken_its_rung(pack: Pack) -> None:
    staff_exercise("walk-jog", slug="staff-run", rung=6)
    report = load(with_exercise(pack, "walk-jog", rung=6))
    assert report.left_alone == ["exercise walk-jog: its rung is taken by staff-run"]
    assert Exercise.objects.get(slug="walk-jog").rung == 3


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


def test_it_adds_the_exercise_once_staff_have_freed_the_rung(pack: Pack) -> None:
    made = staff_exercise("walk-jog", slug="staff-run", rung=6)
    new = with_new_exercise(pack, "walk-jog", slug="long-run", rung=6)
    load(new)
    made.delete()
    assert load(new).added == 1


# --- All or nothing ------------------------------------------------------------------------------


@pytest.mark.database
def test_it_changes_nothing_when_the_database_refuses_a_row_half_way(pack: Pack) -> None:
    before = everything()
    broken = with_row(pack, "phases", "settle", label="Settle down")
    broken = with_row(broken, "triggers", "run_km", minimum=9.0, maximum=1.0)
    with pytest.raises(IntegrityError):
        load(broken)
    assert everything() == before


@pytest.mark.database
def test_it_adds_nothing_when_the_database_refuses_the_last_rows(empty: None, pack: Pack) -> None:
    twin = replace(pack.articles[0], status="hidden")
    with pytest.raises(IntegrityError):
        load(replace(pack, articles=(*pack.articles[1:], twin)))
    assert not Ladder.objects.exists()
    assert not Claim.objects.exists()
    assert not PackEntry.objects.exists()
