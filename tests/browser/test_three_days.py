"""A new person's first three days on a phone: follow, log, slip, put back, find, take along."""

import csv
import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

from accounts.models import User
from tracking.models import CheckIn, Session

DAY = dt.timedelta(days=1)
FOLLOWED = {"stiffness": "4", "hours_driving": "2", "walked": "1", "shoes": "barefoot"}
# What was typed, and what has to come first.
MISSPELT = {
    "constructve rest": "Constructive rest position",
    "runers lunge": "Low lunge (runner’s lunge)",
    "hipflexor melt": "Hip-flexor press and ease",
}


def a_night_passes(person: User) -> None:
    """Everything that was logged lies a day further back."""
    for model in (CheckIn, Session):
        for entry in model.objects.owned_by(person):
            moved = {"at": entry.at - DAY, "local_date": entry.local_date - DAY}
            model.objects.filter(pk=entry.pk).update(**moved)


def chip(page: Any, name: str, value: str) -> Any:
    return page.locator(f"label.choice:has(input[name={name}][value='{value}'])").first


def check_in(page: Any, pain: int) -> None:
    page.goto("/check-ins/new/")
    chip(page, "pain", str(pain)).tap()
    for code, value in FOLLOWED.items():
        chip(page, f"measure_{code}", value).tap()
    page.get_by_role("button", name="Save check-in").tap()
    page.wait_for_url("**/today/")


def test_the_first_three_days(
    site: str, window: Callable[..., Any], counted: Callable[[int], Any]
) -> None:
    page = window(timezone_id="Europe/Berlin")
    page.goto("/accounts/signup/")
    page.get_by_label("E-mail").fill("newcomer@example.org")
    page.get_by_label("Password").fill("a quiet morning walk")
    page.locator("main form").get_by_role("checkbox").check()
    page.get_by_role("button", name="Create account").tap()
    page.wait_for_url("**/today/")
    person = User.objects.get(email="newcomer@example.org")

    # The first day: four things to follow, and their first answers.
    page.goto("/settings/follow/")
    with counted(5) as taps:
        for code in FOLLOWED:
            taps.on(page.locator(f"label.choice:has(input[value='{code}'])"))
        taps.on(page.get_by_role("button", name="Save what I follow").last)
    page.get_by_text("Your check-in asks 4 things").wait_for()
    check_in(page, 5)
    a_night_passes(person)

    # The second: the same as yesterday, and a programme as planned.
    page.goto("/today/")
    with counted(1) as taps:
        taps.on(page.get_by_role("button", name="Same as yesterday"))
    page.get_by_text("Checked in at").wait_for()
    with counted(2) as taps:
        taps.on(page.get_by_role("link", name="First week: settle", exact=True))
        taps.on(page.get_by_role("button", name="Did it as planned"))
        page.get_by_text("Saved as planned").wait_for()
    a_night_passes(person)

    # The third: a slip, and back again.
    check_in(page, 3)
    page.goto("/sessions/")
    page.locator(".entry-link").first.tap()
    page.get_by_role("button", name="Delete").tap()
    page.wait_for_url("**/sessions/")
    assert not Session.objects.owned_by(person).exists()
    page.get_by_role("button", name="Put back").tap()
    page.get_by_text("It is back, as it was.").wait_for()
    page.get_by_role("button", name="Put back").wait_for(state="detached")
    assert Session.objects.owned_by(person).get().lines.exists()

    # Each followed thing has its chart.
    page.goto("/progress/")
    for name in ("Tightness or stiffness", "Hours in a car", "Easy walk", "Main shoes"):
        assert page.get_by_role("heading", name=name).is_visible(), name

    # Words that are spelt wrong find what was meant.
    for typed, meant in MISSPELT.items():
        page.goto("/search/")
        page.locator("main input[type=search]").fill(typed)
        page.locator("main form [type=submit]").first.tap()
        page.wait_for_url(re.compile(r"/search/\?"))
        hits = page.locator(".ex-cards h3").all_inner_texts()
        print(f"\n  {typed}: {hits[:3]}")
        assert hits[0] == meant

    # And everything can be taken along, in two taps from the settings.
    page.goto("/settings/")
    page.locator('a[href="/data/"]').first.tap()
    with page.expect_download() as caught:
        page.locator('a[href="/data/everything.json"]').tap()
    told = json.loads(caught.value.path().read_text())
    days = [one["local_date"] for one in told["check_ins"]]
    assert (len(days), len(set(days)), len(told["sessions"])) == (3, 3, 1)
    assert len(told["followed"]) == 4
    with page.expect_download() as caught:
        page.locator('a[href="/data/everything.zip"]').tap()
    with zipfile.ZipFile(caught.value.path()) as tables:
        text = tables.read("check_ins.csv").decode("utf-8-sig")
    assert [row["pain"] for row in csv.DictReader(io.StringIO(text))].count("5") == 2
