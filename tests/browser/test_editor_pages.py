"""The pages of an editor: nothing typed is lost, rows move by keyboard, nothing jumps."""

from collections.abc import Callable
from typing import Any

import pytest

from exercises.models import Exercise
from tests.browser.conftest import DESKTOP
from tests.browser.test_editor import editor, found  # noqa: F401
from tests.conftest import PASSWORD

# How far the page moved by itself while it was drawn.
SHIFT = """() => new Promise((done) => {
  let sum = 0;
  const add = (list) => list.getEntries().forEach((one) => { sum += one.value; });
  new PerformanceObserver(add).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 400);
})"""
LISTS = ("exercise", "source", "measure", "screeningitem", "figure")


@pytest.fixture
def desk(editor: Any, window: Callable[..., Any]) -> Any:  # noqa: F811
    return window(editor, viewport=DESKTOP, has_touch=False, bypass_csp=True)


def page_of(exercise: Exercise) -> str:
    return f"/admin/exercises/exercise/{exercise.pk}/change/"


def test_what_was_typed_is_there_again_after_the_log_in(desk: Any, editor: Any) -> None:  # noqa: F811
    exercise = Exercise.objects.get(slug="clamshell")
    desk.goto(page_of(exercise))
    desk.fill("#id_feel", "A mild effort, and warm.")
    row = exercise.steps.count()
    desk.locator("#steps-group .add-row a").click()
    desk.fill(f"#id_steps-{row}-text", "Rest a little.")
    desk.context.clear_cookies(name="sessionid")
    desk.locator(".submit-row [name=_save]").click()
    desk.fill("[name=login]", editor.email)
    desk.fill("[name=password]", PASSWORD)
    desk.keyboard.press("Enter")
    desk.get_by_text("what you had typed at").wait_for()
    assert desk.input_value("#id_feel") == "A mild effort, and warm."
    assert desk.input_value(f"#id_steps-{row}-text") == "Rest a little."
    exercise.refresh_from_db()
    assert exercise.feel != "A mild effort, and warm."

    desk.fill(f"#id_steps-{row}-cue", "Rest a little")
    desk.select_option(f"#id_steps-{row}-kind", "finish")
    desk.locator(".submit-row [name=_save]").click()
    desk.get_by_text("was changed successfully").wait_for()
    exercise.refresh_from_db()
    assert exercise.feel == "A mild effort, and warm."
    desk.goto(page_of(exercise))
    assert desk.get_by_text("It is not saved yet").count() == 0


def test_a_step_moves_one_place_by_keyboard(desk: Any) -> None:
    exercise = Exercise.objects.get(slug="clamshell")
    texts = list(exercise.steps.values_list("text", flat=True))
    desk.goto(page_of(exercise))
    rows = desk.locator("#steps-group tr.has_original")
    down = rows.nth(1).get_by_role("button", name="One place down")
    down.focus()
    desk.keyboard.press("Enter")
    assert desk.locator("part-rows [role=status]").inner_text().startswith("Now row 3 of")
    assert rows.nth(2).locator("textarea").input_value() == texts[1]
    # What has the focus is still the button of the row that moved.
    assert desk.evaluate("document.activeElement.closest('tr').rowIndex") == 3
    desk.locator(".submit-row [name=_continue]").click()
    desk.get_by_text("was changed successfully").wait_for()
    kept = list(exercise.steps.values_list("text", flat=True))
    assert kept == [texts[0], texts[2], texts[1], *texts[3:]]


# Rows of a list are all alike.
SOME_ROWS = """() => document.querySelectorAll("#result_list tbody tr:nth-child(n + 4)")
  .forEach((row) => row.remove())"""


def test_nothing_jumps_and_saving_is_in_sight(desk: Any) -> None:
    faults = []
    lists = [f"/admin/exercises/{name}/" for name in LISTS]
    for path in (page_of(Exercise.objects.all()[0]), *lists):
        desk.goto(path)
        shift = desk.evaluate(SHIFT)
        if shift > 0.1:
            faults.append(f"{path}: moved by {shift}")
        if path.endswith("/change/"):
            box = desk.locator(".submit-row [name=_save]").bounding_box()
            assert box["y"] + box["height"] <= DESKTOP["height"]
        desk.evaluate(SOME_ROWS)
        faults += [f"{path}: {fault}" for fault in found(desk)]
    assert not faults, "\n".join(faults)
