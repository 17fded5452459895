"""Answers that one address gives in two forms."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks for the data alone, and not for the page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def varying(answer: HttpResponse) -> HttpResponse:
    """`answer`, kept apart by what was asked for: the page, or the data."""
    patch_vary_headers(answer, ["Accept"])
    return answer
