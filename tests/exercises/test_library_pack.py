"""A pack with a fault is refused, and whoever wrote it reads the file, the key and the reason."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from exercises.pack.files import PACK_FOLDER, PackError, read_pack
from exercises.pack.files.safety_checks import unsafe_in
from exercises.rules.soundness import check_stop
from tests.packs import shipped_pack

PULL = "exercises/side-lying-pull.yaml"  # holds; its harder is side-lying-pull-past-line
STEP_UP = "exercises/step-up.yaml"  # repetitions of 4 seconds
BREATHING = "exercises/belly-breathing.yaml"  # timed sets
DRILLS = "programmes/four-drills.yaml"
ARTICLE = "articles/when-to-get-help.yaml"
PHASES = "vocabulary/phases.yaml"
LADDERS = "vocabulary/ladders.yaml"
SYMPTOMS = "vocabulary/symptoms.yaml"
TRIGGERS = "vocabulary/triggers.yaml"
CLAIM = "claims/only-muscle-from-spine-to-leg.yaml"
SYNONYMS = "vocabulary/synonyms.yaml"
SOURCES = "vocabulary/sources.yaml"
HABITS = "vocabulary/habits.yaml"
CHECKS = "vocabulary/self_checks.yaml"
ANATOMY = "vocabulary/anatomy.yaml"

Edit = Callable[[Any], object]


Case = tuple[str, Edit, str]  # the file, what is changed in it, and the fault to be named


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real pack, to be broken."""
    return shutil.copytree(PACK_FOLDER, tmp_path / "library")


def edit(path: Path, change: Edit) -> None:
    """Let `change` alter what the YAML file at `path` holds."""
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(held)
    # JSON is YAML too, and is written in no time.
    path.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")


def in_rounds(cases: dict[str, Case]) -> list[dict[str, Case]]:
    """The cases in as many rounds as the file needs that has most: each file once in a round."""
    rounds: list[dict[str, Case]] = []
    for name, case in cases.items():
        others = [{file for file, _change, _fault in already.values()} for already in rounds]
        free = [number for number, files in enumerate(others) if case[0] not in files]
        if not free:
            rounds.append({name: case})
        else:
            rounds[free[0]][name] = case
    return rounds


def faults_by_round(
    folder: Path, cases: dict[str, Case], faults_in: Callable[[Path], list[str]]
) -> Iterator[tuple[dict[str, str], list[str]]]:
    """The faults to be named by the names of their cases, and the faults that are named."""
    for together in in_rounds(cases):
        whole = {file: (folder / file).read_bytes() for file, _change, _fault in together.values()}
        for file, change, _fault in together.values():
            edit(folder / file, change)
        yield {name: case[2] for name, case in together.items()}, faults_in(folder)
        for file, content in whole.items():
            (folder / file).write_bytes(content)


def faults_of(folder: Path) -> list[str]:
    """What is said about the pack in `folder`."""
    with pytest.raises(PackError) as refused:
        read_pack(folder)
    return refused.value.faults


def put(*place: str | int, value: Any) -> Edit:
    """A change that puts `value` at `place`, a path of keys and indexes."""

    def change(held: Any) -> None:
        for key in place[:-1]:
            held = held[key]
        held[place[-1]] = value

    return change


def of(code: str, key: str, value: Any) -> Edit:
    """A change that gives the vocabulary's row `code` another `value` at `key`."""

    def change(rows: list[dict[str, Any]]) -> None:
        next(row for row in rows if row["code"] == code)[key] = value

    return change


def words(number: int) -> str:
    """A text of so many words."""
    return " ".join(["word"] * number)


def test_it_reads_the_real_pack() -> None:
    assert shipped_pack().exercises


def test_it_reads_a_pack_from_any_folder(folder: Path) -> None:
    assert read_pack(folder) == shipped_pack()


# --- Files ---------------------------------------------------------------------------------------


ALWAYS_THERE = {path.name for path in PACK_FOLDER.glob("vocabulary/*")} - {"anatomy.yaml"}


