"""The words in the admin: what exercises are described with, what is followed and searched."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.content import ContentAdmin, ContentForm
from exercises.admin.parts import PartFormSet, PartsInOrder
from exercises.models import (
    BodyArea,
    BodyPosition,
    Contraindication,
    Equipment,
    Exercise,
    FiveStep,
    Habit,
    Measure,
    MeasureChoice,
    Phase,
    ScreeningItem,
    SelfCheck,
    Synonym,
)
from exercises.search.words import names_itself, search_form, ways_to_say, words_of


class TermAdmin(ContentAdmin):
    """One kind of word."""

    list_display: tuple[str, ...] = ("label", "code", "order")
    search_fields: ClassVar[tuple[str, ...]] = ("label", "code")


@admin.register(Phase)
class PhaseAdmin(TermAdmin):
    """Phases."""

    list_display = ("label", "gentle", "code", "order")


@admin.register(BodyPosition)
class BodyPositionAdmin(TermAdmin):
    """Positions of the body."""


@admin.register(Equipment)
class EquipmentAdmin(TermAdmin):
    """Things to have at hand."""

    list_display = ("label", "optional", "code", "order")


@admin.register(BodyArea)
class BodyAreaAdmin(TermAdmin):
    """Places on the body."""

    list_display = ("label", "sided", "code", "order")


@admin.register(Contraindication)
class ContraindicationAdmin(TermAdmin):
    """Conditions under which an exercise is left out or taken with care."""

    list_display = ("label", "action", "short_label", "order")
    list_filter = ("action",)


@admin.register(ScreeningItem)
class ScreeningItemAdmin(TermAdmin):
    """Warning signs."""

    list_display = ("label", "urgency", "order")
    list_filter = ("urgency",)


@admin.register(FiveStep)
class FiveStepAdmin(TermAdmin):
    """The five-step order."""


@admin.register(Habit)
class HabitAdmin(TermAdmin):
    """Habits."""


class SelfCheckForm(ContentForm):
    """A self-check; the strength of its evidence is one of the known ones."""

    evidence = forms.ChoiceField(label=gettext_lazy("Evidence"), choices=Exercise.Evidence.choices)


@admin.register(SelfCheck)
class SelfCheckAdmin(TermAdmin):
    """Self-checks."""

    form = SelfCheckForm
    list_display = ("label", "every_days", "evidence", "order")


class MeasureForm(ContentForm):
    """Something to follow; a number has bounds, and nothing private is asked of everybody."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        low, high = given.get("minimum"), given.get("maximum")
        if given.get("answer") == Measure.Answer.NUMBER:
            for name, value in (("minimum", low), ("maximum", high)):
                if value is None and name not in self.errors:
                    self.add_error(name, _("A number needs its bounds."))
        if low is not None and high is not None and low > high:
            self.add_error("maximum", _("This is less than the smallest."))
        if given.get("asked_always") and (given.get("contested") or given.get("opt_in")):
            said = _("What is contested or only by choice is not asked of everybody.")
            self.add_error("asked_always", said)
        return given


class ChoiceFormSet(PartFormSet):
    """The answers of a question that is answered by choosing, and of no other."""

    def clean(self) -> None:
        super().clean()
        by_choice = self.instance.answer == Measure.Answer.CHOICE
        if by_choice and len(self.kept()) < 2:
            raise ValidationError(_("“One of several” needs two answers at least."))
        if not by_choice and self.kept():
            raise ValidationError(_("Only “One of several” has answers to choose from."))


class Choices(PartsInOrder):
    """The answers to choose from."""

    model = MeasureChoice
    formset = ChoiceFormSet
    fields = ("label", "code")


@admin.register(Measure)
class MeasureAdmin(TermAdmin):
    """Things to follow: symptoms, daily things, new signs."""

    form = MeasureForm
    inlines = (Choices,)
    list_display = ("label", "family", "answer", "asked_always", "order")
    list_filter = ("family", "answer", "asked_always", "contested", "red_flag", "opt_in")
    search_fields = ("label", "code", "question")


class SynonymForm(ContentForm):
    """A search word: new to the search, and it means something else than itself."""

    class Meta:
        help_texts: ClassVar[dict[str, Any]] = {
            "label": gettext_lazy("What people type, such as “CRP”. One or many is the same."),
            "means": gettext_lazy(
                "The library's own words for it. Commas part several: “psoas, front of hip”."
            ),
            "code": gettext_lazy("Made from the label if you leave it empty."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False

    def clean_label(self) -> str:
        label = str(self.cleaned_data["label"])
        form = search_form(words_of(label))
        if not form:
            raise ValidationError(_("This holds no word."))
        others = Synonym.objects.exclude(pk=self.instance.pk).values_list("label", flat=True)
        same = next((other for other in others if search_form(words_of(other)) == form), None)
        if same is not None:
            raise ValidationError(_("To a search this is the same as “%s”.") % same)
        return label

    def clean_means(self) -> str:
        means = str(self.cleaned_data["means"])
        if not ways_to_say(means):
            raise ValidationError(_("This holds no word."))
        return means

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        label, means = given.get("label", ""), given.get("means", "")
        if label and means and names_itself(label, means):
            self.add_error("means", _("This says the same as the label."))
        if given.get("code") == "" and label:
            given["code"] = slugify(label)[:60].strip("-_")
            if not given["code"]:
                self.add_error("code", _("Say one in plain letters."))
        return given


@admin.register(Synonym)
class SynonymAdmin(TermAdmin):
    """Search words."""

    form = SynonymForm
    fields = ("label", "means", "code", "order")
    list_display = ("label", "means", "order")
    search_fields = ("label", "means")
