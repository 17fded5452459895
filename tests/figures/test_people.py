"""The cast: every person is drawn whole from every side, within the budget, and rests rightly."""

import gzip
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from exercises.figures.checking import BUDGET
from exercises.figures.drawing.palette import fills
from exercises.figures.drawing.scene import scene_of
from exercises.figures.drawing.svg import draw, moving_shapes, shapes, size, thumbnail
from exercises.figures.pose.between import between
from exercises.figures.pose.contacts import contacts, members
from exercises.figures.pose.people import PEOPLE, PLAIN
from exercises.figures.pose.poses import Pose
from exercises.figures.pose.solving import bodies
from exercises.figures.record.fields import PoseError
from tests.figures.records import pose_of
from tests.figures.sheets import colours_in
from tests.figures.traces import ends

STYLES = Path(__file__).parents[2] / "static" / "css" / "components"
PLAIN_SHEET, SHEET = (
    (STYLES / name).read_text(encoding="utf-8") for name in ("figure.css", "figure-people.css")
)
STANDING: dict[str, Any] = {"leg_r": {"sole": "flat"}, "leg_l": {"sole": "flat"}}
BACK: dict[str, Any] = {"pelvis": {"pitch": -90}, "pin": {"at": "torso"}}
EDGE = 72  # units above the figure that stay free
BROAD = [name for name, person in PEOPLE.items() if person.build > 1]
# The head and arms from every side that a drawing may show: frames, and the camera.
VIEWS: dict[str, tuple[list[dict[str, Any]], dict[str, float]]] = {
    "side": ([STANDING, {**STANDING, "spine": {"neck": -30}}], {"yaw": 90}),
    "front": ([STANDING, {**STANDING, "arm_r": {"shoulder": 90, "elbow": 90}}], {"yaw": 0}),
    "three-quarter": ([STANDING, {**STANDING, "spine": {"neck": [20, 0, 40]}}], {"yaw": 50}),
    "behind": ([STANDING, {**STANDING, "spine": {"neck": [0, 20, -40]}}], {"yaw": 170}),
    "turning": ([{"pelvis": {"turn": -90}}, {"pelvis": {"turn": 90}}], {"yaw": 20}),
    "on the back": ([BACK, {**BACK, "spine": {"neck": 30}}], {"yaw": 80, "pitch": 12}),
    "on the side, from above": (
        [{"pelvis": {"pitch": 90, "spin": -90}}, {"pelvis": {"pitch": 90, "spin": -40}}],
        {"yaw": 88, "pitch": 56},
    ),
    "from above": ([STANDING, {**STANDING, "spine": {"thorax": 40}}], {"yaw": 30, "pitch": 60}),
}


def seen(person: str, view: str) -> Pose:
    """The person, moving, as seen in one of `VIEWS`."""
    frames, camera = VIEWS[view]
    return pose_of(*frames, person=person, view=camera, psoas="both")


EVERY = list(product(PEOPLE, VIEWS))


def test_bodies_between_two_frames_have_the_same_paths_and_commands() -> None:
    wrong = []
    for person, view in EVERY:
        scene = scene_of(seen(person, view))
        first, last = scene.bodies
        paths = set()
        for share in (0, 0.3, 0.7, 1):
            marks = moving_shapes(scene, between(first, last, share))
            paths.add(tuple((shape.classes, re.sub(r"[-\d ]+", "#", shape.d)) for shape in marks))
        if len(paths) > 1:
            wrong.append(f"{person}, {view}")
    assert not wrong, wrong


def test_each_is_within_the_budget() -> None:
    wrong = []
    for person, view in EVERY:
        pose = seen(person, view)
        small = len(gzip.compress(thumbnail(pose).encode(), mtime=0))
        if size(draw(pose)) > BUDGET or small >= 2000:
            wrong.append(f"{person}, {view}: {size(draw(pose))}, {small}")
    assert not wrong, wrong


@pytest.mark.parametrize("person", PEOPLE)
def test_hair_stays_inside_the_box(person: str) -> None:
    for yaw in range(-180, 181, 30):
        scene = scene_of(pose_of(STANDING, person=person, view={"yaw": yaw, "max": 8}))
        for shape in shapes(scene):
            if shape.classes == "hr":
                across, down = zip(*ends(shape.d), strict=True)
                round_top = (max(across) - min(across)) / 2 if "a" in shape.d else 0
                assert min(down) - round_top >= EDGE, yaw


def test_people_differ_in_what_is_drawn() -> None:
    drawn = {name: thumbnail(pose_of(STANDING, person=name)) for name in PEOPLE}
    assert len(set(drawn.values())) == len(PEOPLE)
    heads = {(person.hair, person.tone, person.colour) for person in PEOPLE.values()}
    assert len(heads) == len(PEOPLE)


