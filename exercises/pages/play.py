"""What the player leads through: an exercise, a programme, or a choice, from rows to a playlist."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from exercises.models import Dose, Exercise, Level, Programme, ProgrammeItem, Status
from exercises.models.exercise import ExerciseQuerySet
from exercises.pages.exercise import dose_words
from exercises.pages.stopping import stopping_of
from exercises.pictures.drawn import figure_of, motion_address_of, pose_of
from exercises.pictures.thumbnails import add_stand_ins, picture_of
from exercises.rules.bands import PAIN_MAX
from exercises.rules.dosing import Amount, DoseType
from exercises.rules.judging import Day, limits_against
from exercises.rules.playing import Cue, Drawing, Neighbour, Part, Playlist
from exercises.shelf.cards import Reader, cards_named
from exercises.shelf.offers import movements_offered
from exercises.shelf.ruleset import thresholds_in_force

SLUG = re.compile(r"[-\w]{1,80}", re.ASCII)
MOST_CHOSEN = 20
"""Exercises in a session of somebody's own choice. Ours: nobody does more in one go."""


@dataclass(frozen=True)
class Listed:
    """One exercise of the playlist as a page lists it, for paper and for who has no script."""

    exercise: Exercise
    dose: str
    note: str
    cues: tuple[Cue, ...]


@dataclass(frozen=True)
class PlayPage:
    """A playlist, the same as a list, and the way back to where it is described."""

    playlist: Playlist
    listed: tuple[Listed, ...]
    back: str
    pain_now_max: int
    rest: Neighbour | None  # where to lie down when it was too much
    who: str = ""  # whom a programme is for, and who has something to ask first
    left_out: tuple[str, ...] = ()  # addresses of exercises that a reader's limits leave out

    @property
    def title(self) -> str:
        """What is played."""
        return self.playlist.title

    @property
    def slugs(self) -> list[str]:
        """The addresses of its exercises, those that are left out at the end."""
        return [*(item.exercise.slug for item in self.listed), *self.left_out]


@dataclass(frozen=True)
class Wanted:
    """One exercise by its key, at a level, on one side; no side: as the exercise has it."""

    exercise: int
    level: str
    side: str = ""


@dataclass(frozen=True)
class _Planned:
    exercise: Exercise
    level: str
    amount: Amount
    note: str = ""
    side: str = ""


def exercise_to_play(
    slug: str, user: Reader, day: Day, level: str = "", minutes: int = 0
) -> PlayPage:
    """One exercise at `level` (empty: typical); a single long rest also for so many `minutes`.

    Raises Exercise.DoesNotExist for what `user` may not see or what has no dose.
    """
    exercise = _exercises(user).get(slug=slug)
    planned = _planned(exercise, level or Level.TYPICAL)
    if planned is None:
        raise Exercise.DoesNotExist
    if minutes and exercise.dose_type == DoseType.TIME and not exercise.per_side:
        planned = _Planned(exercise, planned.level, Amount(1, 1, 60 * minutes))
    return _page(
        [planned],
        user,
        day,
        title=exercise.name,
        address=reverse("exercises:play-exercise", args=[slug]),
        back=exercise.get_absolute_url(),
        pain_now_max=exercise.pain_now_max,
    )


def programme_to_play(slug: str, user: Reader, day: Day) -> PlayPage:
    """A programme without what `user` may not see, and what the limits of `day` leave out of it.

    Where they leave nothing, all of it is played: whoever asks for it is told before it starts.

    Raises Programme.DoesNotExist for what `user` may not see or what holds nothing to do.
    """
    rows = ProgrammeItem.objects.filter(exercise__in=Exercise.objects.visible_to(user))
    items = Prefetch("items", rows.prefetch_related(Prefetch("exercise", _exercises(user))))
    programme = Programme.objects.visible_to(user).prefetch_related(items).get(slug=slug)
    chosen = [_planned(item.exercise, item.level, item.note) for item in programme.items.all()]
    planned = [part for part in chosen if part is not None]
    if not planned:
        raise Programme.DoesNotExist
    return _page(
        planned,
        user,
        day,
        title=programme.title,
        address=reverse("exercises:play-programme", args=[slug]),
        back=programme.get_absolute_url(),
        pain_now_max=programme.pain_now_max,
        programme=slug,
        who=programme.who,
    )


def _left_out(planned: Iterable[_Planned], user: Reader, day: Day) -> tuple[str, ...]:
    """The addresses of what the limits of `day` leave out."""
    if not day.limits:
        return ()
    cards = cards_named((part.exercise.slug for part in planned), user)
    return tuple(card.exercise.slug for card in cards if limits_against(card.demand, day))


