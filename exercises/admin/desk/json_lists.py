"""A list that is written as JSON: what no database could keep is refused beside its field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput
from django.utils.translation import gettext_lazy as _

from exercises.admin.desk.texts import check_plain


class JSONList(forms.JSONField):
    """Several things of one kind, each of whole characters that can be seen."""

    def to_python(self, value: object) -> Any:
        try:
            things = super().to_python(value)
        except RecursionError as error:
            raise self._invalid() from error
        if things is None:
            return []
        if not isinstance(things, list) or not all(map(self.is_one, things)):
            raise self._invalid()
        return things

    def bound_data(self, data: str | None, initial: object) -> object:
        """What was typed, as it was typed."""
        return initial if self.disabled else InvalidJSONInput(data or "")

    def is_one(self, thing: object) -> bool:
        """Whether `thing` may stand in the list."""
        return isinstance(thing, str) and thing.isprintable()

    def _invalid(self) -> ValidationError:
        return ValidationError(self.error_messages["invalid"], code="invalid")


class Codes(JSONList):
    """Codes, such as ["pain_front", "pain_groin"]."""

    default_error_messages = {
        "invalid": _('Write codes in quotes, in square brackets: ["pain_front", "pain_groin"].')
    }


class Answers(JSONList):
    """Answers, each with its code and its label."""

    default_error_messages = {
        "invalid": _('Write each answer as {"code": "low_heel", "label": "The heel is low"}.')
    }

    def is_one(self, thing: object) -> bool:
        if not isinstance(thing, dict) or set(thing) != {"code", "label"}:
            return False
        return all(super(Answers, self).is_one(part) for part in thing.values())

    def clean(self, value: object) -> Any:
        answers = super().clean(value)
        for answer in answers:
            check_plain(answer["label"])
        return answers
