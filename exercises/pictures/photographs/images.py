"""Whatever somebody uploads is read with care, and leaves as small WebP pictures of our own.

Nothing of the file itself is kept: only its pixels pass, so no place, no camera, no hidden text.
"""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageCms

FORMATS = ("JPEG", "PNG", "WEBP")
WIDTHS = (480, 960, 1440)
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 25_000_000
SHORTEST, LONGEST = 320, 10_000  # of a side, in pixels
QUALITY = 78  # of WebP: on photographs of rooms and people, what it takes away is hard to see
MOST_SCANS = 400  # of a JPEG: a progressive one has about ten, and each costs time to decode

# Pillow itself refuses twice as many from the header, before it makes room for a picture.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS

# A page, a script or a drawing in disguise. None of it would pass; whoever sends it should know.
MARKUP = re.compile(rb"<(?:script[\s>]|html[\s>]|!doctype\s|\?php\s|svg\s+xmlns)", re.IGNORECASE)
SCAN = b"\xff\xda"

TURNS = {  # by what a camera wrote as the orientation
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = range(5, 9)  # those that swap width and height

# A large picture needs some hundred megabytes for a moment, so one is read after the other.
one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Pictures:
    """One photograph as WebP: the pixels of its largest size, and each file by its width."""

    width: int
    height: int
    files: Mapping[int, bytes]


def pictures_of(file: IO[bytes]) -> Pictures:
    """Read an upload. Raises ValidationError, in words for whoever sent it, and nothing else."""
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValidationError(_("The file is too large: at most 10 MB."))
    if MARKUP.search(data):
        raise ValidationError(_("This file holds more than a picture, so it is not taken."))
    with one_at_a_time:
        try:
            largest = _upright(data)
            return Pictures(largest.width, largest.height, _sizes(largest))
        except ValidationError:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise ValidationError(_too_many_pixels()) from error
        except Exception as error:  # decoders fail in ways that no list has all of
            message = _("This cannot be read as a picture. Use a JPEG, PNG or WebP file.")
            raise ValidationError(message) from error


def _too_many_pixels() -> str:
    return _("The picture is too large: at most 25 million pixels.")


def _upright(data: bytes) -> Image.Image:
    """The first frame the right way up, in sRGB on white, at most as wide as our widest size."""
    if data.count(SCAN) > MOST_SCANS:
        raise ValueError("more scans than a photograph has")
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        _check(*image.size)
        orientation = _orientation(image)
        target = _bounded(image.size, sideways=orientation in SIDEWAYS)
        # A JPEG can be decoded at a half or a quarter of its size, which saves time and room.
        image.draft(None, (target[0] * 2, target[1] * 2))
        profile = image.info.get("icc_profile")
        small = _in_eight_bits(image).resize(target, Image.Resampling.LANCZOS, reducing_gap=3)
    plain = _in_srgb(_on_white(small), profile)
    plain.info = {}
    return plain.transpose(TURNS[orientation]) if orientation in TURNS else plain


def _check(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise ValidationError(_too_many_pixels())
    if max(width, height) > LONGEST:
        message = _("The picture is too long: at most %(most)d pixels on each side.")
        raise ValidationError(message % {"most": LONGEST})
    if min(width, height) < SHORTEST:
        message = _("The picture is too small: at least %(least)d pixels on each side.")
        raise ValidationError(message % {"least": SHORTEST})


def _orientation(image: Image.Image) -> int:
    """How the camera was held, 1 to 8; 1 where nothing sensible says so.

    Only Exif says so to a browser. Pillow's own `getexif` would believe XMP too, or text in a PNG.
    """
    if image.format == "PNG":
        # There it may stand behind the pixels. Outside of `try`: of a damaged picture only the
        # first load complains, and a second one takes what it has, half of it black.
        image.load()
    notes = Image.Exif()
    try:
        notes.load(image.info.get("exif") or b"")
        orientation = notes.get(ExifTags.Base.Orientation)
    except Exception:  # a broken note beside the picture is no reason to refuse it
        return 1
    return int(orientation) if orientation in TURNS else 1


def _bounded(size: tuple[int, int], *, sideways: bool) -> tuple[int, int]:
    """`size` made smaller, so that the upright picture is at most as wide as our widest."""
    across = size[1] if sideways else size[0]
    shrink = min(1.0, WIDTHS[-1] / across)
    return max(1, round(size[0] * shrink)), max(1, round(size[1] * shrink))


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Without a palette, and with no more than 256 steps in each colour."""
    if image.mode.startswith("I"):
        # To convert alone would turn everything above the darkest 256 steps white.
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.mode == "P" or "transparency" in image.info:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode not in ("RGBA", "LA"):
        return image
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """As a screen shows it. A profile that cannot be used is as good as none."""
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            shown = ImageCms.profileToProfile(image, given, screen, outputMode="RGB")
            return shown or image.convert("RGB")
        except (ImageCms.PyCMSError, OSError):
            pass
    return image.convert("RGB")


def _sizes(largest: Image.Image) -> dict[int, bytes]:
    """Each width that is smaller than the picture, and its own."""
    widths = [*(width for width in WIDTHS if width < largest.width), largest.width]
    files = {}
    for width in widths:
        height = max(1, round(largest.height * width / largest.width))
        size = largest.resize((width, height), Image.Resampling.LANCZOS)
        kept = BytesIO()
        size.save(kept, "WEBP", quality=QUALITY, method=5)
        files[width] = kept.getvalue()
    return files
