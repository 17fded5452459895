"""Colours of a drawing that stands alone as a file and cannot see the site's style sheet.

The same values as in the style sheet of the figures; of each: on light, on dark ground.
"""

from collections.abc import Iterable

from exercises.figures.people import PLAIN, Colour, Person, Tone, Top
from exercises.figures.shapes import Shape

FILLS: dict[str, tuple[str, str]] = {
    "sk": ("#d29b78", "#c48e6c"),
    "sk.n": ("#bf8763", "#a87553"),
    "lg": ("#3e5c63", "#4e7782"),
    "lg.f": ("#537078", "#3f626c"),
    "tp": ("#e9b872", "#cfa05c"),
    "hr": ("#4a3530", "#75554a"),
    "so": ("#4a3530", "#75554a"),
    "ey": ("#fffaf4", "#f4ebe2"),
    "ps": ("#c8324e", "#d42b51"),
    "gl": ("#4fd0b9", "#4fd0b9"),
    "m1": ("#dce5dc", "#37423b"),
    "m2": ("#c3d1c4", "#2c352f"),
    "m3": ("#b5c6b7", "#262e29"),
    "w1": ("#eadbc8", "#5a4b3b"),
    "w2": ("#d8c3a8", "#4a3d30"),
    "w3": ("#c9b193", "#3e3328"),
    "c1": ("#f3e9dc", "#6b6258"),
    "c2": ("#ddcdb9", "#524a42"),
    "c3": ("#cdbba4", "#453e37"),
    "p1": ("#f0e9df", "#2b2826"),
    "p2": ("#ded3c4", "#383431"),
    "b1": ("#8e9bae", "#8290a6"),
    "b2": ("#6f7e93", "#5f6d82"),
}
LINES: dict[str, tuple[str, str]] = {
    "ps": ("#fff4ec", "#ffede6"),
    "o": ("#ebe8e1", "#101415"),
    "ed": ("#ebe8e1", "#101415"),
    "fl": ("#cfc4b6", "#4d5654"),
    "wl": ("#b79b7b", "#6b5844"),
    "wl.f": ("#c9b193", "#3e3328"),
    "bd": ("#7a4e8c", "#b98bcb"),
    "bd.f": ("#b79fc2", "#75567f"),
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
        "sk": ("#85573e", "#8f6045"),
        "sk.n": ("#714731", "#774d36"),
    },
}
COLOURS: dict[Colour, Fills] = {
    "black": {"hr": ("#2a2223", "#5d5354")},
    "grey": {"hr": ("#827d79", "#7f7a75")},
    "indigo": {"hr": ("#46527e", "#8f9ac6"), "hr.n": ("#3c466c", "#7a85b0")},
}
TOPS: dict[Top, Fills] = {
    "blue": {"tp": ("#8faac0", "#6f8ea8")},
    "sage": {"tp": ("#a3b58a", "#8a9d70")},
}
ROUND = "fill:none;stroke-linecap:round;stroke-linejoin:round"
# Eyes and mouth, where the file is shown large enough for them: at less they would be specks.
FACE = (
    ".fc,.ey,.pu{display:none}.fc,.ey,.pu{stroke:#2b1813;stroke-linecap:round}.fc{fill:none}"
    "@media(min-width:160px){.fc,.ey,.pu{display:inline}}"
)


def fills(person: Person) -> Fills:
    """The fillings of a drawing of `person`."""
    own = (TONES.get(person.tone, {}), COLOURS.get(person.colour, {}), TOPS.get(person.top, {}))
    return {name: each for table in (FILLS, *own) for name, each in table.items()}


def style(shapes: Iterable[Shape], person: Person = PLAIN) -> str:
    """The style element for `shapes`: only the rules they need."""
    used = {name for shape in shapes for name in _selectors(shape.classes)}
    used |= {"o"} & {name for shape in shapes for name in shape.classes.split()}
    light, dark = (_rules(used, fills(person), ground) for ground in (0, 1))
    lines = ",".join(f".{name}" for name in ("wl", "bd", "fl", "ed") if name in used)
    fixed = f"{lines}{{{ROUND}}}" if lines else ""
    fixed += ".ps,.o,.ed{stroke-width:2;paint-order:stroke}"
    fixed += FACE if "fc" in used else ""
    return f"<style>{fixed}{light}@media(prefers-color-scheme:dark){{{dark}}}</style>"


def _selectors(classes: str) -> set[str]:
    first, *more = classes.split()
    return {first, *(f"{first}.{one}" for one in more)}


def _rules(used: set[str], table: Fills, ground: int) -> str:
    filled = [f".{name}{{fill:{each[ground]}}}" for name, each in table.items() if name in used]
    lines = [f".{name}{{stroke:{each[ground]}}}" for name, each in LINES.items() if name in used]
    return "".join(filled + lines)
