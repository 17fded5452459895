"""What one exercise's page and one programme's page show, read in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from exercises import wording
from exercises.catalogue import Reader, ladder_lengths
from exercises.dosing import DoseType
from exercises.drawn import figure_of, pose_of
from exercises.models import (
    Contraindication,
    Dose,
    Exercise,
    ExercisePoint,
    Programme,
    ProgrammeItem,
    PublishedQuerySet,
    Status,
)
from exercises.moving import MovingFigure, moving_figure
from exercises.photographs import Shown, shown
from exercises.thumbnails import add_stand_ins

DRAWN = 4  # so many exercises of a programme are drawn in a list


@dataclass(frozen=True)
class DoseRow:
    """One of the three doses, in words."""

    level: str
    words: str
    minutes: str


@dataclass(frozen=True)
class Step:
    """One rung of the ladder beside an exercise."""

    exercise: Exercise
    relation: str
    here: bool


@dataclass(frozen=True)
class ExercisePage:
    """One exercise with its doses, its place on the ladder, its limits and who says so."""

    exercise: Exercise
    ladder_length: int
    range_words: str
    doses: tuple[DoseRow, ...]
    often: str
    rest: str
    ladder: tuple[Step, ...]  # the highest rung first
    gentler: Exercise | None
    harder: Exercise | None
    figure: MovingFigure | None
    lead_photograph: Shown | None  # where there is no figure, or staff want it to stand for one
    photographs: tuple[Shown, ...]  # the others
    mistakes: tuple[str, ...]
    stops: tuple[str, ...]
    not_for: tuple[Contraindication, ...]
    careful: tuple[Contraindication, ...]

    @property
    def is_draft(self) -> bool:
        """Whether only staff see it."""
        return self.exercise.status == Status.DRAFT

    @property
    def beside(self) -> tuple[tuple[str, Exercise], ...]:
        """The exercise between the gentler and the harder one, for as far as there are any."""
        all_three = (
            (_("Gentler"), self.gentler), (_("This one"), self.exercise), (_("Harder"), self.harder)
        )  # fmt: skip
        return tuple((words, other) for words, other in all_three if other)

    @property
    def elsewhere(self) -> tuple[tuple[str, Exercise], ...]:
        """Gentler and harder exercises that stand on another ladder."""
        linked = ((_("Gentler"), self.gentler), (_("Harder"), self.harder))
        return tuple(
            (words, other)
            for words, other in linked
            if other and other.ladder_id != self.exercise.ladder_id
        )


def exercise_page(slug: str, user: Reader, *, left: bool = False) -> ExercisePage:
    """The page of one exercise, its figure drawn for the right side or for the `left`.

    Raises Exercise.DoesNotExist for what `user` may not see.
    """
    ladder = list(
        Exercise.objects.visible_to(user)
        .filter(ladder__exercises__slug=slug)
        .select_related(
            "phase",
            "ladder",
            "position",
            "gentler__ladder",
            "harder__ladder",
            "five_step",
            "figure",
            "gentler__figure",
            "harder__figure",
        )
        .defer("gentler__figure__pose", "harder__figure__pose")
        .order_by("-rung")
    )
    exercise = next((row for row in ladder if row.slug == slug), None)
    if exercise is None:
        raise Exercise.DoesNotExist
    prefetch_related_objects(
        [exercise],
        "doses", "steps", "points", "targets", "equipment", "conditions__contraindication",
        "sources", "photographs",
    )  # fmt: skip
    points = list(exercise.points.all())
    conditions = list(exercise.contraindications.all())
    lead, others = _photographs(exercise)
    hide = Contraindication.Action.HIDE
    return ExercisePage(
        exercise=exercise,
        ladder_length=ladder_lengths(ladder)[exercise.ladder_id],
        range_words=wording.pain_range_words(exercise.pain_now_max),
        doses=dose_rows(exercise),
        often=wording.often_words(
            (exercise.times_per_day_min, exercise.times_per_day_max),
            (exercise.days_per_week_min, exercise.days_per_week_max),
        ),
        rest=_rest(exercise),
        ladder=tuple(_step(row, exercise) for row in ladder),
        gentler=_neighbour(exercise.gentler, [row for row in ladder if row.rung < exercise.rung]),
        harder=_neighbour(
            exercise.harder, [row for row in ladder[::-1] if row.rung > exercise.rung]
        ),
        figure=None if lead else moving_figure(exercise, left=left),
        lead_photograph=lead,
        photographs=others,
        mistakes=tuple(p.text for p in points if p.kind == ExercisePoint.Kind.MISTAKE),
        stops=tuple(p.text for p in points if p.kind == ExercisePoint.Kind.STOP),
        not_for=tuple(c for c in conditions if c.action == hide),
        careful=tuple(c for c in conditions if c.action != hide),
    )


def _photographs(exercise: Exercise) -> tuple[Shown | None, tuple[Shown, ...]]:
    """The photograph that takes the place of the figure, if one does, and the others."""
    rows = list(exercise.photographs.all())
    instead = [row for row in rows if row.instead_of_figure]
    found = shown(rows)
    figure = figure_of(exercise)
    leads = shown(instead) or (() if figure and pose_of(figure) else found)
    return (leads[0] if leads else None), tuple(one for one in found if one not in leads[:1])


def dose_rows(exercise: Exercise) -> tuple[DoseRow, ...]:
    """The doses that an exercise has, from the smallest."""
    return tuple(
        DoseRow(
            level=dose.get_level_display(),
            words=dose_words(exercise, dose),
            minutes=_unless_said(wording.minutes_words(exercise.minutes(level)), exercise, dose),
        )
        for level, dose in exercise.doses_by_level.items()
    )


def dose_words(exercise: Exercise, dose: Dose) -> str:
    """One dose of `exercise` in words."""
    return wording.dose_words(DoseType(exercise.dose_type), dose.amount, per_side=exercise.per_side)


def _unless_said(minutes: str, exercise: Exercise, dose: Dose | None) -> str:
    """`minutes`, unless the dose itself says no more than that."""
    return "" if dose and minutes == dose_words(exercise, dose) else minutes


def _rest(exercise: Exercise) -> str:
    """The rest between sets; empty when nobody ever rests."""
    several = exercise.per_side or any(dose.sets > 1 for dose in exercise.doses.all())
    if not exercise.rest_seconds or not several:
        return ""
    return wording.duration_words(exercise.rest_seconds)


def _step(row: Exercise, here: Exercise) -> Step:
    if row.pk == here.pk:
        return Step(row, _("You are here"), here=True)
    limit = wording.pain_range_words(row.pain_now_max)
    words = _("Harder. %(limit)s") if row.rung > here.rung else _("Gentler. %(limit)s")
    return Step(row, words % {"limit": limit}, here=False)


def _neighbour(linked: Exercise | None, ladder: Iterable[Exercise]) -> Exercise | None:
    """The exercise that staff linked, if readers may see it; else the next one on the ladder."""
    if linked and linked.status == Status.PUBLISHED:
        return linked
    return next(iter(ladder), None)


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
    allowed, reason = judged(programme, pain, paused)
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


def judged(thing: Exercise | Programme, pain: int | None, paused: str) -> tuple[bool | None, str]:
    """Whether `thing` is within `pain` (None: nothing is known of it), and what stands against."""
    if paused:
        return False, paused
    if pain is None:
        return None, ""
    allowed = thing.allows(pain)
    return allowed, "" if allowed else wording.too_much_words(thing.pain_now_max)


def programme_named(slug: str, user: Reader) -> Programme:
    """One programme. Raises Programme.DoesNotExist for what `user` may not see."""
    return _programmes(user).prefetch_related("sources").get(slug=slug)


def _programmes(user: Reader) -> PublishedQuerySet:
    """Programmes with the items that `user` may see, and all that their minutes need."""
    items = (
        ProgrammeItem.objects.filter(exercise__in=Exercise.objects.visible_to(user))
        .select_related("exercise__figure")
        .defer("exercise__figure__pose")
    )
    return Programme.objects.visible_to(user).prefetch_related(
        Prefetch("items", queryset=items), "items__exercise__doses"
    )


def parts_of(programme: Programme) -> tuple[Part, ...]:
    """The programme's exercises in their order."""
    items = list(programme.items.all())
    add_stand_ins(item.exercise for item in items)
    return tuple(
        Part(
            exercise=item.exercise,
            level=item.get_level_display(),
            dose=dose_words(item.exercise, item.dose) if item.dose else "",
            minutes=_unless_said(wording.minutes_words(item.minutes), item.exercise, item.dose),
            note=item.note,
        )
        for item in items
    )
