"""The database refuses nonsense in the log, whoever writes it."""

import datetime as dt
import uuid
from typing import Any

import pytest

from exercises.models import BodyArea, Contraindication, Equipment, Exercise, Measure, ScreeningItem
from tests.constraints import Change, assert_refused, changing, constraints_of, doubling
from tracking.models import (
    Aftermath,
    CheckIn,
    Concern,
    FeltArea,
    Followed,
    Liking,
    Move,
    OwnMovement,
    Plan,
    PlanItem,
    Reading,
    Screening,
    ScreeningAnswer,
    Session,
    SessionLine,
    Trait,
)

pytestmark = pytest.mark.database

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
AT_CHECK_IN = {"check_in__isnull": False}
AT_SESSION = {"session__isnull": False}
AT_SCREENING = {"screening__isnull": False}
FROM_THE_LIBRARY = {"exercise__isnull": False}
OF_ONES_OWN = {"movement__isnull": False}


def anew() -> dict[str, Any]:
    """What a second entry of the same person needs to be another one."""
    return {"client_key": uuid.uuid4()}


@pytest.fixture
def log(library: Any, user: Any) -> None:
    """One of everything that a person can log."""
    moment = {"user": user, "at": NOON, "local_date": NOON.date()}
    area, measure = BodyArea.objects.first(), Measure.objects.get(code="stress_level")
    check_in = CheckIn.objects.create(pain=3, **moment)
    session = Session.objects.create(minutes=12, **moment)
    FeltArea.objects.create(check_in=check_in, area=area, side="left")
    Aftermath.objects.create(check_in=check_in, session=session, side="left", change=0)
    Reading.objects.create(check_in=check_in, measure=measure, number=4)
    Reading.objects.create(session=session, measure=measure, number=5)
    Concern.objects.create(user=user, check_in=check_in, measure=measure)
    Concern.objects.create(user=user, session=session, measure=measure)
    SessionLine.objects.create(
        session=session,
        exercise=Exercise.objects.get(slug="step-up"),
        exercise_revision=1,
        side="left",
        level="start",
        sets=1,
        reps=5,
        seconds=0,
    )
    own = OwnMovement.objects.create(user=user, name="Shaking out")
    SessionLine.objects.create(session=session, movement=own)
    Followed.objects.create(user=user, measure=measure)
    day = NOON.date()
    plan = Plan.objects.create(user=user, title="Mornings", weekly_aim=3, started_on=day)
    step_up = Exercise.objects.get(slug="step-up")
    item = PlanItem.objects.create(plan=plan, exercise=step_up, since=day)
    step = {"exercise": step_up, "level": "start", "to_exercise": step_up, "to_level": "typical"}
    Move.objects.create(
        user=user, item=item, session=session, up=True, row="D10", answer="taken",
        answered_on=day, **step,
    )  # fmt: skip
    Liking.objects.create(user=user, exercise=step_up, kind="favourite")
    said = {"user": user, "told_on": day}
    Trait.objects.create(caution=Contraindication.objects.first(), **said)
    Trait.objects.create(thing=Equipment.objects.first(), **said)
    Trait.objects.create(ability="floor", goes=False, **said)
    sign = ScreeningItem.objects.first()
    screening = Screening.objects.create(why="first", **moment)
    ScreeningAnswer.objects.create(screening=screening, item=sign, said="yes")
    Concern.objects.create(user=user, screening=screening, item=sign)


