"""Where an axis of values begins and ends, and what its labels say."""

import pytest

from tracking.charts.value_axis import ZERO_TO_TEN, ValueAxis, nice_axis


def digits(axis: ValueAxis) -> list[str]:
    return [label for _value, label in axis.labels]


@pytest.mark.parametrize(
    ("highest", "labels"),
    [
        (7.5, ["0", "2", "4", "6", "8"]),
        (8, ["0", "2", "4", "6", "8"]),
        (8.25, ["0", "5", "10"]),
        (5.2, ["0", "2", "4", "6"]),
        (1, ["0", "0.5", "1"]),
        (0.3, ["0", "0.1", "0.2", "0.3"]),
        (45, ["0", "20", "40", "60"]),
        (99_999.99, ["0", "50000", "100000"]),
    ],
)
def test_it_begins_at_nought_and_ends_at_a_round_number(highest: float, labels: list[str]) -> None:
    assert digits(nice_axis(min(highest, 1), highest)) == labels


def test_it_has_an_axis_for_noughts_alone() -> None:
    assert digits(nice_axis(0, 0)) == ["0", "0.5", "1"]


def test_it_begins_below_nought_for_negative_values() -> None:
    assert digits(nice_axis(-3, 4)) == ["-4", "-2", "0", "2", "4"]


def test_it_ends_at_nought_for_negative_values_alone() -> None:
    assert digits(nice_axis(-3, -1)) == ["-3", "-2", "-1", "0"]


def test_it_refuses_a_highest_value_below_the_lowest() -> None:
    with pytest.raises(ValueError, match="below"):
        nice_axis(3, 2)


def test_the_scale_of_answers_is_labelled_by_twos() -> None:
    assert digits(ZERO_TO_TEN) == ["0", "2", "4", "6", "8", "10"]


def test_it_asks_for_more_room_for_longer_numbers() -> None:
    assert nice_axis(0, 99_999).room > nice_axis(0, 9).room
