"""The filters of the diary's two lists. They live in the address, so nothing here is saved."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout, Submit
from django import forms
from django.http import QueryDict
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from exercises.search import in_quotes
from psoas_site.ui.filters import Fold, OneKnown, OneListed, SearchInput, SearchRow
from psoas_site.ui.shapes import LayoutPart, Values, Wording
from tracking.forms.fields import CHECK_TEMPLATE, CHIPS_TEMPLATE, KEPT_TEXT, SCALE, day_field
from tracking.forms.kept import Kept, Slots
from tracking.models import Outcome
from tracking.recall.diary import DoneSubjects

LEAST_PAIN = [("", _("Any")), *SCALE[1:]]

Choices = list[tuple[str, Wording | list[tuple[str, str]]]]


class DiaryFilter(forms.Form):
    """Words in the notes, and days from and to. What cannot be understood is left out."""

    q = forms.CharField(
        label=_("Words"),
        max_length=100,
        required=False,
        widget=SearchInput,
        error_messages=KEPT_TEXT,
    )
    use_required_attribute = False

    words_label, words_example = _("Words in your notes"), _("Words in your notes")

    def __init__(self, data: QueryDict, **own: forms.Field) -> None:
        """`data`: the address of the page; `own`: fields that offer what the person has said."""
        asked = any(name in data for name in (*self.base_fields, "from", "to", *own))
        super().__init__(data if asked else None)
        self.own = own
        self.fields["q"].label = self.words_label
        self.fields["q"].widget.attrs["placeholder"] = self.words_example
        unknown = _("We do not know this day, so it is left out.")
        self.fields["from"] = day_field(_("From"), unknown)
        self.fields["to"] = day_field(_("To"), unknown)
        self.fields.update(own)
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_class = "filters"
        self.helper.disable_csrf = True
        self.helper.form_error_title = _("Part of this is left out. What you typed is still here.")

    def clean(self) -> Values:
        data = super().clean() or self.cleaned_data
        first, last = data.get("from"), data.get("to")
        if first and last and last < first:
            self.add_error("to", _("This is before the first day, so it is left out."))
        return data

    def asked(self) -> Values:
        """What is asked, by the name of its filter, without what could not be understood."""
        self.cleaned_data = {}
        self.is_valid()
        self.helper.layout = self._layout()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def words_of(self, name: str) -> str:
        """What was asked of one filter, in words."""
        value = self.cleaned_data[name]
        if name == "q":
            return in_quotes(value)
        if name in ("from", "to"):
            day = formats.date_format(value, "j F Y")
            return str(_("from %(day)s") if name == "from" else _("to %(day)s")) % {"day": day}
        return self._label_of(name, value)

    def _label_of(self, name: str, value: object) -> str:
        """The words of one choice; of choices in groups, too."""
        for key, label in self.fields[name].choices:  # type: ignore[attr-defined]
            for listed, words in label if isinstance(label, list) else [(key, label)]:
                if listed == value:
                    return str(words)
        return str(value)

    def _layout(self) -> Layout:
        """The words always in sight; the rest folds. While nothing is asked, it is kept."""
        names = [name for name in self.fields if name not in self.own]
        slots = {name: name for name in self.own}
        return Layout(Kept(("filter",), names, self._lay_out, slots))

    def _lay_out(self, slots: Slots) -> list[LayoutPart]:
        folded = [name for name in self.fields if name != "q"]
        count = sum(1 for name in folded if self.cleaned_data.get(name))
        title = _("Filters (%(count)d)") % {"count": count} if count else _("Filters")
        return [
            SearchRow(Field("q", wrapper_class="label-hidden")),
            Fold(
                Div("from", "to", css_class="field-pair"),
                *self._own_fields(slots),
                Submit("submit", _("Show"), css_id="show"),
                title=str(title),
                is_open=any(name in self.errors for name in folded),
            ),
        ]

    def _own_fields(self, slots: Slots) -> list[LayoutPart]:
        raise NotImplementedError


class CheckInFilter(DiaryFilter):
    """Also by place, by pain at least, and by new signs."""

    pain = OneListed(label=_("Pain, at least"), choices=LEAST_PAIN, required=False)
    signs = forms.BooleanField(label=_("Only with something new"), required=False)

    def __init__(self, data: QueryDict, places: dict[str, str]) -> None:
        named: Choices = [("", _("Anywhere")), *places.items()]
        place = OneListed(label=_("Where"), choices=named, required=False)
        super().__init__(data, place=place)

    def words_of(self, name: str) -> str:
        if name == "pain":
            return str(_("pain %(pain)s or more") % {"pain": self.cleaned_data["pain"]})
        return str(_("something new")) if name == "signs" else super().words_of(name)

    def asked(self) -> Values:
        asked = super().asked()
        return asked | {"pain": int(asked["pain"])} if "pain" in asked else asked

    def _own_fields(self, slots: Slots) -> list[LayoutPart]:
        return [
            Div(slots["place"], "pain", css_class="field-pair"),
            Field("signs", template=CHECK_TEMPLATE),
        ]


class SessionFilter(DiaryFilter):
    """Also by programme, by one thing that was done, and by how it went."""

    words_label, words_example = _("Words in notes and names"), _("In notes and names")
    outcome = OneKnown(label=_("How it went"), choices=Outcome.choices, required=False)

    def __init__(self, data: QueryDict, done: DoneSubjects) -> None:
        programmes: Choices = [("", _("Any")), *done.programmes.items()]
        things: Choices = [("", _("Any")), *_groups(done)]
        super().__init__(
            data,
            programme=OneListed(label=_("Programme"), choices=programmes, required=False),
            did=OneListed(label=_("Movement"), choices=things, required=False),
        )

    def _own_fields(self, slots: Slots) -> list[LayoutPart]:
        return [
            Div(slots["programme"], slots["did"], css_class="field-pair"),
            Field("outcome", template=CHIPS_TEMPLATE),
        ]


def _groups(done: DoneSubjects) -> Iterable[tuple[Any, Any]]:
    """Exercises and movements of one's own, each under its heading where there are both."""
    exercises, movements = list(done.exercises.items()), list(done.movements.items())
    if not movements:
        return exercises
    return [(_("Exercises"), exercises), (_("Your own"), movements)]
