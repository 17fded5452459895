"""When warning signs are asked about, for whatever somebody's past is."""

import datetime as dt
from dataclasses import replace

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given
from hypothesis import strategies as st

from tracking.rules.screening import Past, Reason, why_ask

TODAY = dt.date(2026, 3, 10)
DAYS = st.integers(-3, 400).map(lambda days: TODAY - dt.timedelta(days))
PASTS = st.builds(Past, st.none() | DAYS, st.booleans(), st.booleans(), st.none() | DAYS)


@given(PASTS)
def test_whoever_never_answered_is_asked_and_whoever_did_today_is_not(past):
    assert why_ask(replace(past, answered_on=None), TODAY) == Reason.FIRST
    assert why_ask(Past(TODAY, seen_on=past.seen_on), TODAY) is None


@given(PASTS)
def test_what_was_told_since_always_asks(past):
    for told in ({"fell": True}, {"new_sign": True}):
        assert why_ask(replace(past, **told), TODAY) is not None


@given(PASTS, st.integers(0, 400))
def test_who_is_asked_today_is_asked_on_every_later_day_until_they_answer(past, days):
    if why_ask(past, TODAY) is not None:
        assert why_ask(past, TODAY + dt.timedelta(days)) is not None


@given(PASTS)
def test_being_away_changes_the_words_and_never_whether_it_is_asked(past):
    asked = why_ask(past, TODAY)
    here = why_ask(replace(past, seen_on=TODAY - dt.timedelta(1)), TODAY)
    assert (asked is None) == (here is None)
