"""What a person may say of themselves: what is true of them, what is at hand, how they get down."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout, Submit
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from exercises.models import Contraindication, Equipment
from exercises.shelf.vocabulary import known_cautions, known_things
from psoas_site.ui.shapes import Values, Wording
from tracking.forms.fields import (
    CHIPS_TEMPLATE,
    NOT_OFFERED,
    SEGMENTED_TEMPLATE,
    Fold,
    choice,
    hidden_text,
    inside,
)
from tracking.logbook import AboutFacts
from tracking.models import Trait
from tracking.records import About

WELL, BADLY = "1", "0"
GOES = ((WELL, _("Goes well")), (BADLY, _("Not well")))
THERE = ((WELL, _("I have one")), (BADLY, _("I have none")))
ABILITIES: dict[str, tuple[tuple[str, Wording], ...]] = {
    Trait.Ability.FLOOR: GOES,
    Trait.Ability.KNEELING: GOES,
    Trait.Ability.BED: THERE,
}
OTHER = Contraindication.Group.OTHER


class TraitAnswerForm(forms.Form):
    """Whether something is still so, as a button sends it."""

    answer = forms.ChoiceField(choices=[("yes", ""), ("no", "")])


class AboutForm(forms.Form):
    """Ticks for what is true and what is at hand; how getting down goes. All of it is optional.

    `was` is what was kept when the page was drawn, so that an older page undoes nothing.
    """

    was = hidden_text()

    is_stale = False

    def __init__(self, data: QueryDict | None = None, *, about: About) -> None:
        self.about = about
        told = {row.caution for row in about.cautions}
        self.groups: dict[str, list[Contraindication]] = {}
        for term in known_cautions().values():
            if term.group or term.code in told:
                self.groups.setdefault(term.group or OTHER, []).append(term)
        super().__init__(data)
        self._add_abilities()
        self._add_ticks("at_hand", _("What you have at hand"), self._things(), about.things)
        for group, terms in self._in_order():
            self._add_cautions(group, terms, told)
        self.initial["was"] = self._is_now()

    def _add_cautions(self, group: str, terms: list[Contraindication], told: set[Any]) -> None:
        codes = told.intersection(term.code for term in terms)
        words = [(term.code, term.label) for term in terms]
        self._add_ticks(group, Contraindication.Group(group).label, words, codes)

    def _things(self) -> list[tuple[str, str]]:
        """What an exercise can lack; what was said to be there stays to be seen."""
        things = known_things().values()
        offered = [thing for thing in things if self._is_offered(thing)]
        return [(thing.code, thing.label) for thing in offered]

    def _is_offered(self, thing: Equipment) -> bool:
        return not thing.optional or thing.code in self.about.things

    def _in_order(self) -> list[tuple[str, list[Contraindication]]]:
        known = [group for group in Contraindication.Group if group in self.groups]
        return [(str(group), self.groups[group]) for group in known]

    def _add_abilities(self) -> None:
        said = self.about.abilities
        for ability, answers in ABILITIES.items():
            self.fields[ability] = choice(Trait.Ability(ability).label, answers)
            if ability in said:
                self.initial[ability] = WELL if said[ability] else BADLY

    def _add_ticks(self, name: str, label: Wording, words: Any, ticked: Any) -> None:
        self.fields[name] = forms.MultipleChoiceField(
            label=label,
            choices=words,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages=NOT_OFFERED,
        )
        self.initial[name] = [code for code, _words in words if code in ticked]

    def _is_now(self) -> str:
        """What is kept, in one text that tells it from anything else."""
        said = [row.caution or row.thing or f"{row.ability}:{row.goes}" for row in self.about.told]
        return " ".join(sorted(said))

    # --- How it looks --------------------------------------------------------------------------

    @property
    def helper(self) -> FormHelper:
        """The layout: how getting down goes first, all that is longer folded."""
        save = Submit("save", _("Save"), css_class="btn-lg")
        abilities = [Field(name, template=SEGMENTED_TEMPLATE) for name in ABILITIES]
        folds = [self._folded(group, "about-ticks") for group, _terms in self._in_order()]
        layout = Layout(
            "was",
            Div(*abilities, css_class="about-abilities stack-l"),
            Div(self._folded("at_hand"), *folds),
            Div(save, css_class="form-actions form-save"),
        )
        return inside(layout)

    def _folded(self, name: str, look: str = "") -> Fold:
        ticks = Field(name, template=CHIPS_TEMPLATE, wrapper_class=f"legend-hidden {look}")
        unfolded = bool(self[name].errors) or (self.is_bound and bool(self[name].value()))
        return Fold(self.fields[name].label or "", ticks, unfolded=unfolded)

    # --- What was answered ---------------------------------------------------------------------

    def clean(self) -> Values:
        """Refuse to write over what was said in another tab."""
        data = super().clean() or self.cleaned_data
        if not self.errors and data["was"] != self._is_now():
            self.is_stale = True
            typed = {name: self[name].value() for name in self.fields}
            self.data = {**typed, "was": self._is_now()}
            words = _(
                "Changed meanwhile in another tab or on another device. Nothing was saved yet."
            )
            raise forms.ValidationError(words)
        return data

    def facts(self) -> AboutFacts:
        """What was said, ready to be written."""
        answers = self.cleaned_data
        codes = [code for group in self.groups for code in answers[group]]
        said = {name: answers[name] == WELL for name in ABILITIES if answers[name]}
        return AboutFacts(
            cautions=frozenset(known_cautions()[code].pk for code in codes),
            things=frozenset(known_things()[code].pk for code in answers["at_hand"]),
            abilities=said,
        )
