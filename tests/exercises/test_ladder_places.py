"""Placing an exercise: who moves aside, who leads where, and what is said of it."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.urls import reverse

from exercises.admin.content import ladder as places
from exercises.models import BodyPosition, Exercise, Ladder, Phase
from tests.exercises.admin_page import errors_in, fields_of, saved

pytestmark = pytest.mark.usefixtures("library")

ADD = reverse("admin:exercises_exercise_add")


@pytest.fixture
def editor(staff: Any, client_of: Any) -> Any:
    return client_of(staff)


def ladder_of(names: str, code: str = "ours") -> Ladder:
    """A ladder with an exercise for each letter, a dot for a free rung; each leads to the next."""
    phase = Phase.objects.all()[0]
    ladder = Ladder.objects.create(code=code, label=code.title(), phase=phase)
    before = None
    for rung, name in enumerate(names, start=1):
        if name == ".":
            continue
        row = Exercise.objects.create(
            slug=f"{code}-{name.lower()}", name=name, phase=phase, ladder=ladder, rung=rung,
            pain_now_max=5, position=BodyPosition.objects.all()[0], dose_type="hold",
            evidence_level="expert", gentler=before,
        )  # fmt: skip
        if before:
            Exercise.objects.filter(pk=before.pk).update(harder=row)
        before = row
    return ladder


def at(name: str, code: str = "ours") -> Exercise:
    return Exercise.objects.select_related("gentler", "harder").get(slug=f"{code}-{name.lower()}")


def drawn(ladder: Ladder) -> str:
    """The ladder as letters, a dot for a free rung."""
    rungs = dict(ladder.exercises.values_list("rung", "name"))
    return "".join(rungs.get(rung, ".") for rung in range(1, max(rungs, default=0) + 1))


def linked(ladder: Ladder) -> dict[str, tuple[str, str]]:
    """The gentler and the harder one of each exercise, by name."""
    rows = ladder.exercises.select_related("gentler", "harder")
    return {row.name: (str(row.gentler or "-"), str(row.harder or "-")) for row in rows}


def add(editor: Any, ladder: Ladder, **said: str) -> dict[str, list[str]]:
    """Add an exercise N to the ladder; the messages of a refusal."""
    named = {"name": "N", "slug": f"{ladder.code}-n", "ladder": str(ladder.pk)}
    return saved(editor, ADD, named | said)


def move(editor: Any, row: Exercise, **said: str) -> dict[str, list[str]]:
    page = reverse("admin:exercises_exercise_change", args=[row.pk])
    return saved(editor, page, said)


# --- Rungs -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "rung", "after"),
    [
        ("ABC", "", "ABCN"),
        ("ABC", "1", "NABC"),
        ("ABC", "2", "ANBC"),
        ("ABC", "3", "ABNC"),
        ("ABC", "4", "ABCN"),
        ("ABC", "20", "ABCN"),
        ("ABC", "9" * 30, "ABCN"),
        ("A.C", "2", "ANC"),
        ("AB.D", "2", "ANBD"),
        ("", "", "N"),
        ("", "7", "N"),
    ],
)
def test_a_new_one_goes_in_and_the_others_move_up_to_the_next_free_rung(
    editor: Any, before: str, rung: str, after: str
) -> None:
    ladder = ladder_of(before)
    assert add(editor, ladder, rung=rung) == {}
    assert drawn(ladder) == after


@pytest.mark.parametrize(
    ("before", "name", "rung", "after"),
    [
        ("ABCD", "A", "3", "BCAD"),
        ("ABCD", "A", "", "BCDA"),
        ("ABCD", "B", "20", "ACDB"),
        ("ABCD", "D", "1", "DABC"),
        ("ABCD", "C", "2", "ACBD"),
        ("AB.D", "B", "3", "A.BD"),
        ("AB.D", "A", "4", ".BDA"),
        ("A..D", "D", "", "A..D"),
    ],
)
def test_within_a_ladder_those_between_close_up(
    editor: Any, before: str, name: str, rung: str, after: str
) -> None:
    ladder = ladder_of(before)
    assert move(editor, at(name), rung=rung) == {}
    assert drawn(ladder) == after


def test_another_ladder_is_left_with_a_free_rung(editor: Any) -> None:
    old, new = ladder_of("ABC"), ladder_of("XY", "theirs")
    assert move(editor, at("B"), ladder=str(new.pk), rung="2") == {}
    assert (drawn(old), drawn(new)) == ("A.C", "XBY")


def test_nobody_moves_when_the_page_is_refused(editor: Any) -> None:
    ladder = ladder_of("ABC")
    assert "name" in add(editor, ladder, rung="1", name="")
    assert drawn(ladder) == "ABC"


def test_nothing_is_written_before_it_is_saved() -> None:
    ladder = ladder_of("ABC")
    with transaction.atomic():
        way = places.move_to(Exercise(), ladder, 2)
    assert way is not None
    assert [row.name for row in way.shifted] == ["B", "C"]
    assert drawn(ladder) == "ABC"


# --- Links -------------------------------------------------------------------------------------


def test_a_new_one_is_linked_to_its_neighbours_and_they_to_it(editor: Any) -> None:
    ladder = ladder_of("ABC")
    add(editor, ladder, rung="2")
    assert linked(ladder) == {"A": ("-", "N"), "N": ("A", "B"), "B": ("N", "C"), "C": ("B", "-")}


def test_on_top_it_leads_back_only_and_nothing_else_changes(editor: Any) -> None:
    ladder = ladder_of("AB")
    add(editor, ladder)
    assert linked(ladder) == {"A": ("-", "B"), "B": ("A", "-"), "N": ("B", "-")}


def test_links_that_staff_chose_stay(editor: Any) -> None:
    ladder, other = ladder_of("AB"), at_another("X")
    Exercise.objects.filter(slug="ours-a").update(harder=other)
    assert add(editor, ladder, rung="2", gentler=str(other.pk)) == {}
    assert linked(ladder) == {"A": ("-", "X"), "N": ("X", "B"), "B": ("N", "-")}


def at_another(name: str) -> Exercise:
    ladder_of(name, "theirs")
    return at(name, "theirs")


def test_no_link_is_made_across_ladders(editor: Any) -> None:
    ladder = ladder_of("")
    at_another("X")
    add(editor, ladder)
    assert linked(ladder) == {"N": ("-", "-")}


def test_moving_within_a_ladder_takes_the_links_along(editor: Any) -> None:
    ladder = ladder_of("ABCD")
    move(editor, at("B"), rung="3")
    assert linked(ladder) == {
        "A": ("-", "C"), "C": ("A", "B"), "B": ("C", "D"), "D": ("B", "-"),
    }  # fmt: skip


def test_moving_to_the_bottom_makes_no_circle(editor: Any) -> None:
    ladder = ladder_of("ABC")
    assert move(editor, at("C"), rung="1") == {}
    assert linked(ladder) == {"C": ("-", "A"), "A": ("-", "B"), "B": ("A", "-")}


def test_moving_away_lets_those_left_lead_to_each_other(editor: Any) -> None:
    old, new = ladder_of("ABC"), ladder_of("XY", "theirs")
    move(editor, at("B"), ladder=str(new.pk), rung="2")
    assert linked(old) == {"A": ("-", "C"), "C": ("A", "-")}
    assert linked(new) == {"X": ("-", "B"), "B": ("X", "Y"), "Y": ("B", "-")}


def test_an_empty_link_of_one_that_stays_is_left_empty(editor: Any) -> None:
    ladder_of("ABC")
    assert move(editor, at("B"), gentler="") == {}
    assert at("B").gentler is None


def test_a_new_one_makes_no_circle(editor: Any) -> None:
    ladder = ladder_of("AB")
    refused = add(editor, ladder, rung="2", harder=str(at("A").pk))
    assert "leads back" in refused["harder"][0]


# --- Limits ------------------------------------------------------------------------------------


def test_a_draft_without_a_limit_gets_that_of_its_harder_one(editor: Any) -> None:
    ladder = ladder_of("AB")
    add(editor, ladder, rung="2")
    assert at("N").pain_now_max == 5


def test_on_top_it_gets_the_strictest(editor: Any) -> None:
    add(editor, ladder_of("AB"))
    assert at("N").pain_now_max == 0


@pytest.mark.parametrize(
    ("rung", "pain", "words"),
    [
        ("2", "6", "“A” is gentler and only for pain up to 5."),
        ("2", "4", "“B” is harder and for pain up to 5. This must be for at least that."),
        ("", "6", "“B” is gentler and only for pain up to 5."),
    ],
)
def test_its_limit_lies_between_those_of_its_neighbours(
    editor: Any, rung: str, pain: str, words: str
) -> None:
    ladder = ladder_of("AB")
    assert add(editor, ladder, rung=rung, pain_now_max=pain) == {"pain_now_max": [words]}
    assert drawn(ladder) == "AB"


# --- What is said, and to whom -----------------------------------------------------------------


def test_it_says_who_moved(editor: Any) -> None:
    ladder = ladder_of("ABC")
    sent = fields_of(editor, ADD) | {"name": "N", "ladder": str(ladder.pk), "rung": "2"}
    said = [str(one) for one in editor.post(ADD, sent, follow=True).context["messages"]]
    assert "It is for pain up to 5 for now. Change that if it may be more." in said
    assert said[1] == (
        "It stands on rung 2 of “Ours” now. Moved up by one: “B”, “C”. "
        "Its gentler one is “A”. Its harder one is “B”."
    )


def test_it_stands_in_the_history_of_those_that_moved(editor: Any) -> None:
    add(editor, ladder_of("AB"), rung="2")
    assert LogEntry.objects.get(object_id=at("B").pk).get_change_message() == "Changed rung."
    assert not LogEntry.objects.filter(object_id=at("A").pk).exists()


def test_a_place_makes_no_new_revision(editor: Any) -> None:
    ladder = ladder_of("ABC")
    add(editor, ladder, rung="1")
    move(editor, at("N"), rung="3")
    assert set(ladder.exercises.values_list("revision", flat=True)) == {1}


def test_a_page_that_was_open_meanwhile_does_not_move_it_back(editor: Any) -> None:
    ladder = ladder_of("ABC")
    page = reverse("admin:exercises_exercise_change", args=[at("B").pk])
    opened_before = fields_of(editor, page)
    add(editor, ladder, rung="2")
    refused = errors_in(editor.post(page, opened_before))
    assert "while you had it open" in refused["__all__"][0]
    assert drawn(ladder) == "ANBC"


def test_the_page_shows_the_rungs_of_its_ladder(editor: Any) -> None:
    ladder = ladder_of("AB")
    page = reverse("admin:exercises_exercise_change", args=[at("B").pk])
    html = editor.get(page).content.decode()
    mine = html.split(f'data-ladder="{ladder.pk}"')[1].split("</details>")[0]
    assert mine.startswith(" open")
    assert mine.index(">A<") < mine.index(">B<")
    assert html.count("<details data-ladder=") == Ladder.objects.count()
