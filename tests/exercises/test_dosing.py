"""How long doses take, worked by hand."""

import pytest

from exercises.rules.dosing import Amount, DoseType, minutes_of, seconds_of


def test_it_adds_up_the_holds_of_a_set() -> None:
    taken = seconds_of(
        DoseType.HOLD, Amount(1, 3, 20), rep_seconds=0, rest_seconds=30, per_side=False
    )
    assert taken == 60


def test_it_counts_a_repetition_with_its_pause_inside() -> None:
    taken = seconds_of(
        DoseType.REPS, Amount(1, 8, 2), rep_seconds=5, rest_seconds=30, per_side=False
    )
    assert taken == 40


def test_it_takes_a_timed_set_as_it_is() -> None:
    taken = seconds_of(
        DoseType.TIME, Amount(1, 1, 300), rep_seconds=0, rest_seconds=30, per_side=False
    )
    assert taken == 300


@pytest.mark.parametrize(
    ("kind", "amount", "expected"),
    [
        (DoseType.HOLD, Amount(2, 2, 30), 2 * 60 + 20),
        (DoseType.REPS, Amount(3, 10, 0), 3 * 40 + 2 * 20),
        (DoseType.TIME, Amount(6, 1, 120), 6 * 120 + 5 * 20),
    ],
)
def test_it_rests_between_sets_but_not_after_the_last(
    kind: DoseType, amount: Amount, expected: int
) -> None:
    taken = seconds_of(kind, amount, rep_seconds=4, rest_seconds=20, per_side=False)
    assert taken == expected


@pytest.mark.parametrize(
    ("kind", "amount", "expected"),
    [
        (DoseType.HOLD, Amount(1, 2, 20), 2 * 40 + 20),
        (DoseType.REPS, Amount(2, 8, 0), 4 * 32 + 3 * 20),
        (DoseType.TIME, Amount(1, 1, 90), 2 * 90 + 20),
    ],
)
def test_it_does_both_sides_with_a_rest_between_them(
    kind: DoseType, amount: Amount, expected: int
) -> None:
    taken = seconds_of(kind, amount, rep_seconds=4, rest_seconds=20, per_side=True)
    assert taken == expected


@pytest.mark.parametrize(
    ("seconds", "minutes"), [([60], 1), ([61], 2), ([119], 2), ([120], 2), ([7201], 121)]
)
def test_it_rounds_minutes_up(seconds: list[int], minutes: int) -> None:
    assert minutes_of(seconds) == minutes


def test_it_rounds_the_sum_and_not_each_part() -> None:
    assert minutes_of([20, 20, 20]) == 1


@pytest.mark.parametrize("seconds", [[], [0], [1]])
def test_it_never_takes_less_than_a_minute(seconds: list[int]) -> None:
    assert minutes_of(seconds) == 1