def test_it_names_each_vocabulary_that_is_missing(folder: Path) -> None:
    for name in ALWAYS_THERE:
        (folder / "vocabulary" / name).unlink()
    assert set(faults_of(folder)) == {f"{name}: (file): is missing" for name in ALWAYS_THERE}


def test_it_names_an_exercise_whose_file_is_missing_wherever_it_is_needed(folder: Path) -> None:
    (folder / "exercises/single-leg-march-loop.yaml").unlink()
    assert "four-drills.yaml: items: 'single-leg-march-loop' is not in exercises" in faults_of(
        folder
    )


UNREADABLE = {
    "": "is empty",
    "slug: [1, 2": "expected ',' or ']'",
    "slug: a\nslug: b\n": "the key 'slug' stands twice",
    "dose: {type: hold, type: reps}": "the key 'type' stands twice",
    "slug: 2024-13-45": "month must be in 1..12",
    "slug: !!python/name:os.system ''": "could not determine a constructor",
}


def test_it_names_a_file_that_it_cannot_read(folder: Path) -> None:
    wrong = []
    for text, reason in UNREADABLE.items():
        (folder / ARTICLE).write_text(text, encoding="utf-8")
        [fault] = faults_of(folder)
        if not fault.startswith("when-to-get-help.yaml: (file): ") or reason not in fault:
            wrong.append(f"{text}: {fault}")
    assert not wrong, wrong


def test_it_names_the_line_of_a_syntax_error(folder: Path) -> None:
    (folder / ARTICLE).write_text("slug: a\ntitle: [1, 2\n", encoding="utf-8")
    [fault] = faults_of(folder)
    assert "line 2" in fault


def test_it_names_a_file_that_is_not_utf_8(folder: Path) -> None:
    (folder / ARTICLE).write_bytes(b"slug: \xff\xfe")
    [fault] = faults_of(folder)
    assert fault.startswith("when-to-get-help.yaml: (file): ")


def test_it_names_a_vocabulary_that_is_no_list(folder: Path) -> None:
    (folder / PHASES).write_text("settle: Settle\n", encoding="utf-8")
    assert faults_of(folder) == ["phases.yaml: (file): a list is expected"]


def test_it_names_a_file_whose_slug_is_another(folder: Path) -> None:
    (folder / STEP_UP).rename(folder / "exercises/step-down.yaml")
    assert faults_of(folder) == ["step-down.yaml: slug: 'step-up' is not the name of the file"]


# --- The shape of one entry ----------------------------------------------------------------------

SHAPES: dict[str, Case] = {
    "unknown key": (
        PULL,
        put("tempo", value="slow"),
        "side-lying-pull.yaml: tempo: Object contains unknown field `tempo`",
    ),
    "unknown key with a hyphen": (
        PULL,
        put("five-step", value=1),
        "side-lying-pull.yaml: five-step: Object contains unknown field `five-step`",
    ),
    "unknown key within": (
        PULL,
        put("dose", "levels", "start", "kilos", value=2),
        "side-lying-pull.yaml: dose.levels.start.kilos: Object contains unknown field `kilos`",
    ),
    "unknown key in a vocabulary": (
        PHASES,
        put(2, "colour", value="blue"),
        "phases.yaml: [2].colour: Object contains unknown field `colour`",
    ),
    "missing key": (
        PULL,
        lambda held: held.pop("name"),
        "side-lying-pull.yaml: name: Object missing required field `name`",
    ),
    "missing key within": (
        PULL,
        lambda held: held["steps"][1].pop("cue"),
        "side-lying-pull.yaml: steps[1].cue: Object missing required field `cue`",
    ),
    "missing key in a vocabulary": (
        PHASES,
        lambda held: held[0].pop("gentle"),
        "phases.yaml: [0].gentle: Object missing required field `gentle`",
    ),
    "wrong type": (
        PULL,
        put("per_side", value="yes"),
        "side-lying-pull.yaml: per_side: Expected `bool`, got `str`",
    ),
    "number as text": (
        PULL,
        put("dose", "levels", "top", "sets", value="3"),
        "side-lying-pull.yaml: dose.levels.top.sets: Expected `int`, got `str`",
    ),
    "text where a number is": (
        CLAIM,
        put("positions", 1, "words", value=12),
        "only-muscle-from-spine-to-leg.yaml: positions[1].words: Expected `str`, got `int`",
    ),
    "no object at all": (
        PHASES,
        put(1, value="settle"),
        "phases.yaml: [1]: Expected `object`, got `str`",
    ),
    "pain over 10": (
        PULL,
        put("pain_now_max", value=11),
        "side-lying-pull.yaml: pain_now_max: Expected `int` <= 10",
    ),
    "no sets": (
        PULL,
        put("dose", "levels", "start", "sets", value=0),
        "side-lying-pull.yaml: dose.levels.start.sets: Expected `int` >= 1",
    ),
    "too long": (
        PULL,
        put("name", value="n" * 121),
        "side-lying-pull.yaml: name: Expected `str` of length <= 120",
    ),
    "means nothing": (
        SYNONYMS,
        put(0, "means", value=" "),
        "synonyms.yaml: [0].means: Expected `str` matching regex '\\\\S'",
    ),
    "empty list": (
        DRILLS,
        put("items", value=[]),
        "four-drills.yaml: items: Expected `array` of length >= 1",
    ),
    "not one of several": (
        ARTICLE,
        put("status", value="hidden"),
        "when-to-get-help.yaml: status: Invalid enum value 'hidden'",
    ),
    "a level left out": (
        PULL,
        lambda held: held["dose"]["levels"].pop("top"),
        "side-lying-pull.yaml: dose.levels.top: Object missing required field `top`",
    ),
}


