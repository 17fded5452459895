"""What one programme's page shows, and a list of programmes, in a fixed number of queries."""

from dataclasses import dataclass

from exercises.models import Exercise, Programme
from exercises.pages.exercise import dose_words, minutes_unless_dose
from exercises.shelf import wording
from exercises.shelf.catalogue import Reader, judge
from exercises.shelf.programmes import programmes_for

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
    first: tuple[Exercise, ...]  # those that a list draws
    further: int


def programme_cards(user: Reader, pain: int | None, paused: str = "") -> list[ProgrammeCard]:
    """A card for each programme that `user` may see; what is within `pain` comes first."""
    cards = [programme_card(row, pain, paused) for row in programmes_for(user)]
    return sorted(cards, key=lambda card: card.allowed is False)


def programme_card(programme: Programme, pain: int | None, paused: str = "") -> ProgrammeCard:
    """One programme in words, judged for `pain`; `paused` says why nothing is offered at all."""
    allowed, reason = judge(programme, pain, paused)
    exercises = [item.exercise for item in programme.items.all()]
    return ProgrammeCard(
        programme=programme,
        minutes=wording.minutes_words(programme.minutes),
        range_words=wording.pain_range_words(programme.pain_now_max),
        days=wording.days_words(programme.days_per_week, programme.days_per_week),
        allowed=allowed,
        reason=reason,
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