def choice_to_play(slugs: Sequence[str], user: Reader, day: Day) -> PlayPage:
    """The exercises of `slugs` in that order, each once and at its typical dose.

    What is unknown is left out, and so is what the limits of `day` leave out, as in a programme.
    Raises Exercise.DoesNotExist if nothing is left.
    """
    known = [slug for slug in slugs if SLUG.fullmatch(slug)]
    wanted = list(dict.fromkeys(known))[:MOST_CHOSEN]
    rows = {row.slug: row for row in _exercises(user).filter(slug__in=wanted)}
    chosen = [_planned(rows[slug], Level.TYPICAL) for slug in wanted if slug in rows]
    planned = [part for part in chosen if part is not None]
    if not planned:
        raise Exercise.DoesNotExist
    return _page(
        planned,
        user,
        day,
        title=_("Your own choice"),
        address=reverse("exercises:play"),
        back=reverse("exercises:library"),
        pain_now_max=min(part.exercise.pain_now_max for part in planned),
    )


def plan_to_play(
    wanted: Sequence[Wanted], user: Reader, day: Day, *, title: str, address: str, back: str
) -> PlayPage:
    """What somebody means to do themselves, in their order; nobody's programme.

    What is not offered any more is left out. Raises Exercise.DoesNotExist if nothing is left.
    """
    rows = _exercises(user).in_bulk([part.exercise for part in wanted])
    there = [part for part in wanted if part.exercise in rows]
    chosen = [_planned(rows[part.exercise], part.level, side=part.side) for part in there]
    planned = [part for part in chosen if part is not None]
    if not planned:
        raise Exercise.DoesNotExist
    limit = min(part.exercise.pain_now_max for part in planned)
    return _page(planned, user, day, title=title, address=address, back=back, pain_now_max=limit)


def _exercises(user: Reader) -> ExerciseQuerySet:
    return (
        Exercise.objects.visible_to(user)
        .select_related("phase", "figure", "gentler", "harder")
        .prefetch_related("doses", "steps")
    )


def _planned(exercise: Exercise, level: str, note: str = "", side: str = "") -> _Planned | None:
    """The exercise at `level`, else at the first dose that it has; None while it has none."""
    doses = exercise.doses_by_level
    dose: Dose | None = doses.get(level) or next(iter(doses.values()), None)
    return None if dose is None else _Planned(exercise, dose.level, dose.amount, note, side)


def _page(
    planned: Sequence[_Planned],
    user: Reader,
    day: Day,
    *,
    title: str,
    address: str,
    back: str,
    pain_now_max: int,
    programme: str = "",
    who: str = "",
) -> PlayPage:
    left_out = _left_out(planned, user, day)
    left = [part for part in planned if part.exercise.slug not in left_out]
    played = left or planned
    add_stand_ins(part.exercise for part in played)
    parts = tuple(_part(part) for part in played)
    return PlayPage(
        playlist=Playlist(title, address, parts, programme),
        listed=tuple(_listed(part) for part in played),
        back=back,
        pain_now_max=pain_now_max,
        rest=_resting(day),
        who=who,
        left_out=left_out if left else (),
    )


def _part(planned: _Planned) -> Part:
    exercise = planned.exercise
    return Part(
        slug=exercise.slug,
        name=exercise.name,
        kind=DoseType(exercise.dose_type),
        level=planned.level,
        amount=planned.amount,
        rep_seconds=exercise.rep_seconds or 0,
        rest_seconds=exercise.rest_seconds,
        per_side=exercise.per_side,
        side=planned.side,
        gentle=exercise.phase.gentle,
        cues=_cues(exercise),
        stop=stopping_of(exercise, thresholds_in_force()).stop,
        note=planned.note,
        drawing=_drawing(exercise),
        gentler=_neighbour(exercise.gentler),
        harder=_neighbour(exercise.harder),
    )


def _listed(planned: _Planned) -> Listed:
    exercise = planned.exercise
    dose = Dose(sets=planned.amount.sets, reps=planned.amount.reps, seconds=planned.amount.seconds)
    return Listed(exercise, dose_words(exercise, dose), planned.note, _cues(exercise))


def _cues(exercise: Exercise) -> tuple[Cue, ...]:
    steps: Iterable = exercise.steps.all()
    return tuple(Cue(step.kind, step.text, step.cue) for step in steps)


def _drawing(exercise: Exercise) -> Drawing | None:
    """Where its figure is, else a photograph of it; None if it has neither."""
    still = picture_of(exercise)
    figure = figure_of(exercise)
    pose = pose_of(figure) if figure else None
    if figure is None or pose is None or len(pose.frames) < 2:
        return Drawing(still) if still else None
    return Drawing(
        still=still,
        motion=motion_address_of(figure),
        motion_left=motion_address_of(figure, mirrored=True),
        classes=pose.person.classes,
        frame=pose.show % len(pose.frames),
    )


def _neighbour(exercise: Exercise | None) -> Neighbour | None:
    """Where to go on along the ladder, if readers may see it."""
    if exercise is None or exercise.status != Status.PUBLISHED:
        return None
    return Neighbour(exercise.name, reverse("exercises:play-exercise", args=[exercise.slug]))


def _resting(day: Day) -> Neighbour | None:
    """The first position of rest that is offered on any day; for who has limits, within them."""
    if day.limits:
        card = movements_offered().first_at(replace(day, pain=PAIN_MAX))
        return _neighbour(card.exercise if card else None)
    rows = Exercise.objects.published().filter(phase__gentle=True, pain_now_max__gte=PAIN_MAX)
    return _neighbour(rows.first())