def test_it_names_an_entry_of_the_wrong_shape(folder: Path) -> None:
    wrong = []
    for wanted, faults in faults_by_round(folder, SHAPES, faults_of):
        missing = [name for name, fault in wanted.items() if fault not in faults]
        if missing or len(faults) > len(wanted):
            wrong.append(f"{missing}: {faults}")
    assert not wrong, wrong


# --- What must hold across entries ---------------------------------------------------------------

REFERENCES: dict[str, Case] = {
    "phase": (
        PULL,
        put("phase", value="nap"),
        "side-lying-pull.yaml: phase: 'nap' is not in phases",
    ),
    "ladder": (
        PULL,
        put("ladder", value="rope"),
        "side-lying-pull.yaml: ladder: 'rope' is not in ladders",
    ),
    "position": (
        PULL,
        put("position", value="flying"),
        "side-lying-pull.yaml: position: 'flying' is not in positions",
    ),
    "target": (
        PULL,
        put("targets", 0, value="elbow"),
        "side-lying-pull.yaml: targets: 'elbow' is not in body_areas",
    ),
    "equipment": (
        PULL,
        put("equipment", 1, value="rope"),
        "side-lying-pull.yaml: equipment: 'rope' is not in equipment",
    ),
    "contraindication": (
        PULL,
        put("contraindications", 0, value="flu"),
        "side-lying-pull.yaml: contraindications: 'flu' is not in contraindications",
    ),
    "source": (
        PULL,
        put("sources", 0, value="S999"),
        "side-lying-pull.yaml: sources: 'S999' is not in sources",
    ),
    "gentler": (
        PULL,
        put("gentler", value="nothing"),
        "side-lying-pull.yaml: gentler: 'nothing' is not in exercises",
    ),
    "harder": (
        PULL,
        put("harder", value="nothing"),
        "side-lying-pull.yaml: harder: 'nothing' is not in exercises",
    ),
    "five-step": (
        "vocabulary/five_step_order.yaml",
        lambda held: held.pop(2),
        "belly-breathing.yaml: five_step_stage: 3 is not in five_step_order",
    ),
    "phase of a ladder": (
        LADDERS,
        put(0, "phase", value="nap"),
        "ladders.yaml: rest.phase: 'nap' is not in phases",
    ),
    "exercise of a programme": (
        DRILLS,
        put("items", 0, "exercise", value="nothing"),
        "four-drills.yaml: items: 'nothing' is not in exercises",
    ),
    "source of a programme": (
        DRILLS,
        put("sources", 0, value="S999"),
        "four-drills.yaml: sources: 'S999' is not in sources",
    ),
    "source of an article": (
        ARTICLE,
        put("sources", value=["S999"]),
        "when-to-get-help.yaml: sources: 'S999' is not in sources",
    ),
    "source of a position": (
        CLAIM,
        put("positions", 0, "source", value="S999"),
        "claims/only-muscle-from-spine-to-leg.yaml: positions: 'S999' is not in sources",
    ),
    "the same source of two positions": (
        CLAIM,
        lambda held: held["positions"].append(held["positions"][0]),
        "claims/only-muscle-from-spine-to-leg.yaml: positions: names something twice",
    ),
    "exercise of a claim": (
        CLAIM,
        put("exercises", value=["nothing"]),
        "claims/only-muscle-from-spine-to-leg.yaml: exercises: 'nothing' is not in exercises",
    ),
    "source that a source stands in": (
        SOURCES,
        of("wilbanks", "part_of", "S999"),
        "sources.yaml: wilbanks.part_of: 'S999' is not in sources",
    ),
    "source that names a source": (
        SOURCES,
        of("koch-1997", "cited_by", "S999"),
        "sources.yaml: koch-1997.cited_by: 'S999' is not in sources",
    ),
    "source of the evidence": (
        PULL,
        put("evidence", "sources", value=["S999"]),
        "side-lying-pull.yaml: evidence.sources: 'S999' is not in sources",
    ),
    "exercise of a habit": (
        HABITS,
        of("warm_bath", "exercises", ["nothing"]),
        "habits.yaml: warm_bath.exercises: 'nothing' is not in exercises",
    ),
    "exercise of a part of the anatomy": (
        ANATOMY,
        of("psoas-major", "exercises", ["nothing"]),
        "anatomy.yaml: psoas-major.exercises: 'nothing' is not in exercises",
    ),
    "claim of a part of the anatomy": (
        ANATOMY,
        of("psoas-major", "claims", ["nothing"]),
        "anatomy.yaml: psoas-major.claims: 'nothing' is not in claims",
    ),
    "source of a part of the anatomy": (
        ANATOMY,
        of("psoas-major", "sources", ["S999"]),
        "anatomy.yaml: psoas-major.sources: 'S999' is not in sources",
    ),
    "claim of an article": (
        ARTICLE,
        put("claims", value=["nothing"]),
        "when-to-get-help.yaml: claims: 'nothing' is not in claims",
    ),
    "exercise of an article": (
        ARTICLE,
        put("exercises", value=["nothing"]),
        "when-to-get-help.yaml: exercises: 'nothing' is not in exercises",
    ),
    "source of a symptom": (
        SYMPTOMS,
        of("worry", "sources", ["S999"]),
        "symptoms.yaml: worry.sources: 'S999' is not in sources",
    ),
    "source of a self-check": (
        CHECKS,
        of("sock_test", "sources", ["S999"]),
        "self_checks.yaml: sock_test.sources: 'S999' is not in sources",
    ),
    "source of a habit": (
        HABITS,
        of("warm_bath", "sources", ["S999"]),
        "habits.yaml: warm_bath.sources: 'S999' is not in sources",
    ),
    "the same twice": (
        PULL,
        put("targets", value=["hip_front", "hip_front"]),
        "side-lying-pull.yaml: targets: names something twice",
    ),
    "the same exercise twice": (
        DRILLS,
        put("items", 0, "exercise", value="single-leg-march-loop"),
        "four-drills.yaml: items: names something twice",
    ),
}

