"""The one page of allauth that does more than ours."""

from allauth.account.views import EmailView
from django.http import HttpRequest


class ChangeEmailView(EmailView):
    """One address, and perhaps one that waits to take its place."""

    def _action_primary(self, request: HttpRequest) -> None:
        """Nothing: only a confirmed address takes the place of the present one."""


change_email = ChangeEmailView.as_view()
