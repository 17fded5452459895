"""What a person follows: chosen from the library's measures, group by group, and put in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout, Submit
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exercises.models import Measure
from tracking.forms.fields import CHIPS_TEMPLATE, Fold, hidden_text
from tracking.forms.kinds import by_kind
from tracking.recall import followed_ids

SYMPTOMS, DAILY, CONTESTED, PRIVATE = "symptoms", "daily", "contested", "private"
GROUPS: Mapping[str, Any] = {
    SYMPTOMS: _("Symptoms"),
    DAILY: _("Daily things"),
    CONTESTED: _("Contested things"),
    PRIVATE: _("Private things"),
}
ONE_A_DAY = _("One value for each day: the last answer of a day counts.")


def group_of(measure: Measure) -> str:
    """The group in which `measure` is offered. Private goes before contested."""
    if measure.opt_in:
        return PRIVATE
    if measure.contested:
        return CONTESTED
    return DAILY if measure.family == Measure.Family.DAILY else SYMPTOMS


def may_be_followed(measure: Measure) -> bool:
    """Whether it is offered: no new sign, nothing that everybody is asked, no place needed."""
    sign = measure.family == Measure.Family.SIGN
    return not (sign or measure.asked_always or measure.area_required)


@dataclass(frozen=True)
class FollowedRow:
    """One followed measure in the person's list. `place` counts from 1."""

    measure: Measure
    place: int
    of: int

    @property
    def up(self) -> str:
        """What a form sends to move it one place up."""
        return f"{self.measure.code}:{self.place - 1}"

    @property
    def down(self) -> str:
        """What a form sends to move it one place down."""
        return f"{self.measure.code}:{self.place + 1}"


