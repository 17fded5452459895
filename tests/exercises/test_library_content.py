"""What the real pack holds, and how it speaks."""

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from django.db.models import Field

from exercises import models
from exercises.pack.facts import Kind
from exercises.pack.files import Pack, entries, shapes, texts
from exercises.pack.kinds import KINDS
from exercises.writing import read
from tests.packs import shipped_pack
from tests.wording import banned_in

PACK = shipped_pack()
EXERCISES = [pytest.param(one, id=one.slug) for one in PACK.exercises]

# Keys whose values are codes for the machine; every other text reaches a reader.
CODES = {
    "action", "cited_by", "claims", "code", "contraindications", "days_per_week", "doi", "drawing",
    "equipment", "exercise", "exercises", "gentler", "harder", "kind", "ladder", "layer", "level",
    "merges", "part_of", "phase", "pmc", "position", "pubmed", "read", "record", "source",
    "sources", "stance", "status", "system", "targets", "topic", "type", "urgency", "url",
    "verdict",
}  # fmt: skip

# Where a banned word stands rightly: {place in the pack: (the word, why)}.
PUBLISHED = "the title as it was published"
ALLOWED: dict[str, tuple[str, str]] = {
    "sources.hip-case-series-1999.title": ("Treatment", PUBLISHED),
    "sources.knee-pain-study-1997.title": ("treatment", PUBLISHED),
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The real pack."""
    return PACK


def texts_in(held: Any, place: str) -> Iterator[tuple[str, str]]:
    """Every text for readers within `held`, each with its place."""
    if isinstance(held, str):
        yield place, held
    elif isinstance(held, dict):
        for key, value in held.items():
            if key == "body":
                yield from body_texts(value, f"{place}.body")
            elif key not in CODES:
                yield from texts_in(value, f"{place}.{key}")
    elif isinstance(held, list | tuple):
        for i, value in enumerate(held):
            yield from texts_in(value, f"{place}[{i}]")


def body_texts(body: str, place: str) -> Iterator[tuple[str, str]]:
    """What a reader meets of an article's text: its paragraphs and points, and its captions."""
    written = read(body)
    captions = [block.caption for block in written.blocks if block.figure]
    for i, text in enumerate([*written.text.splitlines(), *captions]):
        yield f"{place}[{i}]", text


def reader_texts() -> Iterator[tuple[str, str]]:
    """Every text of the pack that a reader can meet, as (place, text)."""
    for kind, rows in msgspec.to_builtins(PACK).items():
        for row in rows:
            yield from texts_in(row, f"{kind}.{row.get('slug') or row['code']}")


# --- How much there is ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("phases", 7),
        ("ladders", 14),
        ("exercises", 53),
        ("programmes", 12),
        ("articles", 15),
        ("habits", 8),
        ("anatomy", 24),
        ("triggers", 19),
        ("self_checks", 13),
        ("contraindications", 30),
        ("signs", 6),
        ("symptoms", 30),
        ("five_step_order", 5),
    ],
)
def test_it_holds_as_many_entries_as_were_planned(pack: Pack, name: str, number: int) -> None:
    assert len(getattr(pack, name)) == number


@pytest.mark.parametrize(("name", "number"), [("screening", 26), ("claims", 60), ("synonyms", 25)])
def test_it_holds_at_least_as_many_entries_as_were_planned(
    pack: Pack, name: str, number: int
) -> None:
    assert len(getattr(pack, name)) >= number


def test_it_publishes_every_exercise_programme_and_article(pack: Pack) -> None:
    whole = (*pack.exercises, *pack.programmes, *pack.articles)
    assert {one.status for one in whole} == {"published"}


def test_it_uses_every_ladder(pack: Pack) -> None:
    assert {one.ladder for one in pack.exercises} == {ladder.code for ladder in pack.ladders}


def test_it_uses_every_phase(pack: Pack) -> None:
    assert {one.phase for one in pack.exercises} == {phase.code for phase in pack.phases}


def test_it_asks_four_things_at_every_check_in(pack: Pack) -> None:
    measures = (*pack.symptoms, *pack.triggers, *pack.signs)
    assert {one.code for one in measures if one.asked_always} == {
        "stress_level",
        "sleep_hours",
        "hours_sitting",
        "fall_or_knock",
    }


def test_it_asks_about_stress_in_one_place_alone(pack: Pack) -> None:
    [stress] = [one for one in pack.triggers if one.code == "stress_level"]
    assert stress.merges == ("stress",)
    assert "stress" not in {one.code for one in pack.symptoms}


def test_it_has_warning_signs_of_every_urgency(pack: Pack) -> None:
    urgencies = {"emergency", "today", "days", "routine", "stop"}
    assert {one.urgency for one in pack.screening} == urgencies


def test_it_has_an_exercise_for_the_worst_pain(pack: Pack) -> None:
    assert [one.slug for one in pack.exercises if one.pain_now_max == 10]


# --- Exercises -----------------------------------------------------------------------------------


