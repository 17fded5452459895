"""What one programme's page shows, and a list of programmes, in a fixed number of queries."""

from dataclasses import dataclass

from exercises.models import Exercise, Programme
from exercises.pages.exercise import dose_words, minutes_unless_dose
from exercises.shelf import wording
from exercises.shelf.cards import Reader
from exercises.shelf.catalogue import Wishes, judge, left_out_words
from exercises.shelf.programmes import cards_in, programmes_for

DRAWN = 4  # so many exercises of a programme are drawn in a list


@dataclass(frozen=True)
class Part:
    """One exercise of a programme with its dose in words."""

    exercise: Exercise
    level: str
    dose: str
    minutes: str
    note: str


@dataclass(frozen=True)
class ProgrammeCard:
    """A programme as a list shows it."""

    programme: Programme
    minutes: str
    range_words: str
    days: str
    allowed: bool | None  # by the pain number; None while nothing is known of it
    reason: str
    left_out: str  # what the reader's limits leave out of it, where enough is left
    first: tuple[Exercise, ...]  # those that a list draws
    further: int


def programme_cards(user: Reader, wishes: Wishes) -> list[ProgrammeCard]:
    """A card for each programme that `user` may see; what may be offered comes first."""
    cards = [programme_card(row, user, wishes) for row in programmes_for(user)]
    return sorted(cards, key=lambda card: card.allowed is False)


def programme_card(programme: Programme, user: Reader, wishes: Wishes) -> ProgrammeCard:
    """One programme in words, judged for the day of `user`."""
    parts = cards_in(programme, user, wishes)
    allowed, reason = judge(programme.pain_now_max, parts, wishes)
    exercises = [item.exercise for item in programme.items.all()]
    return ProgrammeCard(
        programme=programme,
        minutes=wording.minutes_words(programme.minutes),
        range_words=wording.pain_range_words(programme.pain_now_max),
        days=wording.days_words(programme.days_per_week, programme.days_per_week),
        allowed=allowed,
        reason=reason,
        left_out="" if reason else left_out_words(parts, wishes.day),
        first=tuple(exercises[:DRAWN]),
        further=len(exercises[DRAWN:]),
    )


def programme_named(slug: str, user: Reader) -> Programme:
    """One programme. Raises Programme.DoesNotExist for what `user` may not see."""
    for programme in programmes_for(user):
        if programme.slug == slug:
            return programme
    raise Programme.DoesNotExist


def parts_of(programme: Programme) -> tuple[Part, ...]:
    """The programme's exercises in their order."""
    return tuple(
        Part(
            exercise=item.exercise,
            level=item.get_level_display(),
            dose=dose_words(item.exercise, item.dose) if item.dose else "",
            minutes=minutes_unless_dose(item.minutes, item.exercise, item.dose),
            note=item.note,
        )
        for item in programme.items.all()
    )
