"""What holds for any dose within the pack's bounds."""

from math import isfinite

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given
from hypothesis import strategies as st

from exercises.rules.dosing import Amount, DoseType, minutes_of, seconds_of

KINDS = st.sampled_from(DoseType)
TIMES = st.integers(1, 1000)
WORK = st.integers(1, 7200)
REP = st.integers(1, 600)
REST = st.integers(0, 7200)
AMOUNTS = st.builds(Amount, TIMES, TIMES, WORK)


@given(KINDS, AMOUNTS, REP, REST, st.booleans(), st.integers(1, 1000))
def test_it_never_takes_less_time_with_more_sets(
    kind: DoseType, amount: Amount, rep: int, rest: int, per_side: bool, more: int
) -> None:
    longer = Amount(amount.sets + more, amount.reps, amount.seconds)
    fewer, many = (
        seconds_of(kind, one, rep_seconds=rep, rest_seconds=rest, per_side=per_side)
        for one in (amount, longer)
    )
    assert many >= fewer


@given(KINDS, AMOUNTS, REP, REST)
def test_it_is_never_shorter_on_both_sides_than_on_one(
    kind: DoseType, amount: Amount, rep: int, rest: int
) -> None:
    one, both = (
        seconds_of(kind, amount, rep_seconds=rep, rest_seconds=rest, per_side=per_side)
        for per_side in (False, True)
    )
    assert both >= 2 * one


@given(KINDS, AMOUNTS, REP, REST, st.booleans())
def test_it_is_finite_and_positive(
    kind: DoseType, amount: Amount, rep: int, rest: int, per_side: bool
) -> None:
    taken = seconds_of(kind, amount, rep_seconds=rep, rest_seconds=rest, per_side=per_side)
    assert taken > 0
    assert isfinite(taken)


@given(st.lists(st.integers(0, 100_000)))
def test_it_rounds_up_by_less_than_a_minute(seconds: list[int]) -> None:
    minutes = minutes_of(seconds)
    assert minutes >= 1
    assert minutes == 1 or 0 <= minutes * 60 - sum(seconds) < 60
