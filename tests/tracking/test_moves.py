"""Steps are offered with their reason, taken by a tap, and kept with what they were based on."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import Exercise
from tests.architecture.documents import Document
from tests.tracking.test_ladder_records import EVENING, FIRST, STRONG, Diary
from tracking import logbook
from tracking.models import Move, PlanItem

PAGE = reverse("tracking:moves")
WELL = {"pain_before": "1", "pain_worst": "2", "pain_after": "1", "effort": "5"}
BADLY = {"pain_before": "1", "pain_worst": "7", "pain_after": "4", "effort": "7"}

pytestmark = pytest.mark.usefixtures("library")


class Story(Diary):
    """Somebody with one exercise in their plan, who logs it every other day."""

    clock = EVENING

    def begin(self, slug: str = STRONG, level: str = "typical") -> PlanItem:
        exercise = Exercise.objects.get(slug=slug)
        facts = logbook.PlanFacts("My plan", 3, ((exercise, level),))
        plan = logbook.start_plan(self.user, facts, uuid.uuid4(), FIRST)
        return plan.items.get()

    def times(self, count: int, answers: dict[str, str] = WELL, start: int = 0) -> int:
        """Do it so many times, each with its morning after; the day after the last."""
        for number in range(count):
            self.session(start + 2 * number, STRONG, **answers)
            self.check_in(start + 2 * number + 1, pain="1", since="0")
        return start + 2 * count

    def page(self, day: int) -> str:
        return self.looked(PAGE, day)

    def looked(self, address: str, day: int) -> str:
        with self.at(day, self.clock):
            answer = self.client.get(address)
        assert answer.status_code == 200
        return " ".join(Document(answer.content.decode()).root.text.split())

    def answer(self, day: int, word: str, **other: str) -> None:
        with self.at(day, self.clock):
            page = Document(self.client.get(PAGE).content.decode())
            form = next(form for form in page.every("form") if "/plan/moves/" in form["action"])
            sent = {field["name"]: field["value"] for field in form.every("input")}
            self.client.post(form["action"], sent | {"answer": word} | other)


@pytest.fixture
def story(signed_in: Client, user: Any) -> Story:
    return Story(signed_in, user)


def test_three_good_sessions_offer_a_step_up_that_is_taken_by_a_tap(story: Story) -> None:
    item = story.begin()
    day = story.times(2)
    assert "2 of 3 good sessions in a row" in story.page(day)
    day = story.times(1, start=day)
    page = story.page(day)
    assert "Ready for a little more if you like" in page
    assert "3 good sessions in a row, and their mornings settled." in page
    story.answer(day, "taken")
    item.refresh_from_db()
    assert (item.level, item.since.toordinal() - FIRST.toordinal()) == ("top", day)
    move = Move.objects.get()
    assert (move.answer, move.row, move.up, move.ruleset) == ("taken", "D10", True, 2)
    assert move.inputs["streak"] == 2
    assert "Typical → Most" in story.page(day)
    assert "Ready for a little more" not in story.page(day)


def test_what_was_too_much_offers_a_step_back(story: Story) -> None:
    item = story.begin()
    day = story.times(1, BADLY)
    page = story.page(day)
    assert "Ease back one step" in page
    assert "Worst pain 7, before 1." in page
    story.answer(day, "taken")
    item.refresh_from_db()
    assert item.level == "start"


def test_not_now_leaves_all_as_it_is_until_another_session(story: Story) -> None:
    item = story.begin()
    day = story.times(3)
    story.answer(day, "not_now")
    item.refresh_from_db()
    assert (item.level, Move.objects.get().answer) == ("typical", "not_now")
    assert "Ready for" not in story.page(day)
    day = story.times(1, start=day)
    assert "Ready for a little more" in story.page(day)


def test_an_answer_to_what_is_not_offered_any_more_changes_nothing(story: Story) -> None:
    item = story.begin()
    day = story.times(3)
    story.answer(day, "taken", to="1:top")
    story.answer(day, "taken", session=str(uuid.uuid4()))
    story.answer(day, "perhaps")
    item.refresh_from_db()
    assert (item.level, Move.objects.count()) == ("typical", 0)


def test_a_step_is_another_persons_secret(story: Story, make_user: Any, client_of: Any) -> None:
    item = story.begin()
    story.times(3)
    stranger = client_of(make_user("eve@example.org"))
    address = reverse("tracking:move", args=[item.pk])
    assert [stranger.get(address).status_code, stranger.post(address).status_code] == [404, 404]


def test_what_if_shows_what_was_and_marks_a_guess(story: Story) -> None:
    item = story.begin()
    day = story.times(3)
    page = story.looked(reverse("tracking:move", args=[item.pk]), day)
    assert "1 of 3 good sessions" in page
    assert "A guess at the next four" in page
    assert page.index("Row D10") < page.index("A guess")


def test_while_a_sign_is_open_nothing_is_offered(story: Story) -> None:
    story.begin()
    day = story.times(3)
    story.check_in(day, signs=["sign_tingling"], sign_place="knee:left")
    page = story.page(day)
    assert "Ready for" not in page
    assert "Tingling" in page


def test_good_sessions_at_another_dose_earn_no_step_up(story: Story) -> None:
    item = story.begin(level="start")  # the form fills in the typical dose
    day = story.times(3)
    assert "Ready for" not in story.page(day)
    assert "Nothing new" in story.looked(reverse("tracking:move", args=[item.pk]), day)


def test_in_a_pause_nothing_is_guessed(story: Story) -> None:
    item = story.begin()
    day = story.times(3)
    story.check_in(day, signs=["sign_tingling"], sign_place="saddle")
    page = story.looked(reverse("tracking:move", args=[item.pk]), day)
    assert "emergency help now" in page
    assert "guess" not in page


def test_what_asks_to_pause_comes_first_and_offers_nothing(story: Story) -> None:
    story.begin(level="typical")
    story.session(0, STRONG, signs=["sign_tingling"], sign_place="knee:left", **WELL)
    story.answer_sign(3, "gone")
    page = story.page(3)
    assert "Please pause and get this checked" in page
    assert "Staying as it is" not in page


def test_a_step_by_hand_is_kept_too(story: Story) -> None:
    item = story.begin()
    logbook.set_level(item.plan, item.plan.version, item.pk, "top", FIRST)
    move = Move.objects.get()
    assert (move.answer, move.up, move.row, move.to_level) == ("own", True, "", "top")
    assert "My own choice" in story.page(1)


def test_a_long_plan_asks_no_more_of_the_database(
    story: Story, django_assert_max_num_queries: Any
) -> None:
    item = story.begin()
    day = story.times(3)
    others = Exercise.objects.filter(status="published").exclude(slug=STRONG)[:10]
    for exercise in others:
        logbook.add_to_plan(item.plan, exercise, "start", FIRST)
    story.page(day)
    with story.at(day, story.clock), django_assert_max_num_queries(14):
        story.client.get(PAGE)
