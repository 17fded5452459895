"""Movements of one's own: named in passing, kept by name, counted like exercises."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from tests.tracking.session_form import form, lines
from tracking import logbook
from tracking.forms import SessionForm
from tracking.models import OwnMovement, Session, SessionLine

NEW = reverse("tracking:session-new")
pytestmark = pytest.mark.usefixtures("library")


def shown(page: Any) -> dict[str, Any]:
    """What a page's form and its lines send back when nothing is touched."""
    asked = page.context["form"]
    sent = {name: asked[name].value() for name in asked.fields}
    for one in asked.lines:
        sent |= {one.add_prefix(name): one[name].value() for name in one.fields}
    sent |= {"lines-TOTAL_FORMS": len(asked.lines.forms), "lines-INITIAL_FORMS": 0}
    return {
        name: value
        for name, value in sent.items()
        if value not in (None, "", []) and value is not False
    }


def edit_of(session: Session) -> str:
    return reverse("tracking:session-edit", args=[session.pk])


def page_of(session: Session) -> str:
    return reverse("tracking:session-detail", args=[session.pk])


def movement(user: Any, name: str = "Swimming", **fields: Any) -> OwnMovement:
    return OwnMovement.objects.create(user=user, name=name, **fields)


def test_it_logs_something_of_ones_own_alone(signed_in: Client, user: Any) -> None:
    assert signed_in.post(NEW, form(own="  Aqua fit 55+  ")).status_code == 302
    line = SessionLine.objects.get()
    assert (line.movement.name, line.movement.user, line.exercise) == ("Aqua fit 55+", user, None)
    assert (line.side, line.level, line.sets, line.reps, line.seconds) == ("", "", 0, 0, 0)


def test_it_logs_it_beside_a_programme_and_exercises(signed_in: Client, user: Any) -> None:
    chip = movement(user)
    sent = form(
        programme="four-drills", exercises=["easy-walk"], movements=[str(chip.pk)], own="Tai chi"
    )
    signed_in.post(NEW, sent)
    names = list(dict.fromkeys(one.name for one in Session.objects.get().lines.all()))
    assert len(names) == 8
    assert names[-2:] == ["Swimming", "Tai chi"]


@pytest.mark.database
@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Swimming", "swimming"),
        ("Hüftkreisen", "HÜFTKREISEN"),
        ("Caf\u00e9 walk", "cafe\u0301 WALK"),
    ],
)
def test_the_same_name_in_another_letter_case_is_the_same_movement(
    signed_in: Client, user: Any, kept: str, typed: str
) -> None:
    signed_in.post(NEW, form(own=kept))
    signed_in.post(NEW, form(own=typed, note="Once more."))
    assert [one.name for one in OwnMovement.objects.owned_by(user)] == [kept]
    assert SessionLine.objects.count() == 2


def test_a_chip_and_its_name_typed_are_one_line(signed_in: Client, user: Any) -> None:
    signed_in.post(NEW, form(movements=[str(movement(user).pk)], own="SWIMMING"))
    assert SessionLine.objects.count() == 1


@pytest.mark.database
def test_the_same_name_of_two_people_is_two_movements(
    signed_in: Client, user: Any, make_user: Any
) -> None:
    movement(make_user("other@example.org"))
    signed_in.post(NEW, form(own="Swimming"))
    assert OwnMovement.objects.owned_by(user).count() == 1
    assert OwnMovement.objects.count() == 2


def test_it_refuses_a_movement_of_somebody_else(signed_in: Client, make_user: Any) -> None:
    theirs = movement(make_user("other@example.org"))
    assert signed_in.post(NEW, form(movements=[str(theirs.pk)])).status_code == 422
    row = lines({"movement": str(theirs.pk)})
    assert signed_in.post(NEW, form(**row)).status_code == 422
    assert not Session.objects.exists()


NO_NAMES = (
    "a\0b", "a\tb", "two\nlines", "a\x85b", "a\u2028b", "\u200b", "\u202e \u200f", "x" * 121,
)  # fmt: skip


