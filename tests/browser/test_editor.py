"""An editor alone with the admin: a new exercise with a photograph, from a name to readers."""

import io
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from PIL import Image

from exercises.models import Exercise, Status
from tests.browser.conftest import DESKTOP, until
from tests.browser.test_accessibility import CONTRAST, RULES, RUN, axe, sideways

LADDER = "Steady the hips: Buttock and side-of-hip strength"
STEPS = (
    ("Lie on your side, knees bent, feet together.", "Lie on your side"),
    ("Lift the top knee a little and pause.", "Lift the knee"),
    ("Breathe out as it lifts, in as it sinks.", "Out to lift, in to sink"),
    ("Let the knee sink, rest, then change sides.", "Rest, then change sides"),
)
# Django's own tables have a column for the handle, which nobody can give a heading.
NOT_OURS = "empty-table-header"


@pytest.fixture
def editor(site: str, make_user: Any) -> Any:
    """Somebody who is nothing but an editor."""
    # Each of these tests empties the database, so the group is made again as its migration does.
    made = import_module("exercises.migrations.0003_editors")
    made.make_editors(apps, connection.schema_editor())
    drawing = import_module("exercises.migrations.0005_editors_figures")
    drawing.let_editors_draw(apps, connection.schema_editor())
    person = make_user("editor@example.org", is_staff=True)
    person.groups.add(Group.objects.get(name="Editors"))
    return person


@pytest.fixture
def desk(editor: Any, window: Callable[..., Any]) -> Any:
    return window(editor, viewport=DESKTOP, has_touch=False)


def rungs(page: Any) -> list[str]:
    """The names on the ladder that the page shows, from the bottom."""
    return page.locator("ladder-places details:visible li .name").all_inner_texts()


def write_it(page: Any) -> None:
    """All that readers need, in the order in which the page asks."""
    page.fill("#id_purpose", "To wake the side of the hip.")
    page.fill("#id_feel", "A mild effort at the side of the hip.")
    for row, (text, cue) in enumerate(STEPS):
        page.fill(f"#id_steps-{row}-text", text)
        page.fill(f"#id_steps-{row}-cue", cue)
    for row, seconds in enumerate((5, 10, 20)):
        page.fill(f"#id_doses-{row}-sets", "1")
        page.fill(f"#id_doses-{row}-reps", "5")
        page.fill(f"#id_doses-{row}-seconds", str(seconds))
    page.fill("#id_points-2-0-text", "The front of the hip pinches")
    page.locator("#id_sources").get_by_label("our own addition").check()
    page.fill("#id_evidence_note", "We know of no trial of this one alone.")