BREAKS = [
    ("concern_belongs_to_one_entry", changing(Concern, AT_CHECK_IN, check_in=None)),
    ("concern_belongs_to_one_entry", changing(Concern, AT_SESSION, session=None)),
    ("concern_answer_is_known", changing(Concern, answer="maybe", answered_on=NOON.date())),
    ("concern_answer_has_a_day", changing(Concern, answer="gone")),
    ("concern_answer_has_a_day", changing(Concern, answered_on=NOON.date())),
    ("concern_side_is_known", changing(Concern, side="top")),
    ("concern_once_per_check_in", doubling(Concern, AT_CHECK_IN)),
    ("concern_once_per_session", doubling(Concern, AT_SESSION)),
    ("concern_once_per_screening", doubling(Concern, AT_SCREENING)),
    ("concern_belongs_to_one_entry", changing(Concern, AT_SCREENING, screening=None)),
    ("concern_is_of_one_sign", changing(Concern, AT_SCREENING, item=None)),
    ("concern_is_of_one_sign", changing(Concern, AT_CHECK_IN, measure=None)),
    (
        "concern_of_warning_is_checked",
        changing(Concern, AT_SCREENING, answer="gone", answered_on=NOON.date()),
    ),
    ("screening_why_is_known", changing(Screening, why="bored")),
    ("screening_once_per_form", doubling(Screening, local_date=NOON.date() + dt.timedelta(1))),
    ("screening_one_begun_a_day", doubling(Screening, client_key=uuid.uuid4())),
    ("screening_answer_is_known", changing(ScreeningAnswer, said="no")),
    ("screening_asks_once", doubling(ScreeningAnswer, said="unsure")),
    ("check_in_once_per_form", doubling(CheckIn)),
    ("check_in_pain_0_to_10", changing(CheckIn, pain=11)),
    ("check_in_offset_is_a_time_zone", changing(CheckIn, utc_offset=901)),
    ("check_in_offset_is_a_time_zone", changing(CheckIn, utc_offset=-901)),
    ("felt_area_once_per_check_in", doubling(FeltArea)),
    ("felt_area_side_is_known", changing(FeltArea, side="top")),
    ("aftermath_once_per_side", doubling(Aftermath, change=1)),
    ("aftermath_change_is_known", changing(Aftermath, change=-2)),
    ("aftermath_change_is_known", changing(Aftermath, change=3)),
    ("aftermath_side_is_known", changing(Aftermath, side="top")),
    ("reading_belongs_to_one_entry", changing(Reading, AT_CHECK_IN, check_in=None)),
    ("reading_belongs_to_one_entry", changing(Reading, AT_SESSION, session=None)),
    ("reading_says_something", changing(Reading, number=None, text="")),
    ("reading_side_is_known", changing(Reading, side="top")),
    ("reading_once_per_check_in", doubling(Reading, AT_CHECK_IN, number=7)),
    ("reading_once_per_session", doubling(Reading, AT_SESSION, number=7)),
    ("session_once_per_form", doubling(Session)),
    ("session_outcome_is_known", changing(Session, outcome="won")),
    ("session_minutes_0_to_1440", changing(Session, minutes=1441)),
    ("session_pain_before_0_to_10", changing(Session, pain_before=11)),
    ("session_pain_worst_0_to_10", changing(Session, pain_worst=11)),
    ("session_pain_after_0_to_10", changing(Session, pain_after=11)),
    ("session_effort_is_known", changing(Session, effort=4)),
    ("session_sensation_is_known", changing(Session, sensation="joy")),
    ("session_offset_is_a_time_zone", changing(Session, utc_offset=901)),
    ("session_offset_is_a_time_zone", changing(Session, utc_offset=-901)),
    ("session_line_once_per_side", doubling(SessionLine, FROM_THE_LIBRARY, order=2)),
    ("session_line_own_movement_once_per_side", doubling(SessionLine, OF_ONES_OWN, order=2)),
    (
        "session_line_names_one_thing",
        changing(SessionLine, FROM_THE_LIBRARY, exercise=None, level=""),
    ),
    (
        "session_line_names_one_thing",
        changing(SessionLine, FROM_THE_LIBRARY, exercise_revision=None),
    ),
    ("session_line_names_one_thing", changing(SessionLine, OF_ONES_OWN, exercise_revision=1)),
    ("session_line_level_is_known", changing(SessionLine, OF_ONES_OWN, level="start")),
    ("session_line_level_is_known", changing(SessionLine, FROM_THE_LIBRARY, level="")),
    ("session_line_side_is_known", changing(SessionLine, side="top")),
    ("session_line_level_is_known", changing(SessionLine, FROM_THE_LIBRARY, level="huge")),
    ("session_line_dose_in_bounds", changing(SessionLine, sets=1001)),
    ("session_line_dose_in_bounds", changing(SessionLine, reps=1001)),
    ("session_line_dose_in_bounds", changing(SessionLine, seconds=7201)),
    ("session_line_outcome_is_known", changing(SessionLine, outcome="won")),
    ("session_line_worst_0_to_10", changing(SessionLine, worst=11)),
    ("session_line_sensation_is_known", changing(SessionLine, sensation="joy")),
    ("followed_once_for_each_person", doubling(Followed)),
    ("own_movement_once_for_each_person", doubling(OwnMovement, name="SHAKING OUT")),
    ("own_movement_has_a_name", changing(OwnMovement, name="")),
    ("plan_runs_alone", lambda: doubling(Plan, **anew())()),
    ("plan_once_per_form", doubling(Plan, ended_on=NOON.date())),
    ("plan_has_a_title", changing(Plan, title="")),
    ("plan_weekly_aim_1_to_7", changing(Plan, weekly_aim=0)),
    ("plan_weekly_aim_1_to_7", changing(Plan, weekly_aim=8)),
    ("plan_ends_after_it_starts", changing(Plan, ended_on=NOON.date() - DAY)),
    ("plan_pause_has_both_days", changing(Plan, paused_on=NOON.date())),
    ("plan_pause_has_both_days", changing(Plan, paused_until=NOON.date())),
    (
        "plan_pause_has_both_days",
        changing(Plan, paused_on=NOON.date(), paused_until=NOON.date() - DAY),
    ),
    ("plan_item_once_per_side", doubling(PlanItem)),
    ("plan_item_side_is_known", changing(PlanItem, side="top")),
    ("plan_item_level_is_known", changing(PlanItem, level="huge")),
    ("move_answered_once", doubling(Move, answer="not_now")),
    ("move_side_is_known", changing(Move, side="top")),
    ("move_levels_are_known", changing(Move, level="huge")),
    ("move_levels_are_known", changing(Move, to_level="huge")),
    ("move_answer_is_known", changing(Move, answer="perhaps")),
    ("move_offered_has_a_row", changing(Move, row="")),
    ("move_leads_elsewhere", changing(Move, to_level="start")),
    ("trait_is_one_thing", changing(Trait, {"caution__isnull": False}, ability="floor")),
    ("trait_is_one_thing", changing(Trait, {"thing__isnull": False}, thing=None)),
    ("trait_is_one_thing", changing(Trait, {"ability": "floor"}, goes=None)),
    ("trait_is_one_thing", changing(Trait, {"ability": "floor"}, ability="flying")),
    ("trait_caution_once_for_each_person", doubling(Trait, {"caution__isnull": False})),
    ("trait_thing_once_for_each_person", doubling(Trait, {"thing__isnull": False})),
    ("trait_ability_once_for_each_person", doubling(Trait, {"ability": "floor"})),
    ("liking_once_per_exercise", doubling(Liking, kind="not_for_me")),
    ("liking_kind_is_known", changing(Liking, kind="love")),
]


