"""Headings over what can be followed: a few short rows instead of one heap. Our decision."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from psoas_site.ui.shapes import Wording

KINDS: tuple[tuple[Wording, tuple[str, ...]], ...] = (
    (
        _("Pain"),
        (
            "low_back_pain", "si_pain", "hip_pain", "groin_pain", "thigh_pain", "knee_pain",
            "ankle_toe_problem", "pelvic_pain", "neck_shoulder_tension",
        ),
    ),
    (
        _("Movement"),
        (
            "stiffness", "hip_snap", "hip_pinch", "locked_hip", "limited_turning", "hard_upright",
            "rise_pain",
        ),
    ),
    (
        _("Nerves"),
        (
            "thigh_numbness", "thigh_heat", "thigh_water", "tingling", "leg_radiating",
            "bladder_change",
        ),
    ),
    (_("Breath, energy and mood"), ("shallow_breath", "fatigue", "worry")),
    (_("Sitting"), ("longest_sit", "hours_driving", "seat_type")),
    (_("What you wear"), ("shoes", "tight_clothes")),
    (_("Rest"), ("sleep_quality", "bath")),
    (
        _("Being active"),
        ("walked", "training_minutes", "training_rpe", "run_km", "lifting", "new_activity"),
    ),
)  # fmt: skip
MORE = _("More")


def by_kind(codes: Iterable[str]) -> dict[str, Any]:
    """The heading of each code, in the order in which they stand; what has none comes last."""
    heading = {code: label for label, members in KINDS for code in members}
    places = {code: place for place, code in enumerate(heading)}
    ordered = sorted(codes, key=lambda code: places.get(code, len(places)))
    return {code: heading.get(code, MORE) for code in ordered}
