"""What is typed into a correction waits too, whatever was saved just before or elsewhere."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import LogIn
from tests.architecture.seeding import add_check_in, add_session
from tests.browser.conftest import unfold, until
from tests.browser.test_drafts import log_in, press
from tracking import logbook
from tracking.models import CheckIn, Session

Window = Callable[..., Any]
NOTE = "Worse on the stairs, and on the way down."


@pytest.fixture
def person(site: str, make_user: Any) -> Any:
    return make_user()


def save(page: Any) -> None:
    page.locator("main form[method=post] .form-save [type=submit]").click()


def note_of(page: Any) -> str:
    return str(page.locator("textarea[name=note]").input_value())


def told(page: Any) -> str:
    return str(page.locator("form-draft [role=status]").inner_text())


def type_a_note(page: Any, words: str = NOTE) -> None:
    page.locator("details:has(textarea[name=note])").evaluate("(fold) => { fold.open = true; }")
    page.fill("textarea[name=note]", words)


def check_in_just_saved(page: Any) -> str:
    """The address of its correction."""
    page.goto("/check-ins/new/")
    press(page, "pain", "6")
    save(page)
    page.wait_for_url("**/today/")
    return f"/check-ins/{CheckIn.objects.get().pk}/edit/"


def session_just_logged(page: Any) -> str:
    """The address of its correction."""
    page.goto("/sessions/new/?programme=four-drills")
    save(page)
    page.wait_for_url("**/sessions/*-*/")
    return f"/sessions/{Session.objects.get().pk}/edit/"


@pytest.mark.parametrize("just_saved", [check_in_just_saved, session_just_logged])
def test_it_waits_though_the_entry_was_saved_last(
    window: Window, person: Any, just_saved: Callable[[Any], str]
) -> None:
    page = window(person)
    page.goto(just_saved(page))
    type_a_note(page)
    page.reload()
    assert note_of(page) == NOTE
    assert "had typed at" in told(page)


def test_it_waits_though_the_log_in_ended_as_it_was_sent(window: Window, person: Any) -> None:
    page = window(person)
    address = check_in_just_saved(page)
    page.goto(address)
    type_a_note(page)
    LogIn.objects.all().delete()
    save(page)
    page.wait_for_url("**/accounts/login/**")
    log_in(page, person)
    page.wait_for_url(f"**{address}")
    assert note_of(page) == NOTE
    assert "logged out before this was saved" in told(page)
    save(page)
    page.wait_for_url("**/check-ins/")
    assert CheckIn.objects.get().note == NOTE


@pytest.mark.parametrize("just_saved", [check_in_just_saved, session_just_logged])
def test_once_it_is_saved_nothing_stays_on_the_device(
    window: Window, person: Any, just_saved: Callable[[Any], str]
) -> None:
    page = window(person)
    address = just_saved(page)
    page.goto(address)
    type_a_note(page)
    with page.expect_navigation():
        save(page)
    until(page, "localStorage.length === 0")
    page.goto(address)
    assert page.locator("form-draft").is_hidden()


def test_what_is_typed_after_going_back_to_a_saved_form_waits(window: Window, person: Any) -> None:
    page = window(person)
    check_in_just_saved(page)
    page.go_back()
    unfold(page, "note")
    type_a_note(page)
    page.reload()
    assert note_of(page) == NOTE


def two_tabs(window: Window, person: Any) -> tuple[Any, Any, str]:
    """One that typed, another that took it up and saved it changed, and where."""
    address = f"/check-ins/{add_check_in(person, 3).pk}/edit/"
    first = window(person)
    first.goto(address)
    type_a_note(first)
    second = first.context.new_page()
    second.goto(address)
    assert note_of(second) == NOTE
    type_a_note(second, "Said otherwise.")
    save(second)
    second.wait_for_url("**/check-ins/")
    return first, second, address


def test_what_another_tab_saved_meanwhile_takes_no_words_away(window: Window, person: Any) -> None:
    first, _second, _address = two_tabs(window, person)
    first.reload()
    assert note_of(first) == NOTE
    assert "changed meanwhile" in told(first)
    save(first)
    first.wait_for_selector("text=Said otherwise.")
    assert note_of(first) == NOTE
    assert CheckIn.objects.get().note == "Said otherwise."
    save(first)
    first.wait_for_url("**/check-ins/")
    assert CheckIn.objects.get().note == NOTE


def test_what_another_tab_saved_can_be_taken_instead(window: Window, person: Any) -> None:
    first, second, address = two_tabs(window, person)
    first.reload()
    with first.expect_navigation():
        first.locator("form-draft button").click()
    assert note_of(first) == "Said otherwise."
    assert first.locator("form-draft").is_hidden()
    assert first.evaluate("Object.keys(localStorage)") == []
    second.goto(address)
    assert second.locator("form-draft").is_hidden()


def test_two_tabs_that_type_keep_their_own_words(window: Window, person: Any) -> None:
    address = f"/check-ins/{add_check_in(person, 3).pk}/edit/"
    first = window(person)
    second = first.context.new_page()
    for page, words in ((first, "One."), (second, "Two.")):
        page.goto(address)
        type_a_note(page, words)
    first.reload()
    second.reload()
    assert (note_of(first), note_of(second)) == ("One.", "Two.")


def test_what_was_saved_elsewhere_word_for_word_is_not_told_of(window: Window, person: Any) -> None:
    address = f"/check-ins/{add_check_in(person, 3).pk}/edit/"
    first = window(person)
    first.goto(address)
    type_a_note(first)
    second = first.context.new_page()
    second.goto(address)
    save(second)
    second.wait_for_url("**/check-ins/")
    first.reload()
    assert note_of(first) == NOTE
    assert first.locator("form-draft").is_hidden()


def test_an_exercise_that_is_gone_from_a_correction_is_not_saved_unasked(
    window: Window, person: Any
) -> None:
    """Its line is drawn by the server, which is asked to draw it and nothing else."""
    page = window(person)
    page.goto("/sessions/new/?exercise=runners-lunge&exercise=easy-walk")
    save(page)
    page.wait_for_url("**/sessions/*-*/")
    done = Session.objects.get()
    page.goto(f"/sessions/{done.pk}/edit/")
    type_a_note(page)
    done.lines.filter(exercise__slug="easy-walk").delete()
    page.goto(f"/sessions/{done.pk}/edit/")
    page.wait_for_selector("input[name=lines-1-exercise]", state="attached")
    assert note_of(page) == NOTE
    assert "had typed at" in told(page)
    done.refresh_from_db()
    assert (done.note, done.version) == ("", 1)


def test_an_answer_about_a_session_that_is_gone_comes_back_too(window: Window, person: Any) -> None:
    done = add_session(person, 1)
    page = window(person)
    page.goto("/check-ins/new/")
    press(page, "pain", "6")
    press(page, "since", "2")
    type_a_note(page)
    logbook.remove(done, timezone.now())
    page.goto("/check-ins/new/")
    page.wait_for_selector("text=not in your diary any more")
    assert note_of(page) == NOTE
    assert page.locator("input[name=since][value='2']").is_checked()
    assert "had typed at" in told(page)
    assert not CheckIn.objects.exists()


@pytest.mark.clock("2026-11-21 18:06 +0000")
def test_the_time_is_written_as_the_site_writes_it(window: Window, make_user: Any) -> None:
    """On the clock of the person's own zone, whatever the device runs on."""
    person, device = make_user(time_zone="Asia/Tokyo"), {"timezone_id": "America/New_York"}
    page = window(person, clock=True, locale="en-US", **device)
    page.clock.set_fixed_time("2026-11-21T18:06:00Z")
    page.goto("/check-ins/new/")
    unfold(page, "note")
    type_a_note(page)
    page.reload()
    assert "typed at 03:06 and" in told(page)
