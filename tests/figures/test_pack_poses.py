"""The poses of the pack: they say what they show, and no two look the same.

That nothing floats, sinks or reaches too far is asked of each whenever the pack is read.
"""

from collections import Counter

import pytest

from exercises.figures import words
from exercises.figures.body.shapes import as_svg
from exercises.figures.checking import LONGEST
from exercises.figures.pose.contacts import contacts, members
from exercises.figures.pose.solving import bodies
from exercises.figures.pose.spots import spot
from tests.figures.records import (
    PACK,
    all_of_the_pack,
    pack_frames,
    pack_pose,
    pack_thumbnail,
)
from tests.wording import banned_in

pytestmark = all_of_the_pack


def test_what_is_pinned_rests_where_the_pin_says() -> None:
    for slug in PACK:
        pose = pack_pose(slug)
        for frame, body in zip(pose.frames, bodies(pose), strict=True):
            if frame.pin.height is not None or not frame.pin.at:
                continue
            points = contacts(body)
            lowest = min(points[name].low for name in members(frame.pin.at))
            assert lowest == pytest.approx(frame.pin.y - frame.pin.sink, abs=0.1), slug


def test_each_is_said_in_plain_words() -> None:
    wrong = []
    for slug in PACK:
        pose = pack_pose(slug)
        texts = [words.description(pose, frame) for frame in range(len(pose.frames))]
        changes = () if pose.psoas == "none" else words.changes(pose)
        wrong += [f"{slug}: {text}" for text in texts if not 20 < len(text) < 600]
        wrong += [f"{slug}: {text}" for text in texts if banned_in(text)]
        wrong += [f"{slug}: {change}" for change in changes if not -40 < change <= LONGEST]
    assert not wrong, wrong


FLAT = 30  # cm: half of what a light loop measures round, unstretched
LOOPED = [slug for slug in PACK if any(prop.kind == "loop" for prop in pack_pose(slug).props)]


def test_a_loop_is_not_stretched_to_twice_its_length() -> None:
    assert LOOPED
    for slug in LOOPED:
        pose = pack_pose(slug)
        for prop in pose.props:
            for body in bodies(pose) if prop.kind == "loop" else ():
                one, two = (spot(body, name) for name in prop.points)
                assert (one - two).length() < 2 * FLAT - 8, slug


def test_loops_sit_above_the_ankles_and_round_the_middle_of_the_feet() -> None:
    leg = bodies(pack_pose("straight-leg-raise-loop"))[0].legs["r"]
    body = bodies(pack_pose("straight-leg-raise-loop"))[0]
    assert 3 < (spot(body, "ankle_r") - leg.ankle).length() < 8
    assert (spot(body, "ankle_r") - leg.knee).length() < (leg.ankle - leg.knee).length()
    middle = leg.heel.towards(leg.toe, 0.5)
    assert (spot(body, "foot_r") - middle).length() < 4


def test_no_two_look_the_same() -> None:
    shown = {slug: pack_frames(slug)[pack_pose(slug).show][1] for slug in PACK}
    stills = Counter(as_svg(marks) for marks in shown.values())
    small = Counter(pack_thumbnail(slug) for slug in PACK)
    alike = [slug for slug, marks in shown.items() if stills[as_svg(marks)] > 1]
    alike += [slug for slug in PACK if small[pack_thumbnail(slug)] > 1]
    assert not alike, alike
