"""What holds for any history."""

from datetime import date, timedelta

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given
from hypothesis import strategies as st

from tracking.rules.headline import Finding, FindingKind, daily_values, finding_from_days
from tracking.rules.records import Rating

TODAY = date(2026, 3, 31)
START = TODAY - timedelta(days=60)
HISTORY = st.lists(
    st.builds(
        Rating,
        day=st.dates(START - timedelta(days=5), TODAY + timedelta(days=2)),
        minute=st.integers(0, 1439),
        pain=st.integers(0, 10),
        this_morning=st.booleans(),
    ),
    max_size=150,
)


def found(ratings: list[Rating]) -> Finding:
    """What may be said of the ratings within the window."""
    inside = [one for one in ratings if START <= one.day <= TODAY]
    return finding_from_days(daily_values(inside), TODAY, START)


@given(HISTORY)
def test_it_carries_the_figures_of_its_kind_and_no_others(ratings: list[Rating]) -> None:
    result = found(ratings)
    assert (result.change is not None) == (result.kind is FindingKind.CHANGE)
    assert (result.collecting is not None) == (result.kind is FindingKind.COLLECTING)


@given(HISTORY)
def test_it_claims_a_change_only_from_four_days_a_week(ratings: list[Rating]) -> None:
    change = found(ratings).change
    if change is not None:
        assert 4 <= change.before_days <= 7
        assert 4 <= change.now_days <= 7
        assert 0 <= change.before <= 10
        assert 0 <= change.now <= 10


@given(HISTORY)
def test_it_always_needs_more_than_it_has_while_collecting(ratings: list[Rating]) -> None:
    collecting = found(ratings).collecting
    if collecting is not None:
        assert 0 <= collecting.have < collecting.need
        assert collecting.have < collecting.need