DOUBLES: dict[str, Case] = {
    "code": (PHASES, put(1, "code", value="settle"), "phases.yaml: code: 'settle' stands twice"),
    "code of a source": (
        SOURCES,
        put(1, "code", value="S000"),
        "sources.yaml: code: 'S000' stands twice",
    ),
    "number of a step": (
        "vocabulary/five_step_order.yaml",
        put(1, "code", value=1),
        "five_step_order.yaml: code: 1 stands twice",
    ),
    "code of two files": (
        TRIGGERS,
        of("bath", "code", "worry"),
        "symptoms, triggers, signs: code: 'worry' stands twice",
    ),
    "code of a claim": (
        CLAIM,
        put("code", value="attach_l4_l5"),
        "claims: code: 'attach_l4_l5' stands twice",
    ),
    "code of a part of the anatomy": (
        ANATOMY,
        put(1, "code", value="psoas-major"),
        "anatomy.yaml: code: 'psoas-major' stands twice",
    ),
    "slug of a source": (
        SOURCES,
        put(1, "slug", value="somatic-education-text"),
        "sources.yaml (slugs): code: 'somatic-education-text' stands twice",
    ),
    "slug of a habit": (
        HABITS,
        put(1, "slug", value="a-leisurely-walk"),
        "habits.yaml (slugs): code: 'a-leisurely-walk' stands twice",
    ),
    "slug of a self-check": (
        CHECKS,
        put(1, "slug", value=shipped_pack().self_checks[0].slug),
        f"self_checks.yaml (slugs): code: {shipped_pack().self_checks[0].slug!r} stands twice",
    ),
}

