"""The answer to too many tries."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WAIT_SECONDS = 60  # most of allauth's limits count by the minute
LOGIN_WAIT_SECONDS = 5 * 60  # wrong passwords count for five minutes
HOUR_SECONDS = 60 * 60  # mails and downloads count by the hour

# The pages whose limits count for longer than a minute.
WAITS = {
    "account_change_password": LOGIN_WAIT_SECONDS,
    "account_reset_password": HOUR_SECONDS,
    "account_signup": HOUR_SECONDS,
    "account_email": HOUR_SECONDS,
    "settings-delete": LOGIN_WAIT_SECONDS,
    "data-json": HOUR_SECONDS,
    "data-csv": HOUR_SECONDS,
}
# The pages whose limits have words of their own.
TEMPLATES = dict.fromkeys(("data-json", "data-csv"), "site/data_wait.html")


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """429, with the seconds to wait."""
    match = request.resolver_match
    page = match.view_name if match else ""
    response = render(request, TEMPLATES.get(page, "429.html"), status=429)
    response["Retry-After"] = str(WAITS.get(page, WAIT_SECONDS))
    return response
