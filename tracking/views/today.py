"""The first page of the day, and the tap that says "the same as yesterday"."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from psoas_site.ui.pain import pain_said
from tracking import logbook
from tracking.clock import moment_of
from tracking.forms import QuickCheckInForm, SameAgainForm
from tracking.forms.room import no_room
from tracking.models import CheckIn
from tracking.planning.today import page_for
from tracking.recall import days_to_repeat
from tracking.views.access import own_to_save, owner


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """How is today? Then what fits, and the week."""
    return _answer(request)


@require_http_methods(["GET", "HEAD", "POST"])
def same_again(request: HttpRequest) -> HttpResponse:
    """Log an earlier check-in again, as the Today page showed it. Nothing else leads here."""
    if request.method != "POST":
        return redirect("tracking:today")
    user = owner(request)
    form = SameAgainForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Not saved. Please press the button once more."))
        return _answer(request, status=422)
    earlier = own_to_save(request, CheckIn.objects.in_full(), form.cleaned_data["entry"])
    moment = moment_of(timezone.now(), user.zone)
    as_shown = not earlier.removed_at and earlier.version == form.cleaned_data["version"]
    if not as_shown or days_to_repeat(earlier, moment.local_date) is None:
        messages.warning(request, _("Changed meanwhile, so this was not saved. Please look again."))
        return _answer(request, status=409)
    if words := no_room(user, CheckIn, timezone.now()):
        messages.warning(request, words)
        return _answer(request, status=422)
    facts = form.facts(earlier, moment)
    logged = logbook.log_check_in(user, facts, form.cleaned_data["client_key"])
    if logged.differs:
        messages.warning(request, _("This form was saved before. Change that entry here."))
        return redirect("tracking:check-in-edit", pk=logged.entry.pk)
    messages.success(
        request, _("Saved: pain %(pain)s, the same as before.") % {"pain": logged.entry.pain}
    )
    return redirect("tracking:today")


def _answer(request: HttpRequest, status: int = 200) -> HttpResponse:
    user = owner(request)
    page = page_for(user, timezone.now())
    begun_with = pain_said(request.GET)
    quiet = page.same is not None and begun_with is None
    context = {
        "page": page,
        "greeting": page.greeting(user.name),
        "begun_with": begun_with,
        # Templates call them where they draw them: once, and then they are kept.
        "form": partial(QuickCheckInForm, quiet=quiet, pain=begun_with),
        "same": SameAgainForm,
    }
    return render(request, "tracking/today.html", context, status=status)
