"""How allauth behaves on this site."""

from typing import ClassVar
from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.core import context as allauth_context
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.confirmations import key_for
from accounts.device import name_for
from accounts.models import User
from accounts.post import send_soon
from accounts.spelling import address, plain
from psoas_site.ui.shapes import Given, Wording


def under_our_name(request: HttpRequest, url: str) -> str:
    """`url` under the operator's SITE_URL; without one, under the allowed host that was named.

    A port that the request names is not ours unless we listen on it.
    """
    named = request.get_host()
    domain, port = split_domain_port(named)
    host = named if port == request.META.get("SERVER_PORT") else domain
    ours = urlsplit(settings.SITE_URL or f"{request.scheme}://{host}")
    return urlunsplit((ours.scheme, ours.netloc, *urlsplit(url)[2:]))


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up by the operator's switch, our words, links that cannot be forged, mail in a queue."""

    error_messages: ClassVar[dict[str, Wording]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed for now."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("This e-mail address and password do not go together."),
        "email_taken": _("There is already an account with this e-mail address."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your current password."),
        "too_many_login_attempts": _(
            "Those were many tries. Please wait five minutes, or set a new password by e-mail. "
            "A device on which you were logged in before may go on."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.ALLOW_SIGNUP)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: there are pages here and nothing else."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Whether `next` stays on the very host that was asked for.

        allauth would also go to every other host of ALLOWED_HOSTS and CSRF_TRUSTED_ORIGINS.
        """
        request = allauth_context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        """Who to count a try for. A proxy that is set up wrongly must not close the log-in."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return request.META.get("REMOTE_ADDR") or "unknown"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """One count for one account, whichever way its address or our host is written."""
        who = address(credentials.get("email", ""))
        device = name_for(request, who)
        return f"{who} on {device}" if device else who

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: str) -> None:
        """A new password by mail opens the log-in again, everywhere."""
        super()._delete_login_attempts_cached_email(request, **credentials)
        who = address(credentials.get("email", ""))
        ratelimit.clear(request, action="login_failed", key=who)

    def get_login_stages(self) -> list[str]:
        """allauth's, but for the one that asks for a confirmed address."""
        ours = {"allauth.account.stages.EmailVerificationStage": "accounts.stages.FirstLogInStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def clean_email(self, email: str) -> str:
        """The address as its account keeps it, so that nobody has two by writing it otherwise."""
        return User.objects.spelling_of(email)

    def clean_password(self, password: str, user: User | None = None) -> str:
        """The password as it will be kept, once it has passed as that."""
        return super().clean_password(plain(password), user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Today; for staff who keep no diary here, their work."""
        person = request.user
        if isinstance(person, User) and person.is_staff and not person.agrees:
            return reverse("admin:index")
        return super().get_login_redirect_url(request)

    def post_login(self, request: HttpRequest, user: User, **login: object) -> HttpResponse:
        """Say that it worked, where the page that opens does not."""
        if login["signup"]:
            messages.success(request, _("Your account is ready. Welcome."))
        elif login["redirect_url"]:
            messages.success(request, _("You are logged in."))
        return super().post_login(request, user, **login)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("settings")

    def get_email_confirmation_url(
        self, request: HttpRequest, confirmation: EmailConfirmationHMAC
    ) -> str:
        """A link that ends with the log-in under which it was asked for."""
        key = key_for(confirmation.email_address)
        return request.build_absolute_uri(reverse("account_confirm_email", args=[key]))

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Make the address the person's own, unless somebody signed up with it meanwhile."""
        user = email_address.user
        if User.objects.filter(email__iexact=email_address.email).exclude(pk=user.pk).exists():
            template = "account/messages/email_confirmation_failed.txt"
            self.add_message(request, messages.ERROR, template, {"email": email_address.email})
            return False
        with transaction.atomic():
            confirmed = super().confirm_email(request, email_address)
        if confirmed and request.user.pk == user.pk:
            update_session_auth_hash(request, user)
        return confirmed

    def send_mail(self, template_prefix: str, email: str, context: Given) -> None:
        """Queue a mail whose links lead to this site, by its own name."""
        request = allauth_context.request
        links = {
            name: under_our_name(request, value)
            for name, value in context.items()
            if name.endswith("_url")
        }
        home = under_our_name(request, reverse("home"))
        shared = {"email": email, "site_name": settings.SITE_NAME, "home": home}
        send_soon(self.render_mail(template_prefix, email, {**context, **links, **shared}))
