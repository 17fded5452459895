"""The filters of the library. They live in the address, so nothing here is ever saved."""

from collections.abc import Iterable, Sequence

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout, LayoutObject, Submit
from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from exercises.models import Claim, Source
from exercises.models.vocabulary import Term
from exercises.rules.bands import PAIN_MAX
from exercises.shelf.cards import Card, Word
from exercises.shelf.catalogue import Wishes
from psoas_site.ui.filters import Fold, OneKnown, OneListed, SearchInput, SearchRow, SomeKnown
from psoas_site.ui.shapes import Values

PAINS = [(str(number), str(number)) for number in range(PAIN_MAX + 1)]
MINUTES = [
    ("", _("Any")),
    ("2", _("2 min")),
    ("5", _("5 min")),
    ("10", _("10 min")),
    ("15", _("15 min")),
]

# What a filter asks, where its choice alone does not say it.
WORDS_OF = {
    "minutes": _("At most %(words)s"),
    "equipment": _("At hand: %(words)s"),
}

CHIPS = "rung/fields/choices.html"


class Part(Fold):
    """Rarer filters, folded within the others; its title counts those that are set."""

    template = "exercises/filters_part.html"

    def __init__(self, form: "LibraryForm", *names: str, title: str) -> None:
        """The filters of `form` called `names`."""
        fields = (name if name == "area" else Field(name, template=CHIPS) for name in names)
        count = sum(1 for name in names if form.understood.get(name))
        faulty = any(name in form.errors for name in names)
        super().__init__(*fields, title=title, is_open=faulty)
        self.count = count
        self.alone = len(names) == 1  # then the title says what its legend would


class Show(Div):
    """The button that ends the filters; it says how many they leave."""

    template = "exercises/filters_show.html"

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class AddressForm(forms.Form):
    """A form whose answers stand in the address of a page."""

    use_required_attribute = False
    address: str

    @property
    def understood(self) -> Values:
        """The answers without those that are left out, each with its message."""
        self.is_valid()
        return self.cleaned_data

    def _helper(self, *layout: LayoutObject) -> FormHelper:
        helper = FormHelper()
        helper.form_method = "get"
        helper.form_action = reverse(self.address)
        helper.form_class = "filters"
        helper.disable_csrf = True
        helper.form_error_title = _("Part of this is left out. What you typed is still here.")
        helper.layout = Layout(*layout)
        return helper


class SearchForm(AddressForm):
    """What somebody looks for, in their own words."""

    q = forms.CharField(
        label=_("Search"),
        max_length=100,
        required=False,
        widget=SearchInput(attrs={"placeholder": _("Search: lunge, breathing, bridge")}),
    )

    address = "exercises:search"

    @property
    def helper(self) -> FormHelper:
        """How the form is drawn."""
        return self._helper(self._search_row())

    def _search_row(self) -> SearchRow:
        return SearchRow(Field("q", wrapper_class="label-hidden"))


class PainForm(AddressForm):
    """How much pain there is, to say what is within it."""

    pain = OneKnown(
        label=_("Pain right now"),
        choices=[*PAINS, ("", _("Do not match"))],
        required=False,
    )

    address = "exercises:programmes"

    def __init__(self, data: QueryDict, pain_today: int | None = None) -> None:
        """`pain_today`, from a check-in, counts while the address says nothing of pain."""
        self.pain_today = pain_today
        shown = data.copy()
        shown.setdefault("minutes", "")
        if pain_today is not None:
            shown.setdefault("pain", str(pain_today))
        self.said_pain = "pain" in data
        super().__init__(shown)

    @property
    def from_check_in(self) -> bool:
        """Whether it is the check-in that says how much pain there is."""
        return self.pain_today is not None and (not self.said_pain or "pain" in self.errors)

    @property
    def pain_now(self) -> int | None:
        """The pain that exercises are matched to, or None when nothing was said of it."""
        if self.from_check_in:
            return self.pain_today
        answer = self.understood.get("pain")
        return int(answer) if answer else None

    @property
    def taken_along(self) -> str:
        """What a link adds to its address, so that a number said here counts there too."""
        if self.from_check_in or self.pain_now is None:
            return ""
        return f"?pain={self.pain_now}"

    @property
    def helper(self) -> FormHelper:
        """How the form is drawn."""
        return self._helper(
            Fold(
                Field("pain", template="rung/fields/scale.html"),
                Submit("submit", _("Match to this number")),
                title=str(_("Match to a pain level")),
                is_open=bool(self.errors),
            )
        )


