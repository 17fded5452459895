"""What was typed and not saved waits on the device for a day, and for nobody else."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import LogIn
from tests.architecture.seeding import add_check_in
from tests.browser.conftest import unfold
from tests.conftest import PASSWORD
from tracking.models import CheckIn, Session, SessionLine

Window = Callable[..., Any]
NOTE = "Long drive, and a \N{SNOWMAN} on the lawn."


@pytest.fixture
def person(site: str, make_user: Any) -> Any:
    return make_user()


def press(page: Any, name: str, value: str) -> None:
    page.locator(f"label.choice:has(input[name={name}][value='{value}'])").first.click()


def type_a_check_in(page: Any) -> None:
    page.goto("/check-ins/new/")
    press(page, "pain", "6")
    unfold(page, "where", "note")
    page.locator("[data-region=groin-left]").first.click()
    page.fill("textarea[name=note]", NOTE)


def assert_it_is_back(page: Any) -> None:
    assert page.locator("textarea[name=note]").input_value() == NOTE
    assert page.locator("input[name=pain][value='6']").is_checked()
    assert page.locator("input[name=areas][value='groin:left']").is_checked()
    assert page.locator(".picked").count() == 1


def log_in(page: Any, person: Any) -> None:
    page.fill("input[name=login]", person.email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").click()


def test_it_survives_leaving_the_page(window: Window, person: Any) -> None:
    page = window(person)
    type_a_check_in(page)
    page.goto("/today/")
    page.goto("/check-ins/new/")
    assert_it_is_back(page)
    status = page.locator("form-draft [role=status]")
    assert "had typed at" in status.inner_text()


def test_a_page_that_was_only_looked_at_leaves_nothing(window: Window, person: Any) -> None:
    page = window(person)
    page.goto("/check-ins/new/")
    page.goto("/check-ins/new/")
    assert page.locator("form-draft").is_hidden()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_it_survives_a_log_in_that_has_ended(window: Window, person: Any) -> None:
    page = window(person)
    type_a_check_in(page)
    LogIn.objects.all().delete()
    page.locator("button[type=submit], input[type=submit]").last.click()
    page.wait_for_url("**/accounts/login/**")
    log_in(page, person)
    page.wait_for_url("**/check-ins/new/")
    assert_it_is_back(page)
    words = page.locator("form-draft [role=status]").inner_text()
    assert "logged out before this was saved" in words
    page.locator("main form[method=post] .form-save [type=submit]").click()
    page.wait_for_url("**/today/")
    assert CheckIn.objects.get().note == NOTE


def test_what_is_saved_leaves_no_draft(window: Window, person: Any) -> None:
    page = window(person)
    type_a_check_in(page)
    page.locator("main form[method=post] .form-save [type=submit]").click()
    page.wait_for_url("**/today/")
    page.goto("/check-ins/new/")
    assert page.locator("textarea[name=note]").input_value() == ""
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_correction_that_is_saved_leaves_no_draft(window: Window, person: Any) -> None:
    entry = add_check_in(person, 0)
    page = window(person)
    page.goto(f"/check-ins/{entry.pk}/edit/")
    unfold(page, "note")
    page.fill("textarea[name=note]", NOTE)
    page.goto("/today/")
    page.goto(f"/check-ins/{entry.pk}/edit/")
    assert page.locator("textarea[name=note]").input_value() == NOTE
    page.locator("main form[method=post] .form-save [type=submit]").click()
    page.wait_for_url("**/check-ins/")
    page.goto(f"/check-ins/{entry.pk}/edit/")
    assert page.locator("form-draft").is_hidden()


def test_single_exercises_come_back_with_what_was_said_of_them(window: Window, person: Any) -> None:
    page = window(person)
    page.goto("/sessions/new/?exercise=runners-lunge")
    page.locator("details:has(input[name=lines-0-sets]) > summary").click()
    page.fill("input[name=lines-0-sets]", "7")
    page.goto("/today/")
    page.goto("/sessions/new/")
    page.wait_for_selector("input[name=lines-0-sets]", state="attached")
    assert page.locator("input[name=lines-0-sets]").input_value() == "7"
    assert page.locator("form-draft").is_visible()
    page.locator("main button[name=save]").click()
    page.wait_for_url("**/sessions/*-*/")
    assert {line.sets for line in SessionLine.objects.all()} == {7}
    assert Session.objects.count() == 1


def test_it_is_over_after_a_day(window: Window, person: Any) -> None:
    page = window(person)
    type_a_check_in(page)
    page.evaluate(
        """() => { for (const key of Object.keys(localStorage)) {
          const draft = JSON.parse(localStorage.getItem(key));
          localStorage.setItem(key, JSON.stringify({...draft, at: draft.at - 24 * 3600 * 1000}));
        } }"""
    )
    page.goto("/settings/")
    assert page.evaluate("Object.keys(localStorage)") == []
    page.goto("/check-ins/new/")
    assert page.locator("form-draft").is_hidden()


def test_nobody_else_on_the_device_sees_it(window: Window, person: Any, make_user: Any) -> None:
    page = window(person)
    type_a_check_in(page)
    LogIn.objects.all().delete()
    other = make_user("other@example.org")
    page.goto("/check-ins/new/")
    log_in(page, other)
    page.wait_for_url("**/check-ins/new/")
    assert page.locator("textarea[name=note]").input_value() == ""
    assert page.locator("form-draft").is_hidden()


def test_logging_out_takes_it_along(window: Window, person: Any) -> None:
    page = window(person)
    type_a_check_in(page)
    page.goto("/settings/")
    page.locator("form[data-forget-drafts] button").click()
    page.wait_for_url("**/")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_it_can_be_thrown_away(window: Window, person: Any) -> None:
    page = window(person)
    type_a_check_in(page)
    page.goto("/check-ins/new/")
    page.locator("form-draft button").click()
    page.wait_for_load_state()
    assert page.locator("textarea[name=note]").input_value() == ""
    page.goto("/check-ins/new/")
    assert page.locator("form-draft").is_hidden()
