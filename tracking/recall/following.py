"""What a person is asked: what everybody is, and what they follow, in their own order."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from django.db.models import OuterRef, Q, Subquery

from accounts.models import User
from exercises.models import Measure
from tracking.models import Followed

M = TypeVar("M", bound=Measure)

SIGN = Q(family=Measure.Family.SIGN)


@dataclass(frozen=True)
class Questions:
    """The library's questions of one form, each once; their answers to choose from are read.

    `followed` stands in the person's own order. `held` has what is neither asked of everybody
    nor followed any more, but was answered in the entry that is being corrected.
    """

    signs: tuple[Measure, ...]
    always: tuple[Measure, ...]
    followed: tuple[Measure, ...] = ()
    held: tuple[Measure, ...] = ()

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All but the signs, in the order in which they are asked."""
        return (*self.always, *self.followed, *self.held)

    def only(self, ids: Container[int]) -> "Questions":
        """The same without the measures whose ids are not among `ids`; the signs stay."""
        always, followed, held = (
            tuple(measure for measure in measures if measure.pk in ids)
            for measures in (self.always, self.followed, self.held)
        )
        return Questions(self.signs, always, followed, held)


def followed_ids(user: User) -> list[int]:
    """The ids of the measures that `user` follows, in their own order."""
    return list(Followed.objects.owned_by(user).values_list("measure_id", flat=True))


def questions_of_check_in(user: User, held: Iterable[int] = ()) -> Questions:
    """What a check-in asks `user`; with the ids of measures that the entry already answers."""
    place = Followed.objects.owned_by(user).filter(measure=OuterRef("pk")).values("order")[:1]
    wanted = SIGN | Q(asked_always=True) | Q(place__isnull=False) | Q(pk__in=list(held))
    rows = Measure.objects.annotate(place=Subquery(place)).filter(wanted)
    asked = list(rows.prefetch_related("choices"))
    signs, rest = _signs_apart(asked)
    chosen = [measure for measure in rest if not measure.asked_always]
    followed = [measure for measure in chosen if measure.place is not None]
    return Questions(
        signs=signs,
        always=tuple(measure for measure in rest if measure.asked_always),
        followed=tuple(sorted(followed, key=attrgetter("place"))),
        held=tuple(measure for measure in chosen if measure.place is None),
    )


def questions_of_session() -> Questions:
    """What the end of a session asks: new signs, and a fall or knock."""
    asked = Measure.objects.filter(SIGN | Q(asked_always=True, ask_screening=True))
    return Questions(*_signs_apart(list(asked.prefetch_related("choices"))))


def _signs_apart(measures: Iterable[M]) -> tuple[tuple[M, ...], tuple[M, ...]]:
    signs = tuple(measure for measure in measures if measure.family == Measure.Family.SIGN)
    return signs, tuple(measure for measure in measures if measure.family != Measure.Family.SIGN)
