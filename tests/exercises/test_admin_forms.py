"""A refused page of the admin loses nothing of what was typed, and says where to look."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import BodyPosition, Exercise, PackEntry, Programme, Status
from tests.exercises.admin_page import errors_in, fields_of, send

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def desk(staff: Any, client_of: Any) -> Client:
    client: Client = client_of(staff)
    return client


@pytest.fixture
def exercise() -> Exercise:
    return Exercise.objects.get(slug="clamshell")


def page_of(row: Any) -> str:
    return reverse(f"admin:exercises_{row._meta.model_name}_change", args=[row.pk])


def moved(fields: dict[str, Any], prefix: str) -> dict[str, Any]:
    """The rows of a table the other way round, as dragging leaves them."""
    count = int(fields[f"{prefix}-INITIAL_FORMS"])
    return {f"{prefix}-{row}-order": str(count - row) for row in range(count)}


def shown(html: str, prefix: str, field: str) -> list[str]:
    """The rows of a table from its top down, by the number under which they are sent."""
    return re.findall(rf'name="{prefix}-(\d+)-{field}"', html)


TABLES = {
    "clamshell": {"steps": "kind", "points": "text", "points-2": "text"},
    "desk-sitter-10": {"items": "level"},
}


def test_rows_come_back_in_the_order_in_which_they_were_sent(desk: Client) -> None:
    """Every table of rows in an order; the error is beside its row, and linked from the top."""
    faults = []
    for slug, tables in TABLES.items():
        kind = Programme if "items" in tables else Exercise
        page = page_of(kind.objects.get(slug=slug))
        sent = fields_of(desk, page)
        counts = {prefix: int(sent[f"{prefix}-INITIAL_FORMS"]) for prefix in tables}
        for prefix, field in tables.items():
            sent |= moved(sent, prefix) | {f"{prefix}-0-{field}": ""}
        answer = desk.post(page, sent | {"name": "", "title": ""})
        assert answer.status_code == 422, slug
        html = answer.content.decode()
        for prefix, field in tables.items():
            count = counts[prefix]
            rows = shown(html, prefix, field)[:count]
            if rows != [str(number) for number in reversed(range(count))] or count < 2:
                faults.append(f"{prefix}: {rows}")
            if f'href="#id_{prefix}-0-{field}"' not in html:
                faults.append(f"{prefix}: not linked from the top")
            linked = html.partition(f'href="#id_{prefix}-0-{field}"')[2].partition("</li>")[0]
            if f"row {count}: " not in linked:
                faults.append(f"{prefix}: the row that it says is not the one that is seen")
    assert not faults, faults


def test_an_order_that_is_none_harms_nothing(desk: Client, exercise: Exercise) -> None:
    fields = fields_of(desk, page_of(exercise)) | {"steps-0-order": "\x00x", "steps-1-order": ""}
    assert send(desk, page_of(exercise), fields).status_code == 422


def test_what_the_device_kept_is_drawn_again_and_not_saved(desk: Client) -> None:
    """Every kind of page: one with rows that are new, one that is only fields, one to add."""
    exercise = Exercise.objects.get(slug="clamshell")
    place = BodyPosition.objects.all()[0]
    new = {"steps-TOTAL_FORMS": "9", "steps-8-text": "A new one", "steps-8-kind": "move"}
    for row, typed in ((exercise, {"feel": "Warm", **new}), (place, {"label": "Lying down"})):
        sent = fields_of(desk, page_of(row)) | typed | {"adjust": "adjust"}
        answer = desk.post(page_of(row), sent)
        html = answer.content.decode()
        assert answer.status_code == 422
        assert html.count("It is not saved yet") == 1, "in the note of the draft alone"
        # The new row is half typed, and that is said; where all is well, nothing is.
        assert ("errornote" in html) is (row is exercise)
        assert all(value in html for value in typed.values())
        row.refresh_from_db()
        assert not any(getattr(row, name, "") == value for name, value in typed.items())
    add = reverse("admin:exercises_exercise_add")
    sent = fields_of(desk, add) | {"name": "Half a thought", "adjust": "adjust"}
    assert "Half a thought" in desk.post(add, sent).content.decode()
    assert not Exercise.objects.filter(name="Half a thought").exists()


def test_saving_tells_the_browser_so_and_nothing_else_does(
    desk: Client, exercise: Exercise
) -> None:
    fields = fields_of(desk, page_of(exercise))
    key = fields["client_key"]
    refused = desk.post(page_of(exercise), fields | {"name": ""})
    assert "saved" not in refused.cookies
    assert f'name="client_key" value="{key}"' in refused.content.decode()
    assert "saved" not in send(desk, page_of(exercise), fields | {"client_key": "x"}).cookies
    fields = fields_of(desk, page_of(exercise))
    kept = desk.post(page_of(exercise), fields)
    assert errors_in(kept) == {}
    assert kept.cookies["saved"].value == str(uuid.UUID(fields["client_key"]))


def test_an_ended_session_saves_nothing_and_tells_no_browser_otherwise(
    exercise: Exercise, desk: Client
) -> None:
    fields = fields_of(desk, page_of(exercise)) | {"feel": "Warm"}
    desk.logout()
    answer = desk.post(page_of(exercise), fields)
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]
    assert "saved" not in answer.cookies


def test_the_first_page_says_what_needs_a_look(desk: Client, exercise: Exercise) -> None:
    index = reverse("admin:index")
    assert "Needs a look" not in desk.get(index).content.decode()
    item = Programme.objects.get(slug="desk-sitter-10").items.all()[0]
    Exercise.objects.filter(pk=item.exercise_id).update(status=Status.DRAFT)
    exercise.figure.delete()
    PackEntry.objects.filter(kind="exercise", key=exercise.slug).update(offered={})
    told = desk.get(index).content.decode()
    for words in ("Needs a look", "holds a draft", "neither a figure nor", "something newer"):
        assert words in told, words


def test_editors_get_from_a_page_to_its_words_and_others_do_not(
    desk: Client, client: Client, signed_in: Client, exercise: Exercise
) -> None:
    programme = Programme.objects.published()[0]
    for row in (exercise, programme):
        pages = {who: who.get(row.get_absolute_url()).content.decode() for who in (desk, signed_in)}
        assert f'href="{page_of(row)}"' in pages[desk]
        assert 'href="/admin/"' in pages[desk]
        assert "/admin/" not in pages[signed_in] + client.get("/").content.decode()


def test_the_list_of_exercises_shows_their_pictures(desk: Client) -> None:
    listed = desk.get(reverse("admin:exercises_exercise_changelist") + "?q=clamshell")
    assert "/figures/clamshell." in listed.content.decode()
