"""The trunk: leggings up to the waist, the shirt over them, and the neck."""

from math import hypot

from exercises.figures.body.camera import Camera
from exercises.figures.body.limbs import NECK, NECK_ROOT, NECK_TOP, WRAPPED, limb, widen
from exercises.figures.body.paths import Pen, Spot, beyond, hose, normal
from exercises.figures.body.shapes import Shape
from exercises.figures.pose.joints import Body, Section, sections
from exercises.figures.pose.people import PLAIN, Person
from exercises.figures.pose.skeleton import Station, cm
from exercises.figures.pose.vectors import Frame

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


def sides(row: list[Section], camera: Camera) -> tuple[Side, Side, list[Spot]]:
    """Left and right outline of a row of sections, and their middles, in the picture.

    A section is an ellipse across the row; half its width is seen along the outline's normal.
    """
    middles = [
        camera.flat(point + frame.ap * ((station.front - station.back) / 2))
        for point, frame, station in row
    ]
    left, right = [], []
    for i, (_, frame, station) in enumerate(row):
        nx, ny = normal(middles[max(0, i - 1)], middles[min(len(row) - 1, i + 1)])
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


def torso_shapes(body: Body, camera: Camera, person: Person = PLAIN) -> list[Shape]:
    """Neck, leggings and shirt, back to front."""
    trunk = sections(body)
    low = [*trunk[: WAIST + 1], _narrowed(trunk[WAIST + 1], TUCKED)]
    hem = _narrowed(trunk[WAIST], CUT)
    return [
        neck_shape(body, camera, covered=person.hair == "scarf"),
        _leggings(low, camera),
        _shirt([hem, *trunk[WAIST + 1 :], _collar(body)], camera),
    ]


def _narrowed(section: Section, share: float) -> Section:
    point, frame, station = section
    narrow = Station(*(size * share for size in (station.front, station.back, station.half)))
    return point, frame, narrow


def _collar(body: Body) -> Section:
    wide = 1 + (body.build - 1) * 0.8
    collar = Station(COLLAR.front * wide, COLLAR.back * wide, COLLAR.half * wide)
    return body.nodes[9].towards(body.nodes[10], COLLAR_AT), body.links[9], collar


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
    return Shape("tp e", hose(Pen(), left, right, hem, neckline).text())


def neck_shape(body: Body, camera: Camera, *, covered: bool = False) -> Shape:
    """The neck, from below the collar into the head, bare or `covered` by a scarf."""
    root = body.nodes[8].towards(body.nodes[9], NECK_ROOT)
    top = body.nodes[11] + body.head.at(*NECK_TOP)
    widths = widen(WRAPPED if covered else NECK, body.build, (0.8, 0.8))
    drawn = limb(Pen(), root, top, body.head, widths, camera).text()
    return Shape("hr n" if covered else "sk n", drawn)
