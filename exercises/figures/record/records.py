"""Pose records as plain data: one form for each record, its fingerprint, the order of its keys."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]
"""A pose as plain data: numbers, texts, lists and mappings, as YAML and JSON have them."""

# The order in which a person writes the fields, whichever mapping they stand in.
ORDER = (
    "slug", "title", "alt", "view", "psoas", "glute", "person", "rhythm", "feet", "props", "base",
    "name", "pelvis", "spine", "pin", "leg_r", "leg_l", "arm_r", "arm_l", "belly", "ribs", "firm",
    "order", "lumbar", "thorax", "neck", "head", "hip", "shoulder", "abd", "rot", "knee",
    "elbow", "ankle", "wrist", "invert", "shank", "foot", "sole", "toe_out", "hand", "pole",
    "toes", "fingers", "palm", "yaw", "pitch", "roll", "turn", "max", "around", "via", "held",
    "at", "by", "of", "x", "y", "z", "size", "tilt", "h", "r", "w", "zc", "drop", "back",
    "sink", "height", "point", "frames", "move", "gap", "t0", "t1", "min", "both", "spin",
    "arc", "show", "ghost", "arrows", "xray_over", "far", "over",
)  # fmt: skip
RANKS = {key: rank for rank, key in enumerate(ORDER)}


def plain(value: Any) -> Any:
    """`value` in the one form that says the same: 5.0 is 5, -0.0 is 0, and a tuple is a list."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def in_order(value: Any) -> Any:
    """`value` with the keys of each mapping as a person writes them; unknown ones come last."""
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: (RANKS.get(key, len(ORDER)), str(key)))
        return {key: in_order(value[key]) for key in keys}
    if isinstance(value, list | tuple):
        return [in_order(inner) for inner in value]
    return value


def written(record: Record) -> str:
    """`record` as one line of JSON, the same for records that say the same."""
    return json.dumps(plain(record), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(record: Record) -> str:
    """A fingerprint of `record`: 12 hexadecimal digits, the same on every machine."""
    return hashlib.sha256(written(record).encode()).hexdigest()[:12]
