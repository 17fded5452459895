"""The site's addresses, and the floor's page among them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from psoas_site import urls


def hello(request: HttpRequest) -> HttpResponse:
    """The floor's page, with all that the site does around each of its own."""
    return render(request, "floor/hello.html")


urlpatterns = [path("bench/hello/", hello), *urls.urlpatterns]

for name in ("handler400", "handler403", "handler404", "handler500"):
    if hasattr(urls, name):
        globals()[name] = getattr(urls, name)
