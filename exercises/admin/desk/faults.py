"""Faults of content as a form says them: a sentence beside the field."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext

from exercises.rules.soundness import LACKING, Fault


def add_faults(form: forms.BaseForm, faults: Iterable[Fault]) -> None:
    """Say each of `faults` beside its field in `form`; what cannot be read is not lacking too."""
    for fault in faults:
        if fault.code != LACKING or fault.field not in form.errors:
            form.add_error(fault.field, _error(fault))


def refuse(faults: Iterable[Fault]) -> None:
    """Raise a ValidationError that says all `faults`, if there are any."""
    errors = [_error(fault) for fault in faults]
    if errors:
        raise ValidationError(errors)


def sentence(words: str) -> str:
    """A reason as a sentence; what it quotes may have ended it already."""
    ended = words.endswith((".", "?", "…"))
    return capfirst(words) if ended else f"{capfirst(words)}."


def _error(fault: Fault) -> ValidationError:
    words = gettext(fault.message) % fault.values
    return ValidationError(sentence(words), code=fault.code)
