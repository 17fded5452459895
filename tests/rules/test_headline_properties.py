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
def test_it_claims_no_more_than_it_has_days_for(ratings: list[Rating]) -> None:
    result = found(ratings)
    change, collecting = result.change, result.collecting
    assert (change is not None) == (result.kind is FindingKind.CHANGE)
    assert (collecting is not None) == (result.kind is FindingKind.COLLECTING)
    if change is not None:
        assert 4 <= change.before_days <= 7
        assert 4 <= change.now_days <= 7
        assert 0 <= change.before <= 10
        assert 0 <= change.now <= 10
    if collecting is not None:
        assert 0 <= collecting.have < collecting.need
