"""The words in the admin: what exercises are described with, what is followed and searched."""

from typing import Any, ClassVar, Unpack

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.desk.base import ContentAdmin, ContentForm
from exercises.admin.desk.faults import add_faults, refuse
from exercises.models import (
    BodyArea,
    BodyPosition,
    Contraindication,
    Equipment,
    FiveStep,
    Measure,
    Phase,
    ScreeningItem,
    Synonym,
)
from exercises.rules import soundness
from exercises.search.words import names_itself, search_form, ways_to_say, words_of
from psoas_site.ui.shapes import Deletion, RowForm, Sent, Uploads, Values, Wording


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

    list_display = ("label", "floor", "code", "order")


@admin.register(Equipment)
class EquipmentAdmin(TermAdmin):
    """Things to have at hand."""

    list_display = ("label", "optional", "code", "order")


@admin.register(BodyArea)
class BodyAreaAdmin(TermAdmin):
    """Places on the body."""

    list_display = ("label", "sided", "leg", "signs_only", "code", "order")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deletion:
        """A place where a new sign is an emergency stays, or nobody could say it any more."""
        named, counted, missing, held = super().get_deleted_objects(objs, request)
        codes = {area.code for area in objs}
        for measure in Measure.objects.exclude(emergency_in=[]):
            if codes & set(measure.emergency_in):
                held = [*held, _("Emergency in this place: %(measure)s") % {"measure": measure}]
        return named, counted, missing, held


class ContraindicationForm(ContentForm):
    """A condition; readers are asked about it in a question."""

    class Meta:
        help_texts: ClassVar[dict[str, Wording]] = {
            "question": gettext_lazy(
                "As a reader is asked, such as “Are you pregnant?” Empty: the label stands there."
            ),
            "action": gettext_lazy("An exercise may say otherwise on its own page."),
            "say": gettext_lazy("Holds for every exercise that says nothing of its own about it."),
        }

    def clean_question(self) -> str:
        question = str(self.cleaned_data["question"])
        refuse(soundness.check_question(question))
        return question

    def clean_told_by(self) -> str:
        code = str(self.cleaned_data["told_by"])
        others = Contraindication.objects.exclude(pk=self.instance.pk)
        if code and not others.filter(code=code).exists():
            raise ValidationError(_("No other condition has this code."))
        return code


@admin.register(Contraindication)
class ContraindicationAdmin(TermAdmin):
    """Conditions under which an exercise is left out, asked about first, or made smaller."""

    form = ContraindicationForm
    fields = (
        "label", "question", "short_label", "action", "say", "group", "told_by",
        "asked_again_after_days", "used_by", "code", "order",
    )  # fmt: skip
    readonly_fields = ("used_by",)
    list_display = ("label", "action", "short_label", "group", "used_on", "order")
    list_filter = ("action", "group")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contraindication]:
        return super().get_queryset(request).annotate(uses=Count("conditions"))

    @admin.display(description=gettext_lazy("exercises"), ordering="uses")
    def used_on(self, obj: Any) -> int:
        """On how many exercises it stands."""
        return int(obj.uses)

    @admin.display(description=gettext_lazy("Stands on"))
    def used_by(self, obj: Contraindication) -> str:
        """The exercises on which it stands; as long as there are any, it cannot be deleted."""
        names = [row.name for row in obj.exercises.all()] if obj.pk else []
        return ", ".join(names) or _("No exercise")


class ScreeningItemForm(ContentForm):
    """A warning sign; few stand in the foot of every page, and one says when to stop."""

    class Meta:
        help_texts: ClassVar[dict[str, Wording]] = {
            "urgency": gettext_lazy("One sign alone says when to stop while moving."),
            "group": gettext_lazy("Under which heading the safety page shows it."),
        }

    def clean(self) -> Values:
        given = super().clean() or {}
        urgency = given.get("urgency")
        if not urgency:
            return given
        others = dict(ScreeningItem.objects.values_list("pk", "urgency"))
        before = others.pop(self.instance.pk, None)
        faults = soundness.check_sign(urgency, given.get("short", ""), others.values())
        add_faults(self, faults)
        emergency = ScreeningItem.Urgency.EMERGENCY
        ends = before == emergency and urgency != emergency
        if ends and emergency not in others.values():
            self.add_error("urgency", _("This is the only emergency; one has to stay."))
        return given


@admin.register(ScreeningItem)
class ScreeningItemAdmin(TermAdmin):
    """Warning signs."""

    form = ScreeningItemForm
    fields = ("label", "name", "urgency", "group", "short", "words", "code", "order")
    list_display = ("label", "urgency", "group", "short", "order")
    list_filter = ("urgency", "group")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deletion:
        """One sign says when to stop, and one emergency stays."""
        named, counted, missing, held = super().get_deleted_objects(objs, request)
        going = {sign.pk for sign in objs}
        left = set(ScreeningItem.objects.exclude(pk__in=going).values_list("urgency", flat=True))
        if any(sign.urgency == ScreeningItem.Urgency.STOP for sign in objs):
            held = [*held, _("It says when to stop while moving; every page takes it from here.")]
        last = ScreeningItem.Urgency.EMERGENCY not in left
        if last and any(sign.urgency == ScreeningItem.Urgency.EMERGENCY for sign in objs):
            held = [*held, _("No emergency would be left; one has to stay.")]
        return named, counted, missing, held


@admin.register(FiveStep)
class FiveStepAdmin(TermAdmin):
    """The five-step order."""


class SynonymForm(ContentForm):
    """A search word: new to the search, and it means something else than itself."""

    class Meta:
        help_texts: ClassVar[dict[str, Wording]] = {
            "label": gettext_lazy("What people type, such as “CRP”. One or many is the same."),
            "means": gettext_lazy(
                "The library's own words for it. Commas part several: “psoas, front of hip”."
            ),
            "code": gettext_lazy("Made from the label if you leave it empty."),
        }

    def __init__(self, data: Sent = None, files: Uploads = None, **more: Unpack[RowForm]) -> None:
        super().__init__(data, files, **more)
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

    def clean(self) -> Values:
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
