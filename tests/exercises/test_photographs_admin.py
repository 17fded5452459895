"""Photographs on an exercise's page in the admin: the whole way of an upload, and its ends."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import reverse

from exercises.admin.content.exercises import ExerciseAdmin
from exercises.admin.pictures.photographs import PhotographForm
from exercises.models import Exercise, Photograph
from exercises.pictures import photographs
from tests.exercises import pictures
from tests.exercises.admin_page import fields_of, refusals, saved
from tests.exercises.mentioned import take_out_of_lists
from tests.exercises.pictures import put

pytestmark = pytest.mark.usefixtures("library")

ALT = "Both knees tip to one side"
SMALL = pictures.jpeg(320, 320)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "photographs"


@pytest.fixture
def editor(staff: Any, client_of: Any) -> Any:
    return client_of(staff)


@pytest.fixture
def exercise() -> Exercise:
    return Exercise.objects.get(slug="knee-rocks")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def files_of(row: Photograph) -> list[str]:
    return sorted(f"{row.name}-{width}.webp" for width in row.widths)


def page_of(exercise: Exercise) -> str:
    return reverse("admin:exercises_exercise_change", args=[exercise.pk])


def save(editor: Any, exercise: Exercise, **changes: Any) -> dict[str, list[str]]:
    """Open the page, change some fields, press Save; the messages of a refusal."""
    page = page_of(exercise)
    return saved(editor, page, {name.replace("__", "-"): v for name, v in changes.items()})


def add(editor: Any, exercise: Exercise, content: bytes | None, **fields: Any) -> dict[str, Any]:
    """Add one photograph more; no file at all where `content` is None."""
    place = exercise.photographs.count()
    mine = {"alt": ALT, "exercise": str(exercise.pk), "id": "", **fields}
    if content is not None:
        mine["file"] = pictures.upload(content)
    sent = {f"photographs__{place}__{name}": value for name, value in mine.items()}
    return save(editor, exercise, photographs__TOTAL_FORMS=str(place + 1), **sent)


# --- Adding -------------------------------------------------------------------------------------


def test_a_photograph_that_was_added_is_on_the_page(
    editor: Any, client: Any, exercise: Exercise, folder: Path
) -> None:
    assert add(editor, exercise, pictures.jpeg(1600, 1200), credit="Ana") == {}
    row = exercise.photographs.get()
    assert (row.alt, row.credit, row.width, row.height) == (ALT, "Ana", 1440, 1080)
    assert row.widths == [480, 960, 1440]
    assert names_in(folder) == files_of(row)
    page = client.get(exercise.get_absolute_url()).content.decode()
    assert f"{row.name}-1440.webp" in page
    assert ALT in page


def test_what_a_phone_writes_beside_the_picture_is_gone(
    editor: Any, exercise: Exercise, folder: Path
) -> None:
    taken = pictures.saved(pictures.picture(), exif=pictures.exif(6), comment=b"Secret")
    assert b"Secret Photographer" in taken
    assert add(editor, exercise, taken) == {}
    assert exercise.photographs.get().height == 800
    for path in folder.iterdir():
        assert b"Secret" not in path.read_bytes()
        assert b"Exif" not in path.read_bytes().upper().replace(b"EXIF", b"Exif")


def test_a_large_upload_that_waits_on_disk_is_read_too(
    editor: Any, exercise: Exercise, settings: Any
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert add(editor, exercise, pictures.png()) == {}
    assert exercise.photographs.count() == 1


def test_a_photograph_makes_a_new_revision_and_leaves_the_pack_in_charge(
    editor: Any, exercise: Exercise, capsys: Any
) -> None:
    add(editor, exercise, SMALL)
    exercise.refresh_from_db()
    assert exercise.revision == 2
    call_command("load_library")
    assert "left alone" not in capsys.readouterr().out
    assert exercise.photographs.count() == 1


def test_they_are_in_the_order_they_were_dragged_into(editor: Any, exercise: Exercise) -> None:
    put(alt="First", order=1)
    add(editor, exercise, SMALL, alt="Second")
    assert [row.alt for row in exercise.photographs.all()] == ["First", "Second"]
    assert save(editor, exercise, photographs__0__order="2", photographs__1__order="1") == {}
    assert [row.alt for row in exercise.photographs.all()] == ["Second", "First"]


def test_the_page_shows_a_small_picture_and_the_bytes_or_that_the_file_is_missing(
    editor: Any, exercise: Exercise
) -> None:
    row, lost = put(), put()
    photographs.drop(lost.name)
    page = editor.get(page_of(exercise)).content.decode()
    assert f'<img src="/media/photographs/{row.name}-480.webp" width="150" height="112"' in page
    assert re.search(r"480 px: \d+(\.\d)?\xa0(KB|bytes)", page)
    assert page.count("Its file is missing") == 1


def test_who_may_only_look_sees_it_too(make_user: Any, client_of: Any, exercise: Exercise) -> None:
    row = put()
    visitor = make_user("looks@example.org", is_staff=True)
    visitor.user_permissions.add(Permission.objects.get(codename="view_exercise"))
    page = client_of(visitor).get(page_of(exercise)).content.decode()
    assert f"{row.name}-480.webp" in page
    assert 'type="file"' not in page


# --- Refusals: beside the field, and nothing left -----------------------------------------------

REFUSED = {
    "no file": (None, "Choose a photograph."),
    "an empty file": (b"", "The submitted file is empty."),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "more than a picture"),
    "a page": (b"<!doctype html><title>x</title>", "more than a picture"),
    "a gif": (pictures.saved(pictures.picture(), "GIF"), "cannot be read"),
    "a tiff": (pictures.saved(pictures.picture(), "TIFF"), "cannot be read"),
    "half a file": (pictures.jpeg()[:4000], "cannot be read"),
    "a page behind a picture": (pictures.jpeg() + b"<script>alert(1)</script>", "more than"),
    "a bomb": (pictures.png_that_says(60_000, 60_000), "too large"),
    "too many bytes": (pictures.jpeg() + bytes(10 * 1024 * 1024), "too large"),
    "too small": (pictures.jpeg(200, 200), "too small"),
}


def test_what_is_no_photograph_is_refused_and_leaves_no_file(folder: Path) -> None:
    wrong = []
    for what, (content, words) in REFUSED.items():
        files = {} if content is None else {"file": pictures.upload(content)}
        form = PhotographForm({"alt": ALT}, files)
        if set(form.errors) != {"file"} or words not in form.errors["file"][0]:
            wrong.append(f"{what}: {form.errors}")
        if names_in(folder):
            wrong.append(f"{what}: it was kept")
    assert not wrong, wrong


def test_it_is_refused_beside_its_field_on_the_page(
    editor: Any, exercise: Exercise, folder: Path
) -> None:
    sent = {"photographs-TOTAL_FORMS": "1", "photographs-0-alt": ALT}
    page = pictures.upload(b"<!doctype html><title>x</title>")
    unsaid = {"photographs-0-alt": "", "photographs-0-file": pictures.upload(SMALL)}
    blank = {"photographs-0-alt": "   ", "photographs-0-file": pictures.upload(SMALL)}
    cases = [sent, sent | {"photographs-0-file": page}, sent | unsaid, sent | blank]
    refused = list(refusals(editor, page_of(exercise), cases))
    assert [list(errors) for errors in refused] == [
        ["photographs-0-file"],
        ["photographs-0-file"],
        ["photographs-0-alt"],
        ["photographs-0-alt"],
    ]
    assert not Photograph.objects.exists()
    assert names_in(folder) == []


def test_a_mistake_elsewhere_on_the_page_leaves_no_file(
    editor: Any, exercise: Exercise, folder: Path
) -> None:
    place = {"photographs__TOTAL_FORMS": "1", "photographs__0__alt": ALT}
    refused = save(editor, exercise, name="", **place, photographs__0__file=pictures.upload(SMALL))
    assert list(refused) == ["name"]
    assert names_in(folder) == []


def test_a_file_in_an_unknown_field_leaves_nothing(
    editor: Any, exercise: Exercise, folder: Path
) -> None:
    assert save(editor, exercise, photo=pictures.upload(SMALL)) == {}
    assert names_in(folder) == []


def test_a_seventh_is_refused(editor: Any, exercise: Exercise, folder: Path) -> None:
    for _number in range(6):
        put()
    before = names_in(folder)
    refused = add(editor, exercise, SMALL)
    assert "At most 6 rows." in refused["photographs"][0]
    assert exercise.photographs.count() == 6
    assert names_in(folder) == before


def test_a_folder_that_takes_no_file_is_said(editor: Any, exercise: Exercise, folder: Path) -> None:
    folder.write_bytes(b"")  # a file where the folder should be
    refused = add(editor, exercise, SMALL)
    assert "disk may be full" in refused["photographs-0-file"][0]
    assert not Photograph.objects.exists()


def test_who_may_only_look_leaves_no_file(
    make_user: Any, client_of: Any, exercise: Exercise, folder: Path
) -> None:
    visitor = make_user("looks@example.org", is_staff=True)
    visitor.user_permissions.add(Permission.objects.get(codename="view_exercise"))
    client = client_of(visitor)
    sent = {"photographs-TOTAL_FORMS": "1", "photographs-INITIAL_FORMS": "0"}
    sent |= {"photographs-0-alt": ALT, "photographs-0-file": pictures.upload(SMALL)}
    assert client.post(page_of(exercise), sent).status_code == 403
    assert names_in(folder) == []


class FailsLate(ExerciseAdmin):
    """Something goes wrong after the photograph has been written and its row saved."""

    def log_change(self, *args: Any, **kwargs: Any) -> Any:
        assert Photograph.objects.exists()
        raise RuntimeError


def test_a_transaction_that_is_taken_back_leaves_no_file(
    editor: Any, staff: Any, exercise: Exercise, folder: Path
) -> None:
    page = page_of(exercise)
    sent = fields_of(editor, page) | {"photographs-TOTAL_FORMS": "1", "photographs-0-alt": ALT}
    sent["photographs-0-file"] = pictures.upload(SMALL)
    request = RequestFactory().post(page, sent)
    request.user = staff
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
    with pytest.raises(RuntimeError):
        FailsLate(Exercise, admin.site).changeform_view(request, str(exercise.pk))
    assert not Photograph.objects.exists()
    assert names_in(folder) == []


# --- Replacing and deleting ---------------------------------------------------------------------


def test_a_new_file_takes_the_place_of_the_old(
    editor: Any, exercise: Exercise, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    before = put()
    with django_capture_on_commit_callbacks(execute=True):
        file = pictures.upload(pictures.png(500, 400))
        assert save(editor, exercise, photographs__0__file=file) == {}
    row = exercise.photographs.get()
    assert (row.pk, row.alt) == (before.pk, before.alt)
    assert row.name != before.name
    assert (row.width, row.height, row.widths) == (500, 400, [480, 500])
    assert names_in(folder) == files_of(row)


def test_a_new_text_keeps_the_file(editor: Any, exercise: Exercise, folder: Path) -> None:
    before = put()
    assert save(editor, exercise, photographs__0__alt="Knees to the left") == {}
    row = exercise.photographs.get()
    assert (row.name, row.alt) == (before.name, "Knees to the left")
    assert names_in(folder) == files_of(row)


def test_a_bad_file_leaves_the_old_photograph(
    editor: Any, exercise: Exercise, folder: Path
) -> None:
    row = put()
    refused = save(editor, exercise, photographs__0__file=pictures.upload(b"x" * 100))
    assert list(refused) == ["photographs-0-file"]
    assert exercise.photographs.get().name == row.name
    assert names_in(folder) == files_of(row)


def test_files_go_with_a_deleted_photograph_even_if_a_new_one_was_chosen(
    editor: Any, exercise: Exercise, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    put()
    with django_capture_on_commit_callbacks(execute=True):
        file = pictures.upload(SMALL)
        assert save(editor, exercise, photographs__0__file=file, photographs__0__DELETE="on") == {}
    assert not exercise.photographs.exists()
    assert names_in(folder) == []


def test_files_go_with_a_deleted_exercise(
    editor: Any, exercise: Exercise, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    put()
    take_out_of_lists(exercise)
    page = reverse("admin:exercises_exercise_delete", args=[exercise.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(page, {"post": "yes"}).status_code == 302
    assert names_in(folder) == []
