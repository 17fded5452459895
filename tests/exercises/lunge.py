"""A figure that the tests know by heart, whatever becomes of the pack's own."""

from typing import Any

from exercises.models import Figure
from exercises.pack.files.pose_text import record_from

SLUG = "runners-lunge"
TEXT = """\
view: {yaw: 76, pitch: 8}
psoas: right
rhythm: stretch
props:
  - {mat: {x: [-90, 75]}}
base:
  leg_r: {shank: floor}
  leg_l: {foot: [48, 0], sole: flat, toe_out: 0}
frames:
  - name: Upright
    pelvis: {pitch: 6}
    spine: {lumbar: 2}
    pin: {at: knee_r, x: 4}
    leg_r: {hip: 2}
  - name: Forward
    pelvis: {pitch: -6}
    spine: {lumbar: 8, neck: -2}
    pin: {at: knee_r, x: 24}
    leg_r: {hip: -28}
arrows:
  - {point: pelvis, move: [40, 46]}
"""
FILE = f"slug: {SLUG}\n{TEXT}"


def record(**changes: Any) -> dict[str, Any]:
    """A fresh copy of the record, with some fields changed."""
    return record_from(TEXT) | changes


def lunge() -> Figure:
    """The row of the runner's lunge, with the record that the tests know."""
    figure = Figure.objects.select_related("exercise").get(exercise__slug=SLUG)
    figure.pose = record()
    figure.save()
    return figure
