"""Which routine comes first, for whom, and what is never offered. Without a database."""

from dataclasses import replace

import pytest

from exercises.rules.first_steps import Movement, first_step, short_step
from exercises.rules.judging import (
    Against,
    Day,
    Demand,
    Limits,
    Posture,
    Reason,
    cares,
    is_quiet,
    reasons_against,
)
from exercises.rules.offering import (
    Done,
    Occasion,
    Person,
    Routine,
    Why,
    is_resting,
    routines_for,
    usual_pain,
)

SETTLE = Routine(1, limit=5, order=1, occasion=Occasion.START)
FLARE = Routine(2, limit=7, order=2, occasion=Occasion.FLARE_UP)
DESK = Routine(3, limit=5, order=3, days=5)
STRENGTH = Routine(7, limit=3, order=7, days=3)
RUNNER = Routine(9, limit=2, order=0, days=3, lands=True)
ALL = (RUNNER, STRENGTH, DESK, FLARE, SETTLE)
LONG_AGO = Done(None, 20)


def keys(person: Person) -> list[int]:
    return [choice.key for choice in routines_for(person, ALL)]


def reason(person: Person) -> Why:
    return routines_for(person, ALL)[0].why


@pytest.mark.parametrize(
    ("demand", "day", "against"),
    [
        (Demand(3), Day(), []),
        (Demand(3), Day(pain=3), []),
        (Demand(3), Day(pain=4), [Reason(Against.PAIN)]),
        (Demand(0), Day(pain=9, paused=True), [Reason(Against.PAUSE)]),
        (Demand(9, minutes=6), Day(minutes=5), [Reason(Against.TIME)]),
        (Demand(9, minutes=5), Day(minutes=5), []),
        (Demand(9, things=frozenset({"none"})), Day(at_hand=frozenset()), []),
        (
            Demand(9, things=frozenset({"mat", "wall"})),
            Day(at_hand=frozenset({"wall"})),
            [Reason(Against.THINGS, frozenset({"mat"}))],
        ),
        (
            Demand(9, cautions=frozenset({"pregnancy", "fall"})),
            Day(avoided=frozenset({"fall"})),
            [Reason(Against.CAUTIONS, frozenset({"fall"}))],
        ),
    ],
)
def test_what_was_not_said_stands_against_nothing(
    demand: Demand, day: Day, against: list[Reason]
) -> None:
    assert list(reasons_against(demand, day)) == against


def test_a_day_is_quiet_from_eight_on() -> None:
    assert [is_quiet(pain) for pain in (None, 7, 8, 10)] == [False, False, True, True]


def test_whoever_begins_is_offered_the_first_days_and_nothing_demanding() -> None:
    for pain in range(6):
        assert keys(Person(pain=pain)) == [1, 3]
    assert reason(Person(pain=0)) is Why.START


def test_without_a_usual_a_sore_day_is_for_the_flare_up_routine_alone() -> None:
    for pain in (6, 7):
        assert keys(Person(pain=pain)) == [2]
    assert reason(Person(pain=6)) is Why.SORE
    assert keys(Person(pain=8)) == []


@pytest.mark.parametrize(
    ("pain", "usual", "expected"),
    [
        (3, 3, [1, 3, 7]),  # as usual
        (4, 3, [1, 3, 2]),  # a little more: it is there, and not first
        (5, 3, [2, 1, 3]),  # clearly more
        (2, 0.5, [1, 3, 9, 7]),  # no flare-up of little pain, and the demanding ones step back
        (6, 6, []),  # no flare-up for whoever always has that much, and nothing else is within it
        (6, 5, [2]),
    ],
)
def test_a_flare_up_is_pain_above_ones_own_usual(
    pain: int, usual: float, expected: list[int]
) -> None:
    assert keys(Person(pain=pain, usual=usual, done=(LONG_AGO,))) == expected


def test_what_was_done_most_comes_first_while_it_is_within_the_limit() -> None:
    done = (Done(7, 3), Done(7, 6), Done(3, 4))
    person = Person(pain=3, usual=4, used=(7, 3), done=done)
    assert keys(person) == [7, 3, 1]
    assert reason(person) is Why.MOST_DONE
    worse = Person(pain=3, usual=2, used=(7, 3), done=done)
    assert keys(worse) == [3, 1, 7]
    assert reason(worse) is Why.ABOVE_USUAL
    assert keys(Person(pain=5, usual=5, used=(7, 3), done=done)) == [3, 1]


@pytest.mark.parametrize(
    ("done", "rests"),
    [
        ((Done(7, 0),), True),  # demanding: a day between
        ((Done(7, 1),), True),
        ((Done(7, 2),), False),
        ((Done(7, 2), Done(7, 4), Done(7, 6)), True),  # three days of three
        ((Done(7, 2), Done(7, 2), Done(7, 6)), False),  # twice on a day is one day
        ((Done(7, 2), Done(7, 4), Done(7, 7)), False),
    ],
)
def test_it_leaves_the_days_between_that_a_routine_asks_for(
    done: tuple[Done, ...], rests: bool
) -> None:
    person = Person(pain=2, usual=2, used=(7,), done=done)
    assert (keys(person)[0] != 7) == rests


def test_it_says_that_what_is_done_most_has_a_day_off_or_that_today_is_enough() -> None:
    assert reason(Person(pain=2, usual=2, used=(7,), done=(Done(7, 1),))) is Why.BETWEEN
    assert reason(Person(pain=2, usual=2, used=(3,), done=(Done(3, 0),))) is Why.ENOUGH
    assert reason(Person(pain=2, usual=2, done=(LONG_AGO,))) is Why.WITHIN


