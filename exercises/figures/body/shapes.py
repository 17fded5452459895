"""The marks of a drawing, before they are written as SVG."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """One path: its classes (which colour and line it has) and path data of whole numbers.

    `transform` and `width` (of the stroke) are presentation attributes, left out when empty.
    """

    classes: str
    d: str
    transform: str = ""
    width: int = 0

    def svg(self) -> str:
        """The element, in as few bytes as it takes."""
        transform = f' transform="{self.transform}"' if self.transform else ""
        width = f' stroke-width="{self.width}"' if self.width else ""
        return f'<path class="{self.classes}"{transform}{width} d="{self.d}"/>'


def as_svg(shapes: Iterable[Shape]) -> str:
    """All of `shapes`, back to front."""
    return "".join(shape.svg() for shape in shapes)