def test_the_plain_one_is_who_stands_there_when_nobody_is_named() -> None:
    assert draw(pose_of(STANDING)) == draw(pose_of(STANDING, person=PLAIN.name))


def test_a_name_that_is_not_in_the_cast_is_refused() -> None:
    with pytest.raises(PoseError) as refused:
        pose_of(STANDING, person="nobody")
    assert refused.value.faults == [f"a-test: person: 'nobody' is not one of {', '.join(PEOPLE)}"]


@pytest.mark.parametrize("person", PEOPLE)
def test_a_drawing_names_its_person_once_and_says_nothing_of_them(person: str) -> None:
    svg = draw(pose_of(STANDING, person=person))
    assert svg.startswith(f'<svg class="{PEOPLE[person].classes}" ')
    assert svg.count(person) == (0 if person == PLAIN.name else 1)


@pytest.mark.parametrize("person", BROAD)
def test_a_broad_body_rests_on_the_mat(person: str) -> None:
    pose = pose_of(BACK, person=person)
    body, plain = bodies(pose)[0], bodies(pose_of(BACK))[0]
    points = contacts(body)
    assert min(points[name].low for name in members(["torso"])) == pytest.approx(0, abs=0.01)
    assert body.origin.y > plain.origin.y
    assert points["head"].low < contacts(plain)["head"].low + 1, "its head would hang in the air"


@pytest.mark.parametrize("person", BROAD)
def test_a_broad_body_has_the_bones_of_the_others(person: str) -> None:
    body, plain = bodies(pose_of(STANDING, person=person))[0], bodies(pose_of(STANDING))[0]
    assert body.nodes == plain.nodes
    assert body.legs == plain.legs
    assert body.arms == plain.arms
    wide, usual = (contacts(one)["spine2_r"].point.z for one in (body, plain))
    assert wide > usual * 1.2


def test_from_behind_nobody_has_a_face() -> None:
    for person in PEOPLE:
        behind = shapes(scene_of(pose_of(STANDING, person=person, view={"yaw": 180})))
        assert not [shape for shape in behind if shape.classes == "fc"]
    scarf = shapes(scene_of(pose_of(STANDING, person="amal", view={"yaw": 180})))
    assert scarf[-1].classes != "sk", "a scarf covers the whole head"


def test_a_scarf_covers_the_neck_and_long_sleeves_the_arms() -> None:
    bare, covered = (
        [shape.classes for shape in shapes(scene_of(pose_of(STANDING, person=name)))]
        for name in ("robin", "amal")
    )
    assert "sk n" in bare
    assert "hr n" not in bare
    assert "hr n" in covered
    assert "sk n" not in covered
    assert covered.count("tp e") == bare.count("tp e") + 2


def colours(person: str) -> dict[str, tuple[str, str]]:
    """The colours of a person, on a light and on a dark ground."""
    named = colours_in(PLAIN_SHEET)
    for rule in re.finditer(r"\.figure(?P<who>[.:][^{]*?) {(?P<body>[^}]*)}", SHEET):
        if re.search(rf"\.p-{person}\b", rule["who"]):
            named |= colours_in(rule["body"])
    return named


@pytest.mark.parametrize("person", PEOPLE)
def test_the_colours_of_a_thumbnail_are_those_of_the_style_sheet(person: str) -> None:
    named = colours(person)
    drawn = {name for view in VIEWS for name in selectors(seen(person, view))}
    for name, each in fills(PEOPLE[person]).items():
        if name not in drawn:
            continue  # nobody sees it: hair on a bald head
        rule = re.search(
            rf"\.figure \.{re.escape(name)} {{[^}}]*\bfill: var\((--[a-z0-9-]+)\)", PLAIN_SHEET
        )
        assert rule, name
        assert each == named[rule[1]], name


def selectors(pose: Pose) -> set[str]:
    classes = [shape.classes.split() for shape in shapes(scene_of(pose))]
    return {".".join(each[:n]) for each in classes for n in (1, 2)}


def test_everybody_but_the_plain_one_has_colours_of_their_own() -> None:
    named = set(re.findall(r"\.p-([a-z]+)", SHEET))
    assert named == set(PEOPLE) - {PLAIN.name}


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("person", PEOPLE)
def test_a_face_can_be_read_and_a_muscle_stands_out_of_the_clothes(
    person: str, ground: int
) -> None:
    table = fills(PEOPLE[person])
    face = colours(person)["--fig-face"][ground]
    edge = colours(person)["--fig-psoas-edge"][ground]
    assert contrast(face, table["sk"][ground]) >= 3
    muscle = table["ps"][ground]
    for cloth in ("tp", "lg"):
        below = table[cloth][ground]
        assert max(contrast(edge, below), contrast(muscle, below)) >= 2, cloth
