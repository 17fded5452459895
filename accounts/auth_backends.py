"""How somebody is recognised again: allauth's way, and in the same question whether they agree."""

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend

from accounts.models import User
from accounts.spelling import forms_of


class AuthenticationBackend(AllauthBackend):
    """Reads the person of a session together with their agreement, which every page needs."""

    def get_user(self, user_id: str) -> User | None:
        person = User.objects.with_agreement().filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        """By the address of the account alone: one that waits to be confirmed opens nothing."""
        user = User.objects.filter(email=email.lower()).first()
        return self._check_password(user, password)

    def _mitigate_timing_attack(self, password: str) -> None:
        """An unknown address costs what a known one does: a hash for each form of the password."""
        for _form in forms_of(password):
            User().set_password(password)
