"""The README's pictures: there, described, small, and made by the command."""

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.pictures import ALL, PICTURES, ROOT, Picture, as_webp

SHOWN = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", (ROOT / "README.md").read_text())
ALTOGETHER = 600_000  # bytes


def test_the_readme_shows_each_picture_that_the_command_takes() -> None:
    shown = sorted(path for _text, path in SHOWN)
    assert shown == sorted(f"docs/pictures/{one.name}.webp" for one in ALL)
    assert sorted(PICTURES.iterdir()) == sorted(ROOT / path for path in shown)


@pytest.mark.parametrize(("text", "path"), SHOWN)
def test_a_picture_says_in_words_what_is_seen(text: str, path: str) -> None:
    assert len(text.split()) >= 8, path


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_a_picture_is_a_whole_screen(one: Picture) -> None:
    with Image.open(PICTURES / f"{one.name}.webp") as image:
        assert image.format == "WEBP"
        assert image.width / image.height == pytest.approx(one.size[0] / one.size[1], abs=0.01)


def test_the_pictures_are_small_together() -> None:
    assert 0 < sum(path.stat().st_size for path in PICTURES.iterdir()) < ALTOGETHER


def test_a_photograph_becomes_a_webp(tmp_path: Path) -> None:
    taken = tmp_path / "taken.png"
    Image.new("RGBA", (39, 84), "teal").save(taken)
    kept = tmp_path / "kept.webp"
    kept.write_bytes(as_webp(taken.read_bytes()))
    with Image.open(kept) as image:
        assert (image.format, image.size) == ("WEBP", (39, 84))
