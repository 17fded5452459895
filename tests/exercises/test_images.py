"""Reading uploads: real photographs come out as our own pictures, everything else is refused."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from exercises.pictures.photographs.images import MOST_BYTES, Pictures, pictures_of
from tests.exercises import pictures
from tests.exercises.pictures import CORNERS, GREEN, RED, alike, corners_of, picture, saved


def read(content: bytes) -> Pictures:
    return pictures_of(BytesIO(content))


def largest(content: bytes) -> Image.Image:
    made = read(content)
    return Image.open(BytesIO(made.files[made.width]))


# --- What it makes ------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [pictures.jpeg, pictures.png, pictures.webp])
def test_it_takes_jpeg_png_and_webp(make: Any) -> None:
    assert alike(corners_of(largest(make())), list(CORNERS))


def test_it_takes_a_jpeg_that_appears_in_steps() -> None:
    assert alike(corners_of(largest(pictures.jpeg(progressive=True))), list(CORNERS))


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (2000, [480, 960, 1440]),
        (1440, [480, 960, 1440]),
        (1000, [480, 960, 1000]),
        (480, [480]),
        (400, [400]),
    ],
)
def test_it_makes_three_sizes_and_makes_nothing_larger(width: int, widths: list[int]) -> None:
    made = read(pictures.jpeg(width, 1000))
    assert list(made.files) == widths
    assert made.width == widths[-1]
    assert made.height == round(1000 * made.width / width)
    for told, content in made.files.items():
        size = Image.open(BytesIO(content)).size
        assert size == (told, round(made.height * told / made.width))


def test_all_sizes_together_are_a_third_of_what_a_phone_sends() -> None:
    rough = Image.merge("RGB", [Image.effect_noise((400, 300), 60) for _ in range(3)])
    sent = saved(rough.resize((4000, 3000), Image.Resampling.BICUBIC), quality=92)
    assert sum(map(len, read(sent).files.values())) < len(sent) / 3


def inside(webp: bytes) -> bytes:
    """The kind of the one part that a plain WebP has."""
    assert webp[:4] == b"RIFF"
    assert int.from_bytes(webp[4:8], "little") + 8 == len(webp)
    assert int.from_bytes(webp[16:20], "little") + 20 <= len(webp) + 1
    return webp[8:16]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_passes(kind: str) -> None:
    """No place, no name, no profile, no note: the file has one part, and it is the picture."""
    told = {"exif": pictures.exif(), "icc_profile": pictures.swapped_profile()}
    content = saved(picture(), kind, **told, xmp=b"<x:xmpmeta>Secret</x:xmpmeta>")
    if kind == "JPEG":
        content = saved(picture(), kind, **told, comment=b"Secret")
    assert b"Secret" in content
    for made in read(content).files.values():
        assert inside(made) == b"WEBPVP8 "
        assert b"Secret" not in made
        assert not set(Image.open(BytesIO(made)).info) - {"loop", "background"}


def test_it_stands_the_right_way_up() -> None:
    upright, wrong = picture(480, 320), []
    for orientation in range(1, 9):
        stored = pictures.held(orientation, upright)
        for kind in ("JPEG", "PNG", "WEBP"):
            made = largest(saved(stored, kind, exif=pictures.exif(orientation)))
            if made.size != upright.size or not alike(corners_of(made), list(CORNERS)):
                wrong.append(f"{kind} {orientation}: {made.size}")
    assert not wrong, wrong


def test_a_tall_one_gets_our_widths_and_not_our_heights() -> None:
    stored = pictures.held(6, picture(1600, 2400))
    made = read(saved(stored, exif=pictures.exif(6)))
    assert (made.width, made.height, list(made.files)) == (1440, 2160, [480, 960, 1440])


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
@pytest.mark.parametrize("notes", [b"Exif\0\0MM\0*\0\0\0\x08\xff\xff", b"Exif\0\0nonsense", b"x"])
def test_broken_notes_do_not_matter(notes: bytes) -> None:
    assert alike(corners_of(largest(pictures.jpeg(exif=notes))), list(CORNERS))


def test_only_exif_turns_it_as_in_a_browser() -> None:
    """Every place that Pillow looks at besides: XMP, in three formats, and a text in a PNG."""
    xmp = b'<x:xmpmeta><rdf:Description tiff:Orientation="6"/></x:xmpmeta>'
    in_png, hidden = PngInfo(), PngInfo()
    in_png.add_itxt("XML:com.adobe.xmp", xmp.decode())
    notes = pictures.exif(6).tobytes().hex()
    hidden.add_text("Raw profile type exif", f"\nexif\n{len(notes) // 2}\n{notes}")
    told = {
        "JPEG": pictures.jpeg(xmp=xmp),
        "JPEG with an Exif that says nothing of it": pictures.jpeg(xmp=xmp, exif=Image.Exif()),
        "WEBP": saved(picture(), "WEBP", xmp=xmp),
        "PNG": saved(picture(), "PNG", pnginfo=in_png),
        "a text in a PNG": saved(picture(), "PNG", pnginfo=hidden),
    }
    turned = [name for name, sent in told.items() if largest(sent).size != (800, 600)]
    assert not turned, turned
    both = pictures.jpeg(xmp=xmp.replace(b"6", b"8"), exif=pictures.exif(3))
    assert alike(corners_of(largest(both)), list(reversed(CORNERS)))


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_never_was_does_not_matter(orientation: int) -> None:
    made = largest(pictures.jpeg(exif=pictures.exif(orientation)))
    assert alike(corners_of(made), list(CORNERS))


def test_it_shows_the_colours_that_the_profile_means() -> None:
    content = saved(picture(), "PNG", icc_profile=pictures.swapped_profile())
    red, green, *_rest = corners_of(largest(content))
    assert green[0] > green[1] + 60
    assert red[1] > red[0] + 60


BROKEN = {"nonsense": b"nonsense", "cut off": pictures.swapped_profile()[:300]}


# By name: a profile holds the second at which it was made, and workers would differ in it.
@pytest.mark.parametrize("profile", BROKEN.values(), ids=BROKEN)
def test_a_broken_profile_is_none(profile: bytes) -> None:
    content = saved(picture(), "PNG", icc_profile=profile)
    assert alike(corners_of(largest(content)), list(CORNERS))


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_a_profile_for_other_colours_is_none(mode: str) -> None:
    content = saved(picture().convert(mode), "JPEG", icc_profile=pictures.swapped_profile())
    assert largest(content).mode == "RGB"


def test_it_reads_the_inks_of_a_printer() -> None:
    made = largest(saved(picture().convert("CMYK"), "JPEG", quality=95))
    assert alike(corners_of(made), list(CORNERS))


def test_it_reads_sixteen_bits() -> None:
    """Half-bright stays half-bright; a plain conversion would make it white."""
    deep = Image.new("I;16", (400, 400), 32768)
    assert alike(corners_of(largest(saved(deep, "PNG"))), [(128, 128, 128)] * 4)


@pytest.mark.parametrize("mode", ["1", "L", "P"])
def test_it_reads_few_colours(mode: str) -> None:
    made = largest(saved(picture().convert(mode), "PNG"))
    assert (made.mode, made.size) == ("RGB", (800, 600))
    assert alike(corners_of(made)[3], (255, 255, 255))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_what_is_clear_becomes_white(mode: str) -> None:
    clear = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    if mode == "PA":
        content = saved(clear.convert("P"), "PNG", transparency=0)
    else:
        content = saved(clear.convert(mode), "PNG")
    assert alike(corners_of(largest(content)), [(255, 255, 255)] * 4)


def test_one_clear_colour_becomes_white() -> None:
    content = saved(picture(), "PNG", transparency=RED)
    assert alike(corners_of(largest(content))[:2], [(255, 255, 255), GREEN])


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_one_it_keeps_the_first_picture(kind: str) -> None:
    frames = [Image.new("RGB", (400, 400), colour) for colour in (RED, GREEN)]
    moving = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=200)
    made = largest(moving)
    assert getattr(made, "n_frames", 1) == 1
    assert alike(corners_of(made), [RED] * 4)


def test_a_phone_s_second_picture_is_left_out() -> None:
    """Some phones put several pictures into one JPEG."""
    content = saved(picture(), "MPO", save_all=True, append_images=[picture(400, 300)])
    assert largest(content).size == (800, 600)


def test_what_hangs_behind_the_picture_is_gone() -> None:
    hidden = BytesIO()
    with zipfile.ZipFile(hidden, "w") as archive:
        archive.writestr("hidden.txt", "Secret")
    made = read(pictures.jpeg() + hidden.getvalue())
    assert all(
        b"Secret" not in content and content[-2:] != b"PK" for content in made.files.values()
    )


# --- What it refuses ----------------------------------------------------------------------------


def damaged_png(at: float) -> bytes:
    """A PNG of many colours in which a few bytes fell over, so far into its pixels."""
    rough = Image.merge("RGB", [Image.effect_noise((400, 400), 60) for _ in range(3)])
    content = bytearray(saved(rough, "PNG"))
    place = int(len(content) * at)
    content[place : place + 40] = bytes(40)
    return bytes(content)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!doctype html><html><script>alert(1)</script></html>"

NO_PHOTOGRAPHS = {
    "nothing": b"",
    "text": b"a photograph of me" * 100,
    "a drawing": SVG,
    "a drawing that begins like xml": b'<?xml version="1.0"?>' + SVG,
    "a page": PAGE,
    "a tiff": saved(picture(), "TIFF"),
    "a gif": saved(picture(), "GIF"),
    "a bmp": saved(picture(), "BMP"),
    "an icon": saved(picture(256, 256), "ICO"),
    "an avif": saved(picture(), "AVIF"),
    "a jpeg 2000": saved(picture(), "JPEG2000"),
    "a pdf": saved(picture(), "PDF"),
    "postscript": saved(picture(400, 400), "EPS"),
    "fits": b"SIMPLE  =                    T" + b" " * 2850,
    "an iphone's own kind": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(500),
    "a program": b"MZ\x90\0" + bytes(500),
    "the beginning of a jpeg": pictures.jpeg()[:200],
    "half a jpeg": pictures.jpeg()[: len(pictures.jpeg()) // 2],
    "half a png": pictures.png()[: len(pictures.png()) // 2],
    "a png that is damaged early": damaged_png(0.1),
    "a png that is damaged in its middle": damaged_png(0.5),
    "a png that is damaged late": damaged_png(0.9),
    "half a webp": pictures.webp()[: len(pictures.webp()) // 2],
    "a jpeg that is a page": pictures.jpeg() + PAGE,
    "a page in the note of a jpeg": pictures.jpeg(comment=PAGE),
    "a page in a png": saved(picture(), "PNG")[:-12] + pictures.png_chunk(b"tEXt", b"a\0" + PAGE),
    "a program in the note of a jpeg": pictures.jpeg(comment=b"<?php system($_GET['c']); ?>"),
    "a jpeg that begins as a gif": b"GIF89a" + pictures.jpeg(),
    "a jpeg of a thousand scans": pictures.jpeg_of_many_scans(1000),
}


@pytest.mark.parametrize("what", NO_PHOTOGRAPHS)
def test_it_refuses_what_is_no_photograph(what: str) -> None:
    with pytest.raises(ValidationError):
        read(NO_PHOTOGRAPHS[what])


@pytest.mark.parametrize("make", [pictures.png_that_says, pictures.jpeg_that_says])
@pytest.mark.parametrize("size", [(65_000, 65_000), (8_000, 8_000), (5_001, 5_000)])
def test_it_believes_the_header_and_makes_no_room_for_too_many_pixels(
    make: Any, size: tuple[int, int]
) -> None:
    with pytest.raises(ValidationError, match="25 million pixels"):
        read(make(*size))


@pytest.mark.parametrize("side", [16_383, 7_200])
def test_it_makes_no_room_for_a_huge_animation(side: int) -> None:
    with pytest.raises(ValidationError, match="25 million pixels"):
        read(pictures.webp_that_says(side, side))


def test_it_refuses_too_many_bytes_before_it_looks() -> None:
    with pytest.raises(ValidationError, match="10 MB"):
        read(pictures.jpeg() + bytes(MOST_BYTES))


@pytest.mark.parametrize(
    ("width", "height", "words"),
    [(319, 600, "too small"), (600, 319, "too small"), (10_001, 400, "too long")],
)
def test_it_refuses_sides_that_no_page_can_use(width: int, height: int, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        read(pictures.jpeg(width, height))


@pytest.mark.parametrize(("width", "height"), [(320, 320), (10_000, 320), (320, 10_000)])
def test_it_takes_the_bounds_themselves(width: int, height: int) -> None:
    assert read(pictures.jpeg(width, height)).files


def test_a_picture_of_twenty_five_million_pixels_is_taken() -> None:
    assert read(saved(Image.new("L", (5_000, 5_000), 90), "PNG")).width == 1440
