"""What a person is asked: what everybody is, and what they follow, in their own order."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BigIntegerField, QuerySet

from accounts.models import User
from exercises.models import Measure, kept
from exercises.shelf.vocabulary import known_measures
from psoas_site.ui.prepared import Blank, Prepared
from tracking.models import Followed


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
    return [measure for (measure,) in FOLLOWED.rows(user=user.pk)]


def _followed(user: Blank) -> QuerySet[Followed, Any]:
    return Followed.objects.standing().filter(user_id=user).values_list("measure_id")


FOLLOWED = Prepared(_followed, user=BigIntegerField())


def questions_of_check_in(user: User, held: Iterable[int] = ()) -> Questions:
    """What a check-in asks `user`; with the ids of measures that the entry already answers."""
    measures = known_measures()
    chosen = dict.fromkeys(followed_ids(user))
    unfollowed = set(held) - chosen.keys()
    followed = [measures[key] for key in chosen]
    answered = [measure for measure in measures.values() if measure.pk in unfollowed]
    return replace(
        questions_of_everybody(),
        followed=_only(followed, _is_by_choice),
        held=_only(answered, _is_by_choice),
    )


@kept
def questions_of_everybody() -> Questions:
    """What every check-in asks."""
    measures = known_measures().values()
    return Questions(signs=_only(measures, _is_sign), always=_only(measures, _is_asked_always))


@kept
def questions_of_session() -> Questions:
    """What the end of a session asks: new signs, and a fall or knock."""
    asked = questions_of_everybody()
    screening = [measure for measure in asked.always if measure.ask_screening]
    return replace(asked, always=tuple(screening))


def _only(measures: Iterable[Measure], is_wanted: Callable[[Measure], bool]) -> tuple[Measure, ...]:
    return tuple(filter(is_wanted, measures))


def _is_sign(measure: Measure) -> bool:
    return measure.family == Measure.Family.SIGN


def _is_asked_always(measure: Measure) -> bool:
    return measure.asked_always and not _is_sign(measure)


def _is_by_choice(measure: Measure) -> bool:
    return not measure.asked_always and not _is_sign(measure)
