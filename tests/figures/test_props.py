"""Props are drawn where their measures say, and bands go round what they are tied to."""

import re
from typing import Any

import pytest

from exercises.figures.body.camera import BOX, Camera, camera_for
from exercises.figures.body.ghost import ghost
from exercises.figures.body.shapes import Shape
from exercises.figures.drawing.floor import edge_of, floor_line, reaching
from exercises.figures.drawing.props import far_shapes, is_in_front, points_of, prop_shapes
from exercises.figures.drawing.shadow import shadow
from exercises.figures.pose.poses import Prop, View
from exercises.figures.pose.spots import SPOTS, spot
from exercises.figures.pose.vectors import ORIGIN, Vec
from tests.figures.records import body_of, pose_of

ROOM: dict[str, Prop] = {
    "mat": Prop("mat", x=(-90, 75), w=30),
    "step": Prop("step", x=(16, 62), h=20, w=22),
    "table": Prop("table", x=(-110, 6), h=74, w=30),
    "bed": Prop("table", x=(-110, 60), h=50, w=45),
    "chair": Prop("chair", x=(-24, 18), h=44, w=21, back="left"),
    "stool": Prop("chair", x=(-20, 20), h=46, w=21),
    "wall": Prop("wall", x=(-37, -37), h=120, w=26),
    "wall ahead": Prop("wall", x=(40, 40), h=120, w=26),
    "post": Prop("wall", x=(40, 40), h=190, w=5),
    "pillow": Prop("pillow", at=Vec(-79, 3.2, 0), size=(30, 6.4), w=17, tilt=20),
    "roller": Prop("roller", at=Vec(-14, 7.5, 0), r=7.5, w=22),
    "ball": Prop("ball", at=Vec(7, 4.8, 19), r=4.8),
}
VIEWS = [View(78, 8), View(0, 8), View(120, 20), View(-60, 10), View(84, 52)]


def camera_on(prop: Prop, view: View = VIEWS[0]) -> Camera:
    return camera_for(view, points_of(prop))


def corners(shape: Shape) -> list[tuple[int, int]]:
    """Where the straight strokes of a path begin, turn and end."""
    found: list[tuple[int, int]] = []
    x = y = 0
    for command, text in re.findall(r"([Mlzcsaq])([^Mlzcsaq]*)", shape.d):
        numbers = [int(number) for number in re.findall(r"-?\d+", text)]
        assert command in "Mlz"
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
            found.append((x, y))
    return found


def commands(shape: Shape) -> str:
    return re.sub(r"[^A-Za-z]", "", shape.d)


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("name", ROOM)
def test_every_prop_is_a_few_paths_of_whole_numbers(name: str, view: View) -> None:
    shapes = prop_shapes(ROOM[name], camera_on(ROOM[name], view), body_of())
    assert 1 <= len(shapes) <= 9
    for shape in shapes:
        assert re.fullmatch(r"(M-?\d+[ -]\d+([lcsaq][-0-9 ]+)+z?)+", shape.d), shape.d
    assert sum(len(shape.svg()) for shape in shapes) < 700


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("name", ["mat", "step", "table", "bed", "chair", "stool", "wall", "post"])
def test_what_the_camera_fits_holds_the_whole_prop(name: str, view: View) -> None:
    shapes = prop_shapes(ROOM[name], camera_on(ROOM[name], view), body_of())
    top = 0 if name == "wall" else 30  # a wall rises out of the picture
    for x, y in (corner for shape in shapes for corner in corners(shape)):
        assert 30 <= x <= BOX[0] - 30
        assert top <= y <= BOX[1] - 20


def test_a_mat_shows_its_top_front_and_side() -> None:
    prop = ROOM["mat"]
    camera = camera_on(prop)
    shapes = prop_shapes(prop, camera, body_of())
    assert [shape.classes for shape in shapes] == ["m2", "m3", "m1"]
    near_right = camera.flat(Vec(75, 0, 30))
    assert (round(near_right[0]), round(near_right[1])) in corners(shapes[2])


