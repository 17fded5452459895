"""Anatomy, daily life and self-checks in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.content.vocabulary import TermAdmin
from exercises.admin.desk.base import ContentForm
from exercises.admin.desk.json_lists import Answers
from exercises.admin.desk.texts import check_plain
from exercises.models import AnatomyPart, Exercise, Habit, SelfCheck
from exercises.rules.soundness import LONGEST_SENTENCE
from psoas_site.ui.typed import PlainText


class Lines(PlainText):
    """A list that is typed with one thing on each line."""

    widget = forms.Textarea(attrs={"rows": 8})

    def prepare_value(self, value: object) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: object) -> list[str]:
        text = super().clean(value) or ""
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if any(len(line) > LONGEST_SENTENCE for line in lines):
            raise ValidationError(
                _("At most %(n)d characters on a line.") % {"n": LONGEST_SENTENCE}
            )
        check_plain(text)
        return lines


class HabitForm(ContentForm):
    """A small thing of daily life; its checklist has one point on each line."""

    named_by = "label"
    evidence = forms.ChoiceField(label=gettext_lazy("Evidence"), choices=Exercise.Evidence.choices)
    checklist = Lines(
        label=gettext_lazy("Checklist"), required=False, help_text=gettext_lazy("One point a line.")
    )


@admin.register(Habit)
class HabitAdmin(TermAdmin):
    """Daily life."""

    form = HabitForm
    fields = (
        "label", "code", "slug", "intro", "checklist", "texts_say", "known", "evidence", "drawing",
        "caveat", "exercises", "sources", "order",
    )  # fmt: skip
    list_display = ("label", "evidence", "drawing", "order")


class SelfCheckForm(ContentForm):
    """A self-check; the strength of its evidence is one of the known ones."""

    named_by = "label"
    evidence = forms.ChoiceField(label=gettext_lazy("Evidence"), choices=Exercise.Evidence.choices)
    choices = Answers(label=gettext_lazy("Choices"), required=False)


@admin.register(SelfCheck)
class SelfCheckAdmin(TermAdmin):
    """Self-checks."""

    form = SelfCheckForm
    fields = (
        "label", "code", "slug", "how", "can_say", "cannot_say", "caveat", "record", "choices",
        "every_days", "evidence", "sources", "order",
    )  # fmt: skip
    list_display = ("label", "every_days", "evidence", "order")


@admin.register(AnatomyPart)
class AnatomyPartAdmin(TermAdmin):
    """Anatomy: the code is the name of the part in the drawing."""

    fields = (
        "label", "code", "layer", "say", "also", "text", "disagreement", "exercises", "claims",
        "sources", "order",
    )  # fmt: skip
    list_display = ("label", "layer", "code", "order")
    list_filter = ("layer",)
