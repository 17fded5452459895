"""The whole drawing: what is in it, in which order, and how it is written as SVG."""

from dataclasses import replace
from html import escape

from exercises.figures.body.camera import BOX
from exercises.figures.body.ghost import ghost
from exercises.figures.body.shapes import Shape, as_svg
from exercises.figures.drawing.arrows import arrow_shapes
from exercises.figures.drawing.floor import edge_of, floor_line, reaching
from exercises.figures.drawing.palette import style
from exercises.figures.drawing.person import figure_shapes
from exercises.figures.drawing.props import far_shapes, is_in_front, prop_shapes
from exercises.figures.drawing.scene import Scene, scene_of
from exercises.figures.drawing.shadow import shadow
from exercises.figures.pose.joints import Body
from exercises.figures.pose.poses import Pose
from exercises.figures.words import description, title

GROUND = ("mat", "wall")  # props below the shadow
SMALL = (320, 240)  # the box of a thumbnail
FINE = {"bn", "bf", "bh", "vb", "bo", "pf", "gh", "ar", "sh"}  # too fine for a thumbnail


def shapes(scene: Scene) -> list[Shape]:
    """Every mark of the still drawing, back to front."""
    under, over = _layers(scene, scene.body)
    return [*under, *_ghost(scene), *over, *_arrows(scene)]


def moving_shapes(scene: Scene, body: Body) -> list[Shape]:
    """The marks with another body in them, without ghost and arrow.

    For one scene the list has the same classes and path commands with every body.
    """
    under, over = _layers(scene, body)
    return under + over


def _layers(scene: Scene, body: Body) -> tuple[list[Shape], list[Shape]]:
    """What lies below the ghost, and what lies above it."""
    camera = scene.camera
    ground: list[Shape] = []
    beside: list[Shape] = []
    behind: list[Shape] = []
    before: list[Shape] = []
    edge = edge_of(scene.bodies, scene.pose.props, camera)
    props = [reaching(prop, edge, camera) for prop in scene.pose.props]
    for prop in props:
        if prop.over:
            continue
        layer = before if is_in_front(prop) else beside
        if prop.kind in GROUND:
            layer = ground
        layer += prop_shapes(prop, camera, body)
        behind += far_shapes(prop, camera, body)
    line = floor_line(edge, props, camera)
    under = [*ground, line, shadow(body, camera, scene.pose.view), *beside]
    return under, [*behind, *figure_shapes(body, camera, scene.look, scene.pose), *before]


def _ghost(scene: Scene) -> list[Shape]:
    """The ghost behind the shown frame, and behind those that come after the ghost's own."""
    number, shown = scene.pose.ghost, scene.frame == scene.pose.show
    if number is None or number == scene.frame or not (shown or scene.frame > number):
        return []
    return [ghost(scene.bodies[number], scene.camera, scene.body)]


def _arrows(scene: Scene) -> list[Shape]:
    """The arrows that lead to the frame that is drawn, and those without a direction in time."""
    marks: list[Shape] = []
    count = len(scene.bodies)
    for arrow in scene.pose.arrows:
        leads_here = arrow.frames[1] % count == scene.frame
        if leads_here or arrow.both or arrow.spin:
            marks += arrow_shapes(arrow, scene.pose, scene.bodies, scene.camera)
    return marks


def draw(
    pose: Pose,
    frame: int | None = None,
    *,
    mirrored: bool = False,
    ident: str = "",
    plain: bool = False,
) -> str:
    """One inline SVG of a key frame (None: the one that is shown). `ident` keeps ids unique.

    `plain`: without words, for beside a text that says the same.
    """
    marks = as_svg(shapes(scene_of(pose, frame)))
    head, words = ' aria-hidden="true"', ""
    if not plain:
        name = ident or pose.slug
        head = f' role="img" aria-labelledby="{name}-t {name}-d"'
        words = (
            f'<title id="{name}-t">{escape(title(pose, mirrored=mirrored))}</title>'
            f'<desc id="{name}-d">{escape(description(pose, frame, mirrored=mirrored))}</desc>'
        )
    box = f"0 0 {BOX[0]} {BOX[1]}"
    marks = _turned(marks, BOX[0], mirrored)
    return f'<svg class="{pose.person.classes}" viewBox="{box}"{head}>{words}{marks}</svg>'


def _turned(marks: str, width: int, mirrored: bool) -> str:
    return f'<g transform="translate({width} 0) scale(-1 1)">{marks}</g>' if mirrored else marks


def size(svg: str) -> int:
    """Bytes of a drawing without its words, which the budget leaves out."""
    start, end = svg.find("<title"), svg.find("</desc>")
    return len(svg.encode()) - (len(svg[start : end + 7].encode()) if start >= 0 else 0)


def thumbnail(pose: Pose, *, mirrored: bool = False) -> str:
    """The shown key frame as a small SVG file of its own, with the body and its psoas only.

    It follows the light or dark scheme of the page that shows it.
    """
    scene = scene_of(pose, small=SMALL)
    plain = replace(scene, look=replace(scene.look, thumbs=frozenset()))
    under, over = _layers(plain, plain.body)
    marks = [shape for shape in under + over if not FINE.intersection(shape.classes.split())]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SMALL[0]} {SMALL[1]}">'
        f"{style(marks, pose.person)}{_turned(as_svg(marks), SMALL[0], mirrored)}</svg>"
    )
