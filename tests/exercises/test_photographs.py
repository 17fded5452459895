"""The folder of photographs: nothing in it without a row, nothing shown without its file."""

import datetime as dt
import os
import resource
import sys
import uuid
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from exercises.models import Exercise, Figure, Photograph
from exercises.pictures import photographs
from tests.exercises import pictures
from tests.exercises.mentioned import take_out_of_lists
from tests.exercises.pictures import put

HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "photographs"


def kept() -> photographs.Kept:
    """Files that no row knows."""
    return photographs.keep(pictures.in_three_sizes())


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def age(folder: Path, hours: float) -> None:
    """As if everything in the folder had been written so long ago."""
    then = (timezone.now() - hours * HOUR).timestamp()
    for path in folder.iterdir():
        os.utime(path, (then, then))


# --- Keeping ------------------------------------------------------------------------------------


def test_it_keeps_each_size_under_a_random_name(folder: Path) -> None:
    one, other = kept(), kept()
    assert one.name != other.name
    assert one.name.version == 4
    assert names_in(folder) == {
        f"{each.name}-{width}.webp" for each in (one, other) for width in (480, 960, 1000)
    }


@pytest.fixture
def little_room(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a full disk: the system refuses to write more than two hundred bytes to a file."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # else modules would be cut off too
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_said_and_nothing_is_left(folder: Path, little_room: None) -> None:
    with pytest.raises(ValidationError, match="disk may be full"):
        kept()
    assert names_in(folder) == set()


# --- Leaving with the row -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "delete",
    [
        lambda row: row.delete(),
        lambda row: Photograph.objects.all().delete(),
        lambda row: row.exercise.delete(),
        lambda row: Exercise.objects.filter(pk=row.exercise_id).delete(),
    ],
    ids=["itself", "many at once", "its exercise", "its exercise among others"],
)
def test_files_leave_with_the_row_once_that_is_certain(
    delete: Callable[[Photograph], object],
    library: None,
    folder: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    row = put()
    take_out_of_lists(row.exercise)
    before = names_in(folder)
    with django_capture_on_commit_callbacks() as then:
        delete(row)
    assert names_in(folder) == before
    for callback in then:
        callback()
    assert names_in(folder) == set()


# --- Sweeping -----------------------------------------------------------------------------------


def test_it_sweeps_old_files_that_no_row_has(library: None, folder: Path) -> None:
    stays = put()
    kept()
    age(folder, hours=1.1)
    assert photographs.sweep(timezone.now()) == 3
    assert names_in(folder) == {f"{stays.name}-{width}.webp" for width in stays.widths}


def test_it_leaves_an_upload_that_may_still_run(library: None, folder: Path) -> None:
    put()
    kept()
    age(folder, hours=0.9)
    assert photographs.sweep(timezone.now()) == 0
    assert len(names_in(folder)) == 6


def test_it_leaves_what_is_not_ours(library: None, folder: Path) -> None:
    put()
    strange = {".keep", "holiday.webp", f"{uuid.uuid4()}-480.webp.part", f"{uuid.uuid4()}.webp"}
    for name in strange:
        (folder / name).write_bytes(b"x")
    age(folder, hours=100)
    assert photographs.sweep(timezone.now()) == 0
    assert strange <= names_in(folder)


def test_it_empties_no_folder_for_a_database_that_knows_no_photograph(
    library: None, folder: Path
) -> None:
    """Somebody looks at the wrong database, or has not brought the right one back yet."""
    kept()
    age(folder, hours=100)
    assert photographs.sweep(timezone.now()) == 0
    assert len(names_in(folder)) == 3


def test_a_site_without_photographs_needs_no_folder(library: None, folder: Path) -> None:
    assert photographs.sweep(timezone.now()) == 0
    assert not folder.exists()


# --- Showing ------------------------------------------------------------------------------------


@pytest.fixture
def undrawn(library: None) -> None:
    """The exercise of these tests as staff would have made it: nobody has drawn it yet."""
    Figure.objects.filter(exercise__slug="knee-rocks").delete()


def page_of(client: Any, slug: str = "knee-rocks") -> str:
    answer = client.get(f"/exercises/{slug}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_first_one_stands_where_nothing_is_drawn(undrawn: None, client: Any) -> None:
    row = put(credit="Ana Example")
    page = page_of(client)
    address = f"/media/photographs/{row.name}"
    assert f'src="{address}-1000.webp"' in page
    sizes = ", ".join(f"{address}-{width}.webp {width}w" for width in (480, 960, 1000))
    assert f'srcset="{sizes}"' in page
    assert 'width="1000" height="750" alt="Both knees tip to one side"' in page
    assert "Photograph: Ana Example" in page
    assert page.index(address) < page.index("<h1")
    assert "More photographs" not in page


def test_the_others_follow_when_to_stop_and_what_to_do_in_their_order(
    undrawn: None, client: Any
) -> None:
    third, first, second = put(order=3), put(order=1), put(order=2, credit="<b>Ana</b>")
    page = page_of(client)
    places = [page.index(f"{row.name}-1000.webp") for row in (first, second, third)]
    assert places == sorted(places)
    assert places[0] < page.index("When to stop") < page.index("How to do it") < places[1]
    assert "&lt;b&gt;Ana" in page
    assert page.count('sizes="(min-width: 48rem) 22rem, calc(100vw - 2rem)"') == 2


def test_without_photographs_the_page_is_as_it_was(library: None, client: Any) -> None:
    page = page_of(client)
    assert "/media/" not in page
    assert "photographs" not in page


def test_a_photograph_whose_files_are_gone_is_not_shown(undrawn: None, client: Any) -> None:
    photographs.drop(put().name)
    page = page_of(client)
    assert "/media/" not in page


def test_only_the_sizes_that_are_there_are_named(library: None, client: Any) -> None:
    row = put()
    photographs.file_of(row.name, 1000).unlink()
    page = page_of(client)
    assert f"{row.name}-960.webp" in page
    assert f"{row.name}-1000.webp" not in page


def test_many_photographs_cost_one_question(
    library: None, client: Any, django_assert_num_queries: Any
) -> None:
    for place in range(4):
        put(order=place)
    client.get(reverse("exercises:safety"))
    with django_assert_num_queries(8):
        page_of(client)


def test_photographs_from_before_there_were_figures_go_on_leading_their_page(library: None) -> None:
    rows = [put(order=2), put(order=1)]
    assert not Photograph.objects.filter(instead_of_figure=True).exists()
    import_module("exercises.migrations.0006_photographs_lead").keep_leading(
        apps, SimpleNamespace(connection=connection)
    )
    leading = Photograph.objects.filter(instead_of_figure=True)
    assert [row.pk for row in leading] == [rows[1].pk]
