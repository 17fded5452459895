"""The drawn figure moves when asked to, and stands still side by side where nothing may move."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import until

Window = Callable[..., Any]
LUNGE = "/exercises/runners-lunge/"
SCRIPT = Path(__file__).parents[2] / "static/js/moving-figure.js"
MOVES = {"reduced_motion": "no-preference"}

WHERE = "() => [...document.querySelectorAll('[data-stage] path')].map((p) => p.getAttribute('d'))"
# The sum of all layout shifts since the page began, those that follow a press among them.
SHIFTS = """() => new Promise((done) => new PerformanceObserver((list) => done(
  list.getEntries().reduce((sum, one) => sum + one.value, 0)))
  .observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 300))"""


@pytest.fixture
def stage(window: Window) -> Any:
    """The page of an exercise of two key frames, where motion is welcome."""
    page = window(**MOVES)
    page.goto(LUNGE)
    page.locator("moving-figure[data-state=still]").wait_for()
    return page


def button(page: Any, name: str) -> Any:
    return page.get_by_role("button", name=name)


def captions(page: Any) -> list[str]:
    """The captions that can be seen."""
    shown = [one for one in page.locator(".key-frame figcaption").all() if one.is_visible()]
    return [" ".join(one.inner_text().split()) for one in shown]


def drawn(page: Any) -> list[Any]:
    """The boxes of the key frames that can be seen."""
    return [
        one.bounding_box() for one in page.locator(".key-frame .figure").all() if one.is_visible()
    ]


def test_it_moves_while_somebody_wants_to_see_it(stage: Any) -> None:
    stage.wait_for_timeout(300)
    assert stage.evaluate(WHERE) == [], "it began by itself"
    button(stage, "Play").click()
    stage.locator("[data-stage] path[d]").first.wait_for(state="attached")
    first = stage.evaluate(WHERE)
    stage.wait_for_timeout(400)
    assert stage.evaluate(WHERE) != first
    assert all("#" not in one and "NaN" not in one for one in stage.evaluate(WHERE))
    button(stage, "Pause").click()
    held = stage.evaluate(WHERE)
    stage.wait_for_timeout(300)
    assert stage.evaluate(WHERE) == held
    button(stage, "Play").click()
    stage.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    stage.locator("moving-figure[data-state=paused]").wait_for()


def test_it_ends_by_itself_after_five_times(window: Window) -> None:
    page = window(clock=True, **MOVES)
    page.goto(LUNGE)
    button(page, "Play").click()
    page.locator("moving-figure[data-state=playing]").wait_for()
    page.clock.run_for(60_000)
    assert page.locator("moving-figure").get_attribute("data-state") == "still"


def test_it_goes_from_key_frame_to_key_frame_and_nothing_around_it_jumps(stage: Any) -> None:
    stage.wait_for_load_state("networkidle")
    title = stage.locator("h1")
    before, (last,) = title.bounding_box(), captions(stage)
    button(stage, "Next position").click()
    (first,) = captions(stage)
    assert first != last
    live = stage.locator("moving-figure [aria-live]")
    assert " ".join(live.inner_text().split()) == first
    button(stage, "Position before").click()
    assert captions(stage) == [last]
    for name in ("Play", "Pause"):
        button(stage, name).click()
        assert title.bounding_box() == before, name
    assert stage.evaluate(SHIFTS) < 0.01


@pytest.mark.parametrize(
    "options", [{"reduced_motion": "reduce"}, {"java_script_enabled": False, **MOVES}]
)
def test_where_nothing_may_move_all_key_frames_stand_side_by_side(
    window: Window, options: dict[str, Any]
) -> None:
    page = window(**options)
    page.goto(LUNGE)
    one, other = drawn(page)
    assert one["y"] == other["y"]
    assert one["x"] + one["width"] <= other["x"]
    assert len(captions(page)) == 2
    assert not page.locator("[data-play]").is_visible()


def test_its_buttons_can_be_hit_and_it_says_so_when_the_movement_does_not_come(
    window: Window,
) -> None:
    page = window(**MOVES)
    page.route("**/figures/*.json", lambda route: route.fulfill(status=404))
    page.goto(LUNGE)
    for name in ("Position before", "Play", "Next position"):
        box = button(page, name).bounding_box()
        assert min(box["width"], box["height"]) >= 44, name
    said = page.locator("moving-figure [role=status]")
    assert said.inner_text() == ""
    button(page, "Play").click()
    said.get_by_text("The movement could not be fetched.").wait_for()
    assert button(page, "Play").is_visible()
    page.unroute("**/figures/*.json")
    button(page, "Play").click()
    page.locator("moving-figure[data-state=playing]").wait_for()
    assert said.inner_text() == "", "it still says so"


def test_impatient_presses_make_one_picture(window: Window) -> None:
    page = window(**MOVES)
    asked = []

    def late(route: Any) -> None:
        asked.append(route)

    page.route("**/figures/*.json", late)
    page.goto(LUNGE)
    for name in ("Play", "Pause", "Play", "Pause", "Play"):
        button(page, name).click()
    page.wait_for_timeout(100)
    for route in asked:
        route.continue_()
    page.locator("[data-stage] path[d]").first.wait_for(state="attached")
    page.wait_for_timeout(200)
    assert len(asked) == 1
    assert None not in page.evaluate(WHERE)
    paths = page.evaluate(WHERE)
    page.wait_for_timeout(400)
    assert page.evaluate(WHERE) != paths, "it does not move"


def test_it_stops_where_motion_is_not_wanted_any_more(stage: Any) -> None:
    def play() -> None:
        button(stage, "Play").click()
        stage.locator("moving-figure[data-state=playing]").wait_for()

    play()
    stage.evaluate("""() => {
      const figure = document.querySelector("moving-figure");
      const home = figure.parentNode;
      figure.remove();
      home.append(figure);
    }""")
    assert stage.locator("moving-figure").get_attribute("data-state") == "still"
    play()
    button(stage, "Next position").click()
    assert len(captions(stage)) == 1

    for stop in (
        lambda: stage.emulate_media(reduced_motion="reduce"),
        lambda: stage.evaluate("() => dispatchEvent(new Event('beforeprint'))"),
    ):
        stage.emulate_media(reduced_motion="no-preference")
        play()
        stop()
        stage.locator("moving-figure[data-state=still]").wait_for()

    play()
    stage.emulate_media(media="print")  # paper has all key frames, and nothing to press
    assert len(drawn(stage)) == 2
    assert not stage.locator("[data-play]").is_visible()
    assert not stage.locator(".moving-stage").is_visible()


def test_small_pictures_follow_the_chosen_theme_and_not_the_device(
    window: Window, make_user: Any
) -> None:
    user = make_user(theme="dark")
    pictures = []
    page = window(user)
    for device in ("light", "dark"):
        page.emulate_media(color_scheme=device)
        page.goto("/exercises/?q=runner")
        picture = page.locator("img.figure-thumb[src*=runners-lunge]")
        until(page, "(one) => one.complete && one.naturalWidth", picture.element_handle())
        pictures.append(picture.screenshot())
    assert pictures[0] == pictures[1]


def test_the_script_is_small() -> None:
    assert len(gzip.compress(SCRIPT.read_bytes())) < 6_000
