"""The answer to too many tries."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WAIT_SECONDS = 60  # most of allauth's limits count by the minute
LOGIN_WAIT_SECONDS = 5 * 60  # wrong passwords count for five minutes


def too_many_requests(
    request: HttpRequest, wait: int = WAIT_SECONDS, template: str = "429.html"
) -> HttpResponse:
    """429, with the seconds to wait."""
    response = render(request, template, status=429)
    response["Retry-After"] = str(wait)
    return response
