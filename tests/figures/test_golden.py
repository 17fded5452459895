"""Drawings are, to the byte, those that somebody has looked at. See `golden` for writing them."""

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
from tests.figures.records import PACK, all_of_the_pack

pytestmark = all_of_the_pack

ANEW = "look at it, then run python -m tests.figures.golden"


def kept() -> dict[str, str]:
    """The fingerprints that are kept, each line by its figure."""
    lines = DIGESTS.read_text(encoding="utf-8").splitlines()[1:]
    return {line.split(" ")[0]: line for line in lines}


def test_every_still_is_what_it_was() -> None:
    changed = [slug for slug in STILLS if still(slug).encode() != still_file(slug).read_bytes()]
    assert not changed, ANEW


def test_every_figure_of_the_pack_is_what_it_was() -> None:
    lines = kept()
    changed = [slug for slug in PACK if fingerprints(slug) != lines.get(slug)]
    assert not changed, ANEW


def test_what_is_kept_is_of_the_pack() -> None:
    assert set(kept()) == set(PACK), ANEW
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(STILLS)


def test_drawings_that_change_have_another_version_and_so_other_addresses() -> None:
    first, *lines = DIGESTS.read_text(encoding="utf-8").splitlines()
    assert first == drawn_with(VERSION, lines), ANEW
