"""Where a decision leads: doses first, then along the links, and never to what a limit hides."""

from dataclasses import replace
from typing import Any

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.models import Level
from tracking.rules.progression.moves import (
    LEVELS,
    Rung,
    Target,
    Way,
    is_at_floor,
    suggests_flare_up,
    suits,
    target_of,
)
from tracking.rules.progression.verdicts import Leads

REST = "rest"


def ladder(*names: str) -> dict[Any, Rung]:
    """Exercises from gentle to hard, each linked with its neighbours, and the one to rest in."""
    rungs = {}
    for place, name in enumerate(names):
        gentler = names[place - 1] if place else None
        harder = names[place + 1] if place + 1 < len(names) else None
        rungs[name] = Rung(name, gentler, harder, place + 1, LEVELS, 10 - place, hidden=False)
    return rungs | {REST: Rung(REST, None, None, 1, LEVELS, 10, hidden=False)}


RUNGS = ladder("squeeze", "bridge", "clam", "raise")


def led(
    leads: Leads,
    item: tuple[str, str],
    planned: tuple[str, ...] = (),
    hidden: tuple[str, ...] = (),
    rungs: dict[Any, Rung] = RUNGS,
) -> tuple[str, str, str] | None:
    rungs = {key: replace(rung, hidden=key in hidden) for key, rung in rungs.items()}
    target = target_of(leads, item, rungs, planned=planned, rest=REST)
    return target and (target.way.value, str(target.rung.key), target.level)


def test_the_levels_are_those_of_the_library() -> None:
    assert list(LEVELS) == Level.values


@pytest.mark.parametrize(
    ("leads", "item", "target"),
    [
        (Leads.UP, ("bridge", "start"), ("dose", "bridge", "typical")),
        (Leads.UP, ("bridge", "typical"), ("dose", "bridge", "top")),
        (Leads.UP, ("bridge", "top"), ("exercise", "clam", "start")),
        (Leads.UP, ("raise", "top"), None),
        (Leads.DOSE_BACK, ("bridge", "top"), ("dose", "bridge", "typical")),
        (Leads.DOSE_BACK, ("bridge", "typical"), ("dose", "bridge", "start")),
        (Leads.DOSE_BACK, ("bridge", "start"), ("exercise", "squeeze", "typical")),
        (Leads.DOSE_BACK, ("squeeze", "start"), ("rest", "rest", "start")),
        (Leads.DOSE_BACK, ("rest", "start"), None),
        (Leads.EXERCISE_BACK, ("bridge", "top"), ("exercise", "squeeze", "typical")),
        (Leads.EXERCISE_BACK, ("squeeze", "top"), ("rest", "rest", "start")),
        (Leads.START_DOSE, ("bridge", "top"), ("dose", "bridge", "start")),
        (Leads.START_DOSE, ("bridge", "start"), None),
        (Leads.NOWHERE, ("bridge", "top"), None),
        (Leads.UP, ("unknown", "top"), None),
    ],
)
def test_it_goes_one_step(
    leads: Leads, item: tuple[str, str], target: tuple[str, str, str] | None
) -> None:
    assert led(leads, item) == target


def test_it_passes_over_what_a_limit_hides() -> None:
    assert led(Leads.UP, ("squeeze", "top"), hidden=("bridge",)) == ("exercise", "clam", "start")
    back = led(Leads.DOSE_BACK, ("clam", "start"), hidden=("bridge",))
    assert back == ("exercise", "squeeze", "typical")
    assert led(Leads.UP, ("clam", "top"), hidden=("raise",)) is None
    nothing_gentler = led(Leads.DOSE_BACK, ("bridge", "start"), hidden=("squeeze",))
    assert nothing_gentler is None, "it stays, and does not turn to resting"
    assert led(Leads.DOSE_BACK, ("squeeze", "start"), hidden=(REST,)) is None
    own = ("bridge",)
    assert led(Leads.UP, ("bridge", "start"), hidden=own) is None
    assert led(Leads.DOSE_BACK, ("bridge", "top"), hidden=own) == ("exercise", "squeeze", "typical")