LADDER_RULES: dict[str, Case] = {
    "gap between rungs": (
        PULL,
        put("rung", value=9),
        "ladders.yaml: side-lying: its rungs are [1, 3, 4, 9], not 1, 2, 3 ...",
    ),
    "two on one rung": (
        PULL,
        put("rung", value=3),
        "ladders.yaml: side-lying: its rungs are [1, 3, 3, 4], not 1, 2, 3 ...",
    ),
    "another phase than the ladder's": (
        PULL,
        put("phase", value="load"),
        "side-lying-pull.yaml: phase: is not the phase of its ladder",
    ),
    "harder is itself": (
        PULL,
        put("harder", value="side-lying-pull"),
        "side-lying-pull.yaml: harder: this is the exercise itself",
    ),
    "harder in a circle": (
        "exercises/side-lying-pull-past-line.yaml",
        put("harder", value="side-lying-pull"),
        "side-lying-pull.yaml: harder: this leads back to the exercise itself",
    ),
    "less pain allowed than for its harder": (
        PULL,
        put("pain_now_max", value=0),
        "side-lying-pull.yaml: pain_now_max: “side-lying-pull-past-line” is harder and for pain "
        "up to 3. This must be for at least that",
    ),
    "programme above its items": (
        DRILLS,
        put("pain_now_max", value=10),
        "four-drills.yaml: items[1].exercise: only for pain up to 3; the programme says 10",
    ),
}

STEPS_AND_DOSES: dict[str, Case] = {
    "step over 20 words": (
        PULL,
        put("steps", 2, "text", value=words(21)),
        "side-lying-pull.yaml: steps[2].text: 21 words; at most 20",
    ),
    "cue of 8 words": (
        PULL,
        put("steps", 1, "cue", value=words(8)),
        "side-lying-pull.yaml: steps[1].cue: 8 words; from 2 to 7",
    ),
    "cue of one word": (
        PULL,
        put("steps", 1, "cue", value="Breathe"),
        "side-lying-pull.yaml: steps[1].cue: 1 word; from 2 to 7",
    ),
    "nothing prepares": (
        PULL,
        put("steps", 0, "kind", value="move"),
        "side-lying-pull.yaml: steps[0].kind: the first step prepares: choose “prepare”",
    ),
    "pause longer than its repetition": (
        STEP_UP,
        put("dose", "levels", "top", "seconds", value=5),
        "step-up.yaml: dose.levels.top.seconds: the pause is longer than its repetition",
    ),
    "repetitions without their seconds": (
        STEP_UP,
        lambda held: held["dose"].pop("rep_seconds"),
        "step-up.yaml: dose.rep_seconds: "
        "an exercise counted in repetitions needs the seconds of one",
    ),
    "seconds of a repetition in a hold": (
        PULL,
        put("dose", "rep_seconds", value=4),
        "side-lying-pull.yaml: dose.rep_seconds: only for exercises counted in repetitions",
    ),
    "hold without seconds": (
        PULL,
        put("dose", "levels", "start", "seconds", value=0),
        "side-lying-pull.yaml: dose.levels.start.seconds: how many seconds?",
    ),
    "timed set of two repetitions": (
        BREATHING,
        put("dose", "levels", "start", "reps", value=2),
        "belly-breathing.yaml: dose.levels.start.reps: a timed set has one repetition",
    ),
    "later level with less time": (
        PULL,
        put("dose", "levels", "top", "sets", value=1),
        "side-lying-pull.yaml: dose.levels.top.sets: this takes less time than the dose before it",
    ),
    "range the wrong way round": (
        PULL,
        put("dose", "times_per_day", value=[3, 1]),
        "side-lying-pull.yaml: dose.times_per_day: this is less than where the range begins",
    ),
    "week of nine days": (
        PULL,
        put("dose", "days_per_week", value=[1, 9]),
        "side-lying-pull.yaml: dose.days_per_week: at most 7",
    ),
}

