"""A link that opens an account: a real browser sends its form, and tells nobody its path."""

from collections.abc import Callable
from typing import Any

from django.test import RequestFactory

from accounts.reset_links import reset_link

NEW = "another-long-password"


def test_a_new_password_is_set_and_the_key_is_told_to_nobody(
    site: str, make_user: Any, window: Callable[..., Any]
) -> None:
    """With "no-referrer" the browser would hide where the form came from, and it was refused."""
    person = make_user("key@example.org")
    host = site.removeprefix("http://")
    link = reset_link(RequestFactory().get("/", headers={"host": host}), person)
    page = window()
    referrers: list[str] = []
    page.on("request", lambda request: referrers.append(request.headers.get("referer", "")))
    page.goto(f"{site}/accounts/{link.partition('/accounts/')[2]}")
    page.fill("[name=password1]", NEW)
    if page.locator("[name=password2]").count():
        page.fill("[name=password2]", NEW)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/key/done/")
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert not [one for one in referrers if "/reset/key/" in one and not one.endswith("/done/")]
