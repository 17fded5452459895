"""The filters of the diary's two lists. They live in the address, so nothing here is saved."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout, LayoutObject, Submit
from django import forms
from django.http import QueryDict
from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from exercises.models import kept
from exercises.search import in_quotes
from exercises.shelf.vocabulary import known_areas, known_exercises, known_programmes
from psoas_site.ui.filters import Fold, OneKnown, OneListed, SearchInput, SearchRow
from psoas_site.ui.shapes import LayoutPart, Values, Wording
from psoas_site.ui.widgets import LongSelect, plain_options
from tracking.bodymap import place_key
from tracking.forms.fields import CHECK_TEMPLATE, CHIPS_TEMPLATE, KEPT_TEXT, SCALE, day_field
from tracking.forms.kept import Kept, Slots
from tracking.models import Outcome, Side, place_words
from tracking.recall.diary import DoneLately, Labels

LEAST_PAIN = [("", _("Any")), *SCALE[1:]]
LATELY = _("Lately")


@dataclass(frozen=True)
class Offered:
    """What the library offers to choose from, under a heading, and as options of a list."""

    heading: str
    labels: Labels
    drawn: str

    @classmethod
    def of(cls, heading: Wording, labels: Labels) -> "Offered":
        """The same with its options drawn."""
        return cls(str(heading), labels, plain_options({str(heading): [*labels.items()]}))


class LatelyFirst(OneListed):
    """One of many choices; what somebody named or did lately stands `first`, under headings."""

    def __init__(
        self, label: Wording, first: Mapping[str, Labels], offered: Callable[[], Offered]
    ) -> None:
        groups = {heading: [*labels.items()] for heading, labels in first.items() if labels}
        self.first = plain_options(groups)

        def choices() -> Iterator[tuple[str, list[tuple[str, str]]]]:
            yield from groups.items()
            yield offered().heading, [*offered().labels.items()]

        widget = LongSelect({}, lambda: offered().drawn, self.first)
        super().__init__(label=label, choices=choices, required=False, widget=widget)


class Options(LayoutObject):
    """Options of a list that are drawn already."""

    def __init__(self, drawn: str) -> None:
        self.drawn = drawn
        self.fields: list[LayoutPart] = []

    def render(self, *_form_and_context: object, **_more: object) -> SafeString:
        """The options."""
        return SafeString(self.drawn)


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

    def __init__(self, data: QueryDict, **own: "LatelyFirst") -> None:
        """`data`: the address of the page; `own`: fields that offer first what the person said."""
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
        slots = {name: Options(field.first) for name, field in self.own.items()}
        return Layout(Kept(("filter",), list(self.fields), self._lay_out, slots))

    def _lay_out(self, slots: Slots) -> list[LayoutPart]:
        for name, field in self.own.items():
            cast(LongSelect, field.widget).first = cast(LayoutObject, slots[name]).render()
        folded = [name for name in self.fields if name != "q"]
        count = sum(1 for name in folded if self.cleaned_data.get(name))
        title = _("Filters (%(count)d)") % {"count": count} if count else _("Filters")
        return [
            SearchRow(Field("q", wrapper_class="label-hidden")),
            Fold(
                Div("from", "to", css_class="field-pair"),
                *self._own_fields(),
                Submit("submit", _("Show"), css_id="show"),
                title=str(title),
                is_open=any(name in self.errors for name in folded),
            ),
        ]

    def _own_fields(self) -> list[LayoutPart]:
        raise NotImplementedError


class CheckInFilter(DiaryFilter):
    """Also by place, by pain at least, and by new signs."""

    pain = OneListed(label=_("Pain, at least"), choices=LEAST_PAIN, required=False)
    signs = forms.BooleanField(label=_("Only with something new"), required=False)

    def __init__(self, data: QueryDict, lately: Labels) -> None:
        """`lately`: the places that the person named lately."""
        first = {"": _any(_("Anywhere")), str(LATELY): lately}
        super().__init__(data, place=LatelyFirst(_("Where"), first, _places))

    def words_of(self, name: str) -> str:
        if name == "pain":
            return str(_("pain %(pain)s or more") % {"pain": self.cleaned_data["pain"]})
        return str(_("something new")) if name == "signs" else super().words_of(name)

    def asked(self) -> Values:
        asked = super().asked()
        return asked | {"pain": int(asked["pain"])} if "pain" in asked else asked

    def _own_fields(self) -> list[LayoutPart]:
        return [
            Div("place", "pain", css_class="field-pair"),
            Field("signs", template=CHECK_TEMPLATE),
        ]


class SessionFilter(DiaryFilter):
    """Also by programme, by one thing that was done, and by how it went."""

    words_label, words_example = _("Words in notes and names"), _("In notes and names")
    outcome = OneKnown(label=_("How it went"), choices=Outcome.choices, required=False)

    def __init__(self, data: QueryDict, lately: DoneLately, movements: Labels) -> None:
        """`lately`: what the person did lately; `movements`: those of their own."""
        programmes = {"": _any(_("Any")), str(LATELY): lately.programmes}
        things = {"": _any(_("Any")), str(LATELY): lately.things, str(_("Your own")): movements}
        super().__init__(
            data,
            programme=LatelyFirst(_("Programme"), programmes, _programmes),
            did=LatelyFirst(_("Movement"), things, _exercises),
        )

    def _own_fields(self) -> list[LayoutPart]:
        return [
            Div("programme", "did", css_class="field-pair"),
            Field("outcome", template=CHIPS_TEMPLATE),
        ]


def _any(words: Wording) -> Labels:
    return {"": str(words)}


# --- What the library offers to all ---------------------------------------------------------------


@kept
def _places() -> Offered:
    """Each place that can hurt, with its sides."""
    labels: dict[str, str] = {}
    for area in known_areas().values():
        if not area.signs_only:
            sides = (Side.NONE, Side.LEFT, Side.RIGHT) if area.sided else (Side.NONE,)
            labels |= {place_key(area.code, side): place_words(area, side) for side in sides}
    return Offered.of(_("All places"), labels)


@kept
def _programmes() -> Offered:
    rows = known_programmes().values()
    labels = {row.slug: row.title for row in rows if row.published}
    return Offered.of(_("All programmes"), labels)


@kept
def _exercises() -> Offered:
    rows = known_exercises().values()
    labels = {row.slug: row.name for row in rows if row.published}
    return Offered.of(_("All exercises"), labels)
