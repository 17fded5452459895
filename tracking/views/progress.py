"""How is it going?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracking.clock import today_in
from tracking.progress import DEFAULT_WINDOW, WINDOWS, ProgressPage, page_for
from tracking.views.access import owner


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Pain over time, practice under it, and what may be said of both."""
    return render(request, "tracking/progress.html", {"page": _page(request), "windows": WINDOWS})


@require_safe
def table(request: HttpRequest, name: str) -> HttpResponse:
    """One table of that page with all its rows, for whoever opens it."""
    page = _page(request)
    shown = page.table(name)
    if shown is None:
        raise Http404
    return render(request, "tracking/table.html", {"table": shown, "window": page.window})


def _page(request: HttpRequest) -> ProgressPage:
    user = owner(request)
    window = request.GET.get("weeks", DEFAULT_WINDOW)
    return page_for(user, window, today_in(user.zone, timezone.now()))
