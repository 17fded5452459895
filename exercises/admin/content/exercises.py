"""Exercises and their ladders in the admin."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Case, F, Prefetch, QuerySet, Value, When
from django.forms import BaseFormSet, ModelForm, Script
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.content.exercise_forms import ExerciseForm, LadderField
from exercises.admin.content.exercise_parts import (
    USUAL,
    ConditionForm,
    ConditionFormSet,
    DoseForm,
    DoseFormSet,
    StepForm,
    StepFormSet,
    StopForm,
    StopFormSet,
)
from exercises.admin.content.ladder import Move, link, make_room
from exercises.admin.content.placing import ladders_drawn, told
from exercises.admin.desk.base import ContentAdmin
from exercises.admin.desk.export import GivesLibrary
from exercises.admin.desk.parts import Part, PartsInOrder, PartsOfKind, line_up
from exercises.admin.desk.publishing import PublishedAdmin
from exercises.admin.desk.withdrawal import holders_of
from exercises.admin.pictures.links import figure_link
from exercises.admin.pictures.photographs import KeepsPhotographs, Photographs
from exercises.models import (
    BodyPosition,
    Dose,
    Exercise,
    ExerciseCondition,
    ExercisePoint,
    Ladder,
    Level,
    Photograph,
    Step,
)
from exercises.pictures.thumbnails import STAND_INS, picture_of
from exercises.rules.dosing import DoseType
from exercises.shelf.wording import minutes_words
from psoas_site.ui.shapes import Values

# What may change without a new revision: what is done, and how, stays the same. So does an
# exercise that another one moved aside.
PLACE = {"ladder", "rung", "gentler", "harder"}
UNSEEN = {"seen", *PLACE}


class Doses(Part, admin.TabularInline):
    """The three doses, from the smallest."""

    model = Dose
    form = DoseForm
    formset = DoseFormSet
    follows = "how-much"
    max_num = len(Level.values)
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Dose]:
        order = [When(level=level, then=Value(i)) for i, level in enumerate(Level.values)]
        return super().get_queryset(request).order_by(Case(*order))


class Steps(PartsInOrder):
    """The steps, each with its spoken cue."""

    model = Step
    form = StepForm
    formset = StepFormSet
    follows = "what-it-is"
    first_rows = len(USUAL)


class Mistakes(PartsOfKind):
    """Common mistakes."""

    model = ExercisePoint
    kind = ExercisePoint.Kind.MISTAKE
    follows = "how-much"
    first_rows = 1
    verbose_name = gettext_lazy("common mistake")
    verbose_name_plural = gettext_lazy("common mistakes")


class Stops(PartsOfKind):
    """Reasons to stop."""

    model = ExercisePoint
    kind = ExercisePoint.Kind.STOP
    follows = "how-much"
    first_rows = 1
    form = StopForm
    formset = StopFormSet
    verbose_name = gettext_lazy("reason to stop")
    verbose_name_plural = gettext_lazy("reasons to stop")


class Conditions(Part, admin.TabularInline):
    """For whom it is not, and what is said of it here."""

    model = ExerciseCondition
    form = ConditionForm
    formset = ConditionFormSet
    fields = ("contraindication", "action", "say")
    follows = "how-much"
    extra = 1  # one more can be added without scripts


@admin.register(Exercise)
class ExerciseAdmin(KeepsPhotographs, GivesLibrary, PublishedAdmin):
    """Exercises: the texts, the doses, the place on the ladder, the limits."""

    form = ExerciseForm
    inlines = (Doses, Steps, Mistakes, Stops, Conditions, Photographs)
    list_display = ("picture", "name", "ladder", "rung", "pain_up_to", "time", "status")
    list_display_links = ("name",)
    list_filter = ("status", "phase", "ladder", "position", "evidence_level")
    search_fields = ("slug", "name", "also_known_as", "purpose")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("ladders", "revision", "updated_at")
    fieldsets = (
        (None, {"fields": ("name", "slug", "also_known_as")}),
        (
            gettext_lazy("Where it stands"),
            {"fields": (("ladder", "rung"), "ladders", "pain_now_max", "gentler", "harder")},
        ),
        (
            gettext_lazy("What it is"),
            {
                "classes": ("what-it-is",),
                "fields": (
                    "purpose", "feel", ("position", "firm_bed"), "equipment", "targets",
                ),
            },
        ),
        (
            gettext_lazy("How much"),
            {
                "classes": ("how-much",),
                "fields": (
                    ("dose_type", "rep_seconds"),
                    ("per_side", "impact"),
                    "rest_seconds",
                    ("times_per_day_min", "times_per_day_max"),
                    ("days_per_week_min", "days_per_week_max"),
                ),
            },
        ),
        (
            gettext_lazy("Who says so"),
            {
                "fields": (
                    "sources", "evidence_level", "evidence_note", "evidence_sources",
                    "source_ambiguity", "five_step",
                )
            },
        ),
        (gettext_lazy("History"), {"fields": (("revision", "updated_at"),)}),
    )  # fmt: skip

    class Media:
        css = {"all": ["css/admin/ladders.css"]}
        js = [Script("js/ladder-places.js", type="module")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Exercise]:
        photographs = Prefetch("photographs", Photograph.objects.all(), to_attr=STAND_INS)
        rows = super().get_queryset(request).prefetch_related("doses", photographs)
        return rows.select_related("ladder", "figure").defer("figure__pose")

    def render_change_form(
        self, request: HttpRequest, context: Values, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page, with the way to its drawn figure for those who may go there."""
        context["figure_link"] = figure_link(request, kwargs.get("obj"))
        return super().render_change_form(request, context, *args, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> Values:
        """What most exercises are; it stands in the form, to be changed."""
        usual = {
            "position": BodyPosition.objects.values_list("pk", flat=True).first(),
            "dose_type": DoseType.HOLD,
            "evidence_level": Exercise.Evidence.EXPERT,
        }
        return usual | super().get_changeform_initial_data(request)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "ladder":
            ladders = Ladder.objects.select_related("phase").order_by("phase__order", "order")
            kwargs |= {"form_class": LadderField, "queryset": ladders}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    # --- Saving ----------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Exercise, form: Any, change: bool) -> None:
        """Save it on its rung. The page is one transaction: all of a move happens, or nothing."""
        move: Move | None = form.move
        if move is None:
            super().save_model(request, obj, form, change)
            return
        make_room(obj, move)
        super().save_model(request, obj, form, change)
        link(obj, move)
        for other in move.shifted:
            self.log_change(request, other, [{"changed": {"fields": [_("rung")]}}])
        self.message_user(request, told(obj, move), messages.INFO)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list[BaseFormSet], change: bool
    ) -> None:
        """Save the parts; what readers see differently gets a new revision, which logs pin."""
        super().save_related(request, form, formsets, change)
        line_up(form.instance.points.all(), ExercisePoint.Kind.values)
        seen_by_readers = set(form.changed_data) - UNSEEN
        if change and (seen_by_readers or any(parts.has_changed() for parts in formsets)):
            Exercise.objects.filter(pk=form.instance.pk).update(revision=F("revision") + 1)

    # --- Between draft and published -------------------------------------------------------------

    def needs(self, row: Exercise) -> dict[str, bool]:
        steps = list(row.steps.all())
        spoken = {_("a spoken cue at each step"): all(step.cue for step in steps)} if steps else {}
        return {
            _("what it is for"): bool(row.purpose),
            _("how it should feel"): bool(row.feel),
            _("steps"): bool(steps),
            **spoken,
            _("all three doses"): row.doses.count() == len(Level.values),
            _("a reason to stop"): row.points.filter(kind=ExercisePoint.Kind.STOP).exists(),
            _("a source"): row.sources.exists(),
            _("evidence in words"): bool(row.evidence_note),
        }

    def effects(self, rows: Iterable[Exercise]) -> list[str]:
        return [holder.effect for holder in holders_of(rows) if holder.left]

    def staying(self, rows: Iterable[Exercise]) -> dict[Exercise, list[str]]:
        reasons: dict[Exercise, list[str]] = {}
        for holder in holders_of(rows):
            if holder.left:
                continue
            for exercise in holder.held:
                reasons.setdefault(exercise, []).append(holder.reason)
        return reasons

    def view_on_site(self, obj: Exercise) -> str:
        return obj.get_absolute_url()

    # --- What is shown ---------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("The ladders today"))
    def ladders(self, obj: Exercise | None) -> SafeString:
        return ladders_drawn(obj)

    @admin.display(description=gettext_lazy("picture"))
    def picture(self, obj: Exercise) -> SafeString:
        """As in the library's own lists; its name stands beside it."""
        address = picture_of(obj)
        if not address:
            return format_html('<span class="quiet">{}</span>', _("none"))
        return format_html('<img src="{}" width="56" height="42" alt="" loading="lazy">', address)

    @admin.display(description=gettext_lazy("pain up to"), ordering="pain_now_max")
    def pain_up_to(self, obj: Exercise) -> int:
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

    def save_model(self, request: HttpRequest, obj: Ladder, form: ModelForm, change: bool) -> None:
        """A ladder belongs to one phase, and so do its exercises."""
        super().save_model(request, obj, form, change)
        obj.exercises.exclude(phase=obj.phase).update(phase=obj.phase)
