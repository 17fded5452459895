"""Drawn figures as a page has them: drawings to put into it, and the addresses of their files.

`rendering` asks the engine and remembers what it said, `addresses` names the files, and `views`
sends them.
"""

from exercises.pictures.drawn.addresses import address_of, motion_address_of, stamp_of
from exercises.pictures.drawn.rendering import (
    drawing_of,
    figure_of,
    motion_of,
    pose_in,
    pose_of,
    thumbnail_of,
)

__all__ = [
    "address_of",
    "drawing_of",
    "figure_of",
    "motion_address_of",
    "motion_of",
    "pose_in",
    "pose_of",
    "stamp_of",
    "thumbnail_of",
]
