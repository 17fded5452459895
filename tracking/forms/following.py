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
from tracking.forms.fields import CHIPS_TEMPLATE, Fold, hidden_text, inside
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
        measures = {measure.pk: measure for measure in Measure.objects.all()}
        self.followed = [measures[pk] for pk in followed_ids(user)]
        self.always = [measure for measure in measures.values() if measure.asked_always]
        self.offered = {
            measure.code: measure
            for measure in measures.values()
            if may_be_followed(measure) or measure in self.followed
        }
        super().__init__(None if data is None else self._regrouped(data))
        for group in GROUPS:
            self._add_ticks(group)
        self.initial["shown"] = " ".join(self.offered)

    def _add_ticks(self, group: str) -> None:
        """Give the form the field of one group, with the headings over its ticks."""
        measures, kinds = self._in_group(group), {}
        if group in (SYMPTOMS, DAILY):
            kinds = by_kind(measure.code for measure in measures)
            measures = [self.offered[code] for code in kinds]
        gone = _("Something in this group is not on offer any more.")
        field: Any = forms.MultipleChoiceField(
            label=GROUPS[group],
            help_text=ONE_A_DAY if group == DAILY else "",
            choices=[(measure.code, self._words(measure)) for measure in measures],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": gone},
        )
        field.groups = kinds
        self.fields[group] = field
        self.initial[group] = [measure.code for measure in measures if measure in self.followed]

    def _in_group(self, group: str) -> list[Measure]:
        return [measure for measure in self.offered.values() if group_of(measure) == group]

    def _words(self, measure: Measure) -> str:
        if measure.opt_in and measure.contested:
            return str(_("%(name)s (contested)") % {"name": measure.label})
        return measure.label

    def _regrouped(self, data: QueryDict) -> QueryDict:
        """What was sent, each tick in the group where it stands now: staff may have moved it."""
        sent = [code for group in GROUPS for code in data.getlist(group)]
        groups = {code: group_of(measure) for code, measure in self.offered.items()}
        regrouped = data.copy()
        for group in GROUPS:
            known = [code for code in sent if groups.get(code) == group]
            strange = [code for code in data.getlist(group) if code not in groups]
            regrouped.setlist(group, known + strange)
        return regrouped

    # --- How it looks --------------------------------------------------------------------------

    @property
    def rows(self) -> list[FollowedRow]:
        """What is followed, as kept, in its order."""
        count = len(self.followed)
        places = enumerate(self.followed, start=1)
        return [FollowedRow(measure, place, count) for place, measure in places]

    @property
    def urgent(self) -> dict[str, list[Measure]]:
        """What may need help at once, by group: its advice is shown before it is chosen."""
        return {
            group: [measure for measure in self._in_group(group) if measure.red_flag]
            for group in GROUPS
        }

    @cached_property
    def helper(self) -> FormHelper:
        """The layout. Made when the form is drawn, for it depends on what was refused."""
        save = Submit("save", _("Save what I follow"), css_class="btn-lg")
        layout = Layout(
            "shown",
            HTML('{% include "tracking/followed_list.html" %}'),
            *self._choices(SYMPTOMS),
            *self._choices(DAILY),
            Div(self._folded(CONTESTED), self._folded(PRIVATE), css_class="follow-folds"),
            Div(save, css_class="form-actions form-save"),
        )
        return inside(layout)

    def _folded(self, group: str) -> Fold:
        is_in_use = bool(self[group].value()) or bool(self[group].errors)
        return Fold(GROUPS[group], *self._choices(group), unfolded=is_in_use)

    def _choices(self, group: str) -> list[Any]:
        """A group's chips with what has to be said of the group."""
        context = f'group="{group}" measures=form.urgent.{group}'
        words = HTML(f'{{% include "tracking/follow_group.html" with {context} %}}')
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
        dropped = set(self.cleaned_data["shown"].split()) - ticked
        stay = [measure for measure in self.followed if measure.code not in dropped]
        picked = [measure for code, measure in self.offered.items() if code in ticked]
        chosen = [*stay, *(measure for measure in picked if measure not in stay)]
        move = self.cleaned_data["move"]
        if move and move[0] in chosen:
            chosen.remove(move[0])
            chosen.insert(max(move[1] - 1, 0), move[0])
        return chosen

    @property
    def is_changed(self) -> bool:
        """Whether something is followed that was not, or the other way round."""
        return set(self.chosen()) != set(self.followed)

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
        return [measure for measure in self.followed if measure not in chosen]