@pytest.mark.parametrize(("yaw", "end"), [(78, 75), (102, -90)])
def test_only_faces_turned_to_the_camera_are_drawn(yaw: float, end: float) -> None:
    prop = ROOM["mat"]
    camera = camera_on(prop, View(yaw, 8))
    side = next(shape for shape in prop_shapes(prop, camera, body_of()) if shape.classes == "m3")
    x, y = camera.flat(Vec(end, 0, 30))
    assert (round(x), round(y)) in corners(side)


def test_a_low_table_is_a_bed_with_a_mattress() -> None:
    def tones(name: str) -> set[str]:
        shapes = prop_shapes(ROOM[name], camera_on(ROOM[name]), body_of())
        return {shape.classes[0] for shape in shapes}

    assert "c" in tones("bed")
    assert "c" not in tones("table")


def test_a_chair_has_its_back_where_the_record_says() -> None:
    def highest(back: Any) -> tuple[float, float]:
        prop = Prop("chair", x=(-20, 20), h=45, w=21, back=back)
        top = max(points_of(prop), key=lambda point: point.y)
        return top.x, top.y

    assert highest("left")[0] < -20
    assert highest("right")[0] > 20
    assert highest("none")[1] == 45


def test_a_wall_stands_away_from_the_middle_of_the_room() -> None:
    assert max(point.x for point in points_of(ROOM["wall"])) == -37
    assert min(point.x for point in points_of(ROOM["wall ahead"])) == 40


def test_a_wall_whose_face_is_not_seen_is_cut_open_beside_the_figure() -> None:
    prop = ROOM["wall ahead"]
    camera = camera_on(prop)
    edge = edge_of([body_of()], [], camera)
    faces = prop_shapes(reaching(prop, edge, camera), camera, body_of())
    cut = camera.flat(Vec(40, 0, 0))[0]  # where the face ends, in the middle of the wall
    assert min(x for shape in faces for x, _ in corners(shape)) == pytest.approx(cut, abs=1)


def test_loop_and_strap_are_painted_over_the_figure_and_leave_the_camera_alone() -> None:
    loop, strap = Prop("loop", points=("knee_r", "knee_l")), Prop("strap", points=("hand_r",) * 2)
    assert is_in_front(loop)
    assert is_in_front(strap)
    assert points_of(loop) == points_of(strap) == []
    assert not any(is_in_front(prop) for prop in ROOM.values())


@pytest.mark.parametrize("yaw", [0, 30, 60, 90, 150, -60])
@pytest.mark.parametrize("part", ["knee", "ankle", "foot"])
def test_the_two_halves_of_a_loop_meet_and_reach_round_both_limbs(part: str, yaw: float) -> None:
    body = body_of(leg_r={"hip": 20, "abd": 20, "knee": 20})
    prop = Prop("loop", points=(f"{part}_r", f"{part}_l"), r=3.8)
    camera = camera_for(View(yaw, 12), [body.head_centre, ORIGIN])
    (near,), (far,) = prop_shapes(prop, camera, body), far_shapes(prop, camera, body)
    for one, other in zip(ends(near), ends(far), strict=True):
        assert one == pytest.approx(other, abs=3)
    assert (near.classes, far.classes) == ("bd", "bd f")
    for (x, y), name in zip(ends(near), prop.points, strict=True):
        px, py = camera.flat(spot(body, name))
        assert ((x - px) ** 2 + (y - py) ** 2) ** 0.5 <= camera.units(7)


def ends(shape: Shape) -> list[tuple[float, float]]:
    """The first and last point of a path of one `M` and relative curves and lines."""
    x = y = 0
    spots: list[tuple[float, float]] = []
    for command, text in re.findall(r"([Mlc])([^Mlc]*)", shape.d):
        numbers = [int(number) for number in re.findall(r"-?\d+", text)]
        dx, dy = numbers[-2:]
        x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
        spots.append((x, y))
    return [spots[0], spots[-1]]


