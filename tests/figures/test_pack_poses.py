"""The poses of the pack: nothing floats, sinks or reaches too far, and no two look the same."""

from itertools import combinations

import pytest

from exercises.figures import words
from exercises.figures.checking import BUDGET, LONGEST, faults_of
from exercises.figures.contacts import contacts, members
from exercises.figures.drawing import draw, size, thumbnail
from exercises.figures.solving import bodies
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


def test_no_two_look_the_same() -> None:
    stills = {slug: draw(pack_pose(slug), plain=True) for slug in PACK}
    small = {slug: thumbnail(pack_pose(slug)) for slug in PACK}
    assert all(size(svg) <= BUDGET for svg in stills.values())
    for one, two in combinations(PACK, 2):
        assert stills[one] != stills[two], f"{one} and {two} are drawn alike"
        assert small[one] != small[two], f"{one} and {two} have the same thumbnail"
