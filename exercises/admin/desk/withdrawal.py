"""What readers would miss elsewhere if exercises were withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import Exercise, Programme, Status


@dataclass(frozen=True)
class Holder:
    """A published programme that holds some of the exercises, and what it would be left with."""

    programme: Programme
    held: tuple[Exercise, ...]
    left: int  # exercises that readers would still see in it

    @property
    def effect(self) -> str:
        """What its readers would notice."""
        words = ngettext(
            "The programme “%(programme)s” shows %(fewer)d movement less, and keeps %(left)d.",
            "The programme “%(programme)s” shows %(fewer)d movements less, and keeps %(left)d.",
            len(self.held),
        )
        return words % {"programme": self.programme, "fewer": len(self.held), "left": self.left}

    @property
    def reason(self) -> str:
        """Why it cannot do without them."""
        words = _(
            "%(exercises)s: nothing else would be left in the programme “%(programme)s”. "
            "Give it another exercise, or take it back to draft first."
        )
        names = ", ".join(f"“{exercise}”" for exercise in self.held)
        return words % {"exercises": names, "programme": self.programme}


def holders_of(exercises: Iterable[Exercise]) -> list[Holder]:
    """The published programmes that hold any of the `exercises`; two queries."""
    going = {exercise.pk for exercise in exercises}
    programmes = Programme.objects.published().filter(items__exercise__in=going).distinct()
    holders = []
    for programme in programmes.prefetch_related("items__exercise"):
        shown = [item.exercise for item in programme.items.all()]
        held = tuple(exercise for exercise in shown if exercise.pk in going)
        staying = [exercise for exercise in shown if exercise.pk not in going]
        left = sum(exercise.status == Status.PUBLISHED for exercise in staying)
        holders.append(Holder(programme, held, left))
    return holders
