"""Who somebody is, and what they have agreed to."""

import zoneinfo
from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.spelling import address, forms_of, plain, spellings
from accounts.time_zones import is_known

# What sessions rest on: when one of these changes, they end.
LOGIN = ("password", "email", "is_active")


def default_time_zone() -> str:
    """The operator's time zone: a new account's first guess."""
    return settings.TIME_ZONE


def validate_time_zone(name: str) -> None:
    """Refuse a name that the time zone database does not hold."""
    if not is_known(name):
        raise ValidationError(_("This is not a time zone we know."), code="time_zone")


class UserManager(BaseUserManager["User"]):
    """Makes users whose e-mail address is their login."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """A user with a lower-case `email`; without a password nobody can log in as them."""
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=address(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """A staff member who may edit everything in the admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def with_agreement(self) -> models.QuerySet["User"]:
        """Users who know at once whether they agree (`agrees`), without another question."""
        agreements = Consent.objects.in_force().filter(user=models.OuterRef("pk"))
        # It takes the place of the property, which would ask.
        return self.annotate(agrees=models.Exists(agreements))  # type: ignore[no-redef]

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by e-mail, however it is written."""
        return self.get(email=self.spelling_of(username or ""))

    def spelling_of(self, email: str) -> str:
        """`email` as the account that has it keeps it; else as a new account would."""
        kept = self.filter(email__in=spellings(email)).values_list("email", flat=True)
        return next(iter(kept), address(email))


class Theme(models.TextChoices):
    """How pages look."""

    AUTO = "auto", _("Like the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class User(AbstractUser):
    """A person with an account. The e-mail address is the login; a name is optional."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=default_time_zone, validators=[validate_time_zone]
    )
    theme = models.CharField(_("look"), max_length=5, choices=Theme.choices, default=Theme.AUTO)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_the_case"),
            models.CheckConstraint(
                condition=models.Q(theme__in=Theme.values), name="user_theme_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; with a new login, whatever the old one had begun ends, wherever it was set."""
        before = self._kept_login(kwargs.get("update_fields"))
        super().save(*args, **kwargs)
        if before is not None and before != tuple(getattr(self, name) for name in LOGIN):
            waiting = apps.get_model("account.EmailAddress").objects.filter(user=self)
            waiting.filter(verified=False).exclude(email=self.email).delete()

    def set_password(self, raw_password: str | None) -> None:
        """Keep the password in the one form in which it will be asked for."""
        super().set_password(None if raw_password is None else plain(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password, whichever keyboard or earlier version wrote it."""
        check = super().check_password
        return any(check(form) for form in forms_of(raw_password or ""))

    def _kept_login(self, changed: Iterable[str] | None) -> tuple[object, ...] | None:
        """The login as the database still has it; none where it cannot change now."""
        if self.pk is None or (changed is not None and not set(LOGIN).intersection(changed)):
            return None
        return User.objects.filter(pk=self.pk).values_list(*LOGIN).first()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end with the password, and with the e-mail address too: both are the login."""
        login = f"{self.password}{self.email}"
        return salted_hmac(
            "accounts.User.session", login, secret=secret, algorithm="sha256"
        ).hexdigest()

    @cached_property
    def agrees(self) -> bool:
        """Whether the person agrees, now, that what they write about their health is kept.

        Whoever comes with a session knows it already: see `UserManager.with_agreement`.
        """
        return self.consents.in_force().exists()

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The person's time zone; the operator's, should the database have dropped theirs."""
        try:
            return zoneinfo.ZoneInfo(self.time_zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return zoneinfo.ZoneInfo(settings.TIME_ZONE)


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Agreements, past and present."""

    def in_force(self) -> Self:
        """Those that hold now. Should newer words be asked for one day, this is the place."""
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """One agreement to keeping health data: which words, and when. Never changed, only ended."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    text_version = models.CharField(_("version of the text"), max_length=20)
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(withdrawn_at=None),
                name="consent_in_force_once",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None)
                | models.Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text_version}, {self.given_at:%Y-%m-%d}"


class LogIn(AbstractBaseSession):
    """One session, and whose it is; nobody's before the log-in."""

    # Without a constraint: a page that ends just after its account was deleted is no error.
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, db_constraint=False, related_name="log_ins"
    )

    class Meta:
        verbose_name = _("log-in")
        verbose_name_plural = _("log-ins")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        return import_string("accounts.sessions.SessionStore")  # it needs this model itself
