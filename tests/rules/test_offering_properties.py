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


@given(PEOPLE, ROUTINES, st.randoms())
def test_it_offers_nobody_what_is_not_for_them_in_whatever_order_routines_come(
    person: Person, routines: list[Routine], random: Random
) -> None:
    by_key = {routine.key: routine for routine in routines}
    choices = routines_for(person, routines)
    offered = [by_key[choice.key] for choice in choices]
    pain, usual = person.pain, person.usual
    assert len(offered) == len({routine.key for routine in offered}), "each once"
    assert not (person.paused and offered), "none in a pause"
    if pain is not None:
        assert all(routine.limit >= pain for routine in offered), "none above its limit"
    if not person.done or pain is None:
        assert not any(routine.demanding for routine in offered), "for whoever begins"
    above = pain is not None and (pain >= 6 if usual is None else pain > usual)
    if not above:
        flares = [routine for routine in offered if routine.occasion is Occasion.FLARE_UP]
        assert not flares, "only above the usual"
    shuffled = random.sample(routines, len(routines))
    assert routines_for(person, shuffled) == choices
