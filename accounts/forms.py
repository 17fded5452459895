"""Forms of the account pages: allauth's, in our words and our look, and the settings."""

from functools import cache
from typing import Any, Unpack, cast

from allauth.account import app_settings
from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from crispy_forms.layout import Div, Field
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts import consent
from accounts.fields import (
    KnownZone,
    Plain,
    ShownPassword,
    Trap,
    consent_field,
    helper_for,
)
from accounts.models import Consent, Theme, User, default_time_zone
from accounts.time_zones import is_known, words_for, zones_by_region
from accounts.validators import ReasonablePasswordValidator
from psoas_site.ui.shapes import BareForm, LayoutPart, RowForm, Sent, Uploads, Values
from psoas_site.ui.widgets import LongSelect, plain_options, start_of

MAIL_WAIT = _(
    "A mail went to this address a moment ago. Look there first; another can be sent in three "
    "minutes."
)


def must_confirm() -> bool:
    """Whether an account opens with the link in its mail, so that no page tells who has one."""
    mandatory = app_settings.EmailVerificationMethod.MANDATORY
    return mandatory == app_settings.EMAIL_VERIFICATION


class SignupForm(Plain, allauth.SignupForm):
    """E-mail, one password, and the agreement to keeping health data."""

    error_title = _("There is no account yet. Your e-mail address is still here.")
    field_order = ("email", "password1", "consent", "time_zone", "website")
    account_already_exists: bool

    consent = consent_field()
    # Filled by static/js/time-zone.js. A plain field: whatever comes in is never an error.
    time_zone = forms.Field(
        required=False, widget=forms.HiddenInput(attrs={"data-time-zone": True})
    )
    # People do not see this field; programs that fill in every field do.
    website = forms.CharField(
        label=_("Website"),
        required=False,
        widget=Trap(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Password")

    def laid_out(self) -> list[LayoutPart]:
        return [
            "email",
            "password1",
            Field("consent", template="rung/fields/check.html"),
            "time_zone",
            Div("website", css_class="visually-hidden", aria_hidden="true"),
        ]

    def clean_time_zone(self) -> str:
        """The browser's zone, or the site's own when it is none that we know."""
        name = self.cleaned_data["time_zone"]
        return name if is_known(name) else default_time_zone()

    def clean(self) -> Values:
        cleaned = super().clean()
        if cleaned.get("website"):
            raise ValidationError(
                _("Something filled in a field that people do not see. Please send this again."),
                code="trap",
            )
        return cleaned

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponseBase | None]:
        """The user; or, where the address has an account, what somebody new would see.

        Where no mail leaves, nobody could be told by mail: then the page says it.
        """
        if self.account_already_exists:
            User().set_password(self.cleaned_data["password1"])  # it takes as long as for others
            return super().try_save(request)
        try:
            return super().try_save(request)
        except IntegrityError:
            # Somebody was faster.
            if must_confirm():
                self.account_already_exists = True
                return super().try_save(request)
            messages.error(request, _("There is already an account with this e-mail address."))
            return None, redirect("account_login")

    def save(self, request: HttpRequest) -> User:
        """The user, their address and their consent: all of it or nothing."""
        with transaction.atomic():
            return super().save(request)

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth between saving the user and the address."""
        user.time_zone = self.cleaned_data["time_zone"]
        user.save(update_fields=["time_zone"])
        Consent.objects.create(user=user, text_version=consent.TEXT_VERSION)


class LoginForm(Plain, allauth.LoginForm):
    error_title = _("You are not logged in yet.")

    def clean_login(self) -> str:
        return get_adapter().clean_email(super().clean_login())


class ResetPasswordForm(Plain, allauth.ResetPasswordForm):
    error_title = _("Nothing was sent.")
    users: list[User]

    def clean_email(self) -> str:
        """The address, and whose it is: never one that still waits to be confirmed."""
        email = get_adapter().clean_email(super().clean_email())
        self.users = [user for user in self.users if user.email == email]
        return email


class ResetPasswordKeyForm(Plain, allauth.ResetPasswordKeyForm):
    error_title = _("Your password is as it was.")


class ChangePasswordForm(Plain, allauth.ChangePasswordForm):
    error_title = _("Your password is as it was.")


class SetPasswordForm(Plain, allauth.SetPasswordForm):
    error_title = _("There is no password yet.")


class ReauthenticateForm(Plain, allauth.ReauthenticateForm):
    error_title = _("We could not make sure that it is you.")


class ChangeEmailForm(Plain, allauth.AddEmailForm):
    """The address to change to. It takes the old one's place once it is confirmed."""

    error_title = _("Your e-mail address is as it was.")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail")

    def save(self, request: HttpRequest) -> EmailAddress:
        """The new address, waiting; an earlier one that waited is dropped, the old one is told.

        allauth would overwrite any unconfirmed address, the present one included, and then
        nobody could be told at the old address.
        """
        with transaction.atomic():
            waiting = EmailAddress.objects.filter(user=self.user, verified=False)
            waiting.exclude(email=self.user.email).delete()
            address = EmailAddress.objects.create(user=self.user, email=self.cleaned_data["email"])
        get_adapter().send_notification_mail(
            "account/email/email_change_asked",
            self.user,
            {"to_email": address.email},
            email=self.user.email,
        )
        if ratelimit.consume(request, action="confirm_email", key=address.email.lower()):
            address.send_confirmation(request)
            template = "account/messages/email_confirmation_sent.txt"
            get_adapter().add_message(request, messages.INFO, template, {"email": address.email})
        else:
            messages.warning(request, MAIL_WAIT)
        return address


class WaitingEmailForm(forms.Form):
    """Which waiting address a button means."""

    email = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": False})
        self.helper = helper_for("email", error_title="")


@cache
def _zones() -> str:
    """All time zones as options."""
    return plain_options(zones_by_region())


class ProfileForm(forms.ModelForm):
    """What a person sets for themselves."""

    time_zone = KnownZone(
        label=_("Time zone"),
        help_text=_("Your days begin and end by this clock."),
        widget=LongSelect({"data-device-zone": _("This device")}, _zones),
    )
    theme = forms.ChoiceField(label=_("Look"), choices=Theme.choices, widget=forms.RadioSelect)

    class Meta:
        model = User
        fields = ["name", "time_zone", "theme"]
        labels = {"name": _("Name")}
        help_texts = {"name": _("Only you see it. You may leave it empty.")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})}

    def __init__(self, data: Sent = None, files: Uploads = None, **more: Unpack[RowForm]) -> None:
        super().__init__(data, files, **more)
        zone = self.initial["time_zone"]
        if start_of(zone) not in _zones():  # an older name of one
            named = plain_options({zone: [(zone, words_for(zone))]})
            cast(LongSelect, self.fields["time_zone"].widget).first = named
        self.helper = helper_for(
            "name",
            "time_zone",
            Field("theme", template="rung/fields/segmented.html"),
            error_title=_("Not saved. Your answers are still here."),
        )


class ConsentForm(forms.Form):
    """The agreement that sign-up asks for, by itself."""

    consent = consent_field()

    def __init__(self, data: Sent = None, files: Uploads = None, **more: Unpack[BareForm]) -> None:
        super().__init__(data, files, **more)
        self.helper = helper_for(
            Field("consent", template="rung/fields/check.html"),
            error_title=_("Nothing has changed."),
        )


class DeleteAccountForm(forms.Form):
    """The password again, before everything goes."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=ShownPassword(attrs={"autocomplete": "current-password"}),
        validators=[ReasonablePasswordValidator().validate],
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.helper = helper_for("password", error_title=_("Nothing was deleted."))

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(_("This is not your current password."), code="incorrect")
        return password
