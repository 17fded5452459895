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
def test_it_waits_though_the_entry_was_saved_last_and_goes_once_it_is_saved(
    window: Window, person: Any, just_saved: Callable[[Any], str]
) -> None:
    page = window(person)
    address = just_saved(page)
    page.goto(address)
    type_a_note(page)
    page.reload()
    assert note_of(page) == NOTE
    assert "had typed at" in told(page)
    with page.expect_navigation():
        save(page)
    until(page, "localStorage.length === 0")
    page.goto(address)
    assert page.locator("form-draft").is_hidden()


def test_it_waits_in_a_saved_form_and_though_the_log_in_ended(window: Window, person: Any) -> None:
    page = window(person)
    address = check_in_just_saved(page)
    page.go_back()
    unfold(page, "note")
    type_a_note(page)
    page.reload()
    assert note_of(page) == NOTE, "typed after going back to a form that was saved"

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


def saved_elsewhere(first: Any, second: Any, address: str) -> None:
    """One tab typed; the other took it up and saved it changed; the first one looks again."""
    first.goto(address)
    type_a_note(first)
    second.goto(address)
    assert note_of(second) == NOTE
    type_a_note(second, "Said otherwise.")
    save(second)
    second.wait_for_url("**/check-ins/")
    first.reload()


def test_what_another_tab_saved_takes_no_words_away_or_can_be_taken(
    window: Window, person: Any
) -> None:
    addresses = [f"/check-ins/{add_check_in(person, days).pk}/edit/" for days in (3, 4)]
    first = window(person)
    second = first.context.new_page()
    saved_elsewhere(first, second, addresses[0])
    with first.expect_navigation():
        first.locator("form-draft button").click()
    assert note_of(first) == "Said otherwise."
    assert first.locator("form-draft").is_hidden()
    assert first.evaluate("Object.keys(localStorage)") == []
    second.goto(addresses[0])
    assert second.locator("form-draft").is_hidden()

    saved_elsewhere(first, second, addresses[1])
    assert note_of(first) == NOTE
    assert "changed meanwhile" in told(first)
    save(first)
    first.wait_for_selector("text=Said otherwise.")
    assert note_of(first) == NOTE
    notes = CheckIn.objects.order_by("at").values_list("note", flat=True)
    assert [*notes] == ["Said otherwise."] * 2
    save(first)
    first.wait_for_url("**/check-ins/")
    assert [*notes.all()] == [NOTE, "Said otherwise."]


def test_two_tabs_keep_their_own_words_and_say_nothing_of_what_is_saved(
    window: Window, person: Any
) -> None:
    address = f"/check-ins/{add_check_in(person, 3).pk}/edit/"
    first = window(person)
    second = first.context.new_page()
    for page, words in ((first, "One."), (second, "Two.")):
        page.goto(address)
        type_a_note(page, words)
    first.reload()
    second.reload()
    assert (note_of(first), note_of(second)) == ("One.", "Two.")
    type_a_note(second, "One.")
    save(second)
    second.wait_for_url("**/check-ins/")
    first.reload()
    assert note_of(first) == "One."
    assert first.locator("form-draft").is_hidden(), "it was saved word for word"


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
    page = window(make_user(time_zone="Asia/Tokyo"), clock=True)
    page.clock.install(time="2026-11-21T18:06:00Z")
    page.goto("/check-ins/new/")
    unfold(page, "note")
    type_a_note(page)
    page.reload()
    assert "typed at 03:06 and" in told(page)
