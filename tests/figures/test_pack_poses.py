"""The poses of the pack: nothing floats, sinks or reaches too far, and no two look the same."""

from itertools import combinations

import pytest

from exercises.figures import words
from exercises.figures.checking import BUDGET, LONGEST, faults_of
from exercises.figures.drawing.svg import draw, size, thumbnail
from exercises.figures.pose.contacts import contacts, members
from exercises.figures.pose.solving import bodies
from exercises.figures.pose.spots import spot
from tests.figures.records import PACK, pack_pose
from tests.wording import banned_in


@pytest.mark.parametrize("slug", PACK)
def test_it_has_no_fault(slug: str) -> None:
    assert faults_of(pack_pose(slug)) == []


@pytest.mark.parametrize("slug", PACK)
def test_what_is_pinned_rests_where_the_pin_says(slug: str) -> None:
    pose = pack_pose(slug)
    for frame, body in zip(pose.frames, bodies(pose), strict=True):
        if frame.pin.height is not None or not frame.pin.at:
            continue
        points = contacts(body)
        lowest = min(points[name].low for name in members(frame.pin.at))
        assert lowest == pytest.approx(frame.pin.y - frame.pin.sink, abs=0.1)


@pytest.mark.parametrize("slug", PACK)
def test_it_is_said_in_plain_words(slug: str) -> None:
    pose = pack_pose(slug)
    for frame in range(len(pose.frames)):
        text = words.description(pose, frame)
        assert 20 < len(text) < 600
        assert not banned_in(text)
    for change in () if pose.psoas == "none" else words.changes(pose):
        assert -40 < change <= LONGEST


FLAT = 30  # cm: half of what a light loop measures round, unstretched
LOOPED = [slug for slug in PACK if any(prop.kind == "loop" for prop in pack_pose(slug).props)]


@pytest.mark.parametrize("slug", LOOPED)
def test_a_loop_is_not_stretched_to_twice_its_length(slug: str) -> None:
    pose = pack_pose(slug)
    for prop in pose.props:
        for body in bodies(pose) if prop.kind == "loop" else ():
            one, two = (spot(body, name) for name in prop.points)
            assert (one - two).length() < 2 * FLAT - 8


def test_loops_sit_above_the_ankles_and_round_the_middle_of_the_feet() -> None:
    leg = bodies(pack_pose("straight-leg-raise-loop"))[0].legs["r"]
    body = bodies(pack_pose("straight-leg-raise-loop"))[0]
    assert 3 < (spot(body, "ankle_r") - leg.ankle).length() < 8
    assert (spot(body, "ankle_r") - leg.knee).length() < (leg.ankle - leg.knee).length()
    middle = leg.heel.towards(leg.toe, 0.5)
    assert (spot(body, "foot_r") - middle).length() < 4


def test_no_two_look_the_same() -> None:
    stills = {slug: draw(pack_pose(slug), plain=True) for slug in PACK}
    small = {slug: thumbnail(pack_pose(slug)) for slug in PACK}
    assert all(size(svg) <= BUDGET for svg in stills.values())
    for one, two in combinations(PACK, 2):
        assert stills[one] != stills[two], f"{one} and {two} are drawn alike"
        assert small[one] != small[two], f"{one} and {two} have the same thumbnail"
