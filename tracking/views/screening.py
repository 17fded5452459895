"""Questions about warning signs: a card a page, asked before a session, looked at and corrected."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exercises.models import one_edition
from exercises.shelf.screening import Leaf, known_items, screening_leaves
from tracking import logbook
from tracking.clock import moment_of
from tracking.forms import LeafForm
from tracking.models import Screening
from tracking.records import begun, is_paused, screened
from tracking.views.access import own, owner
from tracking.views.help_first import to_emergency_help

LATER = "screening"  # in an address: it is not asked before this one
ANSWERED = Screening.objects.prefetch_related("answers")


def asking_before(address: str) -> str:
    """Where the questions begin, and lead on to `address`."""
    return f"{reverse('tracking:screening')}?{urlencode({'next': address})}"


@require_safe
def screening(request: HttpRequest) -> HttpResponse:
    """To the first card that was not answered yet today."""
    user = owner(request)
    so_far = begun(user, moment_of(timezone.now(), user.zone).local_date)
    left = logbook.leaves_left(so_far.leaves if so_far else ())
    return _to_leaf(request, left[0]) if left else redirect(_target(request))


@require_http_methods(["GET", "HEAD", "POST"])
@one_edition()
def leaf(request: HttpRequest, code: str) -> HttpResponse:
    """One card of the questions that are asked now."""
    user, shown = owner(request), _leaf_called(code)
    moment = moment_of(timezone.now(), user.zone)
    data = request.POST if request.method == "POST" else None
    so_far = begun(user, moment.local_date, data.get("client_key", "") if data else "")
    form = LeafForm(data, leaf=shown, screening=so_far)
    reason = screened(user, moment.local_date)
    if data is None or not form.is_valid():
        later = _later(request)
        back = _before(request, shown)
        return _draw(request, form, why=reason.why, later=later, back=back)
    why = reason.reason or Screening.Why.OWN
    facts, key = form.facts(), form.cleaned_data["client_key"]
    kept = logbook.answer_leaf(user, facts, moment, why, key)
    return _help(request, facts) or _after(request, kept)


@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was said at one time, card by card; deletes it, with what it left open."""
    asked = own(request, ANSWERED, pk)
    if request.method == "POST" and "delete" in request.POST:
        logbook.delete_screening(asked)
        messages.success(request, _("Deleted for good."))
        return redirect("tracking:sign-list")
    said = {answer.item_id: answer.get_said_display() for answer in asked.answers.all()}
    items = known_items()
    cards = []
    for shown in screening_leaves():
        marked = [(items[item.pk].label, said[item.pk]) for item in shown.items if item.pk in said]
        cards.append((shown, shown.code in asked.leaves, marked))
    return render(request, "tracking/screening_answers.html", {"screening": asked, "cards": cards})


@require_http_methods(["GET", "HEAD", "POST"])
@one_edition()
def edit(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Correct one card of earlier answers."""
    asked, shown = own(request, ANSWERED, pk), _leaf_called(code)
    data = request.POST if request.method == "POST" else None
    form = LeafForm(data, leaf=shown, screening=asked)
    there = reverse("tracking:screening-answers", args=[asked.pk])
    if data is None or not form.is_valid():
        return _draw(request, form, correcting=asked, back=there)
    logbook.correct_leaf(asked, form.facts())
    if answer := _help(request, form.facts()):
        return answer
    messages.success(request, _("Saved."))
    return redirect(there)


@require_http_methods(["GET", "HEAD", "POST"])
def put_away(request: HttpRequest) -> HttpResponse:
    """The reminder of what is worth an appointment was read."""
    user = owner(request)
    if request.method == "POST":
        logbook.put_away(user, moment_of(timezone.now(), user.zone).local_date)
        messages.success(request, _("Put away. It stays among your signs."))
    return redirect("tracking:today")


def _draw(request: HttpRequest, form: LeafForm, **more: object) -> HttpResponse:
    codes = [shown.code for shown in screening_leaves()]
    place = codes.index(form.leaf.code) + 1
    context = {"form": form, "leaf": form.leaf, "place": place, "count": len(codes), **more}
    refused = 409 if form.is_stale else 422
    status = refused if form.errors else 200
    return render(request, "tracking/screening_leaf.html", context, status=status)


def _help(request: HttpRequest, facts: logbook.LeafFacts) -> HttpResponse | None:
    """The emergency page, if something on the card needs help at once."""
    urgent = facts.emergencies()
    return to_emergency_help(request, urgent[0].brief) if urgent else None


def _after(request: HttpRequest, asked: Screening) -> HttpResponse:
    """The next card, or what the questions stood before."""
    left = logbook.leaves_left(asked.leaves)
    if left and not asked.finished:
        return _to_leaf(request, left[0])
    messages.success(
        request,
        _("Saved. The same questions come again in four weeks, or after a fall or a new sign."),
    )
    paused = is_paused(owner(request))
    return redirect("tracking:today") if paused else redirect(_target(request))


def _leaf_called(code: str) -> Leaf:
    for shown in screening_leaves():
        if shown.code == code:
            return shown
    raise Http404


def _before(request: HttpRequest, shown: Leaf) -> str:
    """The card before this one; empty for the first."""
    cards = screening_leaves()
    place = cards.index(shown)
    return _address_of(request, cards[place - 1]) if place else ""


def _to_leaf(request: HttpRequest, shown: Leaf) -> HttpResponse:
    return redirect(_address_of(request, shown))


def _address_of(request: HttpRequest, shown: Leaf) -> str:
    address = reverse("tracking:screening-leaf", args=[shown.code])
    target = request.GET.get("next", "")
    return f"{address}?{urlencode({'next': target})}" if target else address


def _target(request: HttpRequest) -> str:
    """What the questions stand before: an address of ours, else today."""
    address = request.GET.get("next", "")
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, None)
    return address if is_ours else reverse("tracking:today")


def _later(request: HttpRequest) -> str:
    """The same, and it is not asked before it this time."""
    address = _target(request)
    mark = "&" if "?" in address else "?"
    return f"{address}{mark}{LATER}=later"
