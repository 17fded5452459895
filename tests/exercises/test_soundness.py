"""The rules of content by themselves; what pack and admin make of them, their own tests ask."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exercises.rules import soundness
from exercises.rules.dosing import Amount

FAULTS: dict[str, Any] = {
    "itself": soundness.check_links("a", {"gentler": "a", "harder": None}, {"a": None}),
    "circle": soundness.check_links("a", {"harder": "b"}, {"a": "b", "b": "c", "c": "a"}),
    "pain": soundness.check_pain(2, "Step up", 3),
    "impact": soundness.check_impact(True, 3),
    "programme": soundness.check_programme_item(3, 4),
    "stop": soundness.check_stop("Pain goes above 5."),
    "first step": soundness.check_first_step("move", "prepare"),
    "step": soundness.check_step("word " * 21),
    "cue": soundness.check_cue("Breathe"),
    "repetitions": soundness.check_counting("reps", None),
    "hold": soundness.check_counting("hold", 4),
    "never": soundness.check_range("days_per_week", 0, None),
    "too often": soundness.check_range("days_per_week", 1, 8),
    "downwards": soundness.check_range("times_per_day", 3, 1),
    "bounds": soundness.check_bounds({"sets": 1001, "reps": 1, "seconds": None}),
    "pause": soundness.check_dose("reps", Amount(1, 1, 5), 4),
    "no seconds": soundness.check_dose("hold", Amount(1, 1, 0), 0),
    "timed": soundness.check_dose("time", Amount(1, 2, 60), 0),
    "less": soundness.check_growth(60, 59),
    "few choices": soundness.check_choices("choice", 1, "choice"),
    "choices of a scale": soundness.check_choices("scale", 2, "choice"),
    "question": soundness.check_question("Your blood pressure"),
    "short": soundness.check_sign("today", "a bulge", ()),
    "two to stop": soundness.check_sign("stop", "", {"stop"}),
}


NO_WORDS = {"gettext_noop", "re.compile", "re.search"}  # they are marked, or read by machines


def unmarked(node: ast.AST) -> Iterator[str]:
    """Texts of several words below `node` that nobody would translate; docstrings are none."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Call) and ast.unparse(node.func) in NO_WORDS:
        return
    if isinstance(node, ast.Constant) and " " in str(node.value).strip():
        yield f"line {node.lineno}: {node.value}"
    for child in ast.iter_child_nodes(node):
        yield from unmarked(child)


def test_all_words_are_marked_for_translation() -> None:
    assert not list(unmarked(ast.parse(Path(soundness.__file__).read_text())))


@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_said_once_in_words_that_fit_both_readers(faults: Any) -> None:
    [fault] = faults
    assert fault.field
    assert fault.code
    assert fault.words[0] == fault.words[0].lower()
    assert not fault.words.endswith((".", "!"))


def test_a_circle_is_the_fault_of_those_on_it() -> None:
    harder_of = {"a": "b", "b": "c", "c": "b"}
    assert not list(soundness.check_links("a", {"harder": "b"}, harder_of))
    assert list(soundness.check_links("b", {"harder": "c"}, harder_of))


def test_what_is_missing_or_at_its_bounds_is_no_fault() -> None:
    sound = [
        *soundness.check_range("days_per_week", None, 7),
        *soundness.check_range("times_per_day", 24, 24),
        *soundness.check_bounds({"sets": 1000, "reps": 1, "seconds": 7200}),
        *soundness.check_dose("reps", Amount(1, 1, 4), 4),
        *soundness.check_measure({"answer": "text"}),
        *soundness.check_sign("stop", "", {"emergency"}),
        *soundness.check_question(""),
    ]
    assert not sound


def test_each_bound_that_a_number_lacks_is_a_fault_of_its_own() -> None:
    faults = soundness.check_measure({"answer": "number", "minimum": 0})
    assert [(fault.field, fault.code) for fault in faults] == [("maximum", soundness.LACKING)]
