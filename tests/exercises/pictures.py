"""Pictures as people send them, and some that nobody should: made here, byte by byte."""

import struct
import zlib
from functools import cache
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageCms

from exercises.models import Exercise, Photograph
from exercises.pictures import photographs
from exercises.pictures.photographs.images import Pictures, pictures_of

RED, GREEN, BLUE, WHITE = (220, 20, 30), (20, 200, 40), (30, 40, 220), (255, 255, 255)
CORNERS = (RED, GREEN, BLUE, WHITE)  # top left, top right, bottom left, bottom right


def picture(width: int = 800, height: int = 600) -> Image.Image:
    """Four plain quarters, so that a test can tell how the picture was turned."""
    made = Image.new("RGB", (width, height))
    for place, colour in enumerate(CORNERS):
        left, top = (place % 2) * width // 2, (place // 2) * height // 2
        made.paste(colour, (left, top, left + width, top + height))
    return made


def corners_of(image: Image.Image) -> list[tuple[int, int, int]]:
    """The colours in the middle of the four quarters, in the order of CORNERS."""
    across, down = image.width // 4, image.height // 4
    places = [(across, down), (3 * across, down), (across, 3 * down), (3 * across, 3 * down)]
    return [image.convert("RGB").getpixel(place) for place in places]  # type: ignore[misc]


def alike(one: Any, other: Any, most: int = 24) -> bool:
    """Whether two colours (or lists of them) differ by no more than compression does."""
    if isinstance(one, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def jpeg(width: int = 800, height: int = 600, **options: Any) -> bytes:
    return saved(picture(width, height), "JPEG", **{"quality": 90, **options})


def png(width: int = 800, height: int = 600) -> bytes:
    return saved(picture(width, height), "PNG")


def webp(width: int = 800, height: int = 600) -> bytes:
    return saved(picture(width, height), "WEBP")


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    """What a browser sends. Its words about the kind are the sender's, so they mean nothing."""
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: how it was held, where it was, and whose it is."""
    notes = Image.Exif()
    notes[ExifTags.Base.Orientation] = orientation
    notes[ExifTags.Base.Artist] = "Secret Photographer"
    place = notes.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (52.0, 31.0, 12.0)
    notes[ExifTags.IFD.GPSInfo] = place
    return notes


def held(orientation: int, image: Image.Image) -> Image.Image:
    """`image` as a camera stores it that was held that way: upright again is the inverse."""
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    return image if turn is None else image.transpose(turn)


def swapped_profile() -> bytes:
    """An ICC profile like sRGB, but its red is green and its green is red."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    (count,) = struct.unpack_from(">I", profile, 128)
    places = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
    red, green = places[b"rXYZ"], places[b"gXYZ"]
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


def png_chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def png_that_says(width: int, height: int) -> bytes:
    """A few bytes that claim to be a picture of any size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(3 * min(width, 1000) + 1))
    chunks = (png_chunk(b"IHDR", head), png_chunk(b"IDAT", pixels), png_chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def jpeg_that_says(width: int, height: int) -> bytes:
    """A small JPEG with other sides in its header."""
    content = bytearray(jpeg(320, 320))
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def webp_that_says(width: int, height: int) -> bytes:
    """An animation of nothing, as large as the format allows."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + sides
    still = saved(picture(320, 320), "WEBP", lossless=True)[12:]
    frame = b"\0" * 6 + (319).to_bytes(3, "little") * 2 + (100).to_bytes(3, "little") + b"\0"
    animation = b"ANIM" + struct.pack("<IIH", 6, 0, 0)
    animation += b"ANMF" + struct.pack("<I", len(frame + still)) + frame + still
    body = b"WEBP" + chunk + animation
    return b"RIFF" + struct.pack("<I", len(body)) + body


def jpeg_of_many_scans(scans: int) -> bytes:
    """A progressive JPEG that draws the same again and again: small to send, long to decode."""
    content = jpeg(320, 320, progressive=True)
    begin = content.rindex(b"\xff\xda")
    return content[:begin] + content[begin:-2] * scans + content[-2:]


@cache
def in_three_sizes() -> Pictures:
    """What is made of an upload of 1000 by 750 pixels."""
    return pictures_of(BytesIO(jpeg(1000, 750)))


def put(slug: str = "knee-rocks", **fields: Any) -> Photograph:
    """A photograph as staff would have added it, with its files."""
    files = photographs.keep(in_three_sizes())
    return Photograph.objects.create(
        exercise=Exercise.objects.get(slug=slug),
        name=files.name,
        width=files.width,
        height=files.height,
        widths=list(files.widths),
        **{"alt": "Both knees tip to one side", **fields},
    )
