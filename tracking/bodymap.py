"""Where the drawn body map and the library's body areas meet: the one place that knows both.

A region of the drawing stands for an area and, where it has one, a side. A region in the
middle of the back stands for both sides of its area. Areas that no region stands for (neck,
foot ...) are in the list beside the map.
"""

from collections.abc import Mapping
from functools import cache

REGIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "chest": ("diaphragm_ribs", ("",)),
    "ribcage-diaphragm": ("diaphragm_ribs", ("",)),
    "abdomen": ("abdomen", ("",)),
    "lower-belly": ("abdomen", ("",)),
    "tailbone": ("pelvis", ("",)),
    "upper-back": ("upper_back", ("left", "right")),
    "mid-back": ("upper_back", ("left", "right")),
    **{
        f"{region}-{side}": (area, (side,))
        for side in ("left", "right")
        for region, area in {
            "side-waist": "side_trunk",
            "front-hip": "hip_front",
            "groin": "groin",
            "outer-hip": "hip_side",
            "inner-thigh": "thigh_inner",
            "front-thigh": "thigh_front",
            "knee": "knee",
            "shin": "lower_leg",
            "calf": "lower_leg",
            "low-back": "low_back",
            "si-joint": "si_joint",
            "buttock": "buttock",
            "back-thigh": "hamstring",
        }.items()
    },
}


def place_key(area: str, side: str) -> str:
    """How a form names an area with its side: `hip_front:left`, or `abdomen` without one."""
    return f"{area}:{side}" if side else area


@cache
def regions_by_place() -> Mapping[str, str]:
    """For each place, the regions (separated by blanks) that stand for it."""
    regions_of: dict[str, list[str]] = {}
    for region, (area, sides) in REGIONS.items():
        for side in sides:
            regions_of.setdefault(place_key(area, side), []).append(region)
    return {place: " ".join(regions) for place, regions in regions_of.items()}
