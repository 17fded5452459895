"""The rules of content by themselves; what pack and admin make of them, their own tests ask."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exercises.rules import soundness
from exercises.rules.dosing import Amount

FAULTS: dict[str, Callable[[], Iterator[soundness.Fault]]] = {
    "itself": lambda: soundness.check_links("a", {"gentler": "a", "harder": None}, {"a": None}),
    "circle": lambda: soundness.check_links("a", {"harder": "b"}, {"a": "b", "b": "c", "c": "a"}),
    "pain": lambda: soundness.check_pain(2, "Step up", 3),
    "impact": lambda: soundness.check_impact(True, 3),
    "programme": lambda: soundness.check_programme_item(3, 4),
    "stop": lambda: soundness.check_stop("Pain goes above 5."),
    "first step": lambda: soundness.check_first_step("move", "prepare"),
    "step": lambda: soundness.check_step("word " * 21),
    "cue": lambda: soundness.check_cue("Breathe"),
    "repetitions": lambda: soundness.check_counting("reps", None),
    "hold": lambda: soundness.check_counting("hold", 4),
    "never": lambda: soundness.check_range("days_per_week", 0, None),
    "too often": lambda: soundness.check_range("days_per_week", 1, 8),
    "downwards": lambda: soundness.check_range("times_per_day", 3, 1),
    "bounds": lambda: soundness.check_bounds({"sets": 1001, "reps": 1, "seconds": None}),
    "pause": lambda: soundness.check_dose("reps", Amount(1, 1, 5), 4),
    "no seconds": lambda: soundness.check_dose("hold", Amount(1, 1, 0), 0),
    "timed": lambda: soundness.check_dose("time", Amount(1, 2, 60), 0),
    "less": lambda: soundness.check_growth(60, 59),
    "few choices": lambda: soundness.check_choices("choice", 1, "choice"),
    "choices of a scale": lambda: soundness.check_choices("scale", 2, "choice"),
    "question": lambda: soundness.check_question("Your blood pressure"),
    "short": lambda: soundness.check_sign("today", "a bulge", ()),
    "two to stop": lambda: soundness.check_sign("stop", "", {"stop"}),
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


@pytest.mark.parametrize("check", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_said_once_in_words_that_fit_both_readers(
    check: Callable[[], Iterator[soundness.Fault]],
) -> None:
    [fault] = check()
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
