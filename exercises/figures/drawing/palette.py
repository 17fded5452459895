"""Colours of a drawing that stands alone as a file and cannot see the site's style sheet.

The same values as in the style sheet of the figures; of each: on light, on dark ground.
"""

from collections.abc import Iterable

from exercises.figures.body.shapes import Shape
from exercises.figures.pose.people import PLAIN, Colour, Person, Tone, Top

FILLS: dict[str, tuple[str, str]] = {
    "sk": ("#d29b78", "#c48e6c"),
    "sk.n": ("#bf8763", "#a87553"),
    "lg": ("#3e5c63", "#6f9ca8"),
    "lg.f": ("#537078", "#5a8490"),
    "tp": ("#e9b872", "#d4a662"),
    "hr": ("#4a3530", "#8a675a"),
    "so": ("#4a3530", "#8a675a"),
    "ey": ("#fffaf4", "#f4ebe2"),
    "ps": ("#c8324e", "#d42b51"),
    "gl": ("#4fd0b9", "#4fd0b9"),
    "m1": ("#dce5dc", "#56675b"),
    "m2": ("#c3d1c4", "#4a5a4f"),
    "m3": ("#b5c6b7", "#424f46"),
    "w1": ("#eadbc8", "#84705a"),
    "w2": ("#d8c3a8", "#705e4a"),
    "w3": ("#c9b193", "#5f4f3e"),
    "c1": ("#f3e9dc", "#95897c"),
    "c2": ("#ddcdb9", "#7a7065"),
    "c3": ("#cdbba4", "#685f56"),
    "p1": ("#f0e9df", "#45433f"),
    "p2": ("#ded3c4", "#57524c"),
    "b1": ("#8e9bae", "#97a5ba"),
    "b2": ("#6f7e93", "#74849a"),
}
LINES: dict[str, tuple[str, str]] = {
    "ps": ("#fff4ec", "#ffede6"),
    "o": ("#ebe8e1", "#2b3638"),
    "ed": ("#ebe8e1", "#2b3638"),
    "fl": ("#cfc4b6", "#7d8886"),
    "wl": ("#b79b7b", "#9a8266"),
    "wl.f": ("#c9b193", "#5f4f3e"),
    "bd": ("#7a4e8c", "#c59ad6"),
    "bd.f": ("#b79fc2", "#94729f"),
}
# What other people than the plain one have of their own: skin, hair or scarf, top.
Fills = dict[str, tuple[str, str]]
TONES: dict[Tone, Fills] = {
    "light": {
        "sk": ("#e8c0a2", "#d9ac8d"),
        "sk.n": ("#d5a687", "#bd9174"),
    },
    "brown": {
        "sk": ("#b27a55", "#a9744f"),
        "sk.n": ("#996644", "#8f5f3e"),
    },
    "deep": {
        "sk": ("#85573e", "#9c6b4d"),
        "sk.n": ("#714731", "#835740"),
    },
}
COLOURS: dict[Colour, Fills] = {
    "black": {"hr": ("#2a2223", "#6f6566")},
    "grey": {"hr": ("#827d79", "#8f8a85")},
    "indigo": {"hr": ("#46527e", "#8f9ac6"), "hr.n": ("#3c466c", "#7a85b0")},
}
TOPS: dict[Top, Fills] = {
    "blue": {"tp": ("#8faac0", "#7f9fba")},
    "sage": {"tp": ("#a3b58a", "#9aad7e")},
}
ROUND = "fill:none;stroke-linecap:round;stroke-linejoin:round"
# Eyes and mouth, where the file is shown large enough for them: at less they would be specks.
FACE = (
    ".fc,.ey,.pu{display:none}.fc,.ey,.pu{stroke:#2b1813;stroke-linecap:round}.fc{fill:none}"
    "@media(min-width:160px){.fc,.ey,.pu{display:inline}}"
)


def fills(person: Person) -> Fills:
    """The fillings of a drawing of `person`."""
    tone, colour = TONES.get(person.tone, {}), COLOURS.get(person.colour, {})
    return {**FILLS, **tone, **colour, **TOPS.get(person.top, {})}


def style(shapes: Iterable[Shape], person: Person = PLAIN) -> str:
    """The style element for `shapes`: only the rules they need."""
    used = {name for shape in shapes for name in _selectors(shape.classes)}
    table = fills(person)
    light, dark = _rules(used, table, 0), _rules(used, table, 1)
    lines = ",".join(f".{name}" for name in ("wl", "bd", "fl", "ed") if name in used)
    fixed = f"{lines}{{{ROUND}}}" if lines else ""
    fixed += ".ps,.o,.ed{stroke-width:2;paint-order:stroke}"
    if "fc" in used:
        fixed += FACE
    return f"<style>{fixed}{light}@media(prefers-color-scheme:dark){{{dark}}}</style>"


def _selectors(classes: str) -> set[str]:
    """What may name a shape: its first class, that with each other one, and `o` (an outline)."""
    first, *more = classes.split()
    return {first, *(f"{first}.{name}" for name in more), *({"o"} & set(more))}


def _rules(used: set[str], table: Fills, ground: int) -> str:
    filled = [f".{name}{{fill:{tone[ground]}}}" for name, tone in table.items() if name in used]
    lines = [f".{name}{{stroke:{tone[ground]}}}" for name, tone in LINES.items() if name in used]
    return "".join(filled + lines)
