"""What is seen through the clothes: a few bones, and the psoas as a band."""

from itertools import pairwise
from math import dist

from exercises.figures.body.camera import Camera
from exercises.figures.body.paths import Pen, Spot, circle, normal, outline, resample
from exercises.figures.body.shapes import Shape
from exercises.figures.pose.joints import Body
from exercises.figures.pose.psoas import origin, path, ratio
from exercises.figures.pose.skeleton import SIGN, Side, cm

HALF_WIDTHS = tuple(
    cm(half) for half in (0.006, 0.0125, 0.018, 0.021, 0.0205, 0.0165, 0.0115, 0.008, 0.006)
)
BELLY = range(1, 7)  # the steps that swell as the muscle shortens
SWELLING = -0.9
TIP = cm(0.004)  # how far its ends are rounded
DOT = cm(0.0085)
FIBRES = (4, 2)  # from the nodes at the foot of L1 and of L3
FIBRES_BEND, FIBRES_END = 3, 6  # steps of the band
VERTEBRA = cm(0.0095)
FEMUR_HEAD = cm(0.0145)
SHAFT, DISC = cm(0.0205), cm(0.0138)  # how thick thigh bone and vertebrae are drawn
FEMUR = ((0, 0, 0), (-0.004, -0.010, 0.018), (-0.003, -0.04, 0.021), (0, -0.120, 0.014))
ILIUM = (
    (0.044, 0.046, 0.034), (0.030, 0.082, 0.038), (-0.010, 0.096, 0.034), (-0.046, 0.080, 0.004),
    (-0.060, 0.052, -0.016), (-0.050, 0.020, -0.01), (-0.030, 0.004, 0.01),
    (-0.034, -0.030, -0.006), (-0.018, -0.052, -0.012), (0.012, -0.042, -0.030),
    (0.034, -0.022, -0.036), (0.030, -0.004, -0.016), (0.034, 0.020, 0.012),
)  # fmt: skip
# Round the largest muscle of the buttock: its middle, and its outline.
GLUTE = (
    (-0.036, 0.010, 0.03), (-0.008, 0.070, 0.04), (-0.046, 0.066, 0.02), (-0.073, 0.030, 0.01),
    (-0.077, -0.012, 0.01), (-0.052, -0.046, 0.03), (-0.010, -0.056, 0.05), (0.008, -0.010, 0.05),
)  # fmt: skip
SPECK = 0.02


def glute_shape(body: Body, side: Side, camera: Camera) -> Shape:
    """The working buttock, as large as it is `firm`: of a soft one a speck is left."""
    hip, s = body.legs[side].hip, SIGN[side]
    share = max(body.firm, SPECK)
    heart, *_ = GLUTE
    spots = []
    for spot in GLUTE[1:]:
        ap, up, lat = (mid + (value - mid) * share for value, mid in zip(spot, heart, strict=True))
        point = hip + body.pelvis.at(cm(ap), cm(up), s * cm(lat))
        spots.append(camera.flat(point))
    return Shape("gl", outline(spots))


def bone_shapes(body: Body, side: Side, camera: Camera) -> list[Shape]:
    """Half the pelvis, and the upper thigh bone with its head."""
    leg, s = body.legs[side], SIGN[side]
    hip = camera.flat(leg.hip)
    ilium = [
        camera.flat(leg.hip + body.pelvis.at(cm(ap), cm(up), s * cm(lat))) for ap, up, lat in ILIUM
    ]
    femur = [
        camera.flat(leg.hip + leg.thigh.at(cm(ap), cm(up), s * cm(lat))) for ap, up, lat in FEMUR
    ]
    return [
        Shape("bn", outline(ilium)),
        Shape("bf", Pen().move(femur[0]).line(*femur[1:]).text(), width=_width(SHAFT, camera)),
        Shape("bh", circle(hip, camera.units(FEMUR_HEAD))),
    ]


def vertebrae(body: Body, camera: Camera) -> Shape:
    """Six short strokes across the lumbar spine."""
    nodes = [camera.flat(node) for node in body.nodes[:7]]
    reach = camera.units(VERTEBRA)
    pen = Pen()
    for (ax, ay), (bx, by) in pairwise(nodes):
        nx, ny = normal((ax, ay), (bx, by))
        x, y = (ax + bx) / 2, (ay + by) / 2
        pen.move((x - nx * reach, y - ny * reach)).line((x + nx * reach, y + ny * reach))
    return Shape("vb", pen.text(), width=_width(DISC, camera))


def _width(length: float, camera: Camera) -> int:
    return max(1, round(camera.units(length)))


def band_shapes(body: Body, side: Side, camera: Camera) -> list[Shape]:
    """The psoas: its belly, two fibre lines and the dot where it takes hold of the thigh bone.

    A short muscle is drawn fat and a long one slim.
    """
    steps = resample([camera.flat(point) for point in path(body, side)], len(HALF_WIDTHS))
    swelling = ratio(body, side) ** SWELLING
    left, right = [], []
    for i, (x, y) in enumerate(steps):
        nx, ny = normal(steps[max(0, i - 1)], steps[min(len(steps) - 1, i + 1)])
        half = camera.units(HALF_WIDTHS[i]) * (swelling if i in BELLY else 1)
        left.append((x + nx * half, y + ny * half))
        right.append((x - nx * half, y - ny * half))
    reach = camera.units(TIP)
    foot, top = _tip(steps[-2], steps[-1], reach), _tip(steps[1], steps[0], reach)
    spots = [*left, foot, *reversed(right), top]
    fibres = Pen()
    for node in FIBRES:
        start = camera.flat(origin(body, side, node))
        fibres.move(start).quadratic(steps[FIBRES_BEND], steps[FIBRES_END])
    return [
        Shape("ps", outline(spots)),
        Shape("pf", fibres.text()),
        Shape("ps", circle(steps[-1], camera.units(DOT))),
    ]


def _tip(before: Spot, end: Spot, reach: float) -> Spot:
    (ax, ay), (bx, by) = before, end
    share = reach / max(dist(before, end), 1e-6)
    return bx + (bx - ax) * share, by + (by - ay) * share