def test_it_uses_every_kind_of_step(pack: Pack) -> None:
    kinds = Counter(step.kind for one in pack.exercises for step in one.steps)
    assert set(kinds) == {"prepare", "move", "cue", "breathe", "finish"}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_it_speaks_of_the_breath(exercise: entries.Exercise) -> None:
    assert "breathe" in {step.kind for step in exercise.steps}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_it_ends_with_one_finish(exercise: entries.Exercise) -> None:
    kinds = [step.kind for step in exercise.steps]
    assert kinds.count("finish") == 1
    assert kinds[-1] == "finish"


@pytest.mark.parametrize("exercise", EXERCISES)
def test_it_says_change_sides_if_there_are_two(exercise: entries.Exercise) -> None:
    last = exercise.steps[-1]
    told = any(words in last.text for words in ("change sides", "change legs"))
    cued = any(words in last.cue.lower() for words in ("change sides", "change legs"))
    assert (told, cued) == (exercise.per_side, exercise.per_side)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_it_has_a_gentler_one_that_fits_at_least_as_much_pain(exercise: entries.Exercise) -> None:
    limits = {one.slug: one.pain_now_max for one in PACK.exercises}
    if exercise.gentler is not None:
        assert limits[exercise.gentler] >= exercise.pain_now_max


def test_it_climbs_each_ladder_without_allowing_more_pain(pack: Pack) -> None:
    by_ladder = itertools.groupby(
        sorted(pack.exercises, key=lambda one: (one.ladder, one.rung)), key=lambda one: one.ladder
    )
    for ladder, rungs in by_ladder:
        limits = [one.pain_now_max for one in rungs]
        assert limits == sorted(limits, reverse=True), ladder


# --- Words ---------------------------------------------------------------------------------------


def test_it_has_texts_to_look_through() -> None:
    assert len(list(reader_texts())) > 1500


def test_it_uses_no_banned_word() -> None:
    found = {
        place: words
        for place, text in reader_texts()
        if (words := [one for one in banned_in(text) if one != ALLOWED.get(place, ("",))[0]])
    }
    assert found == {}


def test_it_allows_no_word_that_is_not_there() -> None:
    texts = dict(reader_texts())
    assert [place for place, (word, _) in ALLOWED.items() if word not in texts.get(place, "")] == []


@pytest.mark.parametrize(
    "text",
    [
        "It treats pain.",
        "a CURE for it",
        "see S003",
        "your psoas is tight",
        "marked [K]",
        "Streaks",
    ],
)
def test_it_would_see_a_banned_word(text: str) -> None:
    assert banned_in(text)


@pytest.mark.parametrize(
    "text", ["a treaty", "secure", "healthy", "fixture", "S0012", "a retreat", "health"]
)
def test_it_leaves_words_that_only_look_alike(text: str) -> None:
    assert not banned_in(text)


def test_it_has_no_exclamation_mark() -> None:
    source_titles = {f"sources.{one.slug or one.code}.title" for one in PACK.sources}
    shouting = [place for place, text in reader_texts() if "!" in text]
    assert set(shouting) <= source_titles


def test_it_has_no_space_at_the_ends_or_twice() -> None:
    assert [place for place, text in reader_texts() if " ".join(text.split()) != text] == []


# --- Room in the database ------------------------------------------------------------------------


def longest(shape: Any) -> int | None:
    """The length that `shape`, a type of the pack, allows a text; None if it sets no limit."""
    info = msgspec.inspect.type_info(shape)
    if isinstance(info, msgspec.inspect.UnionType):
        [info] = [one for one in info.types if not isinstance(one, msgspec.inspect.NoneType)]
    if isinstance(info, msgspec.inspect.LiteralType):
        return max(len(str(value)) for value in info.values)
    return info.max_length if isinstance(info, msgspec.inspect.StrType) else None


SHAPES: dict[str, type[entries.Entry]] = {
    "source": entries.Source,
    "phase": entries.Phase,
    "ladder": entries.Ladder,
    "position": entries.BodyPosition,
    "equipment": entries.Equipment,
    "body-area": entries.BodyArea,
    "contraindication": entries.Contraindication,
    "screening": entries.ScreeningItem,
    "self-check": entries.SelfCheck,
    "habit": entries.Habit,
    "measure": entries.Measure,
    "claim": entries.Claim,
    "exercise": entries.Exercise,
    "programme": entries.Programme,
    "article": entries.Article,
    "anatomy": entries.AnatomyPart,
}


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.name in SHAPES], ids=lambda kind: kind.name
)
def test_it_allows_no_text_that_is_too_long_for_its_column(kind: Kind) -> None:
    shape = SHAPES[kind.name]
    assert _too_long(shape, kind.model) == []


@pytest.mark.parametrize(
    ("shape", "model"),
    [
        (shapes.Choice, models.MeasureChoice),
        (texts.Position, models.Position),
        (entries.Step, models.Step),
        (entries.ProgrammeItem, models.ProgrammeItem),
    ],
)
def test_it_allows_no_text_within_that_is_too_long_for_its_column(shape: Any, model: Any) -> None:
    assert _too_long(shape, model) == []


def _too_long(shape: type[entries.Entry], model: Any) -> list[str]:
    columns: dict[str, Field] = {field.name: field for field in model._meta.fields}
    return [
        f"{field.name}: {limit} > {room}"
        for field in msgspec.structs.fields(shape)
        if field.name in columns
        and (limit := longest(field.type)) is not None
        and (room := columns[field.name].max_length) is not None
        and limit > room
    ]
