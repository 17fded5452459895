"""The trunk: leggings up to the waist, the shirt over them, and the neck."""

from math import hypot

from exercises.figures.body import Body
from exercises.figures.camera import Camera
from exercises.figures.limbs import NECK, NECK_ROOT, NECK_TOP, limb
from exercises.figures.paths import Pen, Spot, beyond, hose, normal
from exercises.figures.shapes import Shape
from exercises.figures.skeleton import (
    PELVIS_STATIONS,
    SPINE_STATIONS,
    Station,
    breathed,
    cm,
)
from exercises.figures.vectors import Frame, Vec

Section = tuple[Vec, Frame, Station]
Side = list[Spot]

SEAT = cm(0.018)  # how far the leggings bulge below their lowest section
HEM = cm(0.010)
WAIST = 3  # the section at which the shirt begins, counted from below
CUT = 0.95  # how much narrower than the body the shirt ends: no corners stand off
TUCKED = 0.72  # how much narrower the leggings end under the shirt
COLLAR = Station(cm(0.031), cm(0.034), cm(0.036))
COLLAR_AT = 0.3  # of the way from node 9 to node 10
SLOPE = 0.35  # of the neckline, down to the front
SCOOP = cm(0.016)  # how deep it dips, seen from in front


def sections(body: Body) -> list[Section]:
    """The cross-sections of the trunk from the seat to the base of the neck."""
    pelvis = [
        (body.origin + body.pelvis.up * height, body.pelvis, station)
        for height, station in PELVIS_STATIONS
    ]
    spine = [
        (body.nodes[node], body.links[node], breathed(node, body.belly, body.ribs))
        for node in SPINE_STATIONS
    ]
    return pelvis + spine


def sides(found: list[Section], camera: Camera) -> tuple[Side, Side, list[Spot]]:
    """Left and right outline of a row of sections, and their middles, in the picture.

    A section is an ellipse across the row; half its width is seen along the outline's normal.
    """
    middles = [
        camera.flat(point + frame.ap * ((station.front - station.back) / 2))
        for point, frame, station in found
    ]
    left, right = [], []
    for i, (_, frame, station) in enumerate(found):
        nx, ny = normal(middles[max(0, i - 1)], middles[min(len(found) - 1, i + 1)])
        across = camera.right * nx - camera.up * ny
        half = camera.units(
            hypot(
                (station.front + station.back) / 2 * across.dot(frame.ap),
                station.half * across.dot(frame.lat),
            )
        )
        x, y = middles[i]
        left.append((x + nx * half, y + ny * half))
        right.append((x - nx * half, y - ny * half))
    return left, right, middles


def torso_shapes(body: Body, camera: Camera) -> list[Shape]:
    """Neck, leggings and shirt, back to front."""
    found = sections(body)
    low = [*found[: WAIST + 1], _narrowed(found[WAIST + 1], TUCKED)]
    hem = _narrowed(found[WAIST], CUT)
    return [
        neck_shape(body, camera),
        _leggings(low, camera),
        _shirt([hem, *found[WAIST + 1 :], _collar(body)], camera),
    ]


def _narrowed(section: Section, share: float) -> Section:
    point, frame, station = section
    narrow = Station(*(size * share for size in (station.front, station.back, station.half)))
    return point, frame, narrow


def _collar(body: Body) -> Section:
    return body.nodes[9].towards(body.nodes[10], COLLAR_AT), body.links[9], COLLAR


def _leggings(row: list[Section], camera: Camera) -> Shape:
    left, right, middles = sides(row, camera)
    seat = beyond((left[0], right[0]), middles[1], camera.units(SEAT))
    top = beyond((left[-1], right[-1]), middles[-2], 0)
    return Shape("lg", hose(Pen(), left, right, seat, top).text())


def _shirt(row: list[Section], camera: Camera) -> Shape:
    """The shirt; its neckline lies lower in front, and dips where the face looks at us."""
    left, right, middles = sides(row, camera)
    hem = beyond((left[0], right[0]), middles[1], camera.units(HEM))
    (_, frame, _), (x, y) = row[-1], middles[-1]
    flat = Frame(frame.ap.across(camera.depth), frame.up, frame.lat)
    for side in (left, right):
        way = camera.right * (side[-1][0] - x) - camera.up * (side[-1][1] - y)
        fall = frame.up * (-SLOPE * way.dot(flat.ap))
        side[-1] = (side[-1][0] + fall.dot(camera.right), side[-1][1] - fall.dot(camera.up))
    dip = SCOOP * camera.nearness(frame.ap)
    neckline = beyond((left[-1], right[-1]), middles[-2], -camera.units(dip))
    return Shape("tp", hose(Pen(), left, right, hem, neckline).text())


def neck_shape(body: Body, camera: Camera) -> Shape:
    """The neck, from below the collar into the head."""
    root = body.nodes[8].towards(body.nodes[9], NECK_ROOT)
    top = body.nodes[11] + body.head.at(*NECK_TOP)
    return Shape("sk n", limb(Pen(), root, top, body.head, NECK, camera).text())
