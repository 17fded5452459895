"""What was entered through the forms is what the ladder rule reads, input by input."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exercises.models import Exercise
from exercises.rules.thresholds import DEFAULTS
from tests.architecture.documents import Document, sent_by
from tests.tracking.session_form import form, lines
from tracking.models import Concern
from tracking.records.turns import Told, diary_of

NEW = reverse("tracking:session-new")
CHECK_IN = reverse("tracking:check-in-new")
GENTLE, STRONG, IMPACT = "runners-lunge", "glute-bridge", "easy-jog"
EVENING, MORNING = dt.time(18), dt.time(8)
FIRST = dt.date(2026, 11, 16)

pytestmark = [pytest.mark.usefixtures("library"), pytest.mark.database]


class Diary:
    """A person who fills in forms on days of our choice."""

    def __init__(self, client: Client, user: Any) -> None:
        self.client, self.user = client, user

    def at(self, day: int, clock: dt.time) -> Any:
        time_machine = pytest.importorskip("time_machine", reason="needs time-machine (make test)")
        moment = dt.datetime.combine(FIRST + dt.timedelta(days=day), clock, dt.UTC)
        return time_machine.travel(moment, tick=False)

    def session(self, day: int = 0, *slugs: str, **answers: Any) -> None:
        with self.at(day, EVENING):
            chosen = {} if "lines-TOTAL_FORMS" in answers else {"exercises": slugs or [GENTLE]}
            sent = chosen | answers
            assert self.client.post(NEW, form(**sent)).status_code == 302

    def check_in(self, day: int, clock: dt.time = MORNING, **answers: Any) -> None:
        with self.at(day, clock):
            sent = sent_by(Document(self.client.get(CHECK_IN).content.decode()).main_form())
            answer = self.client.post(CHECK_IN, sent | {"pain": "2"} | answers)
            assert answer.status_code == 302

    def answer_sign(self, day: int, word: str) -> None:
        with self.at(day, MORNING):
            address = reverse("tracking:sign-answer", args=[Concern.objects.get().pk])
            self.client.post(address, {"answer": word})

    def told(self, slug: str = GENTLE, side: str = "", day: int = 3) -> list[Told]:
        with self.at(day, EVENING):
            now = timezone.now()
            diary = diary_of(self.user, now, now.date(), DEFAULTS)
            return diary.answers_of([Exercise.objects.get(slug=slug).pk], side)

    def reads(self, name: str, *asked: Any) -> Any:
        return getattr(self.told(*asked)[-1].answers, name)


@pytest.fixture
def diary(signed_in: Client, user: Any) -> Diary:
    return Diary(signed_in, user)


def test_the_pains_and_the_effort_are_those_that_were_typed(diary: Diary) -> None:
    diary.session(pain_before="1", pain_worst="4", pain_after="2", effort="7")
    (told,) = diary.told()
    answers = told.answers
    assert (answers.before, answers.worst, answers.after, answers.effort) == (1, 4, 2, 7)
    assert (told.day, told.dose[1]) == (FIRST, "typical")
    assert answers.hours_since == 72


def test_what_was_not_answered_is_not_known(diary: Diary) -> None:
    diary.session()
    answers = diary.told()[0].answers
    unanswered = ("before", "worst", "after", "effort", "change", "sign_still")
    assert [getattr(answers, name) for name in unanswered] == [None] * 6
    assert (answers.completed, answers.stopped_for_pain, answers.new_sign) == (True, False, False)
    assert (answers.emergency, answers.urgent, answers.weeks_creep) == (False, False, 0)


@pytest.mark.parametrize(("slug", "gentle"), [(GENTLE, True), (STRONG, False)])
def test_the_phase_and_the_impact_are_the_librarys(diary: Diary, slug: str, gentle: bool) -> None:
    diary.session(0, slug)
    answers = diary.told(slug)[0].answers
    exercise = Exercise.objects.get(slug=slug)
    assert (answers.gentle, answers.impact) == (gentle, exercise.impact)
    Exercise.objects.filter(slug=slug).update(impact=True)
    assert diary.reads("impact", slug)


def both_sides(slug: str, **of_right: str) -> dict[str, Any]:
    left, right = ({"exercise": slug, "side": side} for side in ("left", "right"))
    return lines(left, right | of_right)


def test_a_line_has_a_worst_and_an_end_of_its_own(diary: Diary) -> None:
    diary.session(pain_before="1", pain_worst="2", **both_sides(GENTLE, worst="6"))
    assert diary.reads("worst", GENTLE, "right") == 6
    assert diary.reads("worst", GENTLE, "left") == 2
    assert diary.reads("worst", GENTLE) == 6
    diary.session(1, **both_sides(GENTLE, outcome="stopped"))
    assert diary.reads("stopped_for_pain", GENTLE, "right")
    assert not diary.reads("stopped_for_pain", GENTLE, "left")
    diary.session(2, outcome="stopped")
    assert diary.reads("stopped_for_pain", GENTLE, "left")
    assert not diary.reads("completed", GENTLE, "left")


def test_too_much_is_where_the_person_says_it_was(diary: Diary) -> None:
    """And in all that was done, while they do not say."""
    diary.session(0, GENTLE, STRONG, pain_before="1", pain_worst="7", outcome="done")
    assert (diary.reads("worst", GENTLE), diary.reads("worst", STRONG)) == (7, 7)
    rows = ({"exercise": GENTLE}, {"exercise": STRONG, "worst": "7"})
    diary.session(1, pain_before="1", pain_worst="7", **lines(*rows))
    assert (diary.reads("worst", GENTLE), diary.reads("worst", STRONG)) == (None, 7)


def test_what_was_skipped_was_no_session(diary: Diary) -> None:
    diary.session(outcome="skipped")
    diary.session(1, **both_sides(GENTLE, outcome="skipped"))
    assert diary.told(GENTLE, "right") == []
    assert len(diary.told(GENTLE, "left")) == 1


def test_the_morning_after_is_told_by_a_number_or_by_the_answer(diary: Diary) -> None:
    for day, pain in ((-2, "3"), (-1, "3"), (0, "3")):
        diary.check_in(day, pain=pain)
    diary.session(0, pain_before="1")
    diary.check_in(1, pain="4", since="2")
    (told,) = diary.told()
    assert (told.usual, told.answers.change) == (3, 1)


def test_without_a_number_of_that_morning_the_answer_counts(diary: Diary) -> None:
    diary.session(0, **both_sides(GENTLE))
    diary.check_in(1, dt.time(20), pain="4", since="2")
    assert diary.reads("change") == diary.reads("change", GENTLE, "left") == 2


def test_each_side_has_its_own_morning(diary: Diary) -> None:
    rows = ({"exercise": GENTLE, "side": "left"}, {"exercise": STRONG, "side": "right"})
    diary.session(0, **lines(*rows))
    diary.check_in(1, dt.time(20), since_left="-1", since_right="1")
    assert diary.reads("change", GENTLE, "left") == -1
    assert diary.reads("change", STRONG, "right") == 1


def test_a_new_sign_is_read_with_what_became_of_it(diary: Diary) -> None:
    diary.session(0, signs=["sign_tingling"], sign_place="knee:left")
    answers = diary.told()[0].answers
    assert (answers.new_sign, answers.sign_still) == (True, None)
    diary.answer_sign(1, "gone")
    assert diary.reads("sign_still") is False
    Concern.objects.update(answered_on=FIRST + dt.timedelta(days=2))
    assert diary.reads("sign_still") is True


def test_a_sign_told_the_next_morning_is_still_there(diary: Diary) -> None:
    diary.session(0)
    diary.check_in(1, signs=["sign_catching"], sign_place="knee:left")
    assert (diary.reads("new_sign"), diary.reads("sign_still")) == (True, True)
    diary.session(3)
    assert not diary.reads("new_sign")


@pytest.mark.parametrize(
    ("sign", "place", "expected"),
    [
        ("sign_tingling", "saddle", (True, False)),
        ("sign_weakness", "knee:left", (False, True)),
        ("sign_bladder_bowel", "", (True, False)),
    ],
)
def test_signs_that_need_help_are_named(
    diary: Diary, sign: str, place: str, expected: tuple[bool, bool]
) -> None:
    diary.session(0, signs=[sign], sign_place=place)
    answers = diary.told()[0].answers
    assert (answers.emergency, answers.urgent) == expected


def test_weeks_that_crept_up_are_counted(diary: Diary, check_in: Callable[..., Any]) -> None:
    with diary.at(0, EVENING):
        for days_ago in range(1, 29):
            pain = 5 if days_ago < 14 else 2
            check_in(diary.user, pain, days_ago=days_ago, clock=MORNING)
    diary.check_in(0, pain="5")
    diary.session(0)
    assert diary.reads("weeks_creep") == 2


def test_a_long_diary_asks_no_more_of_the_database(
    diary: Diary, django_assert_num_queries: Any
) -> None:
    diary.session(0)
    with diary.at(3, EVENING):
        now = timezone.now()
        for day in (1, 2):
            with django_assert_num_queries(3):
                diary_of(diary.user, now, now.date(), DEFAULTS)
            diary.session(day, GENTLE, STRONG)
            diary.check_in(day)