def photograph() -> dict[str, Any]:
    picture = io.BytesIO()
    Image.new("RGB", (1200, 900), "#35605f").save(picture, "JPEG")
    return {"name": "clam.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}


def test_a_new_exercise_comes_about_without_help(desk: Any, window: Callable[..., Any]) -> None:
    desk.goto("/admin/")
    desk.get_by_role("link", name="Add to exercises").click()
    desk.fill("#id_name", "Clam lift")
    desk.select_option("#id_ladder", label=LADDER)
    assert rungs(desk)[2] == "Clamshell"
    desk.locator("ladder-places li[value='3']").get_by_role("button", name="Put it here").click()
    assert desk.input_value("#id_rung") == "3"
    desk.locator("input[name=_save]").click()
    desk.get_by_text("Moved up by one: “Clamshell”").wait_for()
    assert rungs(desk)[2:4] == ["Clam lift", "Clamshell"]
    assert desk.locator(".needs .lacking").count() == 7

    address = desk.url
    desk.focus("#id_feel")
    desk.keyboard.press("Enter")
    desk.get_by_text("was changed successfully").wait_for()
    assert Exercise.objects.get(slug="clam-lift").status == Status.DRAFT, "Enter publishes"
    desk.goto(address)
    write_it(desk)
    desk.set_input_files("#id_photographs-0-file", photograph())
    desk.fill("#id_photographs-0-alt", "Lying on the side, the top knee lifted.")
    desk.locator(".standing input[name=_preview]").click()
    desk.get_by_text("Draft, only staff see this.").wait_for()
    assert "/exercises/clam-lift/" in desk.url
    desk.go_back()
    desk.reload()
    assert desk.locator(".needs .lacking").count() == 0
    desk.locator(".standing input[name=_publish]").click()
    desk.get_by_text("Readers see it now.").wait_for()

    reader = window()
    reader.goto("/exercises/clam-lift/")
    assert reader.get_by_role("heading", level=1).inner_text() == "Clam lift"
    assert reader.get_by_alt_text("Lying on the side, the top knee lifted.").count()

    desk.locator(".standing input[name=_withdraw]").click()
    desk.get_by_text("is a draft again").wait_for()
    assert reader.reload().status == 404


def test_another_ladder_begins_on_top(desk: Any) -> None:
    kept = Exercise.objects.get(slug="clamshell")
    desk.goto(f"/admin/exercises/exercise/{kept.pk}/change/")
    desk.select_option("#id_ladder", label="Turn: Turning")
    assert desk.input_value("#id_rung") == ""
    assert rungs(desk)[0] == "Lying knee rocks"
    desk.select_option("#id_ladder", label=LADDER)
    assert desk.input_value("#id_rung") == str(kept.rung)


def test_the_ladders_can_be_read_without_scripts(editor: Any, window: Callable[..., Any]) -> None:
    page = window(editor, viewport=DESKTOP, has_touch=False, java_script_enabled=False)
    page.goto("/admin/exercises/exercise/add/")
    page.get_by_text(LADDER, exact=True).last.click()
    assert "Clamshell" in rungs(page)
    page.fill("#id_name", "Clam lift")
    page.select_option("#id_ladder", label=LADDER)
    page.fill("#id_rung", "3")
    page.locator("input[name=_save]").click()
    page.get_by_text("Moved up by one: “Clamshell”").wait_for()


def test_no_fault_on_the_pages_of_the_walk(editor: Any, window: Callable[..., Any]) -> None:
    page = window(editor, bypass_csp=True)
    draft = Exercise.objects.get(slug="full-camel")
    Exercise.objects.filter(pk=draft.pk).update(status=Status.DRAFT)
    held = Exercise.objects.get(slug="band-side-step")
    faults = {}
    for path in (
        "/admin/",
        "/admin/exercises/exercise/add/",
        f"/admin/exercises/exercise/{draft.pk}/change/",
        f"/admin/exercises/exercise/{held.pk}/change/",
        f"/admin/exercises/exercise/{held.pk}/history/",
        "/admin/exercises/programme/add/",
        "/admin/exercises/article/add/",
    ):
        page.goto(path)
        faults[path] = found_light_and_dark(page) + sideways(page)
    page.set_viewport_size(DESKTOP)
    page.goto(f"/admin/exercises/exercise/?q={held.slug}")
    page.locator(".action-select").check()
    page.select_option("select[name=action]", "withdraw")
    page.locator(".actions button").click()
    page.get_by_text("What readers will notice").wait_for()
    faults["withdraw"] = found_light_and_dark(page)
    assert not any(faults.values()), faults


def found(page: Any) -> list[str]:
    page.evaluate(axe())
    return [fault for fault in page.evaluate(RUN, RULES) if not fault.startswith(NOT_OURS)]


def found_light_and_dark(page: Any) -> list[str]:
    """What axe says; of the dark colours only what they can change."""
    choose_look(page, "light")
    light = found(page)
    choose_look(page, "dark")
    return light + page.evaluate(RUN, CONTRAST)


def choose_look(page: Any, scheme: str) -> None:
    """Colours that change as one looks on take a moment in the admin."""
    page.emulate_media(color_scheme=scheme)
    until(page, "document.getAnimations().length === 0")