def test_a_moving_loop_keeps_its_commands() -> None:
    prop = Prop("loop", points=("foot_r", "foot_l"), r=3.8)
    camera = camera_for(View(62, 8), [Vec(0, 170, 0), ORIGIN])
    written = {
        commands(shape)
        for hip in range(0, 100, 7)
        for shape in prop_shapes(prop, camera, body_of(leg_r={"hip": hip, "knee": hip}))
    }
    assert len(written) == 1


def test_a_strap_runs_through_its_points() -> None:
    body = body_of(leg_r={"knee": 90})
    prop = Prop("strap", points=("ankle_r", "hand_r"))
    camera = camera_for(View(90, 8), [body.head_centre, ORIGIN])
    (shape,) = prop_shapes(prop, camera, body)
    hand = camera.flat(spot(body, "hand_r"))
    assert (round(hand[0]), round(hand[1])) in corners(shape)


@pytest.mark.parametrize("held", [("hand_r", "hand_l"), ("hand_r",)])
def test_a_weight_is_a_box_that_reaches_the_hands_that_hold_it(held: tuple[str, ...]) -> None:
    body = body_of(arm_r={"shoulder": 20}, arm_l={"shoulder": 20})
    prop = Prop("weight", points=held, r=9, h=2)
    camera = camera_for(View(60, 10), [body.head_centre, ORIGIN])
    xs = [x for shape in prop_shapes(prop, camera, body) for x, _ in corners(shape)]
    for name in held:
        assert min(xs) - 1 <= camera.flat(spot(body, name))[0] <= max(xs) + 1
    assert max(xs) - min(xs) >= camera.units(18)


def test_a_wall_meets_the_end_of_the_floor_and_rises_out_of_the_picture() -> None:
    body, prop = body_of(), ROOM["wall"]
    camera = camera_for(VIEWS[0], [body.head_centre, ORIGIN, *points_of(prop)])
    edge = edge_of([body], [prop], camera)
    wall = reaching(prop, edge, camera)
    line = floor_line(edge, [wall], camera)
    spots = [spot for shape in prop_shapes(wall, camera, body) for spot in corners(shape)]
    (left, height), (right, _) = corners(line)[-2:]
    assert min(y for _, y in spots) == 0
    assert min(abs(x - left) + abs(y - height) for x, y in spots) <= 3, "they meet in a corner"
    assert right == pytest.approx(BOX[0] - 40, abs=1)


@pytest.mark.parametrize("name", sorted(SPOTS))
def test_every_named_point_lies_on_the_body(name: str) -> None:
    body = body_of()
    point = spot(body, name)
    assert 0 <= point.y <= 170
    assert abs(point.x) < 30
    if name.endswith(("_r", "_l")):
        assert (point.z > 0) == name.endswith("_r")


@pytest.mark.parametrize("name", ["", "knee", "knee_x", "chest_r", "nose"])
def test_an_unknown_point_is_a_key_error(name: str) -> None:
    assert name not in SPOTS
    with pytest.raises(KeyError):
        spot(body_of(), name)


def test_a_ghost_leaves_out_what_has_not_moved() -> None:
    still, lifted = body_of(), body_of(leg_r={"hip": 60, "knee": 60})
    camera = camera_for(VIEWS[0], [still.head_centre, ORIGIN])
    assert ghost(still, camera, still).d == ""
    strokes = ghost(still, camera, body_of(arm_r={"shoulder": 60})).d.count("M")
    assert strokes == 3  # upper arm, forearm and hand
    assert ghost(still, camera, lifted).d.count("M") >= 3


def test_a_shadow_lies_under_the_feet() -> None:
    pose = pose_of(view={"yaw": 90, "pitch": 10})
    camera = camera_for(pose.view, [Vec(0, 170, 0), ORIGIN])
    mark = shadow(body_of(), camera, pose.view)
    assert mark.transform.startswith("matrix(1 0 0 .17 ")
    assert mark.transform.endswith(f"{round(camera.cy)})")
    from_above = shadow(body_of(), camera, View(90, 50))
    assert from_above.transform == ""
    assert mark.width > from_above.width > 0
