"""On the way between key frames nothing snaps, what is planted stays, and nothing sinks."""

from itertools import pairwise

import pytest

from exercises.figures.body.camera import camera_for
from exercises.figures.body.head import head_shapes, head_view
from exercises.figures.pose.between import PLANTED, between, ease, slerp
from exercises.figures.pose.contacts import contacts
from exercises.figures.pose.joints import Body
from exercises.figures.pose.poses import View
from exercises.figures.pose.skeleton import SHANK, SIDES, THIGH
from exercises.figures.pose.solving import bodies
from exercises.figures.pose.vectors import ORIGIN, WORLD, Vec, about_x, about_z
from tests.figures.records import PACK, body_of, pack_pose
from tests.figures.traces import ends

STEPS = 6
SLIDES = 0.5  # cm that a planted joint may be off on the way
SINKS = 2.0  # cm below the lower of the two frames


def points(body: Body) -> dict[str, Vec]:
    found = {"head": body.head_centre, "pelvis": body.origin}
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        found |= {f"knee_{side}": leg.knee, f"ankle_{side}": leg.ankle, f"toe_{side}": leg.toe}
        found |= {f"elbow_{side}": arm.elbow, f"wrist_{side}": arm.wrist}
    return found


def test_it_starts_and_ends_at_the_key_frames() -> None:
    a, b = body_of(leg_r={"hip": 0}), body_of(leg_r={"hip": 90, "knee": 100}, spine={"lumbar": 30})
    for body, t in ((a, 0.0), (b, 1.0)):
        for name, point in points(between(a, b, t)).items():
            assert (point - points(body)[name]).length() < 1e-6, name


def test_half_way_of_a_bend_is_half_the_bend() -> None:
    a, b = body_of(leg_r={"hip": 0}), body_of(leg_r={"hip": 80})
    middle = between(a, b, 0.5).legs["r"].thigh
    assert (middle.up - (WORLD @ about_z(40)).up).length() < 1e-6


def test_half_a_turn_is_possible() -> None:
    turned = slerp(WORLD, WORLD @ about_x(180), 0.5)
    assert abs(turned.lat.y) == pytest.approx(1)


def test_easing_is_slow_at_both_ends() -> None:
    assert [ease(0), ease(0.5), ease(1)] == pytest.approx([0, 0.5, 1])
    assert ease(0.1) < 0.05


@pytest.mark.parametrize("slug", PACK)
def test_the_pack_moves_without_jumps_slides_or_sinking(slug: str) -> None:
    for a, b in pairwise(bodies(pack_pose(slug))):
        way = [between(a, b, step / STEPS) for step in range(STEPS + 1)]
        first, last = points(a), points(b)
        floor = min(c.low for body in (a, b) for c in contacts(body).values())
        planted = [name for name in first if (first[name] - last[name]).length() < PLANTED]
        for body in way:
            at = points(body)
            for name in planted:
                if name.startswith(("knee", "ankle", "wrist")):
                    goal = first[name].towards(last[name], 0.5)
                    off = (at[name] - goal).length() - PLANTED / 2
                    assert off < SLIDES, f"{name} slides {off:.1f} cm"
            assert min(c.low for c in contacts(body).values()) > floor - SINKS
            for leg in body.legs.values():
                assert (leg.hip - leg.knee).length() == pytest.approx(THIGH)
                assert (leg.knee - leg.ankle).length() == pytest.approx(SHANK)
        for one, two in pairwise(points(body) for body in way):
            for name in one:
                whole = (last[name] - first[name]).length()
                assert (two[name] - one[name]).length() < whole * 0.6 + 6, f"{name} jumps"


def test_a_turning_head_keeps_its_width_without_a_step() -> None:
    widths = []
    for turn in range(91):  # from profile to the face
        body = body_of(pelvis={"turn": -turn})
        camera = camera_for(View(90, 8), [body.head_centre, ORIGIN])
        skull = head_shapes(body, camera, head_view(body, camera), "bald")[0]
        xs = [x for x, _ in ends(skull.d)]
        widths.append((max(xs) - min(xs)) / camera.scale)
    assert max(abs(a - b) for a, b in pairwise(widths)) < 0.8  # cm
