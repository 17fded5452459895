"""A person with a past, written through the logbook: every kind of entry, any number of them."""

import datetime as dt
import uuid
from decimal import Decimal
from io import BytesIO

from django.utils import timezone

from accounts.models import User
from exercises.models import (
    BodyArea,
    Contraindication,
    Exercise,
    Measure,
    Photograph,
    Programme,
    ScreeningItem,
)
from exercises.pictures import photographs
from exercises.pictures.photographs.images import pictures_of
from exercises.shelf.screening import screening_leaves
from tests.exercises.pictures import jpeg
from tracking import logbook
from tracking.clock import Moment, moment_on, today_in
from tracking.models import CheckIn, Concern, Move, Outcome, OwnMovement, Plan, Screening, Session

# One of each kind of answer, a contested, a private and an urgent one among them; in this order.
FOLLOWED = {
    "low_mood": logbook.Answer(0, Decimal(0)),
    "hip_pain": logbook.Answer(0, Decimal(6)),
    "run_km": logbook.Answer(0, Decimal("7.5")),
    "walked": logbook.Answer(0, Decimal(1)),
    "bladder_change": logbook.Answer(0, Decimal(0)),
    "seat_type": logbook.Answer(0, text="soft_sofa"),
    "new_activity": logbook.Answer(0, text="Skating."),
}


def day_before(user: User, days: int) -> Moment:
    """The moment `days` ago, or now."""
    now = timezone.now()
    return moment_on(today_in(user.zone, now) - dt.timedelta(days=days), None, user.zone, now)


def live_through(user: User, entries: int) -> None:
    """`entries` days with a check-in and a session each, the newest check-in today.

    The newest session is of yesterday and nobody has said how the morning after was, so the
    page asks. A check-in and a session were deleted a moment ago. Every entry holds all that
    an entry can hold, so that one entry already makes a page read everything it reads of many.
    """
    ids = dict(Measure.objects.filter(code__in=FOLLOWED).values_list("code", "pk"))
    logbook.follow(user, [ids[code] for code in FOLLOWED])
    say_of_oneself(user)
    sessions = [add_session(user, days) for days in range(1, entries + 2)]
    for days in range(entries):
        add_check_in(user, days, since=sessions[days + 1])
    for entry in (add_check_in(user, entries), add_session(user, entries + 1)):
        logbook.remove(entry, timezone.now())
    plan_ahead(user)


def plan_ahead(user: User) -> None:
    """A plan with sides that differ and something taken out, one before it, and likings."""
    today = today_in(user.zone, timezone.now())
    for slug in ("gentle-lengthen", "first-week-settle"):
        programme = Programme.objects.get(slug=slug)
        items = tuple(
            (item.exercise, item.level) for item in programme.items.select_related("exercise")
        )
        facts = logbook.PlanFacts(programme.title, programme.days_per_week, items, programme)
        plan = logbook.start_plan(user, facts, uuid.uuid4(), today)
    lunge, bridge, rest = (
        Exercise.objects.get(slug=slug)
        for slug in ("runners-lunge", "glute-bridge", "constructive-rest")
    )
    logbook.add_to_plan(plan, lunge, "start", today)
    plan.refresh_from_db()
    logbook.part_sides(plan, plan.version, lunge.pk)
    logbook.take_out(plan, plan.version, items[0][0].pk, timezone.now())
    item = plan.items.filter(removed_at=None).first()
    step = logbook.MoveFacts(
        dose=(item.exercise_id, item.level),
        to=(item.exercise_id, "top"),
        up=True,
        ruleset=2,
        row="D10",
        why="ready",
        inputs={"before": 1, "worst": 2},
    )
    logbook.answer_move(item, step, Move.Answer.TAKEN, today)
    logbook.like(user, rest, "favourite")
    logbook.like(user, bridge, "not_for_me")


def say_of_oneself(user: User) -> None:
    """Kneeling does not go well, and the neck hurt so long ago that it is asked."""
    neck = Contraindication.objects.get(code="neck_pain")
    facts = logbook.AboutFacts(cautions=frozenset({neck.pk}), abilities={"kneeling": False})
    logbook.tell_about(user, facts, day_before(user, 200).local_date)


