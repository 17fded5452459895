"""A person's own plan: make one, look at it, change it, do it as it stands."""

import uuid
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from exercises.models import Exercise, Level, Programme
from tracking import logbook
from tracking.clock import today_in
from tracking.forms import ExerciseForm, NewPlanForm, PlanChangeForm, PlanNameForm
from tracking.forms.plan import programmes_to_begin_with
from tracking.forms.questions.what import exercises_to_log, items_of, programmes_to_log
from tracking.models import Liking, Plan
from tracking.planning.plan import Wanted, plan_today
from tracking.planning.plan_page import plan_page, to_add, to_swap
from tracking.recall import Planned, known_of, planned_by
from tracking.views.access import owner

AIM = 3
"""Days a week of a plan that was built from nothing, until its owner says. Our own decision."""


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """What is in the plan; every button on the page sends one change of it here."""
    if request.method != "POST":
        return _draw(request)
    kept = running(request)
    if kept is None:
        return redirect("tracking:plan-new")
    try:
        return _change(request, kept) if "do" in request.POST else _rename(request, kept)
    except logbook.StaleError:
        messages.warning(request, _("Changed in another tab meanwhile. Here is how it stands now."))
        return _draw(request, status=409)


def running(request: HttpRequest) -> Plan | None:
    """The plan of whoever asks that has not ended."""
    return Plan.objects.owned_by(owner(request)).running().first()


def _draw(
    request: HttpRequest, status: int = 200, naming: PlanNameForm | None = None
) -> HttpResponse:
    user = owner(request)
    planned, known = planned_by(user), known_of(user)
    wanted = Wanted.said_in(request.GET)
    day = (today_in(user.zone, timezone.now()), known.pain_today, wanted, known.about.limits)
    today = plan_today(planned, *day)
    if today is None or planned.plan is None:
        return _draw_new(request, status, planned)
    context = {
        "page": plan_page(today, planned.likings),
        "plan": today,
        "pause": known.pause,
        "form": PlanChangeForm.of(planned.plan),
        "naming": naming or PlanNameForm.of(planned.plan),
        "asking": request.GET.get("more", ""),
        "client_key": uuid.uuid4(),
    }
    return render(request, "tracking/plan.html", context, status=status)


def _rename(request: HttpRequest, kept: Plan) -> HttpResponse:
    form = PlanNameForm(request.POST)
    if not form.is_valid():
        return _draw(request, 422, form)
    said = form.cleaned_data
    logbook.name_plan(kept, said["version"] or 0, said["title"], said["weekly_aim"])
    messages.success(request, _("Saved."))
    return redirect("tracking:plan")


def _change(request: HttpRequest, kept: Plan) -> HttpResponse:
    form = PlanChangeForm(request.POST)
    verb, _blank, about = (request.POST.get("do") or "").partition(" ")
    change = CHANGES.get(verb)
    if not form.is_valid() or change is None:
        messages.warning(request, _("That is not possible. Your plan is as it was."))
        return _draw(request, status=422)
    try:
        words = change(kept, form.cleaned_data["version"] or 0, about.split())
    except (ValueError, LookupError, ObjectDoesNotExist):
        messages.warning(request, _("That is not possible. Your plan is as it was."))
        return _draw(request, status=422)
    if words:
        messages.success(request, words)
    address = reverse("tracking:plan") + Wanted.said_in(request.GET).query
    return redirect(f"{address}#item-{about.split()[0]}")


# --- Each change: the plan, the version that was seen, and what it is about -----------------------

LONGEST_KEY = 9  # digits that any database takes
About = list[str]
Change = Callable[[Plan, int, About], str]


def _key_in(about: About) -> int:
    """The key of the exercise that a change is about. Raises ValueError for what is none."""
    if not about[0].isdecimal() or len(about[0]) > LONGEST_KEY:
        raise ValueError(about[0])
    return int(about[0])


def _up(kept: Plan, version: int, about: About) -> str:
    logbook.move_item(kept, version, _key_in(about), -1)
    return ""


def _down(kept: Plan, version: int, about: About) -> str:
    logbook.move_item(kept, version, _key_in(about), 1)
    return ""


def _out(kept: Plan, version: int, about: About) -> str:
    logbook.take_out(kept, version, _key_in(about), timezone.now())
    return ""


def _back(kept: Plan, version: int, about: About) -> str:
    logbook.put_in_again(kept, version, _key_in(about))
    return _("It is back, as it was.")


def _apart(kept: Plan, version: int, about: About) -> str:
    logbook.part_sides(kept, version, _key_in(about))
    return _("Left and right have a dose of their own now.")


def _alike(kept: Plan, version: int, about: About) -> str:
    logbook.join_sides(kept, version, _key_in(about))
    return _("Both sides do the same again, the gentler of the two.")


def _level(kept: Plan, version: int, about: About) -> str:
    """About: the exercise, the row and the level."""
    level = Level(about[2])
    logbook.set_level(kept, version, UUID(about[1]), level, today_of(kept.user))
    return _("Kept from today on: %(level)s.") % {"level": level.label}


def _swap(kept: Plan, version: int, about: About) -> str:
    """About: the exercise that goes, and the slug of the one that comes."""
    other = exercises_to_log()[about[1]]
    logbook.swap_item(kept, version, _key_in(about), other, today_of(kept.user))
    return _("%(name)s is in your plan now, at its smallest dose.") % {"name": other.name}


