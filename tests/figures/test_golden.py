"""Drawings are, to the byte, those that somebody has looked at. See `golden` for writing them."""

import pytest

from exercises.figures.version import VERSION
from tests.figures.golden import (
    DIGESTS,
    FOLDER,
    STILLS,
    drawn_with,
    fingerprints,
    still,
    still_file,
)
from tests.figures.records import PACK, pack_pose

ANEW = "look at it, then run python -m tests.figures.golden"


def kept() -> dict[str, str]:
    """The fingerprints that are kept, each line by its figure."""
    lines = DIGESTS.read_text(encoding="utf-8").splitlines()[1:]
    return {line.split(" ")[0]: line for line in lines}


@pytest.mark.parametrize("slug", STILLS)
def test_a_still_is_what_it_was(slug: str) -> None:
    assert still(pack_pose(slug)).encode() == still_file(slug).read_bytes(), ANEW


@pytest.mark.parametrize("slug", PACK)
def test_every_figure_of_the_pack_is_what_it_was(slug: str) -> None:
    assert fingerprints(pack_pose(slug)) == kept().get(slug), ANEW


def test_what_is_kept_is_of_the_pack() -> None:
    assert set(kept()) == set(PACK), ANEW
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(STILLS)


def test_drawings_that_change_have_another_version_and_so_other_addresses() -> None:
    first, *lines = DIGESTS.read_text(encoding="utf-8").splitlines()
    assert first == drawn_with(VERSION, lines), ANEW
