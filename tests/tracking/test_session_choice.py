"""What was done is chosen in one place: by a chip, by a search, or by a name of one's own."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.architecture.documents import Document, Element, sent_by
from tests.tracking.session_form import form, lines
from tracking.forms.questions.things import MOST_OWN
from tracking.models import OwnMovement, Session

NEW = reverse("tracking:session-new")
pytestmark = pytest.mark.usefixtures("library")


def part(page: Any, name: str) -> Element:
    """A part of the choice, by its class."""
    every = Document(page.content.decode()).every("div")
    (found,) = [one for one in every if name in one["class"].split()]
    return found


def boxes(page: Any, name: str, *, ticked: bool = False) -> list[str]:
    """The values of the boxes in a part of the choice."""
    inputs = part(page, name).every("input")
    return [one["value"] for one in inputs if one["value"] and (not ticked or "checked" in one)]


def typed_in(page: Any) -> dict[str, list[str]]:
    """What the form would send if Save was pressed."""
    return sent_by(Document(page.content.decode()).main_form())


# --- Looking for something ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("bridge", "glute-bridge"),
        ("brigde", "glute-bridge"),  # a slip
        ("CRP", "constructive-rest"),  # a synonym
        ("evening unwind", "evening-unwind"),
    ],
)
def test_a_search_finds_it_by_any_of_its_names(signed_in: Client, typed: str, slug: str) -> None:
    page = signed_in.post(NEW, form(find=typed, adjust="search"))
    assert page.status_code == 200
    assert boxes(page, "things-hits")[0] == slug
    assert not Session.objects.exists()


def test_a_search_finds_ones_own_but_nobody_elses(
    signed_in: Client, user: Any, make_user: Any
) -> None:
    """However many there are, and though not all of them are on the page."""
    names = [f"Dance {place:03}" for place in range(MOST_OWN + 5)]
    for name in names:
        OwnMovement.objects.create(user=user, name=name)
    theirs = OwnMovement.objects.create(user=make_user("other@example.org"), name="Dance 000")
    hits = boxes(signed_in.post(NEW, form(find="dance", adjust="search")), "things-hits")
    assert str(theirs.pk) not in hits
    last = signed_in.post(NEW, form(find=names[-1], adjust="search"))
    (pk,) = boxes(last, "things-hits")
    assert OwnMovement.objects.get(pk=pk).name == names[-1]


def test_a_search_keeps_all_that_was_typed_and_judges_nothing(signed_in: Client) -> None:
    said = {
        "programme": "runner",
        "exercises": ["glute-bridge", "easy-walk"],
        "own": ["Tai chi", "Yoga"],
        "date": "2001-01-01",
        "time": "07:30",
        "outcome": "partly",
        "pain_worst": "7",
        "effort": "9",
        "signs": ["sign_weakness"],
        "sign_place": "groin:left",
        "minutes": "many",
        "note": "So far.",
    }
    page = signed_in.post(NEW, form(find="lunge", adjust="search", **said))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Not saved" not in text
    assert not [one for one in Document(text).every("p") if one["id"].endswith("_error")]
    again = typed_in(page)
    kept = {name: again.get(name) for name in said}
    wanted = {name: value if isinstance(value, list) else [value] for name, value in said.items()}
    assert kept == wanted
    assert again["find"] == ["lunge"]
    assert "own" not in {one["name"] for one in part(page, "things-rest").every("input")}


def test_a_search_beside_lines_keeps_each_line_as_it_was_typed(signed_in: Client) -> None:
    rows = [
        {"exercise": "runners-lunge", "side": "left", "sets": "x", "leave_out": "on"},
        {"own": "Tai chi", "reps": "8", "worst": "3"},
    ]
    page = signed_in.post(NEW, form(find="bridge", adjust="search", **lines(*rows)))
    assert page.status_code == 200
    again = typed_in(page)
    for place, row in enumerate(rows):
        for name, value in row.items():
            assert again[f"lines-{place}-{name}"] == [value]
    assert boxes(page, "things-hits")[0] == "glute-bridge"


def test_a_search_in_a_correction_keeps_what_was_taken_back(signed_in: Client) -> None:
    signed_in.post(
        NEW, form(exercises=["easy-walk"], signs=["sign_weakness"], pain_worst="6", note="Before.")
    )
    kept = Session.objects.get()
    edit = reverse("tracking:session-edit", args=[kept.pk])
    sent = typed_in(signed_in.get(edit)) | {"pain_worst": "", "note": "After."}
    sent.pop("signs")
    page = signed_in.post(edit, sent | {"find": "bridge", "adjust": "search"})
    again = typed_in(page)
    assert page.status_code == 200
    assert "Not saved" not in page.content.decode()
    assert ("signs" in again, again["note"]) == (False, ["After."])
    assert signed_in.post(edit, again | {"exercises": "glute-bridge"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.pain_worst, kept.note) == (None, "After.")
    done = {line.exercise.slug for line in kept.lines.all()}
    assert done == {"easy-walk", "glute-bridge"}
    assert not kept.readings.exists()


def test_who_has_used_nothing_is_not_taken_for_sore(signed_in: Client) -> None:
    offered = boxes(signed_in.get(NEW), "things-picked")
    assert "first-week-settle" in offered
    assert "flare-up-day" not in offered


def test_everything_can_be_shown_at_once(signed_in: Client) -> None:
    assert "hidden" in part(signed_in.get(NEW), "things-rest")
    page = signed_in.post(NEW, form(note="So far.", adjust="all"))
    assert "hidden" not in part(page, "things-rest")
    assert typed_in(page)["note"] == ["So far."]


# --- Something of one's own -----------------------------------------------------------------


def test_what_is_not_there_is_offered_as_ones_own(signed_in: Client, user: Any) -> None:
    page = signed_in.post(NEW, form(find="Tai chi", adjust="search"))
    assert "Tai chi" in boxes(page, "things-hits")
    assert "own" not in typed_in(page)
    sent = typed_in(page) | {"own": "Tai chi"}
    assert signed_in.post(NEW, sent).status_code == 302
    assert OwnMovement.objects.owned_by(user).get().name == "Tai chi"
    again = signed_in.post(NEW, form(find="TAI CHI", adjust="search"))
    assert "TAI CHI" not in boxes(again, "things-hits")


def test_several_names_of_ones_own_are_several_movements(signed_in: Client) -> None:
    signed_in.post(NEW, form(own=["Tai chi", "Yoga", "TAI CHI"]))
    assert [line.movement.name for line in Session.objects.get().lines.all()] == ["Tai chi", "Yoga"]


# --- What is chosen ------------------------------------------------------------------------------


def test_what_is_chosen_stays_above_and_can_be_taken_out(signed_in: Client) -> None:
    sent = form(exercises=["glute-bridge"], own=["Tai chi"], find="walk", adjust="search")
    page = signed_in.post(NEW, sent)
    assert boxes(page, "things-picked", ticked=True) == ["glute-bridge", "Tai chi"]
    sent = typed_in(page) | {"exercises": ["easy-walk"], "adjust": "search"}
    sent.pop("own")
    page = signed_in.post(NEW, sent)
    assert boxes(page, "things-picked", ticked=True) == ["easy-walk"]
    assert "easy-walk" not in boxes(page, "things-hits")


def test_two_programmes_are_refused_and_both_stay_to_choose_from(signed_in: Client) -> None:
    answer = signed_in.post(NEW, form(programme=["runner", "evening-unwind"]))
    assert answer.status_code == 422
    assert "A session holds one programme" in answer.content.decode()
    assert set(typed_in(answer)["programme"]) == {"runner", "evening-unwind"}
    assert not Session.objects.exists()


def test_what_was_looked_for_and_not_chosen_is_not_dropped(signed_in: Client) -> None:
    answer = signed_in.post(NEW, form(programme="runner", find="Tai chi"))
    assert answer.status_code == 422
    assert "“Tai chi” is not chosen yet" in str(answer.context["form"].errors["find"])
    assert "Tai chi" in boxes(answer, "things-hits")
    assert typed_in(answer)["find"] == ["Tai chi"]


@pytest.mark.parametrize(
    "chosen", [{"exercises": "easy-walk", "find": "walk"}, {"own": "Tai chi", "find": "tai CHI "}]
)
def test_what_was_looked_for_and_chosen_can_stay_in_its_line(
    signed_in: Client, chosen: dict[str, str]
) -> None:
    assert signed_in.post(NEW, form(**chosen)).status_code == 302


def test_a_name_of_ones_own_that_became_a_line_leaves_the_search(signed_in: Client) -> None:
    page = signed_in.post(NEW, form(own="Tai chi", find="Tai chi", adjust="adjust"))
    assert typed_in(page)["find"] == [""]
    assert signed_in.post(NEW, typed_in(page)).status_code == 302


# --- What is filled in for now ---------------------------------------------------------------


SEARCHED, REFUSED = {"adjust": "search"}, {"pain_worst": "99"}
# What else was sent, and whether what was filled in stays.
DRAWN_AGAIN = (
    (SEARCHED, True),
    (SEARCHED | {"day": "now"}, True),
    (SEARCHED | {"time": "17:30"}, True),
    (SEARCHED | {"date": "2026-11-21"}, True),
    (SEARCHED | {"day": "yesterday"}, False),
    (SEARCHED | {"day": "morning"}, False),
    (SEARCHED | {"time": "16:30"}, False),
    (SEARCHED | {"date": "2026-11-20"}, False),
    (SEARCHED | {"date": "not a day"}, True),  # nobody knows yet what is meant
    (REFUSED, True),
    (REFUSED | {"day": "yesterday"}, False),
    (REFUSED | {"date": "not a day"}, True),
)


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_what_is_filled_in_leaves_with_its_words_when_another_time_is_meant(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    """Drawn again by a search, or because something was refused."""
    check_in(user, 6, clock=dt.time(18, 30))
    filled_in = {"programme": "runner", "pain_before": "6", "before_from": "6"}
    wrong = []
    for more, stays in DRAWN_AGAIN:
        document = Document(signed_in.post(NEW, form(**filled_in, **more)).content.decode())
        sent = sent_by(document.main_form())
        words = document.every("before-for-now")[0].every("span")[0]
        shown = (sent.get("pain_before"), sent["before_from"], "hidden" in words)
        if shown != ((["6"], ["6"], False) if stays else (None, [""], True)):
            wrong.append(f"{more}: {shown}")
    assert wrong == []


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_an_answer_of_ones_own_stays_whatever_the_day(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 6, clock=dt.time(18, 30))
    said = {"pain_before": "4", "before_from": "6", "day": "yesterday"}
    page = signed_in.post(NEW, form(adjust="search", **said))
    assert typed_in(page)["pain_before"] == ["4"]
