"""At 320 px with the text at 200 %, with every fold open, no page moves sideways."""

from collections.abc import Callable
from typing import Any

from tests.architecture.seeding import live_through
from tests.browser.test_accessibility import OVERFLOW, TEXT
from tracking.models import CheckIn, Session

Window = Callable[..., Any]
SMALL = {"width": 320, "height": 640}
OPEN = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"

OPEN_TO_ALL = (
    "/", "/exercises/", "/exercises/full-camel/", "/exercises/runners-lunge/", "/programmes/",
    "/programmes/runner/", "/search/?q=hip", "/safety/", "/about/", "/privacy/",
    "/accessibility/", "/accounts/login/", "/accounts/signup/", "/learn/", "/learn/anatomy/",
    "/learn/find-your-level/", "/learn/daily-life/", "/learn/self-checks/", "/claims/", "/sources/",
    "/exercises/constructive-rest/", "/play/exercise/constructive-rest/", "/contact/",
)  # fmt: skip
PRIVATE = (
    "/today/", "/check-ins/new/", "/check-ins/", "/sessions/", "/diary/", "/progress/", "/signs/",
    "/sessions/new/?exercise=runners-lunge&exercise=easy-walk", "/sessions/new/", "/data/",
    "/settings/", "/settings/follow/", "/settings/delete-account/", "/data/consent/",
)  # fmt: skip


def wide(page: Any, addresses: list[str]) -> list[str]:
    """What sticks out, page by page."""
    faults = []
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, address
        page.evaluate(TEXT, "200%")
        page.evaluate(OPEN)
        if fault := page.evaluate(OVERFLOW):
            faults.append(f"{address}: {fault}")
    return faults


def test_no_page_moves_sideways(window: Window, site: str, make_user: Any) -> None:
    person = make_user()
    live_through(person, 1)
    own = [
        address.format(pk=entry.pk)
        for model, addresses in (
            (CheckIn, ["/check-ins/{pk}/edit/"]),
            (Session, ["/sessions/{pk}/", "/sessions/{pk}/edit/"]),
        )
        for entry in model.objects.owned_by(person)[:1]
        for address in addresses
    ]
    stranger = window(viewport=SMALL, bypass_csp=True)
    page = window(person, viewport=SMALL, bypass_csp=True)
    faults = wide(stranger, list(OPEN_TO_ALL)) + wide(page, [*PRIVATE, *own])
    assert not faults, "\n".join(faults)
