"""Loading takes no caution off an exercise, and brings flags past what staff put in their words."""

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from msgspec.structs import replace

from exercises.models import (
    BodyPosition,
    Contraindication,
    Exercise,
    ExerciseCondition,
    Measure,
    PackEntry,
    ScreeningItem,
)
from exercises.pack.export import exported
from exercises.pack.facts import as_first_kept, digest
from exercises.pack.files import PACK_FOLDER, Pack, entries, read_pack
from exercises.pack.files.writing import files_of
from exercises.pack.kinds import KINDS
from exercises.pack.loader import Report, load, rows_of
from exercises.pack.offers import kind_named, offer_of, take
from tests.packs import pack_of, shipped_pack

pytestmark = pytest.mark.usefixtures("library")

SLUG = "step-up"
GONE = "balance_falls"


@pytest.fixture
def pack() -> Pack:
    """What the real pack says of safety, with known cautions on one exercise."""
    shipped = shipped_pack()
    measures = ("symptoms", "triggers", "signs")  # they are counted on from list to list
    names = (*measures, "contraindications", "positions", "screening", "exercises")
    lists = {name: getattr(shipped, name) for name in names}
    return with_conditions(pack_of(**lists), GONE, "osteoporosis")


def with_conditions(pack: Pack, *conditions: Any, **changes: Any) -> Pack:
    rows = (
        replace(one, contraindications=conditions, **changes) if one.slug == SLUG else one
        for one in pack.exercises
    )
    return replace(pack, exercises=tuple(rows))


def with_row(pack: Pack, name: str, code: str, **changes: Any) -> Pack:
    rows = (replace(row, **changes) if row.code == code else row for row in getattr(pack, name))
    return replace(pack, **{name: tuple(rows)})


def without_term(pack: Pack, code: str) -> Pack:
    """A pack that does not know the contraindication any more, and puts it nowhere."""
    terms = tuple(term for term in pack.contraindications if term.code != code)
    rows = tuple(
        replace(
            one,
            contraindications=tuple(
                named for named in one.contraindications if getattr(named, "code", named) != code
            ),
        )
        for one in pack.exercises
    )
    return replace(pack, contraindications=terms, exercises=rows)


def own_words(code: str = GONE) -> entries.Condition:
    return entries.Condition(code=code, action="hide", say="Not without a rail.")


def step_up() -> Exercise:
    return Exercise.objects.get(slug=SLUG)


def codes() -> set[str]:
    return {term.code for term in step_up().contraindications.all()}


def delete_as_once(code: str) -> None:
    """Delete a contraindication as an older version let staff do: off its exercises too."""
    ExerciseCondition.objects.filter(contraindication__code=code).delete()
    Contraindication.objects.get(code=code).delete()


def left_alone(report: Report, key: str) -> list[str]:
    return [line for line in report.left_alone if f" {key}: " in line]


# --- A caution in words of its own ---------------------------------------------------------------


def test_a_caution_comes_with_its_own_action_and_words_and_they_come_out_again(pack: Pack) -> None:
    load(with_conditions(pack, own_words(), "osteoporosis"))
    first, second = step_up().conditions.order_by("contraindication__code")
    assert (first.action_here, first.words) == ("hide", "Not without a rail.")
    term = second.contraindication
    assert (second.action, second.say) == ("", "")
    assert (second.action_here, second.words) == (term.action, term.say)
    out = exported().pack
    [row] = [exercise for exercise in out.exercises if exercise.slug == SLUG]
    text = dict(files_of(pack_of(exercises=(row,))))[f"exercises/{SLUG}.yaml"]
    assert yaml.safe_load(text)["contraindications"] == [
        {"code": GONE, "action": "hide", "say": "Not without a rail."}, "osteoporosis",
    ]  # fmt: skip
    report = load(out)
    assert (report.left_alone, report.changed) == ([], 0)


def test_an_edited_exercise_keeps_its_words_and_is_offered_the_packs(pack: Pack) -> None:
    load(pack)
    step_up().conditions.filter(contraindication__code=GONE).update(say="As staff put it.")
    report = load(with_conditions(pack, own_words(), "osteoporosis"))
    assert step_up().conditions.get(contraindication__code=GONE).say == "As staff put it."
    assert "the pack has something new" in left_alone(report, SLUG)[0]
    entry = PackEntry.objects.get(kind="exercise", key=SLUG)
    offer = offer_of(entry)
    assert offer is not None
    [difference] = offer.differences
    label = Contraindication.objects.get(code=GONE).label
    assert difference.label == "Not for"
    assert difference.ours.splitlines()[0] == f"{label}: As staff put it."
    assert difference.theirs.splitlines()[0] == f"{label}: Do not do this one: Not without a rail."
    assert difference.before is not None
    assert difference.before.splitlines()[0] == label
    take(entry)
    assert step_up().conditions.get(contraindication__code=GONE).say == "Not without a rail."
    assert codes() == {GONE, "osteoporosis"}


