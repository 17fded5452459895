"""When warning signs are asked about, and what an answer stands for."""

import datetime as dt

import pytest

from tracking.rules.screening import Past, Reason, is_emergency, pauses, why_ask

TODAY = dt.date(2026, 3, 10)


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("past", "reason"),
    [
        (Past(), Reason.FIRST),
        (Past(seen_on=ago(1), fell=True), Reason.FIRST),
        (Past(ago(0)), None),
        (Past(ago(27), seen_on=ago(1)), None),
        (Past(ago(28), seen_on=ago(1)), Reason.MONTH),
        (Past(ago(59), seen_on=ago(59)), Reason.MONTH),
        (Past(ago(60)), Reason.AWAY),
        (Past(ago(200), seen_on=ago(60)), Reason.AWAY),
        (Past(ago(200), seen_on=ago(59)), Reason.MONTH),
        (Past(ago(1), fell=True, new_sign=True), Reason.FALL),
        (Past(ago(1), new_sign=True), Reason.SIGN),
        (Past(ago(-1)), None),  # the clock of the device went back
    ],
)
def test_it_says_why(past, reason):
    assert why_ask(past, TODAY) == reason


def test_not_sure_is_a_yes_where_it_is_an_emergency_and_nowhere_else():
    assert is_emergency("emergency", "yes")
    assert is_emergency("emergency", "unsure")
    urgencies = ("emergency", "today", "days", "routine")
    assert [word for word in urgencies if pauses(word, "yes")] == ["emergency", "today", "days"]
    assert [word for word in urgencies if pauses(word, "unsure")] == ["emergency"]
    assert not any(is_emergency(word, "yes") for word in urgencies[1:])