def test_without_a_number_only_calm_routines_come_into_question() -> None:
    assert keys(Person()) == [1, 3]
    assert keys(Person(used=(9,), done=(Done(9, 5),))) == [1, 3]
    assert keys(Person(used=(3,), done=(Done(3, 5),))) == [3, 1]


def test_a_routine_of_every_day_never_uses_up_its_week() -> None:
    daily = Routine(4, limit=5, order=4, days=7)
    assert not is_resting(daily, [Done(4, ago) for ago in range(7)])


def test_a_routine_of_the_first_days_leads_only_whoever_begins() -> None:
    late = replace(SETTLE, order=9)
    begun = Person(pain=2, usual=2, done=(Done(None, 5),))
    assert [choice.key for choice in routines_for(begun, (late, DESK))] == [3, 1]


def test_the_usual_is_a_median_that_needs_five_ratings() -> None:
    assert usual_pain([3, 3, 9, 2]) is None
    assert usual_pain([3, 3, 9, 2, 1]) == 3
    assert usual_pain([1, 2, 3, 4, 5, 6]) == 3.5


A_BALL = frozenset({"ball"})
REST = Movement(1, Demand(10, cautions=frozenset("a")), rung=1, gentle=True, seconds=180)
BREATH = Movement(2, Demand(10), rung=4, gentle=True, seconds=60)
DRIFT = Movement(3, Demand(5, cautions=frozenset("abc")), rung=1, gentle=True, seconds=75)
BALL = Movement(4, Demand(5, things=A_BALL), rung=1, gentle=True, seconds=75)
MARCH = Movement(5, Demand(5), rung=1, gentle=False, seconds=75)


def test_a_first_step_is_gentle_at_home_and_near_to_what_the_day_allows() -> None:
    movements = (REST, BREATH, DRIFT, BALL, MARCH)
    assert first_step(movements, Day(pain=5)) == DRIFT
    assert first_step(movements, Day(pain=6)) == REST
    assert first_step((BALL, MARCH), Day(pain=0)) is None


def test_a_short_step_takes_two_minutes_at_most_and_has_the_fewest_cautions() -> None:
    assert short_step((REST, BREATH, DRIFT, BALL, MARCH), Day(pain=5)) == BREATH
    assert short_step((REST, DRIFT), Day(pain=5)) == DRIFT
    assert short_step((REST, DRIFT), Day(pain=6)) is None


def test_a_short_step_takes_some_time_and_fills_the_moment_best() -> None:
    assert short_step((replace(BREATH, seconds=0),), Day(pain=5)) is None
    assert short_step((replace(BREATH, seconds=1),), Day(pain=5)) is not None
    longest = replace(BREATH, key=6, seconds=120)
    assert short_step((BREATH, longest), Day(pain=5)) == longest


def test_three_cautions_more_than_the_least_are_few() -> None:
    bare = replace(REST, demand=Demand(10))
    many = replace(DRIFT, demand=Demand(5, cautions=frozenset("abcd")))
    assert first_step((bare, DRIFT), Day(pain=5)) == DRIFT
    assert first_step((bare, many), Day(pain=5)) == bare


# --- A person's own limits -----------------------------------------------------------------------

KNEELS = Demand(
    5,
    things=frozenset({"mat"}),
    cautions=frozenset({"knee", "neck"}),
    forbidden=frozenset({"neck"}),
    postures=frozenset({Posture.KNEELING, Posture.FLOOR_OR_BED}),
)


@pytest.mark.parametrize(
    ("limits", "against", "careful"),
    [
        (Limits(cautions=frozenset({"knee"})), [], {"knee"}),
        (Limits(cautions=frozenset({"neck"})), [Against.LIMITS], set()),
        (Limits(postures=frozenset({Posture.FLOOR})), [], set()),
        (Limits(postures=frozenset({Posture.KNEELING})), [Against.POSTURES], set()),
        (Limits(at_hand=frozenset({"wall"})), [Against.THINGS], set()),
        (Limits(at_hand=frozenset({"mat"})), [], set()),
    ],
)
def test_a_limit_leaves_out_or_asks_for_care(
    limits: Limits, against: list[Against], careful: set[str]
) -> None:
    day = Day(limits=limits)
    assert [reason.against for reason in reasons_against(KNEELS, day)] == against
    assert cares(KNEELS, day) == careful
    lifted = replace(day, lifted=True)
    assert reasons_against(KNEELS, lifted) == ()
    assert cares(KNEELS, lifted) == limits.cautions, "what is lifted still warns"


def test_what_is_at_hand_today_goes_before_what_was_said_once() -> None:
    limits = Limits(at_hand=frozenset({"wall"}))
    assert not reasons_against(KNEELS, Day(at_hand=frozenset({"mat"}), limits=limits))


def test_a_routine_is_offered_while_half_of_it_is_left() -> None:
    person = Person(pain=2, done=(LONG_AGO,), limits=Limits(postures=frozenset({Posture.KNEELING})))
    half = replace(DESK, parts=(KNEELS, Demand(5)))
    less = replace(DESK, parts=(KNEELS, KNEELS, Demand(5)))
    assert [choice.key for choice in routines_for(person, [half])] == [DESK.key]
    assert not routines_for(person, [less])


def test_a_first_step_asks_for_no_care_where_another_one_asks_for_none() -> None:
    day = Day(pain=5, limits=Limits(cautions=frozenset("a")))
    plain = replace(REST, key=9, demand=Demand(10))
    assert first_step((DRIFT, plain), day) == plain
    assert first_step((DRIFT,), day) == DRIFT
