"""A newer pack and staff's own words: both are shown, and staff choose."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace

from exercises.models import Exercise, Habit, PackEntry
from exercises.pack.facts import still_says
from exercises.pack.files import Pack, entries
from exercises.pack.loader import load
from exercises.pack.offers import offer_of, spans_between
from tests.architecture.documents import Document
from tests.packs import pack_of, shipped_pack

pytestmark = pytest.mark.usefixtures("library")

LIST = "admin:exercises_packentry_changelist"
OURS, THEIRS = "As staff put it, calmly.", "As the new pack puts it, calmly."


@pytest.fixture
def pack() -> Pack:
    return shipped_pack()


@pytest.fixture
def editor(make_user: Any, client_of: Any) -> Client:
    """Somebody of the group that edits the library."""
    person = make_user("editor@example.org", is_staff=True)
    person.groups.add(Group.objects.get(name="Editors"))
    return client_of(person)


def newer(pack: Pack, feel: str = THEIRS, slug: str = "step-up", **more: Any) -> Pack:
    """What a newer pack says of one exercise."""
    [row] = [exercise for exercise in pack.exercises if exercise.slug == slug]
    return with_its_cautions(pack, replace(row, feel=feel, **more))


def with_its_cautions(pack: Pack, *exercises: entries.Exercise) -> Pack:
    """A pack of these alone. It knows all cautions, or theirs would stay as dropped ones do."""
    return pack_of(contraindications=pack.contraindications, exercises=exercises)


def changed_here(slug: str = "step-up") -> Exercise:
    Exercise.objects.filter(slug=slug).update(feel=OURS)
    return Exercise.objects.get(slug=slug)


def entry(key: str = "step-up") -> PackEntry:
    return PackEntry.objects.get(kind="exercise", key=key)


def page_of(one: PackEntry) -> str:
    return reverse("admin:exercises_packentry_change", args=[one.pk])


def choose(client: Client, what: str) -> Any:
    """Open the comparison as the page stands, and press a button."""
    address = page_of(entry())
    seen = Document(client.get(address).content.decode()).main_form()
    token = next(one["value"] for one in seen.every("input") if one["name"] == "seen")
    return client.post(address, {"seen": token, what: "x"}, follow=True)


def test_nothing_is_offered_while_the_pack_stands_still(pack: Pack) -> None:
    changed_here()
    load(pack)
    assert not PackEntry.objects.exclude(offered=None).exists()


@pytest.mark.database
def test_a_newer_word_is_offered_beside_staffs_own(pack: Pack) -> None:
    changed_here()
    load(newer(pack))
    assert Exercise.objects.get(slug="step-up").feel == OURS
    offer = offer_of(entry())
    assert offer is not None
    (difference,) = offer.differences
    assert (difference.ours, difference.theirs) == (OURS, THEIRS)
    old = next(one.feel for one in pack.exercises if one.slug == "step-up")
    assert difference.before == old


def test_the_offer_ends_when_the_pack_goes_back_and_when_staff_write_the_same(pack: Pack) -> None:
    changed_here()
    load(newer(pack))
    assert entry().offered is not None
    load(pack)
    assert entry().offered is None
    load(newer(pack))
    Exercise.objects.filter(slug="step-up").update(feel=THEIRS)
    load(newer(pack))
    assert entry().offered is None


def test_the_comparison_shows_both_and_only_what_differs(pack: Pack, editor: Client) -> None:
    changed_here()
    load(newer(pack))
    assert "step-up" in editor.get(reverse(LIST)).content.decode()
    page = Document(editor.get(page_of(entry())).content.decode())
    assert OURS in page.root.text
    assert THEIRS in page.root.text
    assert [one.text for one in page.root.every("h2")].count("How it should feel") == 1
    assert "Purpose" not in page.root.text


@pytest.mark.database
def test_taking_it_writes_the_packs_version_and_says_so(pack: Pack, editor: Client) -> None:
    row = changed_here()
    load(newer(pack))
    choose(editor, "take")
    taken = Exercise.objects.get(slug="step-up")
    assert taken.feel == THEIRS
    assert taken.revision == row.revision + 1
    assert entry().offered is None
    assert LogEntry.objects.get().object_id == str(taken.pk)
    assert not [one for one in load(newer(pack)).left_alone if "step-up" in one]


def test_keeping_ours_is_asked_again_only_for_a_yet_newer_one(pack: Pack, editor: Client) -> None:
    changed_here()
    load(newer(pack))
    choose(editor, "keep")
    assert Exercise.objects.get(slug="step-up").feel == OURS
    load(newer(pack))
    assert entry().offered is None
    load(newer(pack, feel="As a yet newer pack puts it."))
    assert entry().offered is not None


@pytest.mark.database
def test_a_change_meanwhile_is_not_written_over(pack: Pack, editor: Client) -> None:
    changed_here()
    load(newer(pack))
    address = page_of(entry())
    form = Document(editor.get(address).content.decode()).main_form()
    seen = next(one["value"] for one in form.every("input") if one["name"] == "seen")
    Exercise.objects.filter(slug="step-up").update(feel="Changed in another window.")
    page = editor.post(address, {"seen": seen, "take": "x"}, follow=True).content.decode()
    assert "Somebody changed this meanwhile" in page
    assert Exercise.objects.get(slug="step-up").feel == "Changed in another window."


def test_what_cannot_be_written_says_why(pack: Pack, editor: Client) -> None:
    row = changed_here()
    load(newer(pack))
    other = Exercise.objects.filter(ladder=row.ladder).exclude(pk=row.pk).first()
    assert other is not None
    offered = entry()
    assert offered.offered is not None
    offered.offered["rung"] = other.rung
    offered.save()
    page = choose(editor, "take").content.decode()
    assert "its rung is taken by" in page
    assert Exercise.objects.get(slug="step-up").feel == OURS


def test_the_page_of_the_row_leads_to_the_comparison(pack: Pack, editor: Client) -> None:
    row = changed_here()
    load(newer(pack))
    change = reverse("admin:exercises_exercise_change", args=[row.pk])
    assert page_of(entry()) in editor.get(change).content.decode()
    choose(editor, "keep")
    assert "newer version of this" not in editor.get(change).content.decode()


def test_only_those_who_may_change_the_content_choose(
    pack: Pack, make_user: Any, client_of: Any
) -> None:
    changed_here()
    load(newer(pack))
    address = page_of(entry())
    plain = client_of(make_user("plain@example.org", is_staff=True))
    assert plain.get(address).status_code == 403
    assert plain.post(address, {"take": "x"}).status_code == 403
    assert Exercise.objects.get(slug="step-up").feel == OURS


def test_a_field_of_a_later_version_is_no_change_by_staff(pack: Pack) -> None:
    """An upgrade that adds a field must not make every row look like staff's own."""
    known = PackEntry.objects.get(kind="habit", key="warm_bath")
    assert known.loaded is not None
    del known.loaded["caveat"]
    known.digest = "of fewer fields"
    known.save()
    habits = (
        replace(one, label="A warm bath, slowly") if one.code == "warm_bath" else one
        for one in pack.habits
    )
    report = load(pack_of(habits=tuple(habits)))
    assert report.left_alone == []
    assert Habit.objects.get(code="warm_bath").label == "A warm bath, slowly"


