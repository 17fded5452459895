"""What the style sheets of the figures say of colours."""

import re

DAY, NIGHT = r"var\(--by-day, (#[0-9a-f]+)\)", r"var\(--by-night, (#[0-9a-f]+)\)"
COLOUR = re.compile(rf"(--fig-[a-z0-9-]+): (?:{DAY} {NIGHT}|(#[0-9a-f]+));")


def colours_in(text: str) -> dict[str, tuple[str, str]]:
    """The colours that a part of a sheet sets: on a light ground, and on a dark one."""
    return {
        name: (day or always, night or always) for name, day, night, always in COLOUR.findall(text)
    }
