"""The one page: it greets whoever is signed in, with two queries (the session, the person)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def hello(request: HttpRequest) -> HttpResponse:
    """Say hello to whoever is signed in."""
    return render(request, "floor/hello.html")
