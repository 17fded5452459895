"""What holds for any span."""

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given
from hypothesis import strategies as st

from tracking.rules.buckets import bucket_days


@given(st.integers(1, 50_000), st.integers(2, 1000), st.integers(0, 100_000))
def test_it_never_touches_more_buckets_than_the_limit(span: int, limit: int, start: int) -> None:
    size = bucket_days(span, limit)
    assert (start + span - 1) // size - start // size + 1 <= limit


@given(st.integers(1, 50_000), st.integers(2, 1000))
def test_it_never_shrinks_as_the_span_grows(span: int, limit: int) -> None:
    assert bucket_days(span, limit) <= bucket_days(span + 1, limit)