MEASURES: dict[str, Case] = {
    "choice without choices": (
        SYMPTOMS,
        of("hip_snap", "choices", []),
        "symptoms, triggers, signs: hip_snap.choices: “choice” needs two answers at least",
    ),
    "choice of one": (
        SYMPTOMS,
        of("hip_snap", "choices", [{"code": "none", "label": "No snapping"}]),
        "symptoms, triggers, signs: hip_snap.choices: “choice” needs two answers at least",
    ),
    "choices of a scale": (
        SYMPTOMS,
        of("worry", "choices", [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}]),
        "symptoms, triggers, signs: worry.choices: only “choice” has answers to choose from",
    ),
    "number without bounds": (
        TRIGGERS,
        of("run_km", "maximum", None),
        "symptoms, triggers, signs: run_km.maximum: a number needs its bounds",
    ),
    "number with bounds the wrong way round": (
        TRIGGERS,
        of("run_km", "maximum", -1),
        "symptoms, triggers, signs: run_km.maximum: this is less than the smallest",
    ),
    "the same choice twice": (
        SYMPTOMS,
        of("hip_snap", "choices", [{"code": "a", "label": "A"}, {"code": "a", "label": "B"}]),
        "symptoms, triggers, signs: hip_snap.choices: names a code twice",
    ),
    "contested thing asked always": (
        SYMPTOMS,
        of("low_mood", "asked_always", True),
        "symptoms, triggers, signs: low_mood.asked_always: "
        "what is contested or only by choice is not asked of everybody",
    ),
    "merged thing that still stands": (
        TRIGGERS,
        of("stress_level", "merges", ["worry"]),
        "symptoms, triggers, signs: stress_level.merges: 'worry' still stands on its own",
    ),
}

SEARCH_WORDS: dict[str, Case] = {
    "the same label to a search": (
        SYNONYMS,
        of("ql", "label", "Hip-Flexors"),
        "synonyms.yaml (labels): code: 'hipflexor' stands twice",
    ),
    "code of a synonym": (
        SYNONYMS,
        of("ql", "code", "crp"),
        "synonyms.yaml: code: 'crp' stands twice",
    ),
    "label without a word": (
        SYNONYMS,
        of("ql", "label", "- !"),
        "synonyms.yaml: ql.label: holds no word",
    ),
    "means without a word": (
        SYNONYMS,
        of("ql", "means", " , - "),
        "synonyms.yaml: ql.means: holds no word",
    ),
    "means itself": (
        SYNONYMS,
        of("lumbar", "means", "low back, Lumbars"),
        "synonyms.yaml: lumbar.means: says the same as the label",
    ),
}

SIGNS = "vocabulary/signs.yaml"
SCREENING = "vocabulary/screening.yaml"

