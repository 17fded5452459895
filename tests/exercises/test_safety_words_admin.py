"""Safety words in the admin: cautions on an exercise, warning signs, places, gentler links."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from exercises.admin.content.exercise_parts import ConditionForm
from exercises.models import (
    BodyArea,
    BodyPosition,
    Contraindication,
    Exercise,
    ExerciseCondition,
    ExercisePoint,
    Ladder,
    Measure,
    ScreeningItem,
)
from tests.exercises.admin_page import answer_to, fields_of, messages_with, saved
from tests.exercises.test_ladder_places import at, ladder_of, linked

pytestmark = pytest.mark.usefixtures("library")

TERM = "balance_falls"


@pytest.fixture
def editor(make_user: Any, client_of: Any) -> Any:
    """Somebody of the group that edits the library."""
    person = make_user("editor@example.org", is_staff=True)
    person.groups.add(Group.objects.get(name="Editors"))
    return client_of(person)


@pytest.fixture
def exercise() -> Exercise:
    """An exercise with one caution and nothing that leads to it."""
    ladder_of("A")
    found = at("A")
    found.conditions.create(contraindication=term())
    return found


def term(code: str = TERM) -> Contraindication:
    return Contraindication.objects.get(code=code)


def page_of(row: Any, name: str = "change") -> str:
    return reverse(f"admin:exercises_{row._meta.model_name}_{name}", args=[row.pk])


def save(editor: Any, row: Any, **changes: Any) -> dict[str, list[str]]:
    """Open its page, change some fields, press Save; the messages of a refusal."""
    page = page_of(row)
    refused = saved(editor, page, {name.replace("__", "-"): v for name, v in changes.items()})
    row.refresh_from_db()
    return refused


# --- Cautions on an exercise ---------------------------------------------------------------------


def test_a_caution_is_added_without_a_script(editor: Any, exercise: Exercise) -> None:
    other = term("osteoporosis")
    added = {"contraindication": str(other.pk), "action": "hide", "say": "Not this one."}
    changes = {f"conditions__1__{name}": value for name, value in added.items()}
    assert save(editor, exercise, **changes) == {}
    made = exercise.conditions.get(contraindication=other)
    assert (made.action_here, made.words) == ("hide", "Not this one.")
    assert exercise.revision == 2


def test_an_empty_row_is_none_and_raises_no_revision(editor: Any, exercise: Exercise) -> None:
    assert save(editor, exercise) == {}
    assert (exercise.conditions.count(), exercise.revision) == (1, 1)


def test_its_own_words_raise_the_revision(editor: Any, exercise: Exercise) -> None:
    assert save(editor, exercise, conditions__0__say="Hold on to something.") == {}
    assert exercise.conditions.get().words == "Hold on to something."
    assert exercise.revision == 2


def test_a_caution_is_taken_off(editor: Any, exercise: Exercise) -> None:
    assert save(editor, exercise, conditions__0__DELETE="on") == {}
    assert not exercise.conditions.exists()
    assert exercise.revision == 2


def test_the_same_caution_twice_is_refused_beside_the_second(
    editor: Any, exercise: Exercise
) -> None:
    refused = save(editor, exercise, conditions__1__contraindication=str(term().pk))
    said = f"“{term()}” stands above already. Take one of the two out."
    assert refused == {"conditions-1-contraindication": [said]}


def test_one_may_be_taken_out_for_the_same_one(editor: Any, exercise: Exercise) -> None:
    changes = {"conditions__0__DELETE": "on", "conditions__1__contraindication": str(term().pk)}
    assert save(editor, exercise, **changes, conditions__1__say="Newly said.") == {}
    assert exercise.conditions.get().say == "Newly said."


def test_action_and_words_need_a_condition(editor: Any, exercise: Exercise) -> None:
    refused = save(editor, exercise, conditions__1__say="Of nothing.")
    assert set(refused) == {"conditions-1-contraindication"}


def test_an_empty_action_says_what_it_means() -> None:
    assert ConditionForm().fields["action"].choices[0] == ("", "As the condition itself says")


# --- Words in use --------------------------------------------------------------------------------


def test_a_condition_in_use_is_kept_and_its_exercises_named(
    editor: Any, exercise: Exercise
) -> None:
    names = set(term().exercises.values_list("name", flat=True))
    answer = editor.get(page_of(term(), "delete"))
    html = answer.content.decode()
    assert all(name in html for name in names)
    assert page_of(exercise) in html
    editor.post(page_of(term(), "delete"), {"post": "yes"})
    assert ExerciseCondition.objects.filter(contraindication=term()).count() == len(names)


def test_a_condition_that_stands_nowhere_can_go(editor: Any) -> None:
    ours = Contraindication.objects.create(
        code="ours", label="Ours", short_label="Ours", action="ask", say="Ask us."
    )
    assert "No exercise" in editor.get(page_of(ours)).content.decode()
    editor.post(page_of(ours, "delete"), {"post": "yes"})
    assert not Contraindication.objects.filter(pk=ours.pk).exists()


def test_the_list_says_on_how_many_exercises_it_stands(editor: Any, exercise: Exercise) -> None:
    html = editor.get(reverse("admin:exercises_contraindication_changelist")).content.decode()
    row = html.split(page_of(term()))[1].split("</tr>")[0]
    assert f'<td class="field-used_on">{term().exercises.count()}</td>' in row
    assert exercise.name in editor.get(page_of(term())).content.decode()


def test_a_question_is_one(editor: Any) -> None:
    assert save(editor, term(), question="Do you fall") == {
        "question": ["A question ends with “?”."]
    }
    assert save(editor, term(), question="Do you fall?") == {}
    assert term().asked == "Do you fall?"


# --- Warning signs -------------------------------------------------------------------------------


def test_only_an_emergency_stands_in_the_foot(editor: Any) -> None:
    sign = ScreeningItem.objects.filter(urgency="routine")[0]
    assert save(editor, sign, short="a bulge") == {"short": ["Only for emergencies."]}
    emergency = ScreeningItem.objects.filter(urgency="emergency")[0]
    assert save(editor, emergency, short="chest pain", group="heart_breath") == {}
    assert (emergency.short, emergency.group) == ("chest pain", "heart_breath")


def test_one_sign_alone_says_when_to_stop(editor: Any) -> None:
    ScreeningItem.objects.filter(urgency="stop").delete()
    first, second = ScreeningItem.objects.filter(urgency="routine")[:2]
    assert save(editor, first, urgency="stop") == {}
    assert save(editor, first) == {}
    refused = save(editor, second, urgency="stop")
    assert refused == {"urgency": ["Another sign says when to stop. Change that one."]}


def test_one_emergency_stays(editor: Any) -> None:
    last = ScreeningItem.objects.filter(urgency="emergency")[0]
    ScreeningItem.objects.filter(urgency="emergency").exclude(pk=last.pk).delete()
    refused = save(editor, last, urgency="today", short="")
    assert refused == {"urgency": ["This is the only emergency; one has to stay."]}


# --- Places --------------------------------------------------------------------------------------


def test_places_of_an_emergency_are_ticked(editor: Any) -> None:
    sign = Measure.objects.get(code="sign_weakness")
    assert save(editor, sign, emergency_in=["low_back", "buttock"]) == {}
    assert set(sign.emergency_in) == {"buttock", "low_back"}
    assert set(fields_of(editor, page_of(sign))["emergency_in"]) == {"buttock", "low_back"}


def test_the_order_of_ticks_is_no_change(editor: Any) -> None:
    sign = Measure.objects.get(code="sign_weakness")
    Measure.objects.filter(pk=sign.pk).update(emergency_in=["low_back", "buttock"])
    assert save(editor, sign) == {}
    assert sign.emergency_in == ["low_back", "buttock"]


def test_an_unknown_place_is_refused(editor: Any) -> None:
    sign = Measure.objects.get(code="sign_weakness")
    refused = save(editor, sign, emergency_in=["elsewhere"])
    assert refused == {"emergency_in": ["There is no place “elsewhere”."]}


def test_only_yes_and_no_can_be_an_emergency(editor: Any) -> None:
    scale = Measure.objects.filter(answer="scale")[0]
    assert set(save(editor, scale, emergency_in=["buttock"])) == {"emergency_in"}


def test_a_place_of_an_emergency_cannot_be_deleted(editor: Any) -> None:
    place = BodyArea.objects.create(code="elsewhere", label="Elsewhere")
    Measure.objects.filter(code="sign_weakness").update(emergency_in=["elsewhere"])
    assert (
        "Emergency in this place: Weakness" in editor.get(page_of(place, "delete")).content.decode()
    )
    editor.post(page_of(place, "delete"), {"post": "yes"})
    assert BodyArea.objects.filter(pk=place.pk).exists()


@pytest.mark.parametrize(("model", "flag"), [(BodyArea, "leg"), (BodyPosition, "floor")])
def test_flags_of_words_are_ticked(editor: Any, model: Any, flag: str) -> None:
    row = model.objects.filter(**{flag: False})[0]
    assert save(editor, row, **{flag: "on"}) == {}
    assert getattr(row, flag)


# --- Limits --------------------------------------------------------------------------------------


def test_a_reason_to_stop_names_no_number_of_pain(editor: Any, exercise: Exercise) -> None:
    new = {"points__2__0__text": "Pain climbs by 2 or more."}
    said = "The page says by itself at which pain to stop. Leave the number out."
    assert save(editor, exercise, **new) == {"points-2-0-text": [said]}
    assert save(editor, exercise, points__2__0__text="Pain climbs into the leg.") == {}


def test_a_line_from_before_does_not_keep_the_page_from_being_saved(
    editor: Any, exercise: Exercise
) -> None:
    ExercisePoint.objects.create(
        exercise=exercise, kind="stop", text="Pain climbs by 2 or more.", order=1
    )
    assert save(editor, exercise, name="Anew") == {}


def test_what_lands_fits_little_pain(editor: Any, exercise: Exercise) -> None:
    said = "What runs, hops or lands is for pain up to 2 at most."
    assert save(editor, exercise, impact="on") == {"pain_now_max": [said]}
    assert save(editor, exercise, impact="on", pain_now_max="2") == {}


# --- Gentler is gentler --------------------------------------------------------------------------


@pytest.fixture
def floor() -> BodyPosition:
    """A position for which one has to get down; the ladders of these tests stand in another."""
    BodyPosition.objects.filter(pk=BodyPosition.objects.all()[0].pk).update(floor=False)
    return BodyPosition.objects.create(code="t_floor", label="On the floor", floor=True, order=99)


def lay_down(name: str, floor: BodyPosition, **more: Any) -> None:
    Exercise.objects.filter(slug=f"ours-{name.lower()}").update(position=floor, **more)


def test_a_gentler_one_stands_lower(editor: Any, floor: BodyPosition) -> None:
    ladder_of("ABC")
    refused = save(editor, at("B"), gentler=str(at("C").pk), harder="")
    assert refused == {"gentler": ["“C” stands no lower on the same ladder."]}


def test_a_gentler_one_fits_as_much_pain(editor: Any, floor: BodyPosition) -> None:
    ladder_of("AB")
    Exercise.objects.filter(slug="ours-a").update(pain_now_max=4)
    assert set(save(editor, at("B"))) == {"pain_now_max"}


def test_a_gentler_one_needs_no_getting_down(editor: Any, floor: BodyPosition) -> None:
    ladder_of("AB")
    lay_down("A", floor)
    said = "“A” needs getting down to the floor, and this does not."
    assert save(editor, at("B")) == {"gentler": [said]}
    lay_down("A", floor, firm_bed=True)
    assert save(editor, at("B")) == {}


def test_it_does_not_come_to_need_getting_down_for_another(
    editor: Any, floor: BodyPosition
) -> None:
    ladder_of("AB")
    said = "This is the gentler one of “B”, which needs no getting down."
    assert save(editor, at("A"), position=str(floor.pk)) == {"position": [said]}
    assert save(editor, at("A"), position=str(floor.pk), firm_bed="on") == {}


def test_it_does_not_come_to_stand_above_another(editor: Any, floor: BodyPosition) -> None:
    ladder_of("ABC")
    Exercise.objects.filter(slug="ours-c").update(gentler=at("A"))
    Exercise.objects.filter(slug="ours-b").update(harder=None)
    refused = save(editor, at("A"), rung="3", harder="")
    assert refused == {"rung": ["This is the gentler one of “C”, which would stand no higher."]}


def test_another_page_at_fault_keeps_nobody_from_saving(editor: Any, floor: BodyPosition) -> None:
    ladder_of("AB")
    lay_down("A", floor)
    assert save(editor, at("A"), feel="As it goes.") == {}


def add(editor: Any, ladder: Ladder, **said: str) -> str:
    """Add an exercise N; what is said to whoever did."""
    named = {"name": "N", "slug": "ours-n", "ladder": str(ladder.pk)}
    return messages_with(answer_to(editor, reverse("admin:exercises_exercise_add"), named | said))


def test_a_new_one_gets_no_gentler_one_that_needs_getting_down(
    editor: Any, floor: BodyPosition
) -> None:
    ladder = ladder_of("AB")
    lay_down("B", floor)
    said = add(editor, ladder)
    assert linked(ladder)["N"] == ("-", "-")
    assert "“B” below it needs getting down to the floor, so it is not its gentler." in said


def test_a_new_one_on_the_floor_becomes_nobodys_gentler_one(
    editor: Any, floor: BodyPosition
) -> None:
    ladder = ladder_of("AB")
    add(editor, ladder, rung="2", position=str(floor.pk))
    assert linked(ladder) == {"A": ("-", "N"), "N": ("A", "B"), "B": ("A", "-")}


def test_whoever_leaves_makes_no_one_gentler_that_is_not(editor: Any, floor: BodyPosition) -> None:
    ladder, other = ladder_of("ABC"), ladder_of("", "theirs")
    lay_down("A", floor)
    Exercise.objects.filter(slug="ours-b").update(gentler=None)
    assert save(editor, at("B"), ladder=str(other.pk), rung="") == {}
    assert linked(ladder) == {"A": ("-", "C"), "C": ("-", "-")}


def test_an_empty_link_that_is_meant_stays_empty_when_it_moves(
    editor: Any, floor: BodyPosition
) -> None:
    ladder = ladder_of("ABCD")
    Exercise.objects.filter(slug="ours-b").update(gentler=None)
    assert save(editor, at("B"), rung="3") == {}
    assert linked(ladder)["B"] == ("-", "D")


def test_a_link_emptied_with_the_move_stays_empty(editor: Any, floor: BodyPosition) -> None:
    ladder = ladder_of("ABCD")
    assert save(editor, at("B"), rung="3", gentler="") == {}
    assert linked(ladder)["B"] == ("-", "D")