def test_it_has_a_breaking_case_for_every_constraint() -> None:
    assert {name for name, _ in BREAKS} == set(constraints_of("tracking"))


@pytest.mark.parametrize(("name", "change"), BREAKS, ids=[name for name, _ in BREAKS])
def test_it_refuses_what_breaks_a_constraint(log: None, name: str, change: Change) -> None:
    assert_refused("tracking", name, change)


def test_it_refuses_a_reading_of_two_entries(log: None) -> None:
    both = changing(Reading, AT_CHECK_IN, session=Session.objects.get())
    Reading.objects.filter(session__isnull=False).delete()
    assert_refused("tracking", "reading_belongs_to_one_entry", both)


@pytest.mark.parametrize(
    "change",
    [
        changing(CheckIn, pain=0, utc_offset=900),
        changing(CheckIn, pain=10, utc_offset=-900),
        changing(Session, minutes=None, pain_before=None, effort=None, sensation=""),
        changing(Session, minutes=1440, pain_before=0, pain_worst=10, pain_after=10),
        changing(SessionLine, sets=0, reps=0, seconds=0, worst=None, side=""),
        changing(SessionLine, sets=1000, reps=1000, seconds=7200, worst=10),
        changing(Reading, number=None, text="A new bicycle"),
        doubling(FeltArea, side="right"),
        doubling(Aftermath, side="right"),
        doubling(SessionLine, side="right"),
        doubling(PlanItem, side="right"),
        doubling(PlanItem, removed_at=NOON),
        doubling(Move, answer="own", row=""),
        lambda: doubling(Plan, ended_on=NOON.date(), **anew())(),
        lambda: doubling(CheckIn, **anew())(),
        lambda: doubling(Session, **anew())(),
    ],
)
def test_it_accepts_the_bounds_themselves(log: None, change: Change) -> None:
    change()
