"""When a log-in waits for a confirmed address."""

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from django.http import HttpResponseBase

from accounts.models import User


class FirstLogInStage(EmailVerificationStage):
    """A new account waits for the link in its mail. Whoever was in before goes on without one."""

    def handle(self) -> tuple[HttpResponseBase | None, bool]:
        user = self.login.user
        if isinstance(user, User) and not self.login.signup and vouched_for(user):
            return None, True
        self.state["login"] = user.get_session_auth_hash() if isinstance(user, User) else ""
        return super().handle()

    def exit(self) -> HttpResponseBase:
        """Go on, if the log-in that waits is still the one that began."""
        user = self.login.user
        if isinstance(user, User) and self.state.get("login") == user.get_session_auth_hash():
            return super().exit()
        return self.abort()


def vouched_for(user: User) -> bool:
    """Whether they were logged in before, or have their account from staff and not by sign-up."""
    return user.last_login is not None or not EmailAddress.objects.filter(user=user).exists()
