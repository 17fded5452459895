"""Signs that stand before everything: answer in one tap, look back, correct."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from tracking import logbook
from tracking.clock import today_in
from tracking.forms import SignAnswerForm, SignForm
from tracking.models import Concern
from tracking.records import pause_for, screenings_of, signs_of
from tracking.views.access import own, owner
from tracking.views.entries import day_words

PER_PAGE = 30


@require_safe
def signs(request: HttpRequest) -> HttpResponse:
    """All signs of this person: those to answer, then what they said of the others."""
    user = owner(request)
    answered = Paginator(signs_of(user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "pause": pause_for(user),
        "page_obj": answered,
        "screenings": screenings_of(user),
    }
    return render(request, "tracking/signs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep one of the two answers, of today, for every entry that told of this sign by then."""
    concern = own(request, Concern.objects.in_words(), pk)
    if request.method != "POST":
        return redirect("tracking:sign-list")
    emergency = _is_emergency(owner(request), concern)
    form = SignAnswerForm(request.POST, concern=concern, emergency=emergency)
    if not form.is_valid():
        words = _("Not saved. Please press one of the two buttons once more.")
        if emergency:
            words = _("Not saved. Even if it has gone: have it checked now, and then say so here.")
        messages.warning(request, words)
        return redirect("tracking:sign-list")
    if concern.answer:
        messages.info(request, _("You have answered this before. You can change it here."))
        return redirect("tracking:sign-list")
    user, chosen = owner(request), form.cleaned_data["answer"]
    # A page that was left open answers what it showed, and nothing that was told since.
    shown = concern.told_alike().filter(created_at__lte=concern.created_at)
    today = today_in(user.zone, timezone.now())
    logbook.answer_concerns(user, shown.values_list("pk", flat=True), chosen, today)
    _say_saved(request, concern, Concern.Answer(chosen))
    return redirect("tracking:today")


def _is_emergency(user: User, concern: Concern) -> bool:
    """Whether it is open and needs emergency help: then no word but a check answers it."""
    return any(sign.emergency and concern.pk in sign.ids for sign in pause_for(user).signs)


def _say_saved(request: HttpRequest, concern: Concern, chosen: Concern.Answer) -> None:
    """What was kept, and the way to take it back."""
    saved = _("Saved: %(sign)s. %(answer)s.") % {"sign": concern.label, "answer": chosen.label}
    address = reverse("tracking:sign-edit", args=[concern.pk])
    link = format_html('{} <a href="{}">{}</a>', saved, address, _("Change this answer"))
    messages.success(request, link)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what became of one sign on which day, correct it, or take it back."""
    concern = own(request, Concern.objects.in_words(), pk)
    today = today_in(owner(request).zone, timezone.now())
    data = request.POST if request.method == "POST" else None
    newest = max(alike.entry.local_date for alike in concern.told_alike().in_words())
    emergency = _is_emergency(owner(request), concern)
    days = {"today": today, "earliest": newest}
    form = SignForm(data, concern=concern, emergency=emergency, **days)
    context = {"form": form, "concern": concern}
    if data is None:
        return render(request, "tracking/sign_form.html", context)
    if not form.is_valid():
        status = 409 if form.is_stale else 422
        return render(request, "tracking/sign_form.html", context, status=status)
    chosen, day = form.cleaned_data["answer"], form.cleaned_data["answered_on"]
    ids = concern.told_alike().values_list("pk", flat=True)
    logbook.answer_concerns(owner(request), ids, chosen, day)
    if chosen:
        words = _("Saved: %(answer)s, %(day)s.")
        answered = {"answer": Concern.Answer(chosen).label, "day": day_words(day, today)}
        messages.success(request, words % answered)
    else:
        messages.success(request, _("Saved. It is open again."))
    return redirect("tracking:sign-list")
