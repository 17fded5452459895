"""The answer to too many tries."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WAIT_SECONDS = 60  # most of allauth's limits count by the minute
LOGIN_WAIT_SECONDS = 5 * 60  # wrong passwords count for five minutes
MAIL_WAIT_SECONDS = 60 * 60  # mails count by the hour

# The pages whose limits count for longer than a minute.
WAITS = {
    "account_change_password": LOGIN_WAIT_SECONDS,
    "account_reset_password": MAIL_WAIT_SECONDS,
    "account_signup": MAIL_WAIT_SECONDS,
    "account_email": MAIL_WAIT_SECONDS,
}


def too_many_requests(
    request: HttpRequest, wait: int | None = None, template: str = "429.html"
) -> HttpResponse:
    """429, with the seconds to wait."""
    match = request.resolver_match
    usual = WAITS.get(match.view_name if match else "", WAIT_SECONDS)
    response = render(request, template, status=429)
    response["Retry-After"] = str(wait or usual)
    return response
