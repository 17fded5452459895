"""Things to follow in the admin: what is asked, and where a yes is an emergency."""

from typing import Any, ClassVar, Unpack

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.content.vocabulary import TermAdmin
from exercises.admin.desk.base import ContentForm
from exercises.admin.desk.deletion import held_by_logs
from exercises.admin.desk.faults import add_faults, refuse
from exercises.admin.desk.json_lists import Codes
from exercises.admin.desk.parts import PartFormSet, PartsInOrder
from exercises.models import BodyArea, Measure, MeasureChoice
from exercises.rules import soundness
from psoas_site.ui.shapes import RowForm, Sent, Uploads, Values, Wording


class Places(forms.MultipleChoiceField):
    """Places on the body, kept as their codes."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages: ClassVar[dict[str, Wording]] = {
        "invalid_choice": gettext_lazy("There is no place “%(value)s”.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, choices=_places, **kwargs)


def _places() -> list[tuple[str, str]]:
    return list(BodyArea.objects.values_list("code", "label"))


class MeasureForm(ContentForm):
    """Something to follow; a number has bounds, and nothing private is asked of everybody."""

    emergency_in = Places(
        label=gettext_lazy("An emergency in"),
        help_text=gettext_lazy("A new one in these places leads to emergency help."),
    )

    merges = Codes(label=gettext_lazy("Older codes that mean the same"), required=False)
    no_emergency = forms.BooleanField(
        label=gettext_lazy("It is an emergency nowhere any more"),
        help_text=gettext_lazy("Only where every place above is taken out."),
        required=False,
    )

    def clean_emergency_in(self) -> list[str]:
        given: list[str] = self.cleaned_data["emergency_in"]
        before = self.instance.emergency_in
        return before if set(before) == set(given) else given

    def _check_emergency_kept(self, given: Values) -> None:
        """Taking every place out turns help off that readers were led to: it is said twice."""
        before = self.instance.emergency_in
        emptied = before and not given.get("emergency_in") and "emergency_in" not in self.errors
        if not emptied or given.get("no_emergency"):
            return
        places = dict(_places())
        words = _(
            "Nothing was saved: a new sign in %(places)s led to emergency help, and would not any "
            "more. Tick them again, or say below that you mean it."
        )
        named = ", ".join(str(places.get(code, code)) for code in before)
        self.add_error("emergency_in", words % {"places": named})

    def clean(self) -> Values:
        given = super().clean() or {}
        add_faults(self, soundness.check_measure(dict(given)))
        self._check_emergency_kept(given)
        return given


class ChoiceFormSet(PartFormSet):
    """The answers of a question that is answered by choosing, and of no other."""

    def clean(self) -> None:
        super().clean()
        answer, choice = self.instance.answer, Measure.Answer.CHOICE
        faults = list(soundness.check_choices(answer, len(self.kept()), choice.label))
        if answer == choice:
            refuse(faults)
        if self.deleted_forms and held_by_logs(self.instance):
            words = _(
                "People's logs may hold an answer that you take out. Change its label instead."
            )
            raise ValidationError(words)
        refuse(faults)


class ChoiceForm(forms.ModelForm):
    """An answer to choose; logs keep its code, so that stays."""

    def __init__(self, data: Sent = None, files: Uploads = None, **more: Unpack[RowForm]) -> None:
        super().__init__(data, files, **more)
        self.fields["code"].disabled = self.instance.pk is not None


class Choices(PartsInOrder):
    """The answers to choose from."""

    model = MeasureChoice
    form = ChoiceForm
    formset = ChoiceFormSet
    fields = ("label", "code")


@admin.register(Measure)
class MeasureAdmin(TermAdmin):
    """Things to follow: symptoms, daily things, new signs."""

    form = MeasureForm
    inlines = (Choices,)
    list_display = ("label", "family", "answer", "asked_always", "order")
    list_filter = ("family", "answer", "asked_always", "contested", "red_flag", "urgent", "opt_in")
    search_fields = ("label", "code", "question")

    def get_fields(self, request: HttpRequest, obj: Measure | None = None) -> Any:
        """Saying that it is an emergency nowhere stands below its places, where it has any."""
        names = [name for name in super().get_fields(request, obj) if name != "no_emergency"]
        if obj is not None and obj.emergency_in:
            names.insert(names.index("emergency_in") + 1, "no_emergency")
        return names
