"""The drawing: whole numbers in its box, known classes, the same paths for every body."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from exercises.figures import words
from exercises.figures.body.camera import BOX
from exercises.figures.body.shapes import Shape
from exercises.figures.body.torso import sides
from exercises.figures.checking import BUDGET
from exercises.figures.drawing.palette import FILLS, LINES
from exercises.figures.drawing.scene import Scene, scene_of
from exercises.figures.drawing.svg import draw, moving_shapes, shapes, size, thumbnail
from exercises.figures.pose.between import between
from exercises.figures.pose.joints import sections
from exercises.figures.pose.poses import Pose
from exercises.figures.pose.vectors import Vec
from tests.figures.records import (
    PACK,
    all_of_the_pack,
    pack_frames,
    pack_pose,
    pack_thumbnail,
    pose_of,
)
from tests.figures.sheets import colours_in
from tests.figures.traces import ends

STYLES = Path(__file__).parents[2] / "static" / "css" / "components"
SHEET = (STYLES / "figure.css").read_text(encoding="utf-8")
EDGE = 8  # units: what a curve may swing out beyond its room

STANDING: dict[str, Any] = {"leg_r": {"sole": "flat"}, "leg_l": {"sole": "flat"}}
POSES = {
    "standing": pose_of(STANDING, psoas="right"),
    "front": pose_of(STANDING, psoas="both", view={"yaw": 0}),
    "behind": pose_of(STANDING, psoas="none", view={"yaw": 180}),
    "march": pose_of(
        {}, {"leg_r": {"hip": 85, "knee": 90}, "arm_l": {"shoulder": 70, "elbow": 60}},
        base={"leg_l": {"sole": "flat"}, "pin": {"at": "heel_l"}},
        props=[{"mat": {"x": [-60, 80]}}], arrows=[{"point": "knee_r"}],
    ),
    "turning": pose_of(
        {"pelvis": {"turn": -60}}, {"pelvis": {"turn": 60}}, view={"yaw": 40}, psoas="both"
    ),
    "side plank": pose_of(
        {"pelvis": {"pitch": 83, "spin": -90}, "arm_r": {"abd": 20}},
        {"pelvis": {"pitch": 73, "spin": -90}, "arm_r": {"abd": 92}},
        psoas="both", base={"arm_l": {"abd": 78, "elbow": 88}},
    ),
    "above": pose_of({"pelvis": {"pitch": -90}}, view={"yaw": 80, "pitch": 55}),
}  # fmt: skip


def frames_of_the_pack() -> Iterator[tuple[str, Scene, list[Shape]]]:
    """Every key frame of the pack: its figure, its scene, and its marks."""
    for slug in PACK:
        for scene, marks in pack_frames(slug):
            yield slug, scene, marks


def parsed(svg: str) -> ElementTree.Element:
    """The element of a drawing: fails where it is not well formed."""
    return ElementTree.fromstring(svg)  # noqa: S314 - our own text


@pytest.mark.parametrize("pose", POSES.values(), ids=POSES)
def test_it_is_paths_of_whole_numbers_inside_the_box(pose: Pose) -> None:
    for frame in range(len(pose.frames)):
        svg = draw(pose, frame)
        root = parsed(svg)
        assert root.get("viewBox") == f"0 0 {BOX[0]} {BOX[1]}"
        assert {element.tag for element in root.iter()} == {"svg", "title", "desc", "path"}
        assert size(svg) <= BUDGET
        for shape in shapes(scene_of(pose, frame)):
            if shape.transform:
                continue  # the shadow is pressed flat by a matrix of its own
            for x, y in ends(shape.d):
                assert -EDGE <= x <= BOX[0] + EDGE, shape
                assert -EDGE <= y <= BOX[1] + EDGE, shape


@pytest.mark.parametrize("pose", POSES.values(), ids=POSES)
def test_bodies_between_two_frames_have_the_same_paths_and_commands(pose: Pose) -> None:
    for frame in range(len(pose.frames)):
        scene = scene_of(pose, frame)
        first, last = scene.bodies[0], scene.bodies[-1]
        found = {
            tuple(
                (shape.classes, shape.transform, shape.width, re.sub(r"[-\d ]+", "#", shape.d))
                for shape in moving_shapes(scene, between(first, last, step / 8))
            )
            for step in range(9)
        }
        assert len(found) == 1


def test_a_still_is_drawn_the_same_to_the_byte_each_time() -> None:
    pose = POSES["march"]
    assert draw(pose) == draw(pose)
    assert thumbnail(pose) == thumbnail(pose)


@all_of_the_pack
def test_its_classes_are_known_to_the_style_sheet() -> None:
    known = set(re.findall(r"\.([a-z]{1,2}\d?)\b", SHEET))
    drawings = {name: shapes(scene_of(pose)) for name, pose in POSES.items()}
    drawings |= {f"{slug} {scene.frame}": marks for slug, scene, marks in frames_of_the_pack()}
    unknown = {}
    for name, marks in drawings.items():
        unknown[name] = {word for shape in marks for word in shape.classes.split()} - known
    assert {name: words for name, words in unknown.items() if words} == {}


def test_the_colours_of_a_thumbnail_are_those_of_the_style_sheet() -> None:
    colours = colours_in(SHEET)
    for table, style in ((FILLS, "fill"), (LINES, "stroke")):
        for name, each in table.items():
            rule = re.search(
                rf"\.figure \.{re.escape(name)} {{[^}}]*{style}: var\((--[a-z0-9-]+)\)", SHEET
            )
            assert rule, name
            assert each == colours[rule[1]], name


def test_it_carries_no_style_of_its_own() -> None:
    svg = draw(POSES["march"])
    assert "style" not in svg
    assert "<path fill" not in svg


def test_its_words_are_tied_to_it_with_the_given_name() -> None:
    svg = draw(POSES["march"], ident="third")
    root = parsed(svg)
    assert root.get("aria-labelledby") == "third-t third-d"
    assert {element.get("id") for element in root if element.get("id")} == {"third-t", "third-d"}


def test_a_plain_one_says_nothing() -> None:
    root = parsed(draw(POSES["march"], plain=True))
    assert root.get("aria-hidden") == "true"
    assert not [element for element in root.iter() if element.tag in ("title", "desc")]


def test_its_words_are_escaped() -> None:
    pose = pose_of({}, title="Knees & <hips>", alt='A "hinge" & <more>')
    root = parsed(draw(pose))
    assert "Knees & <hips>" in (root[0].text or "")
    assert (root[1].text or "").startswith('A "hinge" & <more>')


def test_a_mirrored_one_is_the_same_drawing_turned_round() -> None:
    plain = draw(POSES["march"], plain=True)
    turned = draw(POSES["march"], plain=True, mirrored=True)
    marks = plain[plain.index("<path") : -len("</svg>")]
    assert f'<g transform="translate(960 0) scale(-1 1)">{marks}</g>' in turned


def test_it_has_a_ghost_and_an_arrow_only_in_the_frame_they_lead_to() -> None:
    first, last = draw(POSES["march"], 0), draw(POSES["march"], 1)
    assert 'class="gh"' not in first
    assert 'class="ar"' not in first
    assert 'class="gh"' in last
    assert 'class="ar"' in last


@pytest.mark.parametrize(("psoas", "dots"), [("right", 1), ("both", 2), ("none", 0)])
def test_it_draws_the_psoas_of_the_sides_it_is_asked_for(psoas: str, dots: int) -> None:
    drawn = shapes(scene_of(pose_of(STANDING, psoas=psoas)))
    assert sum(shape.classes == "ps" for shape in drawn) == 2 * dots
    assert sum(shape.classes == "vb" for shape in drawn) == (1 if dots else 0)


def test_the_muscle_lies_over_trunk_and_leg_but_under_the_near_arm() -> None:
    classes = [shape.classes for shape in shapes(scene_of(POSES["standing"]))]
    muscle = classes.index("ps")
    below, above = classes[:muscle], classes[muscle:]
    assert [each for each in below if each in ("lg", "tp e")] == ["tp e", "lg", "tp e", "lg"]
    assert [each for each in above if each in ("sk o", "tp e")] == ["sk o", "tp e"]
    over = pose_of(STANDING, psoas="right", xray_over=True)
    assert [shape.classes for shape in shapes(scene_of(over))][-1] == "ps"


def test_a_short_muscle_is_drawn_fatter_than_a_long_one() -> None:
    long = pose_of(STANDING, psoas="right")
    short = pose_of({"leg_r": {"hip": 90, "knee": 90}}, psoas="right")

    def slimness(pose: Pose) -> float:
        band = next(s for s in shapes(scene_of(pose)) if s.classes == "ps")
        xs, ys = zip(*ends(band.d), strict=True)
        return (max(ys) - min(ys)) / (max(xs) - min(xs))

    assert slimness(short) < slimness(long)


def test_it_has_a_face_from_the_side_and_from_in_front_but_none_from_behind() -> None:
    faces = {
        name: [s.d.count("M") for s in shapes(scene_of(POSES[name])) if s.classes in ("ey", "fc")]
        for name in ("standing", "front", "behind")
    }
    assert faces == {"standing": [1, 1], "front": [2, 1], "behind": []}, "eyes, and a mouth"


def test_a_far_limb_is_of_the_same_person_and_lifted_off_by_a_gap() -> None:
    """Its skin and its top are those of the near one; only the cloth of a far leg is in shade."""
    side = [shape.classes for shape in shapes(scene_of(POSES["standing"]))]
    front = [shape.classes for shape in shapes(scene_of(POSES["front"]))]
    assert [each for each in side if " f" in each] == ["lg f"]
    assert not [each for each in front if " f" in each]
    for drawn in (side, front):
        assert drawn.count("sk o") == 4  # two arms and two feet
        assert drawn.count("ed") == 1
        assert drawn.index("ed") < max(i for i, each in enumerate(drawn) if each == "lg")


@all_of_the_pack
def test_no_limb_of_the_pack_has_another_skin() -> None:
    wrong = []
    for slug, scene, marks in frames_of_the_pack():
        if {"sk f", "tp f", "so f"} & {shape.classes for shape in marks}:
            wrong.append(f"{slug} {scene.frame}")
    assert not wrong, wrong


@all_of_the_pack
def test_every_figure_of_the_pack_has_a_floor() -> None:
    for slug, scene, marks in frames_of_the_pack():
        (line,) = [shape for shape in marks if shape.classes == "fl"]
        spots = list(ends(line.d))
        (left, height), (right, other) = spots[-2:]
        assert height == other, slug
        assert right - left > BOX[0] / 8, slug
        for contact in ("heel", "toe"):
            for leg in scene.body.legs.values():
                foot = getattr(leg, contact)
                ground = scene.camera.flat(Vec(foot.x, 0, foot.z))[1]
                assert height < ground, f"{slug}: the line ends the floor behind the feet"
    assert [slug for slug in PACK if 'class="fl"' not in pack_thumbnail(slug)] == []


UPRIGHT = ("Standing", "Seated", "Kneeling", "Half kneeling", "On hands", "Bent forward")


@all_of_the_pack
def test_eyes_are_shut_only_in_who_lies_at_rest() -> None:
    for slug, scene, marks in frames_of_the_pack():
        drawn = [shape.classes for shape in marks]
        stance = words.description(replace(scene.pose, alt=""), scene.frame)
        if stance.startswith(UPRIGHT):
            assert scene.look.head.awake, slug
        if scene.look.head.face != "none":
            assert drawn.count("fc") == 1, f"{slug}: a mouth"
            assert drawn.count("ey") == drawn.count("pu") == int(scene.look.head.awake), slug


def test_who_rests_or_breathes_lying_down_shuts_the_eyes() -> None:
    for slug in ("constructive-rest", "legs-on-chair-rest", "belly-breathing"):
        assert not scene_of(pack_pose(slug)).look.head.awake
    for slug in ("open-book", "seated-rib-breathing", "single-leg-march-loop"):
        assert scene_of(pack_pose(slug)).look.head.awake


def test_the_belly_rises_with_the_breath() -> None:
    out, breath = (scene_of(pack_pose("belly-breathing"), frame) for frame in (0, 1))
    top = [min(y for _, y in ends(shirt(scene).d)) for scene in (out, breath)]
    assert top[0] - top[1] >= 15


def test_the_ribs_widen_with_the_breath() -> None:
    wide = []
    for frame in (0, 1):
        scene = scene_of(pack_pose("seated-rib-breathing"), frame)
        row, _, _ = sides(sections(scene.body), scene.camera)
        wide.append(min(x for x, _ in row[RIBS]))
    assert abs(wide[0] - wide[1]) >= 10


RIBS = slice(7, 9)  # the sections at the low ribs


def shirt(scene: Scene) -> Shape:
    """The shirt without its sleeves: it comes right after the leggings of the trunk."""
    drawn = shapes(scene)
    trunk = next(i for i, each in enumerate(drawn) if each.classes == "sk n")
    return drawn[trunk + 2]


def test_a_tight_buttock_is_marked_and_a_soft_one_is_not() -> None:
    sizes = []
    for frame in (0, 1):
        drawn = shapes(scene_of(pack_pose("glute-squeeze"), frame))
        (mark,) = [shape for shape in drawn if shape.classes == "gl"]
        xs = [x for x, _ in ends(mark.d)]
        sizes.append(max(xs) - min(xs))
    assert sizes[0] <= 3
    assert sizes[1] >= 30


def test_a_frame_can_bring_a_part_to_the_front() -> None:
    usual = scene_of(pose_of({})).look.order
    moved = scene_of(pose_of({"order": {"leg_l": 80}})).look.order
    assert usual[-1] != "leg_l"
    assert moved[-1] == "leg_l"


@pytest.mark.parametrize("pose", POSES.values(), ids=POSES)
def test_a_thumbnail_is_a_small_file_that_follows_the_scheme(pose: Pose) -> None:
    svg = thumbnail(pose)
    root = parsed(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "prefers-color-scheme:dark" in svg
    assert len(gzip.compress(svg.encode(), mtime=0)) < 2000
    used = {name for each in re.findall(r'class="([^"]+)"', svg) for name in each.split()}
    assert not used & {"gh", "ar", "bn", "bf", "bh", "vb", "pf"}
    # A face only where it is shown large: at less it would be specks.
    hidden = ".fc,.ey,.pu{display:none" in svg
    assert ("fc" in used) == hidden == ("@media(min-width:160px)" in svg)
    first = {each.split()[0] for each in re.findall(r'class="([^"]+)"', svg)} - {"fc", "pu"}
    assert all(f".{name}{{" in svg for name in first)


@all_of_the_pack
def test_every_thumbnail_of_the_pack_is_small() -> None:
    sizes = {slug: len(gzip.compress(pack_thumbnail(slug).encode(), mtime=0)) for slug in PACK}
    assert {slug: size for slug, size in sizes.items() if size >= 2200} == {}