@pytest.mark.database
def test_it_refuses_a_name_that_cannot_be_kept_beside_its_field(
    signed_in: Client, user: Any
) -> None:
    taken = []
    for name in NO_NAMES:
        sent = MultiValueDict({"programme": ["runner"], "own": [name]})
        if "own" not in SessionForm(sent, user=user).errors:
            taken.append(name)
    assert taken == []
    answer = signed_in.post(NEW, form(own=NO_NAMES, programme="runner"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["own"]
    adjusted = signed_in.post(NEW, form(own=NO_NAMES, programme="runner", adjust="adjust"))
    assert all(line["own"].value() in (None, "") for line in adjusted.context["form"].lines)
    answer = signed_in.post(NEW, form(**lines(*({"own": name} for name in NO_NAMES))))
    assert answer.status_code == 422
    assert all(line.errors["own"] for line in answer.context["form"].lines)
    assert not OwnMovement.objects.exists()


@pytest.mark.database
@pytest.mark.parametrize("name", ["x" * 120, "<b>walk</b>", "{{ 7 }}", "🏊🏽‍♀️", "ק'צאי"])
def test_it_keeps_a_name_exactly(signed_in: Client, name: str) -> None:
    signed_in.post(NEW, form(own=name))
    assert OwnMovement.objects.get().name == name
    page = signed_in.get(NEW).content.decode()
    assert "<b>walk" not in page


@pytest.mark.database
def test_it_makes_one_session_of_a_double_tap(signed_in: Client) -> None:
    sent = form(own="Tai chi")
    places = {signed_in.post(NEW, sent).headers["Location"] for _ in range(3)}
    assert places == {page_of(Session.objects.get())}
    answer = signed_in.post(NEW, sent | {"own": "Yoga"})
    assert answer.status_code == 409
    assert [one.name for one in OwnMovement.objects.all()] == ["Tai chi"]


def test_nothing_is_kept_of_a_name_while_it_is_adjusted(signed_in: Client) -> None:
    page = signed_in.post(NEW, form(own="Tai chi", adjust="adjust"))
    assert not OwnMovement.objects.exists()
    assert page.context["form"]["own"].value() == []
    assert signed_in.post(NEW, shown(page)).status_code == 302
    assert SessionLine.objects.get().movement.name == "Tai chi"


def test_each_side_can_be_said_with_how_it_was(signed_in: Client, user: Any) -> None:
    chip = movement(user)
    left = {
        "movement": str(chip.pk), "side": "left", "sets": "2", "reps": "8", "seconds": "5",
        "outcome": "partly", "worst": "4", "sensation": "work",
    }  # fmt: skip
    right = {"movement": str(chip.pk), "side": "right"}
    signed_in.post(NEW, form(**lines(left, right)))
    kept = SessionLine.objects.order_by("side").values_list(
        "side", "sets", "reps", "seconds", "outcome", "worst", "sensation"
    )
    assert list(kept) == [
        ("left", 2, 8, 5, "partly", 4, "work"),
        ("right", 0, 0, 0, "done", None, ""),
    ]


@pytest.mark.parametrize(
    ("side", "kept"), [("", [""]), ("both", ["left", "right"]), ("right", ["right"])]
)
def test_it_is_without_a_side_unless_one_is_said(
    signed_in: Client, user: Any, side: str, kept: list[str]
) -> None:
    signed_in.post(NEW, form(**lines({"movement": str(movement(user).pk), "side": side})))
    assert list(SessionLine.objects.values_list("side", flat=True)) == kept
    again = signed_in.get(edit_of(Session.objects.get())).context["form"].lines
    assert [line["side"].value() for line in again] == [side]


def test_it_refuses_one_side_twice_under_one_name(signed_in: Client, user: Any) -> None:
    rows = [{"movement": str(movement(user).pk)}, {"own": "SWIMMING"}]
    answer = signed_in.post(NEW, form(**lines(*rows)))
    assert answer.status_code == 422
    assert "is here already" in answer.content.decode()


def test_it_ignores_a_dose_that_only_the_library_has(signed_in: Client, user: Any) -> None:
    signed_in.post(NEW, form(**lines({"movement": str(movement(user).pk), "level": "top"})))
    assert SessionLine.objects.get().level == ""


def test_a_correction_keeps_it_though_it_is_offered_no_more(signed_in: Client, user: Any) -> None:
    signed_in.post(NEW, form(own="Tai chi", exercises=["easy-walk"]))
    OwnMovement.objects.update(offered=False)
    kept = Session.objects.get()
    page = signed_in.get(edit_of(kept))
    assert "Tai chi" in page.content.decode()
    assert signed_in.post(edit_of(kept), shown(page) | {"own": "Yoga"}).status_code == 302
    assert {one.name for one in kept.lines.all()} == {"Easy walk", "Tai chi", "Yoga"}
    assert not OwnMovement.objects.get(name="Tai chi").offered


def test_one_that_was_put_away_is_no_chip_until_it_is_named_again(
    signed_in: Client, user: Any
) -> None:
    movement(user, "Tai chi", offered=False)
    assert "Tai chi" not in signed_in.get(NEW).content.decode()
    signed_in.post(NEW, form(own="tai chi"))
    assert "Tai chi" in signed_in.get(NEW).content.decode()


def test_it_counts_as_an_exercise(signed_in: Client, user: Any) -> None:
    signed_in.post(NEW, form(own="Tai chi", exercises=["runners-lunge"]))
    kept = Session.objects.get()
    assert "2 exercises" in signed_in.get(page_of(kept)).content.decode()
    assert "2 exercises" in signed_in.get(reverse("tracking:session-list")).content.decode()


def test_the_list_names_a_session_after_it(signed_in: Client) -> None:
    signed_in.post(NEW, form(own="Tai chi"))
    assert "Tai chi" in signed_in.get(reverse("tracking:session-list")).content.decode()


# --- Which one was it ---------------------------------------------------------------------------


def test_the_stricter_rule_is_for_it(signed_in: Client) -> None:
    """From 1 to 3 is too much for a gentle movement, and not for a strength exercise."""
    signed_in.post(
        NEW, form(exercises=["glute-bridge", "single-leg-bridge"], pain_before="1", pain_worst="3")
    )
    strong = Session.objects.get()
    assert "Which one was it?" not in signed_in.get(page_of(strong)).content.decode()
    signed_in.post(
        NEW, form(exercises=["glute-bridge"], own="Tai chi", pain_before="1", pain_worst="3")
    )
    own = Session.objects.exclude(pk=strong.pk).get()
    assert "Which one was it?" in signed_in.get(page_of(own)).content.decode()


def test_the_worst_can_be_given_to_it_alone(signed_in: Client, user: Any) -> None:
    chip = movement(user)
    row = lines({"exercise": "runners-lunge"}, {"movement": str(chip.pk), "side": "both"})
    signed_in.post(NEW, form(**row, pain_before="2", pain_worst="7"))
    kept = Session.objects.get()
    answer = signed_in.post(page_of(kept), {"exercises": [str(chip.pk)]})
    assert answer.status_code == 302
    worst = [(one.name, one.side, one.worst) for one in kept.lines.all()]
    assert worst[2:] == [("Swimming", "left", 7), ("Swimming", "right", 7)]
    assert {one[2] for one in worst[:2]} == {None}


def test_two_of_ones_own_are_two_to_choose_from(signed_in: Client, user: Any) -> None:
    chips = [str(movement(user, name).pk) for name in ("Swimming", "Tai chi")]
    signed_in.post(NEW, form(movements=chips, pain_worst="8"))
    asked = signed_in.get(page_of(Session.objects.get())).context["form"]
    assert [str(label) for _value, label in asked.fields["exercises"].choices] == [
        "Swimming",
        "Tai chi",
    ]


# --- The logbook --------------------------------------------------------------------------------


@pytest.mark.database
def test_naming_one_in_two_tabs_at_once_makes_one(user: Any) -> None:
    written: list[str] = []

    def other_tab_is_first(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """The other tab's row comes between the look for the name and the write."""
        if sql.startswith("INSERT") and not written:
            written.append(sql)
            movement(user, "Tai chi")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(other_tab_is_first):
        found = logbook.own_movements(user, ["TAI CHI"])["tai chi"]
    assert written
    assert (found, found.name) == (OwnMovement.objects.get(), "Tai chi")
