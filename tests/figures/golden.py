"""Drawings as they were last looked at, so that no change of the engine changes one unseen.

`golden/` holds some stills in full, a mark on each line, and fingerprints of all of the pack: of
the still, the small picture, and the movement of either side. Its first line says with which
version of the engine they were drawn. Look at the figures (`make figures`) and at the difference,
then write them anew, and the version with them:

    python -m tests.figures.golden
"""

import json
import re
from hashlib import sha256
from pathlib import Path

from exercises.figures import version
from exercises.figures.drawing.motion import motion
from tests.figures.records import (
    PACK,
    pack_motion,
    pack_still,
    pack_thumbnail,
    pose_of,
)

FOLDER = Path(__file__).parent / "golden"
DIGESTS = FOLDER / "digests.txt"
STILLS = (
    "full-camel", "glute-bridge", "knee-rocks", "runners-lunge", "side-lying-pull", "sit-to-stand",
    "step-up", "tree-pose",
)  # fmt: skip


def still_file(slug: str) -> Path:
    """Where the still of this figure is kept."""
    return FOLDER / f"{slug}.svg"


def still(slug: str) -> str:
    """The shown key frame with its words, a line for each element."""
    return pack_still(slug).replace("><", ">\n<") + "\n"


def fingerprints(slug: str) -> str:
    """One line: the figure, then its still, thumbnail and movements, 16 hexadecimal digits each."""
    moved = pack_motion(slug)
    turned = moved | {"transform": motion(pose_of(), mirrored=True)["transform"]}
    drawn = (pack_still(slug), pack_thumbnail(slug), json.dumps(moved), json.dumps(turned))
    return " ".join((slug, *(digest_of(text) for text in drawn)))


def digest_of(text: str) -> str:
    """16 hexadecimal digits that stand for `text`."""
    return sha256(text.encode()).hexdigest()[:16]


def drawn_with(name: str, lines: list[str]) -> str:
    """The first line of what is kept: the version, and what all fingerprints come to."""
    return f"version {name} {digest_of(''.join(lines))}"


def write_version(name: str) -> None:
    """Give the engine the version `name`: its drawings are at new addresses from now on."""
    path = Path(version.__file__)
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'(?m)^VERSION = ".*"$', f'VERSION = "{name}"', text), encoding="utf-8")


def main() -> None:
    """Write all of them as they are now."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    for slug in STILLS:
        still_file(slug).write_text(still(slug), encoding="utf-8", newline="\n")
    lines = [fingerprints(slug) for slug in PACK]
    before = DIGESTS.read_text(encoding="utf-8").splitlines()
    first = drawn_with(version.VERSION, lines)
    if first != before[0]:
        name = digest_of("".join(lines))[:6]
        first = drawn_with(name, lines)
        write_version(name)
    DIGESTS.write_text("\n".join([first, *lines]) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(STILLS)} stills and {len(lines)} fingerprints are written to {FOLDER.name}/")


if __name__ == "__main__":
    main()
