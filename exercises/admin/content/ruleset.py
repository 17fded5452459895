"""Versions of the thresholds: superusers make a new one from the one in force, Editors read."""

from dataclasses import asdict
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.desk.base import Choosing
from exercises.admin.desk.drafts import ComesBack, KeepsDrafts
from exercises.admin.desk.faults import add_faults
from exercises.models import Ruleset
from exercises.rules.thresholds import ABOUT, DEFAULTS, About, check_thresholds
from exercises.shelf.ruleset import GROUPS, ruleset_in_force, thresholds_in_force
from psoas_site.ui.shapes import Values, Wording


def _bounds_words(about: About) -> Wording:
    """What a number may be, what it counts, and who says so."""
    return format_lazy(
        gettext_lazy("From {least} to {most} {unit}. Source: {source}."),
        least=about.least,
        most=about.most,
        unit=gettext_lazy(about.unit),
        source=gettext_lazy(about.source),
    )


class RulesetForm(ComesBack):
    """All thresholds of a new version; faults stand beside the number that has to change."""

    class Meta:
        labels: ClassVar[dict[str, Wording]] = {
            name: gettext_lazy(about.words) for name, about in ABOUT.items()
        }
        help_texts: ClassVar[dict[str, Wording]] = {
            name: _bounds_words(about) for name, about in ABOUT.items()
        }

    def clean(self) -> Values:
        given = super().clean() or {}
        numbers = {name: given[name] for name in ABOUT if given.get(name) is not None}
        add_faults(self, check_thresholds(numbers))
        if numbers == asdict(thresholds_in_force()):
            words = _("These are the numbers in force. Change one, or leave them as they are.")
            raise ValidationError(words, code="same")
        return given


def _fieldsets() -> Any:
    """The reason, and then the numbers in their groups."""
    sets: list[Any] = [(None, {"fields": ["why"]})]
    for group, words in GROUPS.items():
        names = [name for name, about in ABOUT.items() if about.group is group]
        sets.append((words, {"fields": names}))
    return sets


@admin.register(Ruleset)
class RulesetAdmin(Choosing, KeepsDrafts):
    """A version that was made is never changed, and none goes: moves that were taken name it."""

    form = RulesetForm
    fieldsets = _fieldsets()
    list_display = ("__str__", "created_at", "created_by", "why", "changes")
    list_select_related = ("created_by",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(getattr(request.user, "is_superuser", False))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new version begins as the one in force."""
        return asdict(thresholds_in_force())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.number = ruleset_in_force().number + 1
        obj.created_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("other than the house says"))
    def changes(self, obj: Ruleset) -> str:
        """Each number that is not the one of the house, with that one."""
        numbers, house = asdict(obj.thresholds), asdict(DEFAULTS)
        changed = [name for name in ABOUT if numbers[name] != house[name]]
        return "; ".join(f"{_(ABOUT[name].words)}: {numbers[name]}" for name in changed)