class FollowForm(forms.Form):
    """Ticks for everything on offer, and buttons that move what is followed already.

    Only what the form showed can be dropped by it (`shown`): nothing that was chosen vanishes
    because a page was older, or because the library changed meanwhile.
    """

    shown = hidden_text()
    move = hidden_text()  # sent by a button

    def __init__(self, data: QueryDict | None = None, *, user: User) -> None:
        measures = {one.pk: one for one in Measure.objects.all()}
        self.followed = [measures[pk] for pk in followed_ids(user)]
        chosen = {one.code for one in self.followed}
        self.always = [one for one in measures.values() if one.asked_always]
        self.offered = {
            one.code: one for one in measures.values() if may_be_followed(one) or one.code in chosen
        }
        super().__init__(None if data is None else self._regrouped(data))
        for group, label in GROUPS.items():
            there = self._in_group(group)
            kinds = by_kind(one.code for one in there) if group in (SYMPTOMS, DAILY) else {}
            named = {one.code: one for one in there}
            there = [named[code] for code in kinds] or there
            self.fields[group] = forms.MultipleChoiceField(
                label=label,
                help_text=ONE_A_DAY if group == DAILY else "",
                choices=[(one.code, self._words(one)) for one in there],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                error_messages={
                    "invalid_choice": _("Something in this group is not on offer any more.")
                },
            )
            self.fields[group].groups = kinds  # type: ignore[attr-defined]
            self.initial[group] = [one.code for one in there if one.code in chosen]
        self.initial["shown"] = " ".join(self.offered)

    def _in_group(self, group: str) -> list[Measure]:
        return [one for one in self.offered.values() if group_of(one) == group]

    def _words(self, measure: Measure) -> str:
        if measure.opt_in and measure.contested:
            return str(_("%(name)s (contested)") % {"name": measure.label})
        return measure.label

    def _regrouped(self, data: QueryDict) -> QueryDict:
        """What was sent, each tick in the group where it stands now: staff may have moved it."""
        sent = [code for group in GROUPS for code in data.getlist(group)]
        there = {code: group_of(one) for code, one in self.offered.items()}
        kept = data.copy()
        for group in GROUPS:
            strange = [code for code in data.getlist(group) if code not in there]
            kept.setlist(group, [code for code in sent if there.get(code) == group] + strange)
        return kept

    # --- How it looks --------------------------------------------------------------------------

    @property
    def rows(self) -> list[FollowedRow]:
        """What is followed, as kept, in its order."""
        count = len(self.followed)
        return [FollowedRow(one, place, count) for place, one in enumerate(self.followed, start=1)]

    @property
    def urgent(self) -> dict[str, list[Measure]]:
        """What may need help at once, by group: its advice is shown before it is chosen."""
        return {group: [one for one in self._in_group(group) if one.red_flag] for group in GROUPS}

    @cached_property
    def helper(self) -> FormHelper:
        """The layout. Made when the form is drawn, for it depends on what was refused."""
        helper = FormHelper()
        helper.form_tag = False
        helper.layout = Layout(
            "shown",
            HTML('{% include "tracking/followed_list.html" %}'),
            *self._choices(SYMPTOMS),
            *self._choices(DAILY),
            Div(self._folded(CONTESTED), self._folded(PRIVATE), css_class="follow-folds"),
            Div(
                Submit("save", _("Save what I follow"), css_class="btn-lg"),
                css_class="form-actions form-save",
            ),
        )
        return helper

    def _folded(self, group: str) -> Fold:
        said = bool(self[group].value()) or bool(self[group].errors)
        return Fold(GROUPS[group], *self._choices(group), unfolded=said)

    def _choices(self, group: str) -> list[Any]:
        """A group's chips with what has to be said of the group."""
        parts = {"group": f'"{group}"', "measures": f"form.urgent.{group}"}
        said = " ".join(f"{name}={value}" for name, value in parts.items())
        words = HTML(f'{{% include "tracking/follow_group.html" with {said} %}}')
        chips = Field(group, template=CHIPS_TEMPLATE)
        pair = [words, chips] if group in (CONTESTED, PRIVATE) else [chips, words]
        return [Div(*pair, css_class="stack")]

    # --- What was answered ---------------------------------------------------------------------

    def clean_move(self) -> tuple[Measure, int] | None:
        """The measure to move and its new place, counted from 1; None if nothing moves."""
        code, _colon, place = self.cleaned_data["move"].partition(":")
        if not code:
            return None
        if code not in self.offered or not (place.isdecimal() and len(place) < 4):
            raise forms.ValidationError(_("That cannot be moved. The list is as it was."))
        return self.offered[code], int(place)

    def chosen(self) -> list[Measure]:
        """The whole new set in order: what stays, as it stood, then what is new."""
        ticked = {code for group in GROUPS for code in self.cleaned_data[group]}
        shown = set(self.cleaned_data["shown"].split())
        stay = [one for one in self.followed if one.code in ticked or one.code not in shown]
        new = [one for one in self.offered.values() if one.code in ticked and one not in stay]
        chosen = [*stay, *new]
        if self.cleaned_data["move"] and (moved := self.cleaned_data["move"][0]) in chosen:
            chosen.remove(moved)
            chosen.insert(max(self.cleaned_data["move"][1] - 1, 0), moved)
        return chosen

    def landing(self) -> str:
        """The part of the page to stand on afterwards: the button that was pressed, if any was.

        At the end of the list that button is out of use, and its neighbour takes its place.
        """
        chosen = self.chosen()
        if not self.cleaned_data["move"] or self.cleaned_data["move"][0] not in chosen:
            return ""
        moved = self.cleaned_data["move"][0]
        place, last = chosen.index(moved), len(chosen) - 1
        went_up = moved not in self.followed or place < self.followed.index(moved)
        up = place == last or (went_up and place > 0)
        return f"#{'up' if up else 'down'}-{moved.code}"

    def dropped(self) -> list[Measure]:
        """What was followed and is not any more."""
        chosen = self.chosen()
        return [one for one in self.followed if one not in chosen]