def _like(kept: Plan, version: int, about: About) -> str:
    """About: the exercise, and what is said of it, or nothing."""
    kind = Liking.Kind(about[1]) if len(about) > 1 else ""
    return say_of(kept.user, Exercise.objects.published().get(pk=_key_in(about)), kind)


CHANGES: dict[str, Change] = {
    "up": _up,
    "down": _down,
    "out": _out,
    "back": _back,
    "apart": _apart,
    "alike": _alike,
    "level": _level,
    "swap": _swap,
    "like": _like,
}


def today_of(user: User) -> Any:
    """The day that it is for `user`."""
    return today_in(user.zone, timezone.now())


def say_of(user: User, exercise: Exercise, kind: str) -> str:
    """Keep what `user` says of `exercise`; answers it in words."""
    logbook.like(user, exercise, kind)
    words = {
        Liking.Kind.FAVOURITE: _("%(name)s is a favourite now."),
        Liking.Kind.NOT_FOR_ME: _("%(name)s is not offered to you any more. Your diary keeps it."),
        "": _("Taken back: %(name)s."),
    }
    return words[kind] % {"name": exercise.name}


# --- A plan of one's own --------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Pick a programme, take up an earlier plan, or begin from favourites or from nothing."""
    user = owner(request)
    if request.method != "POST":
        return _draw_new(request)
    form = NewPlanForm(request.POST)
    kind, _blank, name = (request.POST.get("start") or "").partition(" ")
    if not form.is_valid():
        return _draw_new(request, 422)
    if kind == "again":
        return _take_up(request, name)
    facts = _facts_of(user, kind, name)
    if facts is None:
        messages.warning(request, _("That is not on offer. Choose another beginning."))
        return _draw_new(request, 422)
    made = logbook.start_plan(user, facts, form.cleaned_data["client_key"], today_of(user))
    messages.success(request, _("%(title)s is your plan now.") % {"title": made.title})
    return redirect("tracking:plan" if facts.items else "tracking:plan-add")


def _draw_new(
    request: HttpRequest, status: int = 200, planned: Planned | None = None
) -> HttpResponse:
    user = owner(request)
    planned = planned or planned_by(user)
    context = {
        "plan": planned.plan,
        "asked_for": request.path == reverse("tracking:plan"),
        "form": NewPlanForm.blank(),
        "programmes": programmes_to_begin_with(),
        "favourites": len(planned.of_kind(Liking.Kind.FAVOURITE)),
        "earlier": Plan.objects.owned_by(user).earlier(),
    }
    return render(request, "tracking/plan_new.html", context, status=status)


def _facts_of(user: User, kind: str, name: str) -> logbook.PlanFacts | None:
    """What the plan begins with; None for what is not on offer."""
    if kind == "programme":
        return _copied(programmes_to_log().get(name))
    if kind == "favourites":
        liked = planned_by(user).of_kind(Liking.Kind.FAVOURITE)
        found = [row for row in exercises_to_log().values() if row.pk in liked]
        items = tuple((row, str(Level.START)) for row in found)
        return logbook.PlanFacts(_("My favourites"), AIM, items) if items else None
    return logbook.PlanFacts(_("My plan"), AIM) if kind == "nothing" else None


def _copied(programme: Programme | None) -> logbook.PlanFacts | None:
    if programme is None:
        return None
    items = tuple(items_of(programme))
    return logbook.PlanFacts(programme.title, programme.days_per_week, items, programme)


def _take_up(request: HttpRequest, key: str) -> HttpResponse:
    earlier = Plan.objects.owned_by(owner(request)).earlier()
    found = next((row for row in earlier if str(row.pk) == key), None)
    if found is None:
        messages.warning(request, _("That is not on offer. Choose another beginning."))
        return _draw_new(request, 422)
    logbook.take_up(found, today_of(found.user))
    messages.success(request, _("%(title)s is your plan again.") % {"title": found.title})
    return redirect("tracking:plan")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Choose what comes into the plan, or with `?instead=` what stands in place of something."""
    user = owner(request)
    if request.method == "POST":
        return _add(request, user)
    planned = planned_by(user)
    instead = exercises_to_log().get(request.GET.get("instead", ""))
    context = {
        "plan": planned.plan,
        "instead": instead,
        "form": PlanChangeForm.of(planned.plan) if planned.plan else None,
        "shelves": to_swap(planned, instead) if instead else to_add(planned),
    }
    return render(request, "tracking/plan_add.html", context)


def _add(request: HttpRequest, user: User) -> HttpResponse:
    """Put an exercise into the plan that runs; the first one makes a plan."""
    form = ExerciseForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("This exercise is not offered any more. Choose another one."))
        return redirect("tracking:plan-add")
    exercise, today = form.cleaned_data["exercise"], today_of(user)
    kept = running(request)
    if kept is None:
        facts = logbook.PlanFacts(_("My plan"), AIM)
        kept = logbook.start_plan(user, facts, uuid.uuid4(), today)
    if not logbook.add_to_plan(kept, exercise, Level.START, today):
        messages.warning(request, _("Your plan is full. Take something out first."))
    else:
        words = _("%(name)s is in your plan, at its smallest dose.")
        messages.success(request, words % {"name": exercise.name})
    return redirect(f"{reverse('tracking:plan')}#item-{exercise.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def like(request: HttpRequest) -> HttpResponse:
    """Keep what somebody says of an exercise; leads back to its page."""
    form = ExerciseForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return redirect("exercises:library")
    exercise = form.cleaned_data["exercise"]
    messages.success(request, say_of(owner(request), exercise, form.cleaned_data["kind"]))
    return redirect(exercise.get_absolute_url())
