"""Photographs: what comes in is checked and drawn anew, what goes out is only that.

`images` makes our own pictures of an upload, `folder` keeps their files beside the rows, `views`
sends them.
"""

from exercises.pictures.photographs.folder import (
    Kept,
    Shown,
    address_of,
    drop,
    drop_later,
    drop_unknown,
    drop_with_row,
    file_of,
    folder,
    keep,
    sizes_of,
    sweep,
    to_show,
)

__all__ = [
    "Kept",
    "Shown",
    "address_of",
    "drop",
    "drop_later",
    "drop_unknown",
    "drop_with_row",
    "file_of",
    "folder",
    "keep",
    "sizes_of",
    "sweep",
    "to_show",
]
