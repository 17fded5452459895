"""What every middleware begins with."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

Answering = Callable[[HttpRequest], HttpResponseBase]


class Middleware:
    """Stands around the page and all middleware below it, which `get_response` asks."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)
