"""How is it going?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracking.clock import today_in
from tracking.progress import DEFAULT_WINDOW, WINDOWS, page_for
from tracking.views.access import owner


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Pain over time, practice under it, and what may be said of both."""
    user = owner(request)
    window = request.GET.get("weeks", DEFAULT_WINDOW)
    page = page_for(user, window, today_in(user.zone, timezone.now()))
    return render(request, "tracking/progress.html", {"page": page, "windows": WINDOWS})
