"""The pages of allauth that do more, or less, than ours."""

from allauth.account.models import EmailConfirmationHMAC
from allauth.account.views import ConfirmEmailView, EmailView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.confirmations import address_of, changes_the_login
from accounts.forms import MAIL_WAIT
from accounts.reset_links import sends_mail


class ChangeEmailView(EmailView):
    """One address, and perhaps one that waits to take its place."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Nothing waits for a mail that never leaves."""
        if not sends_mail():
            return redirect("account_email")
        return super().post(request, *args, **kwargs)

    def _action_primary(self, request: HttpRequest) -> None:
        """Nothing: only a confirmed address takes the place of the present one."""

    def _action_send(self, request: HttpRequest, *args: object, **kwargs: object) -> None:
        """The link once more; where it has just been sent, a word about that."""
        super()._action_send(request, *args, **kwargs)
        if not self._did_send_verification_email:
            messages.warning(request, MAIL_WAIT)


class ConfirmView(ConfirmEmailView):
    """Confirms an address. One that is to become the login needs its owner, signed in."""

    def get_object(self, queryset: object = None) -> EmailConfirmationHMAC:
        address = address_of(self.kwargs["key"])
        if address is None:
            raise Http404
        return EmailConfirmationHMAC(address)

    def logout_other_user(self, confirmation: EmailConfirmationHMAC) -> None:
        """Nobody: a link in somebody's mail ends no session of whoever opens it."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: str) -> HttpResponseBase:
        address = address_of(kwargs["key"])
        if address is None:
            return self._answer(None)
        if changes_the_login(address) and address.user_id != request.user.pk:
            if not request.user.is_authenticated:
                messages.info(request, _("To confirm your new address, log in first."))
                return redirect_to_login(request.get_full_path())
            return self._answer(address.email)
        return super().dispatch(request, *args, **kwargs)

    def _answer(self, email: str | None) -> HttpResponse:
        """What the link is not good for: anything any more, or for this account."""
        self.object = None
        page = {**self.get_context_data(), "of_another": email}
        return self.render_to_response(page, status=403 if email else 200)


change_email = ChangeEmailView.as_view()
confirm_email = login_not_required(ConfirmView.as_view())