def add_check_in(user: User, days: int, pain: int = 4, since: Session | None = None) -> CheckIn:
    """A check-in with a note, places, a new sign, a fall, daily answers, and a morning after."""
    low_back = BodyArea.objects.get(code="low_back").pk
    hip = BodyArea.objects.get(code="hip_front").pk
    codes = {
        "sign_tingling": logbook.Answer(0, Decimal(1), place=(hip, "left")),
        "fall_or_knock": logbook.Answer(0, Decimal(1)),
        "stress_level": logbook.Answer(0, Decimal(3 + days % 4)),
        "sleep_hours": logbook.Answer(0, Decimal("6.5")),
        **FOLLOWED,
        "bath": logbook.Answer(0, Decimal(1)),  # answered once, and not followed any more
    }
    measures = {row.code: row.pk for row in Measure.objects.filter(code__in=codes)}
    answers = tuple(
        logbook.Answer(measures[code], said.number, said.text, said.place)
        for code, said in codes.items()
    )
    facts = logbook.CheckInFacts(
        moment=day_before(user, days),
        pain=pain,
        this_morning=bool(days % 2),
        note="Slept on the left side.",
        places=((low_back, "right"), (hip, "left")),
        answers=answers,
        since_session=since.pk if since else None,
        aftermath={"": 1} if since else {},
    )
    return logbook.log_check_in(user, facts, uuid.uuid4()).entry


def add_session(
    user: User, days: int, programme: str = "first-week-settle", worst: int | None = 3
) -> Session:
    """A session after a programme: a line for each side, one of the person's own, all answers."""
    chosen = Programme.objects.get(slug=programme)
    lines = tuple(
        line
        for item in chosen.items.select_related("exercise")
        if (line := logbook.planned_line(item.exercise, item.level))
    )
    own = OwnMovement(user=user, name="Swimming")
    lines += (logbook.LineFacts(None, ("",), "", 0, 0, 0, movement=own),)
    sign = Measure.objects.get(code="sign_catching").pk
    facts = logbook.SessionFacts(
        moment=day_before(user, days),
        programme=chosen,
        lines=lines,
        outcome=Outcome.PARTLY,
        minutes=12,
        pain_before=4,
        pain_worst=worst,
        pain_after=3,
        effort=5,
        sensation="stretch",
        note="Quiet.",
        answers=(logbook.Answer(sign, Decimal(1)),),
    )
    return logbook.log_session(user, facts, uuid.uuid4()).entry


def answer_signs(user: User) -> None:
    """Say of every sign that it is gone."""
    ids = list(Concern.objects.owned_by(user).values_list("pk", flat=True))
    today = today_in(user.zone, timezone.now())
    logbook.answer_concerns(user, ids, Concern.Answer.GONE, today)


def answer_questions(user: User, days: int = 0, **said: str) -> Screening:
    """All cards about warning signs, `days` ago: none of it, but for what is `said` by its code."""
    keys = dict(ScreeningItem.objects.filter(code__in=said).values_list("code", "pk"))
    answers = {keys[code]: word for code, word in said.items()}
    moment, key = day_before(user, days), uuid.uuid4()
    for leaf in screening_leaves():
        marked = {item.pk: answers[item.pk] for item in leaf.items if item.pk in answers}
        facts = logbook.LeafFacts(leaf, marked)
        screening = logbook.answer_leaf(user, facts, moment, "first", key)
    return screening


def hard_session(user: User, days: int = 1) -> Session:
    """A session whose worst moment was too much: its page asks which exercise that was."""
    return add_session(user, days, "strengthen-carry-over", worst=9)


def bare_session(user: User) -> Session:
    """A session of something of one's own, of which nothing else was said."""
    own = OwnMovement(user=user, name="Tai chi")
    line = logbook.LineFacts(None, ("",), "", 0, 0, 0, movement=own)
    facts = logbook.SessionFacts(day_before(user, 1), lines=(line,))
    return logbook.log_session(user, facts, uuid.uuid4()).entry


def add_photographs(slug: str, number: int = 3) -> None:
    """So many photographs for one exercise, with their files."""
    for place in range(number):
        kept = photographs.keep(pictures_of(BytesIO(jpeg())))
        Photograph.objects.create(
            exercise=Exercise.objects.get(slug=slug),
            name=kept.name,
            alt=f"Kneeling, seen from the side, {place + 1}",
            credit="Ana Example" if place else "",
            width=kept.width,
            height=kept.height,
            widths=list(kept.widths),
            order=place,
        )


def rest_from_plan(user: User) -> None:
    """Let the plan rest for a bad day that begins today."""
    today = today_in(user.zone, timezone.now())
    logbook.pause_plan(
        Plan.objects.owned_by(user).running().get(), today, today + dt.timedelta(days=2)
    )


def leave_plan(user: User, days: int) -> None:
    """Let the plan be one that was begun so many `days` ago and not touched since."""
    began = today_in(user.zone, timezone.now()) - dt.timedelta(days=days)
    Plan.objects.owned_by(user).running().update(started_on=began)
