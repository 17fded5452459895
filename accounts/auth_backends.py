"""How somebody is recognised again: allauth's way, and in the same question whether they agree."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend
from django.db import DEFAULT_DB_ALIAS, models

from accounts.models import User
from accounts.spelling import forms_of
from psoas_site.ui.prepared import Blank, Prepared

COLUMNS = [field.attname for field in User._meta.concrete_fields]


def _with_agreement(person: Blank) -> models.QuerySet[User, Any]:
    return User.objects.with_agreement().filter(pk=person).values_list(*COLUMNS, "agrees")


PERSON = Prepared(_with_agreement, person=User._meta.pk)


class AuthenticationBackend(AllauthBackend):
    """Reads the person of a session together with their agreement, which every page needs."""

    def get_user(self, user_id: str) -> User | None:
        row = PERSON.first(person=user_id)
        if row is None:
            return None
        *columns, agrees = row
        person = User.from_db(DEFAULT_DB_ALIAS, COLUMNS, columns)
        person.agrees = agrees
        return person if self.user_can_authenticate(person) else None

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        """By the address of the account alone: one that waits to be confirmed opens nothing."""
        user = User.objects.filter(email=email.lower()).first()
        return self._check_password(user, password)

    def _mitigate_timing_attack(self, password: str) -> None:
        """An unknown address costs what a known one does: a hash for each form of the password."""
        for _form in forms_of(password):
            User().set_password(password)
