"""Programmes in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.content.placing import exercises_by_ladder
from exercises.admin.desk.faults import add_faults
from exercises.admin.desk.parts import PartFormSet, PartsInOrder
from exercises.admin.desk.publishing import PublishedAdmin, PublishedForm
from exercises.models import Exercise, Programme, ProgrammeItem, Status
from exercises.rules import soundness
from exercises.shelf.wording import minutes_words
from psoas_site.ui.shapes import Values


class ProgrammeForm(PublishedForm):
    """A programme without its exercises."""

    may_wait = ("who", "purpose", "pain_now_max", "sources")

    class Meta:
        model = Programme
        fields = "__all__"
        help_texts = {
            "title": gettext_lazy("As it stands in lists."),
            "slug": gettext_lazy("The end of its link. Made from the title if you leave it empty."),
            "who": gettext_lazy("Who may find it useful, in a few words."),
            "purpose": gettext_lazy("One plain sentence, without a promise."),
            "note": gettext_lazy("Shown on its page, above the exercises."),
            "pain_now_max": gettext_lazy(
                "On a day with more pain than this it is not offered. At most what each of its "
                "exercises says."
            ),
            "occasion": gettext_lazy(
                "“The first days” is offered first to whoever begins. “A day clearly worse than "
                "usual” is offered only when somebody’s pain is above their usual."
            ),
            "sources": gettext_lazy("Who says so. Readers see these names."),
            "order": gettext_lazy("Its place in lists: small numbers come first."),
        }

    def clean(self) -> Values:
        given = super().clean()
        if given.get("pain_now_max") is None and "pain_now_max" not in self.errors:
            given["pain_now_max"] = self.instance.pain_now_max if self.instance.pk else 0
            note = _("It is for days with pain up to %(pain)d, for now. Change that if not.")
            self.notes.append(note % {"pain": given["pain_now_max"]})
        return given


class ItemFormSet(PartFormSet):
    """The exercises: none is for less pain than the programme is."""

    needed = gettext_lazy("A published programme needs an exercise.")

    @cached_property
    def choices(self) -> list[tuple[str, Any]]:
        """What each row chooses from, read once for all of them."""
        return exercises_by_ladder()

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["exercise"].choices = self.choices  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        for form in self.kept():
            exercise = form.cleaned_data.get("exercise")
            if exercise is not None:
                self._check_exercise(form, exercise)

    def _check_exercise(self, form: forms.ModelForm, exercise: Exercise) -> None:
        limit = self.instance.pain_now_max
        if limit is not None:
            add_faults(form, soundness.check_programme_item(exercise.pain_now_max, limit))
        if self.is_published and exercise.status == Status.DRAFT:
            words = _("Readers cannot see it: it is a draft. Publish it, or take it out here.")
            form.add_error("exercise", words)


class Items(PartsInOrder):
    """The exercises of a programme."""

    model = ProgrammeItem
    formset = ItemFormSet
    fields = ("exercise", "level", "note")
    follows = "what-it-is"
    first_rows = 3


@admin.register(Programme)
class ProgrammeAdmin(PublishedAdmin):
    """Programmes: for whom, and which exercises in which order."""

    form = ProgrammeForm
    inlines = (Items,)
    list_display = ("title", "pain_now_max", "days_per_week", "time", "status", "order")
    list_filter = ("status",)
    search_fields = ("slug", "title", "who", "purpose")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("updated_at",)
    fieldsets = (
        (
            None,
            {
                "classes": ("what-it-is",),
                "fields": ("title", "slug", "who", "purpose", "note"),
            },
        ),
        (gettext_lazy("How much"), {"fields": ("pain_now_max", "days_per_week", "occasion")}),
        (gettext_lazy("Who says so"), {"fields": ("sources",)}),
        (gettext_lazy("In lists"), {"fields": ("order", "updated_at")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Programme]:
        return super().get_queryset(request).prefetch_related("items__exercise__doses")

    def get_changeform_initial_data(self, request: HttpRequest) -> Values:
        return {"days_per_week": 3} | super().get_changeform_initial_data(request)

    def needs(self, row: Programme) -> dict[str, bool]:
        items = list(row.items.all())
        drafts = [item.exercise for item in items if item.exercise.status == Status.DRAFT]
        published = _("“%(exercise)s” published")
        return {
            _("for whom"): bool(row.who),
            _("what it is for"): bool(row.purpose),
            _("an exercise"): bool(items),
            _("a source"): row.sources.exists(),
            **{published % {"exercise": exercise}: False for exercise in drafts},
        }

    def view_on_site(self, obj: Programme) -> str:
        return obj.get_absolute_url()

    @admin.display(description=gettext_lazy("time"))
    def time(self, obj: Programme) -> str:
        return minutes_words(obj.minutes) if obj.items.all() else ""
