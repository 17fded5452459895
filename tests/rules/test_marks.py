"""Rows of marks: one for each answer that can be given."""

from datetime import date, timedelta

import pytest

from tracking.charts.marks import MarkChart, mark_chart

START = date(2026, 3, 2)


def chart(
    *given: tuple[int, str], answers: tuple[str, ...] = ("yes", "no"), days: int = 10, size: int = 1
) -> MarkChart:
    """A chart whose time is 310 pixels wide."""
    said = {START + timedelta(days=day): answer for day, answer in given}
    end = START + timedelta(days=days - 1)
    return mark_chart(START, end, answers, said, width=358, span_days=size)


def test_it_has_a_row_for_each_answer_in_its_order() -> None:
    rows = chart((0, "no"), (1, "yes"), (2, "no")).rows
    assert [(row.answer, row.days) for row in rows] == [("yes", 1), ("no", 2)]


def test_it_marks_a_day_at_its_middle() -> None:
    yes, no = chart((0, "yes"), (9, "yes")).rows
    assert yes.d == "M20 4v12m279-12v12"
    assert no.d == ""


def test_it_keeps_an_answer_that_the_library_no_longer_has() -> None:
    rows = chart((0, "hammock"), answers=("stool", "floor")).rows
    assert [row.answer for row in rows] == ["stool", "floor", "hammock"]


def test_it_leaves_out_what_lies_outside_the_range() -> None:
    found = chart((-1, "yes"), (10, "yes"))
    assert [row.days for row in found.rows] == [0, 0]
    assert found.spans == ()


def test_its_table_has_the_days_in_order() -> None:
    spans = chart((3, "no"), (1, "yes")).spans
    assert [(span.day.day, span.counts) for span in spans] == [(3, (1, 0)), (5, (0, 1))]


def test_its_table_counts_days_over_a_long_time() -> None:
    spans = chart((0, "yes"), (6, "no"), (7, "no"), (8, "no"), days=20, size=7).spans
    assert [(span.day, span.counts) for span in spans] == [
        (START, (1, 1)),
        (START + timedelta(days=7), (0, 2)),
    ]


def test_a_crowded_time_has_no_more_marks_than_pixels() -> None:
    rows = chart(*((day, "yes") for day in range(3000)), days=3000).rows
    assert rows[0].days == 3000
    assert rows[0].d.count("v") <= 311


@pytest.mark.parametrize(
    ("days", "width", "size", "words"),
    [(0, 358, 1, "range"), (7, 100, 1, "px"), (7, 358, 0, "span")],
)
def test_it_refuses_what_cannot_be_drawn(days: int, width: int, size: int, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        mark_chart(START, START + timedelta(days=days - 1), (), {}, width=width, span_days=size)
