"""What a browser sends of what is typed into it: half a day, a comma, one draft in two tabs."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.architecture.seeding import add_check_in
from tests.browser.conftest import DESKTOP, unfold, until
from tracking.models import CheckIn, Reading, Session

Window = Callable[..., Any]
NEW = "/check-ins/new/"


@pytest.fixture
def person(site: str, make_user: Any) -> Any:
    return make_user()


def press(page: Any, name: str, value: str) -> None:
    page.locator(f"label.choice:has(input[name={name}][value='{value}'])").first.click()


def save(page: Any) -> None:
    page.locator(".form-save [type=submit]").click()


def half(page: Any, selector: str, keys: str) -> None:
    """Type `keys` into a field of a day or a time, which is not whole with them."""
    page.locator(selector).click()
    page.keyboard.type(keys)
    assert page.locator(selector).evaluate("(one) => one.validity.badInput")


def stays(page: Any, field: str, words: str, send: Callable[[], None]) -> list[str]:
    """What is wrong where a form is sent with this field half typed: it has to stay, and say so."""
    here, wrong = page.url, []
    send()
    told = page.locator(f"#id_{field}_unread")
    if page.url != here:
        wrong.append(f"{field}: it left")
    elif not told.is_visible() or words not in told.inner_text():
        wrong.append(f"{field}: nothing is said")
    elif page.evaluate("document.activeElement.name") != field:
        wrong.append(f"{field}: no focus")
    return wrong


def test_half_a_day_or_a_time_never_leaves(window: Window, person: Any) -> None:
    entry = add_check_in(person, 3)
    before = (entry.at, entry.local_date)
    page, wrong = window(person, viewport=DESKTOP, has_touch=False), []
    day, clock = "no whole day", "no whole time"

    page.goto(NEW)
    press(page, "pain", "6")
    unfold(page, "note", "when")
    page.fill("textarea[name=note]", "Kept.")
    half(page, "#id_date", "1103")
    page.locator("details[data-group=when] > summary").click()  # folded again, it is opened
    wrong += stays(page, "date", day, lambda: save(page))
    assert page.input_value("textarea[name=note]") == "Kept."
    page.keyboard.press("Delete")
    page.locator("#id_date").fill("")
    assert page.locator("#id_date_unread").is_hidden()
    half(page, "#id_time", "07")
    wrong += stays(page, "time", clock, lambda: save(page))

    page.goto(f"/check-ins/{entry.pk}/edit/")
    page.locator("#id_date").focus()
    for _part in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Delete")  # the year
    wrong += stays(page, "date", day, lambda: save(page))

    page.goto("/sessions/new/?programme=runner")
    page.locator("details:has(#id_date) > summary").click()
    half(page, "#id_date", "1103")
    adjust = page.locator("button[value=adjust]")
    wrong += stays(page, "date", day, adjust.click)
    wrong += stays(page, "date", day, lambda: save(page))

    page.goto("/check-ins/")
    page.locator("details:has(#id_from) > summary").click()
    half(page, "#id_from", "1103")
    wrong += stays(page, "from", day, page.locator("#show").click)

    # Without scripts the browser keeps it back itself.
    bare = window(person, viewport=DESKTOP, has_touch=False, java_script_enabled=False)
    bare.goto(NEW)
    press(bare, "pain", "6")
    unfold(bare, "when")
    bare.locator("#id_date").click()
    bare.keyboard.type("1103")
    save(bare)
    bare.wait_for_timeout(300)
    if not bare.url.endswith(NEW):
        wrong.append("without scripts: it left")
    entry.refresh_from_db()
    assert not wrong
    assert (entry.at, entry.local_date) == before
    assert (CheckIn.objects.count(), Session.objects.count()) == (1, 0)


def test_a_comma_two_tabs_and_the_way_back(window: Window, person: Any) -> None:
    page = window(person)
    page.goto(NEW)
    # Where a new sign is, is asked once there is one; an answer can be taken back, without a hole.
    place, none = page.locator("select[name=sign_place]"), page.locator(".choice-none:visible")
    assert page.get_by_text("Anything new since last time?").is_visible()
    assert (place.is_visible(), none.count()) == (False, 0)
    press(page, "signs", "sign_weakness")
    assert place.is_visible()
    press(page, "signs", "sign_weakness")
    press(page, "measure_fall_or_knock", "0")
    assert none.count() == 1
    none.click()
    page.locator("h1").click()
    assert not page.locator("[name=measure_fall_or_knock][value='0']").is_checked()
    assert none.count() == 0

    # A decimal comma is a comma. What was left open is open again.
    press(page, "pain", "4")
    unfold(page, "day", "note")
    page.locator("input[name=measure_sleep_hours_other]").press_sequentially("1,5")
    page.fill("textarea[name=note]", "First tab.")
    other = page.context.new_page()
    other.goto(NEW)
    assert other.locator("textarea[name=note]").is_visible()
    assert other.input_value("textarea[name=note]") == "First tab."
    save(page)
    page.wait_for_url("**/today/")
    assert str(Reading.objects.get().number.normalize()) == "1.5"
    assert page.evaluate("document.activeElement.id") == "said"

    # One draft in two tabs: saved a second time, it is the entry that was saved.
    third = page.context.new_page()
    save(other)
    other.wait_for_url("**/today/")
    assert CheckIn.objects.count() == 1
    # With other words it is asked about, and all that was typed is there.
    other.goto(NEW)
    press(other, "pain", "4")
    other.fill("textarea[name=note]", "Third tab.")
    third.goto(NEW)
    save(other)
    other.wait_for_url("**/today/")
    third.fill("textarea[name=note]", "Third thoughts.")
    save(third)
    third.get_by_text("This form was saved before with other words").wait_for()
    assert third.get_by_text("Change the check-in that is saved").is_visible()
    assert third.input_value("textarea[name=note]") == "Third thoughts."
    assert third.evaluate("document.activeElement.getAttribute('role')") == "alert"
    save(third)
    third.wait_for_url("**/today/")
    notes = set(CheckIn.objects.values_list("note", flat=True))
    assert notes == {"First tab.", "Third tab.", "Third thoughts."}


def test_back_after_a_save_is_an_empty_form(window: Window, person: Any) -> None:
    """Also where it was refused once: that page is drawn anew too, with half of the old words."""
    page = window(person)
    page.goto(NEW)
    press(page, "pain", "4")
    unfold(page, "day", "note")
    page.fill("textarea[name=note]", "Said once.")
    page.fill("input[name=measure_sleep_hours_other]", "77")
    save(page)
    page.wait_for_selector(".form-errors")
    assert page.evaluate("document.activeElement.name") == "measure_sleep_hours_other"
    page.fill("input[name=measure_sleep_hours_other]", "7")
    save(page)
    page.wait_for_url("**/today/")
    for _page in range(2):
        page.go_back()
        page.get_by_text("You checked in at").wait_for()
        until(page, "history.state === null && document.readyState === 'complete'")
        assert page.input_value("textarea[name=note]") == ""
        assert page.locator("input[name=pain]:checked").count() == 0
        assert page.locator("form-draft").is_hidden()
    assert CheckIn.objects.count() == 1


COVERED = """() => {
  const bar = document.querySelector(".form-save").getBoundingClientRect();
  return [...document.querySelectorAll("form .field, form .form-fold")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.height && box.left < bar.right && box.right > bar.left
      && box.top < bar.bottom && box.bottom > bar.top;
  }).length;
}"""


def test_the_button_to_save_covers_nothing_on_a_desktop(window: Window, person: Any) -> None:
    entry = add_check_in(person, 1)
    page, wrong = window(person, viewport=DESKTOP, has_touch=False), []
    for url in (NEW, f"/check-ins/{entry.pk}/edit/", "/sessions/new/", "/settings/follow/"):
        page.goto(url)
        for down in (0, 300, 900, 5000):
            page.evaluate(f"scrollTo(0, {down})")
            button = page.locator(".form-save [type=submit]")
            if page.evaluate(COVERED) or not button.is_visible():
                wrong.append((url, down))
    assert not wrong