# --- Words that are missing ----------------------------------------------------------------------


def test_what_staff_had_deleted_comes_back_where_it_was_and_nowhere_else(pack: Pack) -> None:
    load(pack)
    had = set(Exercise.objects.filter(contraindications__code=GONE).values_list("slug", flat=True))
    delete_as_once(GONE)
    report = load(with_conditions(pack, own_words(), "osteoporosis"))
    assert report.came_back == [GONE]
    assert set(report.given_back) == had
    assert SLUG in had
    assert step_up().conditions.get(contraindication__code=GONE).say == "Not without a rail."
    assert report.left_alone == []


def test_it_comes_back_where_staff_changed_the_exercise_too(pack: Pack) -> None:
    load(pack)
    delete_as_once(GONE)
    Exercise.objects.filter(slug=SLUG).update(feel="As staff put it.")
    before = step_up().revision
    report = load(pack)
    assert codes() == {GONE, "osteoporosis"}
    assert (step_up().feel, step_up().revision) == ("As staff put it.", before + 1)
    assert left_alone(report, SLUG)


def test_an_exercise_that_gets_it_only_now_is_no_change_of_staffs(pack: Pack) -> None:
    """Else its other news would wait for a choice that nobody knows of."""
    load(with_conditions(pack, "osteoporosis"))
    delete_as_once(GONE)
    report = load(with_conditions(pack, GONE, "osteoporosis", feel="Steady."))
    assert not left_alone(report, SLUG)
    assert SLUG not in report.given_back
    assert (codes(), step_up().feel) == ({GONE, "osteoporosis"}, "Steady.")


def test_the_command_says_what_came_back() -> None:
    delete_as_once(GONE)
    said = io.StringIO()
    call_command("load_library", stdout=said, stderr=io.StringIO())
    assert f"  back again: contraindication {GONE}: was deleted here" in said.getvalue()
    assert "  back again on: " in said.getvalue()


def test_what_the_pack_has_no_more_stays_with_its_places(pack: Pack) -> None:
    """On an exercise that stands still, and on one that the pack changes."""
    load(pack)
    older = without_term(pack, GONE)
    report = load(older)
    assert codes() == {GONE, "osteoporosis"}
    assert (report.left_alone, report.changed) == ([], 0)
    PackEntry.objects.filter(kind="exercise", key=SLUG).update(
        loaded=None, digest=digest(kind_named("exercise").row_facts(step_up()))
    )
    load(with_conditions(older, "osteoporosis", "high_bp", feel="Both legs."))
    assert step_up().feel == "Both legs."
    assert codes() == {GONE, "osteoporosis", "high_bp"}


def test_a_caution_that_the_pack_takes_off_goes_and_one_of_staff_is_their_change(
    pack: Pack,
) -> None:
    load(pack)
    load(with_conditions(pack, "osteoporosis"))
    assert codes() == {"osteoporosis"}
    ours = Contraindication.objects.create(
        code="ours", label="Ours", short_label="Ours", action="ask", say="Ask us."
    )
    step_up().conditions.create(contraindication=ours)
    report = load(with_conditions(pack, own_words(), "osteoporosis"))
    assert left_alone(report, SLUG)
    assert codes() == {"osteoporosis", "ours"}


# --- Flags -------------------------------------------------------------------------------------


def flagged(pack: Pack) -> Pack:
    """A pack with flags on three rows, none as they are now."""
    places = ("buttock", "low_back")
    signed = with_row(pack, "signs", "sign_numbness", emergency_in=places)
    return with_conditions(signed, *conditions_of(pack), impact=True)


def conditions_of(pack: Pack) -> tuple[Any, ...]:
    return next(one.contraindications for one in pack.exercises if one.slug == SLUG)


