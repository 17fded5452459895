"""The exercises as cards: all that lists, filters and the rule of what may be offered ask."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Manager, QuerySet, Value

from exercises.models import Contraindication, Exercise, ExerciseCondition, kept
from exercises.pictures.thumbnails import add_stand_ins
from exercises.rules.judging import ASKS_FOR_KNEELING, Demand, Posture
from exercises.shelf import wording

Reader = AbstractBaseUser | AnonymousUser


class Word(NamedTuple):
    """One word of a vocabulary, in the order in which it is offered."""

    order: int
    label: str
    code: str


@dataclass(frozen=True)
class Card:
    """One exercise as a list shows it, with all that the filters ask of it."""

    exercise: Exercise
    url: str
    ladder_length: int
    minutes: int
    minutes_words: str
    range_words: str
    areas: tuple[Word, ...]
    equipment: tuple[Word, ...]  # what must be at hand; optional things are left out
    cautions: tuple[Word, ...]  # what it is not for, in short
    conditions: tuple[ExerciseCondition, ...]  # the same with what to do, in the same order
    demand: Demand

    def acts_on(self, area: str) -> bool:
        """Whether it is for the place on the body with this code."""
        return any(word.code == area for word in self.areas)


def cards_for(user: Reader) -> tuple[Card, ...]:
    """A card for each exercise that `user` may see, in order of phase, ladder and rung."""
    return all_cards(sees_drafts(user))


def sees_drafts(user: Reader) -> bool:
    """Whether `user` is shown exercises that are not published."""
    return Exercise.objects.all().drafts_are_shown_to(user)


@kept
def all_cards(drafts: bool) -> tuple[Card, ...]:
    """A card for each exercise, or for each that is published."""
    seen = Exercise.objects.all() if drafts else Exercise.objects.published()
    rows = list(
        seen.with_figures()
        .select_related("phase", "ladder", "position")
        .prefetch_related("doses")
        .order_by("phase__order", "ladder__order", "ladder_id", "rung")
    )
    add_stand_ins(rows)
    lengths = ladder_lengths(rows)
    words, conditions = _words(), _conditions()
    return tuple(
        _card(row, lengths[row.ladder_id], words, conditions.get(row.pk, ())) for row in rows
    )


@kept
def cards_by_slug(drafts: bool) -> Mapping[str, Card]:
    """The same by the addresses of their exercises."""
    return {card.exercise.slug: card for card in all_cards(drafts)}


def cards_named(slugs: Iterable[str], user: Reader) -> tuple[Card, ...]:
    """The cards of the exercises at these addresses, as far as `user` may see them."""
    cards = cards_by_slug(sees_drafts(user))
    return tuple(cards[slug] for slug in slugs if slug in cards)


def _conditions() -> dict[int, tuple[ExerciseCondition, ...]]:
    """What each exercise is not for, by its key, in the order of the vocabulary."""
    conditions: dict[int, list[ExerciseCondition]] = defaultdict(list)
    for row in ExerciseCondition.objects.select_related("contraindication"):
        conditions[row.exercise_id].append(row)
    return {key: tuple(rows) for key, rows in conditions.items()}


def _words() -> dict[tuple[int, str], list[Word]]:
    """The words of each exercise, by its key and their kind, in one question for all kinds.

    Plain tuples: hundreds of rows would cost more.
    """
    links: dict[str, tuple[QuerySet | Manager, str]] = {
        "bodyarea": (Exercise.targets.through.objects, "label"),
        "equipment": (
            Exercise.equipment.through.objects.filter(equipment__optional=False),
            "label",
        ),
    }
    asked = [
        rows.values_list(
            "exercise_id", Value(term), f"{term}__order", f"{term}__{label}", f"{term}__code"
        )
        for term, (rows, label) in links.items()
    ]
    words: dict[tuple[int, str], list[Word]] = defaultdict(list)
    for key, term, *word in asked[0].union(*asked[1:], all=True):
        words[key, term].append(Word(*word))
    return words


def ladder_lengths(rows: Iterable[Exercise]) -> dict[int, int]:
    """How many rungs each ladder has, by its key, as far as `rows` show it."""
    lengths: dict[int, int] = {}
    for row in rows:
        lengths[row.ladder_id] = max(row.rung, lengths.get(row.ladder_id, 0))
    return lengths


def _card(
    exercise: Exercise,
    ladder_length: int,
    words: dict[tuple[int, str], list[Word]],
    conditions: tuple[ExerciseCondition, ...],
) -> Card:
    minutes = exercise.minutes()
    equipment = tuple(sorted(words[exercise.pk, "equipment"]))
    return Card(
        exercise=exercise,
        url=exercise.get_absolute_url(),
        ladder_length=ladder_length,
        minutes=minutes,
        minutes_words=wording.minutes_words(minutes),
        range_words=wording.pain_range_words(exercise.pain_now_max),
        areas=tuple(sorted(words[exercise.pk, "bodyarea"])),
        equipment=equipment,
        cautions=tuple(_caution(row.contraindication) for row in conditions),
        conditions=conditions,
        demand=_demand(exercise, minutes, equipment, conditions),
    )


def _caution(term: Contraindication) -> Word:
    return Word(term.order, term.short_label, term.code)


def _demand(
    exercise: Exercise,
    minutes: int,
    equipment: Iterable[Word],
    conditions: Iterable[ExerciseCondition],
) -> Demand:
    """What `exercise` asks, as the rule of what may be offered reads it."""
    actions = {row.code: row.action_here for row in conditions}
    hide = Contraindication.Action.HIDE
    return Demand(
        limit=exercise.pain_now_max,
        minutes=minutes,
        things=frozenset(word.code for word in equipment),
        cautions=frozenset(actions),
        forbidden=frozenset(code for code, action in actions.items() if action == hide),
        postures=frozenset(_postures(exercise, actions)),
    )


def _postures(exercise: Exercise, cautions: Container[str]) -> Iterator[Posture]:
    """What the body is asked: its position says that of the floor, a caution that of kneeling."""
    if exercise.position.floor:
        yield Posture.FLOOR_OR_BED if exercise.firm_bed else Posture.FLOOR
    if ASKS_FOR_KNEELING in cautions:
        yield Posture.KNEELING
