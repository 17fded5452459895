"""Drawings as they were last looked at, so that no change of the engine changes one unseen.

`golden/` holds some stills in full, a mark on each line, and fingerprints of all of the pack. Look
at the figures (`make figures`) and at the difference, then write them anew:

    python -m tests.figures.golden
"""

from hashlib import sha256
from pathlib import Path

from exercises.figures.drawing import draw, thumbnail
from exercises.figures.poses import Pose
from tests.figures.records import PACK, pack_pose

FOLDER = Path(__file__).parent / "golden"
DIGESTS = FOLDER / "digests.txt"
STILLS = (
    "full-camel", "glute-bridge", "knee-rocks", "runners-lunge", "side-lying-pull", "sit-to-stand",
    "step-up", "tree-pose",
)  # fmt: skip


def still_file(slug: str) -> Path:
    """Where the still of this figure is kept."""
    return FOLDER / f"{slug}.svg"


def still(pose: Pose) -> str:
    """The shown key frame with its words, a line for each element."""
    return draw(pose).replace("><", ">\n<") + "\n"


def fingerprints(pose: Pose) -> str:
    """One line: the figure, its still and its thumbnail, 16 hexadecimal digits each."""
    drawn = (draw(pose), thumbnail(pose))
    return " ".join((pose.slug, *(sha256(svg.encode()).hexdigest()[:16] for svg in drawn)))


def main() -> None:
    """Write all of them as they are now."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    for slug in STILLS:
        still_file(slug).write_text(still(pack_pose(slug)), encoding="utf-8", newline="\n")
    lines = [fingerprints(pack_pose(slug)) for slug in PACK]
    DIGESTS.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(STILLS)} stills and {len(lines)} fingerprints are written to {FOLDER.name}/")


if __name__ == "__main__":
    main()
