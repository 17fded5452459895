"""The first page of the day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracking.forms import QuickCheckInForm
from tracking.today import page_for
from tracking.views.access import owner


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """How is today? Then what fits, and the week."""
    page = page_for(owner(request), timezone.now())
    form = None if page.check_in else QuickCheckInForm()
    return render(request, "tracking/today.html", {"page": page, "form": form})