def test_a_flag_comes_past_staffs_own_words(pack: Pack) -> None:
    """And one that staff have taken away again stays away."""
    load(pack)
    Measure.objects.filter(code="sign_numbness").update(advice="Ring us.")
    Exercise.objects.filter(slug=SLUG).update(feel="As staff put it.")
    report = load(flagged(pack))
    numbness = Measure.objects.get(code="sign_numbness")
    assert (numbness.advice, numbness.emergency_in) == ("Ring us.", ["buttock", "low_back"])
    assert left_alone(report, "sign_numbness") == [
        "measure sign_numbness: was changed here, and emergency_in filled in"
    ]
    assert (step_up().feel, step_up().impact) == ("As staff put it.", True)
    Exercise.objects.filter(slug=SLUG).update(impact=False)
    load(flagged(pack))
    assert not step_up().impact


def test_what_staff_have_said_themselves_stays(pack: Pack) -> None:
    """A flag, a question to a label of their own, and the foot without a less urgent sign."""
    load(pack)
    Measure.objects.filter(code="sign_numbness").update(emergency_in=["neck"])
    Contraindication.objects.filter(code=GONE).update(say="Hold on.")
    Contraindication.objects.filter(code="osteoporosis").update(label="Soft bones")
    ScreeningItem.objects.filter(code="rf_chest").update(urgency="today", short="")
    newer = with_row(flagged(pack), "contraindications", GONE, question="Do you ever fall?")
    newer = with_row(newer, "contraindications", "osteoporosis", question="Are they thin?")
    newer = with_row(newer, "screening", "rf_chest", short="chest pain, quite new")
    before = Contraindication.objects.get(code="osteoporosis").question
    load(newer)
    assert Measure.objects.get(code="sign_numbness").emergency_in == ["neck"]
    assert Contraindication.objects.get(code=GONE).asked == "Do you ever fall?"
    assert Contraindication.objects.get(code="osteoporosis").question == before
    assert ScreeningItem.objects.get(code="rf_chest").short == ""


# --- From before ---------------------------------------------------------------------------------


def test_what_only_a_first_digest_is_kept_of_is_known(pack: Pack) -> None:
    """Rows that were loaded by the first version, before more than a digest was kept."""
    load(pack)
    for name in ("exercise", "contraindication", "screening", "position", "measure"):
        kind = kind_named(name)
        for key, row in rows_of(kind).items():
            PackEntry.objects.filter(kind=name, key=key).update(
                loaded=None, digest=digest(as_first_kept(kind, kind.row_facts(row)))
            )
    floors = tuple(replace(one, floor=not one.floor) for one in pack.positions)
    report = load(with_conditions(replace(pack, positions=floors), GONE, feel="Both legs."))
    assert report.left_alone == []
    assert step_up().feel == "Both legs."
    assert BodyPosition.objects.filter(floor=floors[0].floor, code=floors[0].code).exists()


def test_a_pack_from_before_is_still_read(tmp_path: Path) -> None:
    shutil.copytree(PACK_FOLDER, tmp_path, dirs_exist_ok=True)
    new = {
        "positions": ["floor"],
        "body_areas": ["leg", "signs_only"],
        "contraindications": ["question"],
        "screening": ["group", "short"],
        "signs": ["emergency_in"],
    }
    for name, fields in new.items():
        path = tmp_path / f"vocabulary/{name}.yaml"
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        rows = [row for row in rows if row.get("urgency") != "stop"]
        for row in rows:
            for field in fields:
                row.pop(field, None)
            if row.get("urgency") in ("today", "days"):
                row["urgency"] = "urgent"
        path.write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    path = tmp_path / f"exercises/{SLUG}.yaml"
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    held["stop_if"] = ["Pain climbs 2 or goes above 5."]
    path.write_text(yaml.safe_dump(held, allow_unicode=True), encoding="utf-8")
    old = read_pack(tmp_path)
    assert {sign.urgency for sign in old.screening} == {"emergency", "today", "routine"}
    said = io.StringIO()
    call_command("load_library", f"--folder={tmp_path}", stdout=io.StringIO(), stderr=said)
    assert "step-up.yaml: stop_if[0]: the page says by itself at which pain" in said.getvalue()


def test_every_flag_is_a_field_and_waits_for_fields() -> None:
    wrong = []
    for kind in KINDS:
        known = {*kind.fields, *kind.references}
        waits_for = {name for alike in kind.late.values() for name in alike}
        if not set(kind.late) <= set(kind.fields) or not waits_for <= known:
            wrong.append(kind.name)
    assert not wrong, wrong
