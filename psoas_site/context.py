"""What every template may know of the site itself."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.device import look_of
from exercises.pages.safety import read_safety
from psoas_site.ui.pain import pain_said
from psoas_site.ui.shapes import Context

SECTIONS = {
    "tracking:today": "today",
    "tracking:screening-leaf": "today",
    "exercises:library": "exercises",
    "exercises:exercise": "exercises",
    "exercises:programmes": "programmes",
    "exercises:programme": "programmes",
    "exercises:search": "search",
    "exercises:learn": "learn",
    "exercises:article": "learn",
    "exercises:anatomy": "learn",
    "exercises:daily-life": "learn",
    "exercises:habit": "learn",
    "exercises:self-checks": "learn",
    "exercises:self-check": "learn",
    "exercises:claims": "learn",
    "exercises:claim": "learn",
    "exercises:sources": "learn",
    "exercises:source": "learn",
    "tracking:plan": "today",
    "tracking:plan-new": "today",
    "tracking:plan-add": "today",
    "tracking:bad-day": "today",
    "tracking:check-in-new": "check-in",
    "tracking:progress": "progress",
    "tracking:progress-table": "progress",
    "tracking:exercise-history": "progress",
    "tracking:movement-history": "progress",
    "settings": "settings",
    "tracking:follow": "settings",
    "tracking:about-me": "settings",
    "settings-delete": "settings",
    "data": "settings",
    "consent": "settings",
    "consent-take-back": "settings",
}


@dataclass(frozen=True)
class Site:
    """The operator's choices that pages show."""

    name: str
    emergency_numbers: tuple[tuple[str, str], ...]  # what to call each, and the number
    contact_email: str
    operator_name: str
    operator_address: str
    signup_open: bool


def site(request: HttpRequest) -> Context:
    """What all pages share.


    `site`, the `safety` words, the `look`, `nav`: the section of the page ('' for none), `view`:
    its name, `pain_said`: the number in its address, `signed_in` and `is_staff` of who reads. The
    safety words are read when a page first shows some, and so once at most.
    """
    user = getattr(request, "user", None)  # not there yet, where a form is refused
    match = request.resolver_match
    name = match.view_name if match else ""
    nav = SECTIONS.get(name, "diary" if name.startswith("tracking:") else "")
    return {
        "site": Site(
            name=settings.SITE_NAME,
            emergency_numbers=settings.EMERGENCY_NUMBERS,
            contact_email=settings.CONTACT_EMAIL,
            operator_name=settings.OPERATOR_NAME,
            operator_address=settings.OPERATOR_ADDRESS,
            signup_open=settings.ALLOW_SIGNUP,
        ),
        "safety": SimpleLazyObject(read_safety),
        "look": SimpleLazyObject(lambda: look_of(request)),
        "nav": nav,
        "view": name,
        "pain_said": pain_said(request.GET),
        "signed_in": getattr(user, "is_authenticated", False),
        "is_staff": getattr(user, "is_staff", False),
    }
