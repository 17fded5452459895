"""What forms of the account pages are made of: fields, widgets and their words."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.renderers import BaseRenderer
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts import consent
from accounts.spelling import plain
from accounts.time_zones import is_known
from accounts.validators import ReasonablePasswordValidator
from psoas_site.ui.shapes import Files, Given, LayoutPart, Values, Wording

EMAIL_LENGTH = 254
EMAIL_EXAMPLE = _("Write an e-mail address, like ana@example.org.")
PASSWORD_HINT = _("At least 10 characters. A short sentence works well.")
PASSWORD_LABELS = {
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password, again"),
}


def helper_for(*fields: LayoutPart, error_title: Wording) -> FormHelper:
    """Draws `fields` and nothing around them: the page has the form tag and the button."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.form_error_title = error_title
    helper.layout = Layout(*fields)
    return helper


class ShownPassword(forms.PasswordInput):
    """A password field with a button that shows it; without scripts a plain one."""

    def render(
        self,
        name: str,
        value: object,
        attrs: Values | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        return format_html(
            '<show-password class="show-password">{}<button class="btn btn-quiet" type="button" '
            'hidden><span data-show="{show}" data-hide="{hide}">{show}</span>'
            '<span class="visually-hidden"> {what}</span></button></show-password>',
            super().render(name, value, attrs, renderer),
            show=_("Show"),
            hide=_("Hide"),
            what=_("password"),
        )


class AddressInput(forms.EmailInput):
    """Takes an address in the one form in which it is kept; letter case stays as it was typed."""

    def value_from_datadict(self, data: Given, files: Files, name: str) -> object:
        typed = super().value_from_datadict(data, files, name)
        return plain(typed).strip() if isinstance(typed, str) else typed


class TypedTwice:
    """A new password, and once more: the same two, whichever way a keyboard sends them."""

    cleaned_data: Values

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            if type(field.widget) is forms.PasswordInput:
                field.widget = ShownPassword(field.widget.attrs)

    def clean_password1(self) -> str:
        return plain(self.cleaned_data["password1"])

    def clean_password2(self) -> str:
        return plain(self.cleaned_data["password2"])


class Plain(TypedTwice):
    """What our versions of allauth's forms share: labels instead of placeholders, and our hints."""

    error_title: Wording = _("Not saved.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.label = _("E-mail")
                field.widget = AddressInput(field.widget.attrs)
                field.error_messages["invalid"] = EMAIL_EXAMPLE
                # What fits into the column: allauth would cut a longer one without a word.
                field.validators.append(MaxLengthValidator(EMAIL_LENGTH))
                field.widget.attrs["maxlength"] = EMAIL_LENGTH
            elif isinstance(field.widget, forms.PasswordInput):
                field.label = PASSWORD_LABELS.get(name, field.label)
                field.help_text = PASSWORD_HINT if name == "password1" else ""
                # Refused before the slow hash is asked. No maxlength in the page: a browser
                # would cut a pasted password without a word.
                field.validators.append(ReasonablePasswordValidator().validate)
        self.helper = helper_for(*self.laid_out(), error_title=self.error_title)

    def laid_out(self) -> list[LayoutPart]:
        """The fields in their order, as crispy layout objects."""
        return list(self.fields)  # type: ignore[attr-defined]


def consent_field() -> forms.BooleanField:
    """The box to agree with, never ticked beforehand; the same words wherever it is asked."""
    return forms.BooleanField(
        label=consent.LABEL,
        help_text=consent.TEXT,
        error_messages={
            "required": _("Without this we may not keep anything for you, so tick it to go on.")
        },
    )


class Trap(forms.PasswordInput):
    """A text field whose value never comes back: a second try starts empty."""

    input_type = "text"


class KnownZone(forms.ChoiceField):
    """One of the list, or whatever name the device has for it: browsers keep older ones."""

    def valid_value(self, value: object) -> bool:
        return is_known(value)