class LibraryForm(PainForm, SearchForm):
    """Everything that the list of exercises can be asked."""

    minutes = OneKnown(label=_("Time, at most"), choices=MINUTES, required=False)
    position = SomeKnown(label=_("Position"), required=False)
    area = OneKnown(label=_("Where"), required=False, widget=forms.Select)
    phase = SomeKnown(label=_("What kind"), required=False)
    equipment = SomeKnown(
        label=_("What you have at hand"),
        required=False,
        help_text=_("While nothing is ticked, equipment is not looked at."),
    )
    avoid = SomeKnown(
        label=_("Leave out what is not for me"),
        required=False,
        help_text=_("Kept nowhere but in the address of this page."),
    )

    address = "exercises:library"
    offered = 0  # how many exercises the answers leave: whoever has asked says so

    def __init__(
        self, data: QueryDict, cards: Sequence[Card], pain_today: int | None = None
    ) -> None:
        super().__init__(data, pain_today)
        unasked = {"area": [("", _("Anywhere"))]}
        for name, words in _words_on(cards).items():
            choices = [*unasked.get(name, ()), *_choices(words)]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        """Search always in sight; the rest folds."""
        return self._helper(
            self._search_row(),
            Fold(
                Field("pain", template="rung/fields/scale.html"),
                Field("minutes", template="rung/fields/segmented.html"),
                Field("position", template=CHIPS),
                Part(self, "area", "phase", title=str(_("Where, and what kind"))),
                Part(self, "equipment", title=str(_("What you have at hand"))),
                Part(self, "avoid", title=str(_("Leave out what is not for me"))),
                Show(self.show_words),
                title=self._filters_title(),
                is_open=any(name in self.errors for name in self.fields if name != "q"),
            ),
        )

    @property
    def show_words(self) -> str:
        """What the button says: how many exercises are offered as the filters stand."""
        return str(_("Show %(count)d") % {"count": self.offered})

    def _filters_title(self) -> str:
        """The word, and how many are set while they are folded away."""
        folded = (name for name in self.fields if name not in ("q", "pain"))
        count = sum(1 for name in folded if self.understood.get(name))
        return _("Filters (%(count)d)") % {"count": count} if count else str(_("Filters"))

    def wishes(self) -> Wishes:
        """What is asked, without what could not be understood."""
        asked = {name: answer for name, answer in self.understood.items() if answer}
        return Wishes(
            q=asked.get("q", ""),
            area=asked.get("area", ""),
            phase=frozenset(asked.get("phase", ())),
            position=frozenset(asked.get("position", ())),
            pain=self.pain_now,
            minutes=int(asked["minutes"]) if "minutes" in asked else None,
            equipment=frozenset(asked["equipment"]) if "equipment" in asked else None,
            avoid=frozenset(asked.get("avoid", ())),
        )

    def choices_of(self, name: str) -> list[tuple[str, str]]:
        """The codes and words that a filter offers."""
        return list(self.fields[name].choices)  # type: ignore[attr-defined]

    def words_of(self, name: str) -> str:
        """What was asked of one filter, in words that stand alone."""
        answer = self.understood.get(name)
        if name == "q":
            return str(answer)
        labels = dict(self.choices_of(name))
        values = answer if isinstance(answer, list) else [answer]
        words = ", ".join(str(labels[value]) for value in values if value)
        return str(WORDS_OF.get(name, "%(words)s")) % {"words": words}


class ClaimsForm(AddressForm):
    """Which claims are shown: by topic, by our verdict, by who speaks of them."""

    topic = OneListed(
        label=_("Topic"), choices=[("", _("Any")), *Claim.Topic.choices], required=False
    )
    verdict = OneListed(
        label=_("Our verdict"), choices=[("", _("Any")), *Claim.Verdict.choices], required=False
    )
    source = OneListed(label=_("Who speaks of it"), required=False)

    address = "exercises:claims"

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        speaking = Source.objects.filter(positions__isnull=False).distinct()
        named = [(source.slug, capfirst(source.reader_name)) for source in speaking]
        self.fields["source"].choices = [("", _("Anybody")), *named]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """What is asked of each filter; empty where nothing is, or it was not understood."""
        return {name: self.understood.get(name) or "" for name in self.fields}

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(self.wanted().values())

    @property
    def helper(self) -> FormHelper:
        """The three lists, folded away until they are wanted."""
        return self._helper(
            Fold(
                Div(*self.fields, css_class="field-pair"),
                Submit("submit", _("Show")),
                title=str(_("Filter by topic, verdict or source")),
                is_open=bool(self.errors),
            )
        )


def _word(term: Term) -> Word:
    return Word(term.order, term.label, term.code)


def _words_on(cards: Iterable[Card]) -> dict[str, set[Word]]:
    """The words in use on `cards`, by the filter that asks for them."""
    words: dict[str, set[Word]] = {
        name: set() for name in ("area", "phase", "position", "equipment", "avoid")
    }
    for card in cards:
        words["area"].update(card.areas)
        words["phase"].add(_word(card.exercise.phase))
        words["position"].add(_word(card.exercise.position))
        words["equipment"].update(card.equipment)
        words["avoid"].update(card.cautions)
    return words


def _choices(words: Iterable[Word]) -> list[tuple[str, str]]:
    """The words in use, in the order of their vocabulary."""
    return [(word.code, word.label) for word in sorted(words)]
