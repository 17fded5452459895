"""What one programme's page shows, and a list of programmes, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from exercises.models import (
    Exercise,
    Programme,
    ProgrammeItem,
    PublishedQuerySet,
)
from exercises.pages.exercise import dose_words, minutes_unless_dose
from exercises.pictures.thumbnails import add_stand_ins
from exercises.shelf import wording
from exercises.shelf.catalogue import Reader, judge

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
    rows = list(_programmes(user))
    add_stand_ins(item.exercise for row in rows for item in row.items.all())
    cards = [programme_card(row, pain, paused) for row in rows]
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
    return _programmes(user).prefetch_related("sources").get(slug=slug)


def drawn_programmes(user: Reader) -> PublishedQuerySet:
    """Programmes with the items that `user` may see and their figures, for a small picture."""
    return Programme.objects.visible_to(user).prefetch_related(Prefetch("items", _items(user)))


def _items(user: Reader) -> QuerySet[ProgrammeItem]:
    return (
        ProgrammeItem.objects.filter(exercise__in=Exercise.objects.visible_to(user))
        .select_related("exercise__figure")
        .defer("exercise__figure__pose")
    )


def _programmes(user: Reader) -> PublishedQuerySet:
    """Programmes with the items that `user` may see, and all that their minutes need."""
    return drawn_programmes(user).prefetch_related("items__exercise__doses")


def parts_of(programme: Programme) -> tuple[Part, ...]:
    """The programme's exercises in their order."""
    items = list(programme.items.all())
    add_stand_ins(item.exercise for item in items)
    return tuple(
        Part(
            exercise=item.exercise,
            level=item.get_level_display(),
            dose=dose_words(item.exercise, item.dose) if item.dose else "",
            minutes=minutes_unless_dose(item.minutes, item.exercise, item.dose),
            note=item.note,
        )
        for item in items
    )
