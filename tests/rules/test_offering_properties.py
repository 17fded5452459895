"""What holds for any routines and anybody."""

from random import Random

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given
from hypothesis import strategies as st

from exercises.rules.offering import Done, Occasion, Person, Routine, routines_for

PAIN = st.integers(0, 10)
KEYS = st.integers(1, 6)
ROUTINES = st.lists(
    st.builds(
        Routine,
        KEYS,
        limit=PAIN,
        order=st.integers(0, 3),
        days=st.integers(1, 7),
        occasion=st.sampled_from(Occasion),
        lands=st.booleans(),
    ),
    unique_by=lambda routine: routine.key,
)
DONE = st.lists(st.builds(Done, st.none() | KEYS, st.integers(0, 27)), max_size=12).map(tuple)
PEOPLE = st.builds(
    Person,
    pain=st.none() | PAIN,
    paused=st.booleans(),
    usual=st.none() | st.floats(0, 10),
    used=st.lists(KEYS, unique=True).map(tuple),
    done=DONE,
)


@given(PEOPLE, ROUTINES)
def test_it_offers_each_once_and_none_above_its_limit_or_in_a_pause(
    person: Person, routines: list[Routine]
) -> None:
    by_key = {routine.key: routine for routine in routines}
    offered = [choice.key for choice in routines_for(person, routines)]
    assert len(offered) == len(set(offered))
    assert not (person.paused and offered)
    if person.pain is not None:
        assert all(by_key[key].limit >= person.pain for key in offered)


@given(PEOPLE, ROUTINES)
def test_it_offers_nothing_demanding_to_whoever_begins_or_says_no_number(
    person: Person, routines: list[Routine]
) -> None:
    by_key = {routine.key: routine for routine in routines}
    offered = [by_key[choice.key] for choice in routines_for(person, routines)]
    if not person.done or person.pain is None:
        assert not any(routine.demanding for routine in offered)


@given(PEOPLE, ROUTINES)
def test_it_offers_a_flare_up_routine_only_above_the_usual(
    person: Person, routines: list[Routine]
) -> None:
    by_key = {routine.key: routine for routine in routines}
    offered = [by_key[choice.key] for choice in routines_for(person, routines)]
    pain, usual = person.pain, person.usual
    above = pain is not None and (pain >= 6 if usual is None else pain > usual)
    if not above:
        assert not any(routine.occasion is Occasion.FLARE_UP for routine in offered)


@given(PEOPLE, ROUTINES, st.randoms())
def test_the_order_in_which_routines_come_does_not_matter(
    person: Person, routines: list[Routine], random: Random
) -> None:
    shuffled = list(routines)
    random.shuffle(shuffled)
    assert routines_for(person, shuffled) == routines_for(person, routines)
