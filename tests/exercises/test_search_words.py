"""Search words: staff edit them in the admin, and the pack leaves theirs alone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace

from exercises.models import Synonym
from exercises.pack.files import Pack
from exercises.pack.loader import load
from tests.exercises.admin_page import errors_in, fields_of, saved
from tests.packs import pack_of, shipped_pack

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

ADD = reverse("admin:exercises_synonym_add")


@pytest.fixture
def editor(staff: Any, client_of: Any) -> Client:
    return client_of(staff)


def add(editor: Client, **given: str) -> dict[str, list[str]]:
    """The messages that adding a search word brings, by field; none if it was taken."""
    return saved(editor, ADD, {"order": "0"} | given)


def change(editor: Client, code: str, **given: str) -> dict[str, list[str]]:
    page = reverse("admin:exercises_synonym_change", args=[Synonym.objects.get(code=code).pk])
    return saved(editor, page, given)


def found(client: Client, query: str) -> list[str]:
    finds = client.get(reverse("exercises:search"), {"q": query}).context["finds"]
    groups = (group for group in finds.groups if group.kind == "exercise")
    return [hit.thing.exercise.slug for group in groups for hit in group.hits]


def test_a_new_search_word_works_at_once(editor: Client, client: Client) -> None:
    assert found(client, "mermaid") == []
    assert add(editor, label="Mermaid", means="open book") == {}
    assert found(client, "mermaid") == ["open-book"]


def test_its_code_is_made_from_the_label(editor: Client) -> None:
    add(editor, label="Child’s Pose", means="rest")
    assert Synonym.objects.get(label="Child’s Pose").code == "childs-pose"


REFUSED = (
    ({"label": "Hip-Flexors", "means": "lunge"}, "label", "the same as “hip flexor”"),
    ({"label": "Élbow", "means": ""}, "means", "required"),
    ({"label": "", "means": "rest"}, "label", "required"),
    ({"label": "elbow", "means": " , - "}, "means", "holds no word"),
    ({"label": "- /", "means": "rest"}, "label", "holds no word"),
    ({"label": "elbow", "means": "arm, Elbows"}, "means", "the same as the label"),
    ({"label": "локоть", "means": "rest"}, "code", "plain letters"),
    ({"label": "elbow", "means": "rest", "code": "crp"}, "code", "already exists"),
    ({"label": "a\0b", "means": "rest"}, "label", "Null characters"),
    ({"label": "elbow", "means": "x" * 121}, "means", "at most 120"),
)


def test_a_search_word_is_refused_beside_the_field(editor: Client) -> None:
    before = Synonym.objects.count()
    fields = fields_of(editor, ADD) | {"order": "0"}
    wrong = []
    for given, field, words in REFUSED:
        errors = errors_in(editor.post(ADD, fields | given))
        if words not in " ".join(errors.get(field, [])):
            wrong.append(f"{given}: {errors}")
    assert not wrong, wrong
    assert Synonym.objects.count() == before


def test_a_search_word_may_be_saved_as_it_is(editor: Client) -> None:
    assert change(editor, "lumbar") == {}
    assert change(editor, "lumbar", label="Lumbars") == {}
    assert Synonym.objects.get(code="lumbar").label == "Lumbars"


def test_a_search_word_is_not_changed_into_another(editor: Client) -> None:
    assert "label" in change(editor, "lumbar", label="Bums")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return shipped_pack()


def test_the_database_holds_those_of_the_pack(pack: Pack) -> None:
    held = Synonym.objects.values_list("code", "label", "means")
    assert set(held) == {(one.code, one.label, one.means) for one in pack.synonyms}


def test_a_new_pack_brings_new_ones_and_leaves_those_of_staff(pack: Pack) -> None:
    Synonym.objects.filter(code="lumbar").update(means="low back, pelvis")
    first, *rest = [one for one in pack.synonyms if one.code != "ql"]
    lumbar = next(one for one in rest if one.code == "lumbar")
    changed = pack_of(
        synonyms=(
            replace(first, means="rest"),
            *(replace(one, means="buttock") if one is lumbar else one for one in rest),
            replace(first, code="new-one", label="brand new", means="bridge"),
        ),
    )
    report = load(changed)
    assert Synonym.objects.get(code=first.code).means == "rest"
    assert Synonym.objects.get(code="new-one").label == "brand new"
    assert Synonym.objects.get(code="lumbar").means == "low back, pelvis"
    assert Synonym.objects.filter(code="ql").exists(), "what leaves the pack stays"
    assert any("synonym lumbar" in said for said in report.left_alone)