SAFETY: dict[str, Case] = {
    "place of an emergency": (
        SIGNS,
        of("sign_numbness", "emergency_in", ["elbow"]),
        "signs.yaml: sign_numbness.emergency_in: 'elbow' is not in body_areas",
    ),
    "emergency of a scale": (
        SYMPTOMS,
        of("worry", "emergency_in", ["buttock"]),
        "symptoms, triggers, signs: worry.emergency_in: "
        "only what is answered with yes or no can be an emergency",
    ),
    "two that say when to stop": (
        SCREENING,
        lambda held: [row.update(urgency="stop", short="") for row in held[:2]],
        "screening.yaml: rf_bladder.urgency: another sign says when to stop. Change that one",
    ),
    "in the foot without being an emergency": (
        SCREENING,
        lambda held: held[0].update(urgency="routine", short="a word"),
        "screening.yaml: rf_saddle.short: only for emergencies",
    ),
    "a question that is none": (
        "vocabulary/contraindications.yaml",
        of("high_bp", "question", "Your blood pressure"),
        "contraindications.yaml: high_bp.question: a question ends with “?”",
    ),
    "condition in its own words": (
        PULL,
        put("contraindications", 0, value={"code": "flu", "say": "Rest."}),
        "side-lying-pull.yaml: contraindications: 'flu' is not in contraindications",
    ),
    "the same condition in two ways": (
        PULL,
        put("contraindications", value=["high_bp", {"code": "high_bp", "action": "ask"}]),
        "side-lying-pull.yaml: contraindications: names something twice",
    ),
}

TEXTS: dict[str, Case] = {
    "a paragraph without its sources": (
        ARTICLE,
        put("body", value="Rest. {general}\n\nRest more."),
        "when-to-get-help.yaml: body: names no source, nor {advice}: Rest more.",
    ),
    "a source that is not there": (
        ARTICLE,
        put("body", value="Rest. {S999}"),
        "when-to-get-help.yaml: body: names the source 'S999', which is not in sources",
    ),
    "a link to what is not there": (
        ARTICLE,
        put("body", value="[Rest](exercise:nothing). {general}"),
        "when-to-get-help.yaml: body: has a link to the exercise 'nothing', which is not there",
    ),
    "a heading without words": (
        ARTICLE,
        put("body", value="## {advice}\n\nRest. {general}"),
        "when-to-get-help.yaml: body: has a heading without words",
    ),
    "HTML where it would be shown as it stands": (
        ARTICLE,
        put("key_points", 0, value="<b>Rest</b>"),
        "when-to-get-help.yaml: key_points[0]: would be shown as it stands: <b>Rest</b>",
    ),
    "Markdown where it would be shown as it stands": (
        CLAIM,
        put("positions", 0, "words", value="It **is**."),
        "only-muscle-from-spine-to-leg.yaml: positions[0].words: would be shown as it stands: "
        "**is**.",
    ),
    "HTML in a list of words": (
        HABITS,
        of("warm_bath", "label", "A <i>warm</i> bath"),
        "a-warm-bath.yaml: label: would be shown as it stands: <i>warm</i> bath",
    ),
    "sources that its text does not name": (
        ARTICLE,
        put("body", value="Rest. {general}"),
        "when-to-get-help.yaml: sources: are not those that the text names",
    ),
}

ACROSS = (
    SAFETY | TEXTS | REFERENCES | DOUBLES | LADDER_RULES | STEPS_AND_DOSES | MEASURES | SEARCH_WORDS
)


def test_it_names_what_does_not_hold_together(folder: Path) -> None:
    wrong = []
    for wanted, faults in faults_by_round(folder, ACROSS, faults_of):
        wrong += [f"{name}: {faults}" for name, fault in wanted.items() if fault not in faults]
    assert not wrong, wrong


# --- What readers should not be told: the shipped pack is held to it, an older one still read -----

