"""The addresses of a figure's files. Another drawing has another one, so files never change."""

from hashlib import sha256

from django.urls import reverse

from exercises.figures.version import VERSION
from exercises.models import Figure


def stamp_of(figure: Figure) -> str:
    """12 hexadecimal digits that change with whatever the files show: pose, name, engine."""
    shown = "\n".join((figure.digest, figure.exercise.name, VERSION))
    return sha256(shown.encode()).hexdigest()[:12]


def address_of(figure: Figure) -> str:
    """Where the small picture for lists is. Reads the exercise too, but not the pose."""
    return reverse("figure-thumbnail", args=[figure.slug, stamp_of(figure)])


def motion_address_of(figure: Figure, *, mirrored: bool = False) -> str:
    """Where the movement between the key frames is; `mirrored` for the other side."""
    name = "figure-motion-left" if mirrored else "figure-motion"
    return reverse(name, args=[figure.slug, stamp_of(figure)])
