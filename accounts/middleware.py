"""What every account page needs around it: the person's own clock, and honest status codes."""

from http import HTTPStatus
from typing import cast

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.device import remember
from accounts.rate_limits import LOGIN_WAIT_SECONDS
from accounts.sessions import SessionStore
from psoas_site.ui.middleware import Middleware


class TimeZoneMiddleware(Middleware):
    """Shows times in the signed-in person's zone; in the operator's to everybody else."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            with timezone.override(request.user.zone):
                return self.get_response(request)
        return self.get_response(request)


class LongerSessionMiddleware(Middleware):
    """Whoever comes back stays logged in: the fourteen days count from the last day of use."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # Behind the page, so that what the page itself wrote is told apart.
        if request.user.is_authenticated:
            today = timezone.now().date().isoformat()
            if request.session.get("last_day") != today:  # so that it is written once a day
                cast(SessionStore, request.session).prolong(today)
        return response


class DeviceMiddleware(Middleware):
    """A device on which somebody is logged in remembers that, and the look they chose."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated:
            remember(request, response, request.user)
        return response


class FormStatusMiddleware(Middleware):
    """allauth answers 200 to a form that it refused; here it is 422, or 429 for too many tries."""

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        match = request.resolver_match
        if match is None or not match.view_name.startswith("account_"):
            return response
        context = response.context_data or {}
        # allauth puts its own `site` over ours, and the page would lose its name.
        context.pop("site", None)
        form = context.get("form")
        if not isinstance(form, BaseForm) or not form.errors:
            return response
        if too_many_tries(form):
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response["Retry-After"] = str(LOGIN_WAIT_SECONDS)
        elif response.status_code == HTTPStatus.OK:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


def too_many_tries(form: BaseForm) -> bool:
    """Whether the form was refused for the number of wrong passwords, not for this one."""
    errors = [error for listed in form.errors.as_data().values() for error in listed]
    return any(error.code == "too_many_login_attempts" for error in errors)