def test_it_stays_at_the_top_where_the_plan_has_the_harder_one() -> None:
    assert led(Leads.UP, ("bridge", "top"), planned=("clam",)) is None
    assert led(Leads.UP, ("bridge", "top"), planned=("bridge", "raise")) is not None
    assert led(Leads.UP, ("bridge", "top"), planned=("raise",), hidden=("clam",)) is None


def test_it_takes_the_doses_that_there_are() -> None:
    rungs = RUNGS | {
        "bridge": replace(RUNGS["bridge"], levels=("start", "top")),
        "clam": replace(RUNGS["clam"], levels=("typical", "top")),
        "squeeze": replace(RUNGS["squeeze"], levels=("top",)),
    }
    assert led(Leads.UP, ("bridge", "start"), rungs=rungs) == ("dose", "bridge", "top")
    assert led(Leads.UP, ("bridge", "top"), rungs=rungs) == ("exercise", "clam", "typical")
    assert led(Leads.DOSE_BACK, ("bridge", "top"), rungs=rungs) == ("dose", "bridge", "start")
    back = led(Leads.EXERCISE_BACK, ("bridge", "top"), rungs=rungs)
    assert back == ("exercise", "squeeze", "top")
    back = led(Leads.EXERCISE_BACK, ("raise", "start"), rungs=rungs)
    assert back == ("exercise", "clam", "typical")
    only_start = RUNGS | {"squeeze": replace(RUNGS["squeeze"], levels=("start",))}
    back = led(Leads.EXERCISE_BACK, ("bridge", "top"), rungs=only_start)
    assert back == ("exercise", "squeeze", "start")


def test_the_floor_is_the_start_of_what_has_nothing_gentler() -> None:
    assert is_at_floor(("squeeze", "start"), RUNGS)
    assert not is_at_floor(("squeeze", "typical"), RUNGS)
    assert not is_at_floor(("bridge", "start"), RUNGS)
    assert not is_at_floor(("unknown", "start"), RUNGS)


def test_a_flare_up_day_is_suggested_at_the_start_of_the_first_rung() -> None:
    first = RUNGS | {"squeeze": replace(RUNGS["squeeze"], gentler=REST)}  # of another ladder
    assert suggests_flare_up(("squeeze", "start"), first)
    assert not suggests_flare_up(("squeeze", "top"), first)
    assert not suggests_flare_up(("bridge", "start"), first)
    assert not suggests_flare_up(("unknown", "start"), first)


def test_a_step_up_suits_within_the_usual_pain_alone() -> None:
    target = Target(Way.DOSE, replace(RUNGS["clam"], limit=4), "top")
    assert suits(target, 4.0)
    assert not suits(target, 4.5)
    assert not suits(target, None)
    assert not suits(None, 0.0)


KEYS = st.sampled_from("abcde")
LINKS = st.none() | KEYS
SOME_LEVELS = st.sets(st.sampled_from(LEVELS), min_size=1).map(
    lambda levels: tuple(sorted(levels, key=LEVELS.index))
)


@st.composite
def any_rungs(draw: Any) -> dict[Any, Rung]:
    """Exercises with any links, in circles too, some of them hidden."""
    rungs = {}
    for key in draw(st.sets(KEYS, min_size=1)):
        links = draw(LINKS), draw(LINKS)
        rungs[key] = Rung(
            key, *links, draw(st.integers(1, 3)), draw(SOME_LEVELS), 5, draw(st.booleans())
        )
    return rungs


@settings(max_examples=200, deadline=None)
@given(any_rungs(), st.sampled_from(Leads), KEYS, st.sampled_from(LEVELS), st.sets(KEYS))
def test_it_always_ends_and_never_at_what_is_hidden_or_lacks_the_dose(
    rungs: dict[Any, Rung], leads: Leads, key: str, level: str, planned: set[str]
) -> None:
    target = target_of(leads, (key, level), rungs, planned=planned, rest="a")
    if target is None:
        return
    assert not target.rung.hidden
    assert target.level in target.rung.levels
    if leads is Leads.UP:
        more_of_it = LEVELS.index(target.level) > LEVELS.index(level)
        assert more_of_it if target.rung.key == key else target.rung.key not in planned
