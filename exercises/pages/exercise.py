"""What one exercise's page shows, read in a fixed number of queries."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from exercises.models import (
    Contraindication,
    Dose,
    Exercise,
    ExerciseCondition,
    ExercisePoint,
    Status,
    kept,
)
from exercises.pages.lines import Line, labels_of, lines_of
from exercises.pages.mentions import Mentions, mentions_of
from exercises.pages.stopping import Stopping, stopping_of
from exercises.pictures.drawn import figure_of, pose_of
from exercises.pictures.moving import MovingFigure, moving_figure
from exercises.pictures.photographs import Shown, to_show
from exercises.rules.dosing import DoseType
from exercises.shelf import wording
from exercises.shelf.cards import Reader, ladder_lengths, sees_drafts
from exercises.shelf.ruleset import thresholds_in_force
from psoas_site.ui.texts import duration_words

PSOAS_PHASES = {"lengthen", "load"}  # where its length is what the exercise is about


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
    areas: tuple[str, ...]
    equipment: tuple[str, ...]
    steps: tuple[Line, ...]
    mistakes: tuple[str, ...]
    stopping: Stopping
    stops: tuple[str, ...]
    conditions: tuple[tuple[str, tuple[ExerciseCondition, ...]], ...]  # by what to do about them
    psoas_words: str
    mentions: Mentions

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


class Known(NamedTuple):
    """What each request asks of an exercise: all else on its page is drawn once and kept."""

    slug: str
    name: str
    purpose: str
    pain_now_max: int
    range_words: str


def known_page(
    slug: str, user: Reader, *, left: bool = False
) -> tuple[Known, ExercisePage, Hashable]:
    """What is asked of an exercise, its page, and what tells that page from others.

    The page is read when somebody asks for something of it, at the latest.
    Raises Exercise.DoesNotExist for what `user` may not see.
    """
    key = (slug, left, sees_drafts(user))
    pages = _known_pages()
    if key in pages:
        page: Any = SimpleLazyObject(lambda: exercise_page(slug, user, left=left))
        return pages[key], page, key
    page = exercise_page(slug, user, left=left)
    shown = page.exercise
    known = Known(slug, shown.name, shown.purpose, shown.pain_now_max, page.range_words)
    pages[key] = known
    return known, page, key


@kept
def _known_pages() -> dict[Hashable, Known]:
    """What is known of the pages that were read in this edition."""
    return {}


def exercise_page(slug: str, user: Reader, *, left: bool = False) -> ExercisePage:
    """The page of one exercise, its figure drawn for the right side or for the `left`.

    Raises Exercise.DoesNotExist for what `user` may not see.
    """
    ladder = _ladder_around(slug, user)
    exercise = next((rung for rung in ladder if rung.slug == slug), None)
    if exercise is None:
        raise Exercise.DoesNotExist
    prefetch_related_objects(
        [exercise],
        "doses", "photographs",
        Prefetch("conditions", ExerciseCondition.objects.select_related("contraindication")),
    )  # fmt: skip
    lines, labels = lines_of(exercise), labels_of(exercise)
    lead, others = _photographs(exercise)
    figure = None if lead else moving_figure(exercise, left=left)
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
        ladder=tuple(_step(rung, exercise) for rung in ladder),
        gentler=_published_along(exercise, "gentler"),
        harder=_published_along(exercise, "harder"),
        figure=figure,
        lead_photograph=lead,
        photographs=others,
        areas=tuple(labels["bodyarea"]),
        equipment=tuple(labels["equipment"]),
        steps=tuple(line for line in lines if line.is_step),
        mistakes=_texts(lines, ExercisePoint.Kind.MISTAKE),
        stopping=stopping_of(exercise, thresholds_in_force()),
        stops=_texts(lines, ExercisePoint.Kind.STOP),
        conditions=_conditions(exercise),
        psoas_words=_psoas_words(exercise, figure),
        mentions=mentions_of(exercise),
    )


def _psoas_words(exercise: Exercise, figure: MovingFigure | None) -> str:
    """How long the psoas is drawn, where that is what the exercise is about."""
    return figure.psoas_words if figure and exercise.phase.code in PSOAS_PHASES else ""


def _ladder_around(slug: str, user: Reader) -> list[Exercise]:
    """The exercises of one's ladder that `user` may see, with all that its page asks of them."""
    return list(
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


def _texts(lines: Iterable[Line], kind: str) -> tuple[str, ...]:
    return tuple(line.text for line in lines if line.kind == kind)


def _conditions(
    exercise: Exercise,
) -> tuple[tuple[str, tuple[ExerciseCondition, ...]], ...]:
    """For whom it is not, or only with care: what to do, and the conditions that ask for it."""
    rows = list(exercise.conditions.all())
    groups = (
        (str(label), tuple(row for row in rows if row.action_here == action))
        for action, label in Contraindication.Action.choices
    )
    return tuple((label, conditions) for label, conditions in groups if conditions)


def _photographs(exercise: Exercise) -> tuple[Shown | None, tuple[Shown, ...]]:
    """The photograph that takes the place of the figure, if one does, and the others."""
    rows = list(exercise.photographs.all())
    photographs = to_show(rows)
    leads = to_show(row for row in rows if row.instead_of_figure)
    figure = figure_of(exercise)
    if not leads and not (figure and pose_of(figure)):
        leads = photographs
    others = tuple(photograph for photograph in photographs if photograph not in leads[:1])
    return leads[0] if leads else None, others


def dose_rows(exercise: Exercise) -> tuple[DoseRow, ...]:
    """The doses that an exercise has, from the smallest."""
    return tuple(
        DoseRow(
            level=dose.get_level_display(),
            words=dose_words(exercise, dose),
            minutes=minutes_unless_dose(exercise.minutes(level), exercise, dose),
        )
        for level, dose in exercise.doses_by_level.items()
    )


def dose_words(exercise: Exercise, dose: Dose) -> str:
    """One dose of `exercise` in words."""
    return wording.dose_words(DoseType(exercise.dose_type), dose.amount, per_side=exercise.per_side)


def minutes_unless_dose(minutes: int, exercise: Exercise, dose: Dose | None) -> str:
    """`minutes` in words, unless the dose itself says no more than that."""
    if dose and dose_words(exercise, dose) == duration_words(60 * minutes):
        return ""
    return wording.minutes_words(minutes)


def _rest(exercise: Exercise) -> str:
    """The rest between sets; empty when nobody ever rests."""
    several = exercise.per_side or any(dose.sets > 1 for dose in exercise.doses.all())
    if not exercise.rest_seconds or not several:
        return ""
    return duration_words(exercise.rest_seconds)


def _step(row: Exercise, here: Exercise) -> Step:
    """A rung beside `here`. Where nothing is linked that way, it is not called a next step."""
    if row.pk == here.pk:
        return Step(row, _("You are here"), here=True)
    limit = wording.pain_range_words(row.pain_now_max)
    words = "%(limit)s"
    if row.rung > here.rung and here.harder_id:
        words = _("Harder. %(limit)s")
    elif row.rung < here.rung and here.gentler_id:
        words = _("Gentler. %(limit)s")
    return Step(row, words % {"limit": limit}, here=False)


def _published_along(exercise: Exercise, link: str) -> Exercise | None:
    """The first exercise that readers may see along the links "gentler" or "harder".

    An empty link is meant: there is nothing to lead to. A withdrawn one is passed over.
    """
    passed = {exercise.pk}
    other: Exercise | None = getattr(exercise, link)
    while other and other.pk not in passed and other.status != Status.PUBLISHED:
        passed.add(other.pk)
        other = getattr(other, link)
    return None if other and other.pk in passed else other
