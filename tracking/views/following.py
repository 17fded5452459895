"""What a person follows: choose, and put in order."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tracking import logbook
from tracking.forms import FollowForm
from tracking.views.access import owner


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """What do you want to be asked? A button that moves something keeps the ticks as well."""
    user = owner(request)
    form = FollowForm(request.POST if request.method == "POST" else None, user=user)
    if not form.is_valid():
        page = {"form": form}
        return render(request, "tracking/follow.html", page, status=422 if form.is_bound else 200)
    chosen = form.chosen()
    changed = set(chosen) != set(form.followed)
    if changed:
        logbook.follow(user, [one.pk for one in chosen])
    if form.cleaned_data["move"]:
        logbook.reorder(user, [one.pk for one in chosen])
    if changed or not form.cleaned_data["move"]:
        _say_saved(request, form)
    return redirect(reverse("tracking:follow") + form.landing())


def _say_saved(request: HttpRequest, form: FollowForm) -> None:
    count = len(form.chosen())
    said = ngettext(
        "Saved. Your check-in asks %(count)d thing that you chose.",
        "Saved. Your check-in asks %(count)d things that you chose.",
        count,
    )
    messages.success(request, said % {"count": count})
    if dropped := form.dropped():
        names = ", ".join(one.label for one in dropped)
        words = _("No longer asked: %(names)s. All answers stay in your diary.")
        messages.info(request, words % {"names": names})
