"""Signs that stand before everything: answer in one tap, look back, correct."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracking import logbook
from tracking.clock import today_in
from tracking.forms import SignAnswerForm, SignForm
from tracking.models import Concern
from tracking.records import pause_for, signs_of
from tracking.views.access import own, owner
from tracking.views.saving import day_words

PER_PAGE = 30


@require_safe
def signs(request: HttpRequest) -> HttpResponse:
    """All signs of this person: those to answer, then what they said of the others."""
    user = owner(request)
    answered = Paginator(signs_of(user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"pause": pause_for(user), "page_obj": answered}
    return render(request, "tracking/signs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep one of the two answers, of today, for every entry that tells of this sign."""
    concern = own(request, Concern.objects.all(), pk)
    if request.method != "POST":
        return redirect("tracking:sign-list")
    form = SignAnswerForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Not saved. Please press one of the two buttons once more."))
        return redirect("tracking:sign-list")
    user = owner(request)
    told = [sign for sign in pause_for(user).signs if concern.pk in sign.ids]
    if not told:
        messages.info(request, _("You have answered this before. You can change it here."))
        return redirect("tracking:sign-list")
    today = today_in(user.zone, timezone.now())
    logbook.answer_concerns(user, told[0].ids, form.cleaned_data["answer"], today)
    words = Concern.Answer(form.cleaned_data["answer"]).label
    said = _("Saved: %(sign)s. %(answer)s.")
    messages.success(request, said % {"sign": told[0].label, "answer": words})
    return redirect("tracking:today")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what became of one sign on which day, correct it, or take it back."""
    concern = own(request, Concern.objects.in_words(), pk)
    today = today_in(owner(request).zone, timezone.now())
    data = request.POST if request.method == "POST" else None
    form = SignForm(data, concern=concern, today=today)
    context = {"form": form, "concern": concern}
    if data is None:
        return render(request, "tracking/sign_form.html", context)
    if not form.is_valid():
        status = 409 if form.is_stale else 422
        return render(request, "tracking/sign_form.html", context, status=status)
    chosen, day = form.cleaned_data["answer"], form.cleaned_data["answered_on"]
    logbook.answer_concerns(owner(request), [concern.pk], chosen, day)
    if chosen:
        words = _("Saved: %(answer)s, %(day)s.")
        said = {"answer": Concern.Answer(chosen).label, "day": day_words(day, today)}
        messages.success(request, words % said)
    else:
        messages.success(request, _("Saved. It is open again."))
    return redirect("tracking:sign-list")
