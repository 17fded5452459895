"""When a log-in waits for a confirmed address."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage

from accounts.models import User


class FirstLogInStage(EmailVerificationStage):
    """A new account waits for the link in its mail. Whoever was in before goes on without one."""

    def handle(self) -> Any:
        user = self.login.user
        if isinstance(user, User) and not self.login.signup and vouched_for(user):
            return None, True
        return super().handle()


def vouched_for(user: User) -> bool:
    """Whether they were logged in before, or have their account from staff and not by sign-up."""
    return user.last_login is not None or not EmailAddress.objects.filter(user=user).exists()
