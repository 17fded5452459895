"""Exercises and their ladders in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, F, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.content import ContentAdmin
from exercises.admin.exercise_forms import (
    DoseForm,
    DoseFormSet,
    ExerciseForm,
    StepForm,
    StepFormSet,
    StopFormSet,
)
from exercises.admin.parts import Part, PartsInOrder, PartsOfKind, line_up
from exercises.admin.publishing import PublishedAdmin
from exercises.models import Dose, Exercise, ExercisePoint, Ladder, Level, Step
from exercises.wording import minutes_words

UNSEEN = {"status", "seen"}  # what may change without a new revision: a text stays the same


class Doses(Part, admin.TabularInline):
    """The three doses, from the smallest."""

    model = Dose
    form = DoseForm
    formset = DoseFormSet
    max_num = len(Level.values)
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Dose]:
        places = [When(level=level, then=Value(place)) for place, level in enumerate(Level.values)]
        return super().get_queryset(request).order_by(Case(*places))


class Steps(PartsInOrder):
    """The steps, each with its spoken cue."""

    model = Step
    form = StepForm
    formset = StepFormSet


class Mistakes(PartsOfKind):
    """Common mistakes."""

    model = ExercisePoint
    kind = ExercisePoint.Kind.MISTAKE
    verbose_name = gettext_lazy("common mistake")
    verbose_name_plural = gettext_lazy("common mistakes")


class Stops(PartsOfKind):
    """Reasons to stop."""

    model = ExercisePoint
    kind = ExercisePoint.Kind.STOP
    formset = StopFormSet
    verbose_name = gettext_lazy("reason to stop")
    verbose_name_plural = gettext_lazy("reasons to stop")


@admin.register(Exercise)
class ExerciseAdmin(PublishedAdmin):
    """Exercises: the texts, the doses, the place on the ladder, the limits."""

    form = ExerciseForm
    inlines = (Doses, Steps, Mistakes, Stops)
    list_display = ("name", "ladder", "rung", "fits_up_to", "time", "status")
    list_filter = ("status", "phase", "ladder", "position", "evidence_level")
    list_select_related = ("ladder",)
    search_fields = ("slug", "name", "also_known_as", "purpose")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("gentler", "harder")
    readonly_fields = ("revision", "updated_at")
    fieldsets = (
        (None, {"fields": ("name", "slug", "also_known_as", "status", "seen")}),
        (
            gettext_lazy("What it is"),
            {"fields": ("purpose", "feel", "position", "targets", "equipment")},
        ),
        (
            gettext_lazy("Where it stands"),
            {"fields": ("phase", ("ladder", "rung"), "pain_now_max", "gentler", "harder")},
        ),
        (
            gettext_lazy("How much"),
            {
                "fields": (
                    ("dose_type", "rep_seconds"),
                    "per_side",
                    "rest_seconds",
                    ("times_per_day_min", "times_per_day_max"),
                    ("days_per_week_min", "days_per_week_max"),
                )
            },
        ),
        (gettext_lazy("For whom it is not"), {"fields": ("contraindications",)}),
        (
            gettext_lazy("Who says so"),
            {
                "fields": (
                    "sources", "evidence_level", "evidence_note", "source_ambiguity", "five_step",
                )
            },
        ),
        (gettext_lazy("History"), {"fields": (("revision", "updated_at"),)}),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Exercise]:
        return super().get_queryset(request).prefetch_related("doses")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the parts; what readers see differently gets a new revision, which logs pin."""
        super().save_related(request, form, formsets, change)
        line_up(form.instance.points.all(), ExercisePoint.Kind.values)
        seen_by_readers = set(form.changed_data) - UNSEEN
        if change and (seen_by_readers or any(parts.has_changed() for parts in formsets)):
            Exercise.objects.filter(pk=form.instance.pk).update(revision=F("revision") + 1)

    def lacks(self, row: Exercise) -> list[str]:
        stops = row.points.filter(kind=ExercisePoint.Kind.STOP)
        there = {
            _("steps"): row.steps.exists(),
            _("all three doses"): row.doses.count() == len(Level.values),
            _("a reason to stop"): stops.exists(),
            _("a source"): row.sources.exists(),
        }
        return [what for what, found in there.items() if not found]

    def view_on_site(self, obj: Exercise) -> str:
        return obj.get_absolute_url()

    @admin.display(description=gettext_lazy("fits up to"), ordering="pain_now_max")
    def fits_up_to(self, obj: Exercise) -> int:
        return obj.pain_now_max

    @admin.display(description=gettext_lazy("time"))
    def time(self, obj: Exercise) -> str:
        return minutes_words(obj.minutes())


@admin.register(Ladder)
class LadderAdmin(ContentAdmin):
    """Ladders, each within one phase."""

    list_display = ("label", "phase", "code", "order")
    list_filter = ("phase",)
    list_select_related = ("phase",)
    search_fields = ("label", "code")