UNSAFE: dict[str, Case] = {
    "a number of pain": (
        PULL,
        put("stop_if", value=["Numbness comes.", "Pain goes above 5."]),
        "side-lying-pull.yaml: stop_if[1]: "
        "the page says by itself at which pain to stop. Leave the number out",
    ),
    "impact at pain 3": (
        PULL,
        put("impact", value=True),
        "side-lying-pull.yaml: pain_now_max: what runs, hops or lands is for pain up to 2 at most",
    ),
    "a gentler one that fits less pain": (
        PULL,
        put("gentler", value="full-camel"),
        "side-lying-pull.yaml: gentler: “full-camel” is for less pain than this one",
    ),
    "a gentler one higher on its ladder": (
        PULL,
        put("gentler", value="side-lying-pull-past-line"),
        "side-lying-pull.yaml: gentler: “side-lying-pull-past-line” "
        "stands no lower on the same ladder",
    ),
    "a gentler one to get down for": (
        STEP_UP,
        put("gentler", value="side-lying-pull"),
        "step-up.yaml: gentler: “side-lying-pull” needs getting down to the floor, "
        "and this does not",
    ),
    "no emergency": (
        SCREENING,
        lambda held: [row.update(urgency="routine", short="") for row in held],
        "screening.yaml: urgency: no sign is an emergency",
    ),
}


def unsafe_of(folder: Path) -> list[str]:
    """What readers should not be told, of the pack in `folder`, which can be read."""
    return unsafe_in(read_pack(folder))


def test_it_names_what_readers_should_not_be_told(folder: Path) -> None:
    edit(folder / "vocabulary/positions.yaml", of("side_lying", "floor", True))
    edit(folder / PULL, put("firm_bed", value=False))
    wrong = []
    for wanted, faults in faults_by_round(folder, UNSAFE, unsafe_of):
        wrong += [f"{name}: {faults}" for name, fault in wanted.items() if fault not in faults]
    assert not wrong, wrong


def test_only_a_number_of_pain_is_one() -> None:
    repeats = ("Pain climbs by 2 or more.", "Stop when pain reaches 6.")
    others = ("The pain is 3 above the usual.", "Pain climbs down the leg.", "Sharp pain")
    assert [line for line in (*repeats, *others) if list(check_stop(line))] == list(repeats)


def test_a_gentler_one_that_a_firm_bed_will_do_for_is_gentler(folder: Path) -> None:
    edit(folder / "vocabulary/positions.yaml", of("side_lying", "floor", True))
    edit(folder / PULL, put("firm_bed", value=True))
    edit(folder / STEP_UP, put("gentler", value="side-lying-pull"))
    found = unsafe_in(read_pack(folder))
    assert not [said for said in found if said.startswith("step-up.yaml: gentler")]


def test_the_shipped_pack_tells_nobody_what_is_unsafe() -> None:
    assert unsafe_in(shipped_pack()) == []


# --- All at once ---------------------------------------------------------------------------------


def test_it_names_the_faults_of_all_files_in_one_go(folder: Path) -> None:
    edit(folder / PULL, put("per_side", value="yes"))
    edit(folder / STEP_UP, lambda held: held.pop("name"))
    edit(folder / PHASES, lambda held: (held[0].pop("label"), held[3].pop("label")))
    shutil.rmtree(folder / "claims")
    (folder / ARTICLE).write_text("slug: [", encoding="utf-8")
    named = [fault.split(": ", 1)[0] for fault in faults_of(folder)]
    assert sorted(named) == [
        "claims",
        "phases.yaml",
        "phases.yaml",
        "side-lying-pull.yaml",
        "step-up.yaml",
        "when-to-get-help.yaml",
    ]


def test_it_names_all_that_does_not_hold_together_in_one_go(folder: Path) -> None:
    edit(folder / PULL, put("position", value="flying"))
    edit(folder / PULL, put("steps", 2, "text", value=words(21)))
    edit(folder / DRILLS, put("sources", 0, value="S999"))
    assert sorted(faults_of(folder)) == [
        "four-drills.yaml: sources: 'S999' is not in sources",
        "side-lying-pull.yaml: position: 'flying' is not in positions",
        "side-lying-pull.yaml: steps[2].text: 21 words; at most 20",
    ]


def test_it_says_every_fault_in_the_text_of_the_error(folder: Path) -> None:
    edit(folder / PULL, put("position", value="flying"))
    edit(folder / DRILLS, put("sources", 0, value="S999"))
    with pytest.raises(PackError) as refused:
        read_pack(folder)
    assert str(refused.value).splitlines() == refused.value.faults
    assert len(refused.value.faults) == 2


def test_it_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert len(faults_of(tmp_path / "nowhere")) >= 15
