"""The preview beside a figure's text: it follows what is written, and keeps the last good one."""

from collections.abc import Callable
from typing import Any

import pytest

from exercises.models import Figure
from tests.browser.conftest import DESKTOP, until
from tests.exercises import lunge

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def desk(site: str, staff: Any, window: Callable[..., Any]) -> Any:
    figure = lunge.lunge()
    page = window(staff, viewport=DESKTOP, has_touch=False)
    page.goto(f"{site}/admin/exercises/figure/{figure.pk}/change/")
    return page


def first_drawing(page: Any) -> str:
    return page.locator("figure-preview svg").first.inner_html()


def test_it_follows_the_text_and_keeps_the_last_good_drawing(desk: Any) -> None:
    before = first_drawing(desk)
    desk.fill("#id_pose", lunge.TEXT.replace("pitch: 6", "pitch: 12"))
    until(desk, "(old) => document.querySelector('figure-preview svg').innerHTML !== old", before)
    good = first_drawing(desk)
    desk.fill("#id_pose", lunge.TEXT.replace("pitch: 6", "pitch: 999"))
    desk.get_by_text("pelvis.pitch: 999 is not within -130 to 130").first.wait_for()
    assert first_drawing(desk) == good
    desk.fill("#id_pose", lunge.TEXT)
    until(desk, "!document.querySelector('figure-preview .errorlist')")
    assert first_drawing(desk) == before
    assert Figure.objects.get(exercise__slug=lunge.SLUG).pose == lunge.record()


def test_whoever_is_signed_out_meanwhile_keeps_text_and_drawing(desk: Any) -> None:
    before = first_drawing(desk)
    desk.context.clear_cookies(name="sessionid")
    desk.fill("#id_pose", lunge.TEXT.replace("pitch: 6", "pitch: 12"))
    desk.get_by_text("The preview cannot be reached just now.").wait_for()
    assert first_drawing(desk) == before
    assert "pitch: 12" in desk.input_value("#id_pose")
