"""The pages that are measured, each with the share of the floor's time that it may take."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """A page; `limit` as a multiple of the floor's page. Private pages are asked by each person."""

    name: str
    path: str
    target: str
    limit: float
    private: bool = True


PAGES = (
    Measured("hello", "/bench/hello/", "P16", 1.5),
    Measured("today", "/today/", "P1", 4.0),
    Measured("check-in form", "/check-ins/new/", "P3", 2.6),
    Measured("session form", "/sessions/new/", "P3", 2.6),
    Measured("check-ins", "/check-ins/", "lists", 4.0),
    Measured("sessions", "/sessions/", "lists", 4.0),
    Measured("diary", "/diary/", "lists", 4.0),
    Measured("progress", "/progress/", "P9", 2.5),
    Measured("progress, 26 weeks", "/progress/?weeks=26", "P9", 4.0),
    Measured("progress, all time", "/progress/?weeks=all", "P7", 4.0),
    Measured("settings", "/settings/", "", 4.0),
    Measured("library", "/exercises/", "P11", 2.0),
    Measured("exercise", "/exercises/supine-march/", "", 4.0),
    Measured("search", "/search/?q=psoas", "", 4.0),
    Measured("landing", "/", "", 4.0, private=False),
    Measured("safety", "/safety/", "", 4.0, private=False),
)
PRIVATE = tuple(page for page in PAGES if page.private)
OPEN = tuple(page for page in PAGES if not page.private)
