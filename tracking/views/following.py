"""What a person follows: choose, and put in order."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from tracking import logbook
from tracking.forms import FollowForm
from tracking.views.access import owner


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """What do you want to be asked? A button that moves something keeps the ticks as well."""
    user = owner(request)
    form = FollowForm(request.POST if request.method == "POST" else None, user=user)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "tracking/follow.html", {"form": form}, status=status)
    _keep(user, form)
    if form.is_changed or not form.cleaned_data["move"]:
        _say_saved(request, form)
    return redirect(reverse("tracking:follow") + form.landing())


def _keep(user: User, form: FollowForm) -> None:
    chosen = [measure.pk for measure in form.chosen()]
    if form.is_changed:
        logbook.follow(user, chosen)
    if form.cleaned_data["move"]:
        logbook.reorder(user, chosen)


def _say_saved(request: HttpRequest, form: FollowForm) -> None:
    count = len(form.chosen())
    words = ngettext(
        "Saved. Your check-in asks %(count)d thing that you chose.",
        "Saved. Your check-in asks %(count)d things that you chose.",
        count,
    )
    messages.success(request, words % {"count": count})
    if dropped := form.dropped():
        names = ", ".join(measure.label for measure in dropped)
        words = _("No longer asked: %(names)s. All answers stay in your diary.")
        messages.info(request, words % {"names": names})