@pytest.mark.database
def test_what_was_loaded_before_it_was_kept_is_still_known(pack: Pack) -> None:
    PackEntry.objects.update(loaded=None)
    changed_here()
    [other] = [exercise for exercise in pack.exercises if exercise.slug == "runners-lunge"]
    [row] = newer(pack).exercises
    report = load(with_its_cautions(pack, row, other))
    assert any("step-up" in line for line in report.left_alone)
    assert entry().offered is not None
    assert entry("runners-lunge").loaded is not None


@pytest.mark.parametrize(
    ("loaded", "now", "same"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1, "gone": 3}, {"a": 1}, True),
        ({"a": 1}, {"a": 2}, False),
        ([{"a": 1}], [{"a": 1, "b": 2}], True),
        ([1, 2], [1], False),
    ],
)
def test_it_compares_what_both_have_a_name_for(loaded: Any, now: Any, same: bool) -> None:
    assert still_says(loaded, now) is same


def test_the_words_of_both_texts_come_back_from_the_spans() -> None:
    spans = list(spans_between("Keep the back long.", "Keep your back long, and breathe."))
    ours = "".join(words for kind, words in spans if kind != "new")
    theirs = "".join(words for kind, words in spans if kind != "gone")
    assert (ours, theirs) == ("Keep the back long.", "Keep your back long, and breathe.")
    assert ("same", "Keep ") in spans
