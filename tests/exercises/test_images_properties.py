"""What holds for any bytes: they are pictures of ours, or they are refused, and nothing else."""

from io import BytesIO

import pytest

pytest.importorskip("hypothesis")

from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from exercises.pictures.photographs.images import Pictures, pictures_of
from tests.exercises import pictures

REAL = (
    pictures.jpeg(320, 320, exif=pictures.exif(6), icc_profile=pictures.swapped_profile()),
    pictures.jpeg(320, 320, progressive=True),
    pictures.png(320, 320),
    pictures.webp(320, 320),
    pictures.saved(pictures.picture(320, 320), "WEBP", lossless=True, exif=pictures.exif(8)),
    pictures.saved(pictures.picture(320, 320).convert("P"), "PNG"),
)
BEGINNINGS = (
    b"",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\0\0\0\0WEBPVP8 ",
    b"<svg",
    b"II*\0",
)


def answer(content: bytes) -> Pictures | None:
    """The pictures, or None where they were refused. Anything else ends the test."""
    try:
        return pictures_of(BytesIO(content))
    except ValidationError as error:
        (said,) = error.messages
    assert said.endswith(".")
    return None


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=3000))
@settings(max_examples=300, deadline=None)
def test_bytes_by_chance_are_refused(beginning: bytes, rest: bytes) -> None:
    assert answer(beginning + rest) is None


@given(
    st.sampled_from(REAL),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=12),
    st.one_of(st.none(), st.floats(0, 1)),
)
@settings(max_examples=300, deadline=None)
def test_a_damaged_photograph_is_ours_or_refused(
    content: bytes, faults: list[tuple[float, int]], end: float | None
) -> None:
    damaged = bytearray(content)
    for place, value in faults:
        damaged[int(place * len(damaged))] = value
    made = answer(bytes(damaged if end is None else damaged[: int(end * len(damaged))]))
    if made:
        for width, file in made.files.items():
            image = Image.open(BytesIO(file))
            assert (image.format, image.width) == ("WEBP", width)
            assert image.width <= 1440
            assert file[12:16] == b"VP8 "
