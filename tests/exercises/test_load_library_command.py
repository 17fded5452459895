"""`manage.py load_library`: what it prints, and how it ends."""

import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from exercises.models import Exercise, Phase
from exercises.pack.files import PACK_FOLDER

MANAGE = PACK_FOLDER.parent.parent / "manage.py"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real pack, to be changed."""
    return shutil.copytree(PACK_FOLDER, tmp_path / "library")


def reword(path: Path, old: str, new: str) -> None:
    """Replace `old` by `new` in a file of the pack."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def loading(*arguments: str) -> list[str]:
    """The lines that the command prints."""
    out = StringIO()
    call_command("load_library", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_it_prints_that_everything_is_as_it_was() -> None:
    [line] = loading()
    assert line.startswith("Library: 0 added, 0 changed, ")
    assert line.endswith(" as they were.")


@pytest.mark.django_db
def test_it_prints_what_it_added_and_changed(folder: Path) -> None:
    Exercise.objects.get(slug="step-up")
    reword(folder / "exercises/step-up.yaml", "name: Step-up", "name: Up a step")
    reword(folder / "vocabulary/phases.yaml", "label: Turn", "label: Turning")
    [line] = loading(f"--folder={folder}")
    assert line.startswith("Library: 0 added, 2 changed, ")


@pytest.mark.django_db
def test_it_prints_what_it_left_alone() -> None:
    Phase.objects.filter(code="settle").update(label="As staff put it")
    assert loading()[1:] == ["  left alone: phase settle: was changed here"]


@pytest.mark.django_db
def test_it_refuses_a_pack_with_faults_names_each_and_changes_nothing(folder: Path) -> None:
    reword(folder / "exercises/clamshell.yaml", "name: Clamshell", "name: A shell")
    (folder / "vocabulary/habits.yaml").unlink()
    reword(folder / "exercises/step-up.yaml", "per_side: true", "per_side: maybe")
    with pytest.raises(CommandError) as refused:
        loading(f"--folder={folder}")
    told = str(refused.value).splitlines()
    assert told[0] == "The library was not loaded, and nothing was changed:"
    assert told[1:] == [
        "  habits.yaml: (file): is missing",
        "  step-up.yaml: per_side: Expected `bool`, got `str`",
    ]
    assert Exercise.objects.get(slug="clamshell").name == "Clamshell"


@pytest.mark.django_db
def test_it_refuses_what_would_stand_where_a_page_of_the_site_does(folder: Path) -> None:
    taken = {
        "five-steps-in-order": "anatomy",
        "find-your-level": "daily-life",
        "what-the-psoas-is": "self-checks",
    }
    for path in folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for slug, other in taken.items():
            text = text.replace(f"article:{slug}", f"article:{other}")
        path.write_text(text, encoding="utf-8")
    for slug, other in taken.items():
        moved = (folder / f"articles/{slug}.yaml").rename(folder / f"articles/{other}.yaml")
        reword(moved, f"slug: {slug}", f"slug: {other}")
    with pytest.raises(CommandError) as refused:
        loading(f"--folder={folder}")
    told = str(refused.value).splitlines()[1:]
    assert sorted(told) == [
        f"  {slug}.yaml: slug: /learn/{slug}/ is a page of the site itself"
        for slug in sorted(taken.values())
    ]


def test_it_ends_with_1_and_no_traceback_when_the_pack_has_a_fault(folder: Path) -> None:
    (folder / "vocabulary/habits.yaml").unlink()
    ended = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, str(MANAGE), "load_library", f"--folder={folder}"],
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "psoas_site.test_settings"},
    )
    assert ended.returncode == 1
    assert "habits.yaml: (file): is missing" in ended.stderr
    assert "Traceback" not in ended.stderr
