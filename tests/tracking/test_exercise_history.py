"""My history with this exercise: counts by side, the morning after, notes, and each time."""

import datetime as dt
import re
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exercises.models import Exercise, Level, Status
from tracking import logbook
from tracking.clock import moment_on, today_in
from tracking.models import OwnMovement, Session, Side
from tracking.progress import HistoryPage, history_page, page_for

LUNGE, WALK = "runners-lunge", "easy-walk"
PROGRESS = reverse("tracking:progress")
pytestmark = pytest.mark.usefixtures("library")


def url_of(slug: str) -> str:
    return reverse("tracking:exercise-history", args=[slug])


def own_url(movement: OwnMovement) -> str:
    return reverse("tracking:movement-history", args=[movement.pk])


def words_of(client: Client, url: str, **query: str) -> str:
    page = client.get(url, query).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def page_of(user: Any, slug: str = LUNGE) -> HistoryPage:
    return history_page(user, Exercise.objects.get(slug=slug))


def cells(page: HistoryPage) -> dict[str, tuple[str, ...]]:
    return {row.label: row.cells for row in (*page.counts, *page.mornings)}


@pytest.fixture
def did(library: None) -> Any:
    """A maker of sessions of one line: `did(user, LUNGE, ("left",), days_ago=2, worst=5)`."""

    def make(
        user: Any,
        thing: str | OwnMovement = LUNGE,
        sides: tuple[str, ...] = (Side.LEFT, Side.RIGHT),
        days_ago: int = 0,
        sets: int = 0,
        reps: int = 0,
        seconds: int = 0,
        outcome: str = "done",
        worst: int | None = None,
        **facts: Any,
    ) -> Session:
        if isinstance(thing, OwnMovement):
            line = logbook.LineFacts(None, sides, "", sets, reps, seconds, movement=thing)
        else:
            exercise = Exercise.objects.get(slug=thing)
            planned = logbook.planned_line(exercise, Level.TYPICAL)
            assert planned is not None
            line = replace(planned, sides=sides)
            if sets:
                line = replace(line, sets=sets, reps=reps, seconds=seconds)
        line = replace(line, outcome=outcome, worst=worst)
        now = timezone.now()
        day = today_in(user.zone, now) - dt.timedelta(days=days_ago)
        moment = moment_on(day, None, user.zone, now)
        said = logbook.SessionFacts(moment, lines=(line,), **facts)
        return logbook.log_session(user, said, uuid.uuid4()).entry

    return make


@pytest.fixture
def morning(check_in: Any) -> Any:
    """A maker of mornings after: `morning(user, session, {"left": 1})`."""

    def make(user: Any, session: Session, aftermath: dict[str, int]) -> None:
        check_in(user, since_session=session.pk, aftermath=aftermath)

    return make


# --- Counts ------------------------------------------------------------------------------------


@pytest.mark.database
def test_it_counts_times_days_and_minutes(user: Any, did: Any) -> None:
    # Two holds of 60 seconds with a rest of 15 between them are 135 seconds.
    Exercise.objects.filter(slug=LUNGE).update(dose_type="hold", rest_seconds=15)
    did(user, days_ago=1, sets=2, reps=1, seconds=60)
    did(user, days_ago=1, sets=2, reps=1, seconds=60)
    did(user, days_ago=4, sides=(Side.LEFT,), sets=2, reps=1, seconds=60)
    page = page_of(user)
    assert (page.whole.times, page.whole.days, page.both) == (3, 2, 2)
    assert page.whole.seconds == 5 * 135
    assert page.minutes == 12, "rounded up, as everywhere"
    assert page.columns == ("All", "Left", "Right")
    assert cells(page)["Times"] == ("3", "3", "2")
    assert cells(page)["Minutes, about"] == ("12", "7", "5")


@pytest.mark.clock("2026-11-21 20:00 +0000")
def test_it_says_how_often_and_when_last(signed_in: Client, user: Any, did: Any) -> None:
    did(user, days_ago=18)
    did(user, days_ago=20)
    words = words_of(signed_in, url_of(LUNGE))
    assert "2 times" in words
    assert "Last on Tuesday 3 November 2026." in words
    assert "Both sides in one session: 2 times." in words


def test_it_has_one_column_where_there_are_no_sides(user: Any, did: Any) -> None:
    did(user, WALK, sides=("",))
    page = page_of(user, WALK)
    assert (page.columns, page.sided) == (("All",), False)


def test_pain_around_the_session_has_a_mean_from_three_answers_on(user: Any, did: Any) -> None:
    did(user, days_ago=3, pain_before=6, pain_after=4)
    did(user, days_ago=2, pain_before=5)
    page = page_of(user)
    assert cells(page)["Pain before"] == ("6, 5", "6, 5", "6, 5")
    assert cells(page)["Pain after"] == ("4", "4", "4")
    did(user, days_ago=1, pain_before=2)
    assert cells(page_of(user))["Pain before"][0] == "4.3 (3)"


@pytest.mark.database
def test_the_worst_is_of_this_exercise_and_side_alone(user: Any, did: Any) -> None:
    did(user, sides=(Side.LEFT,), worst=5, pain_worst=8)
    did(user, sides=(Side.RIGHT,), pain_worst=8)
    assert cells(page_of(user))["Worst in this one"] == ("5", "5", "–")


def test_what_was_never_answered_has_no_line(user: Any, did: Any) -> None:
    did(user)
    assert not {"Pain before", "Pain after", "Worst in this one"} & set(cells(page_of(user)))


def test_the_morning_after_is_counted_by_side(user: Any, did: Any, morning: Any) -> None:
    morning(user, did(user, days_ago=4), {"": 0})
    morning(user, did(user, days_ago=3), {"left": -1, "right": 2})
    did(user, days_ago=2)
    counted = cells(page_of(user))
    assert counted["Easier"] == ("1", "1", "0")
    assert counted["My usual"] == ("1", "1", "1")
    assert counted["Clearly more"] == ("1", "0", "1")
    assert counted["Not asked or answered"] == ("1", "1", "1")


def test_what_was_skipped_is_told_and_not_counted(signed_in: Client, user: Any, did: Any) -> None:
    did(user, days_ago=1)
    did(user, days_ago=2, outcome="skipped")
    did(user, days_ago=3, outcome="skipped")
    page = page_of(user)
    assert (page.whole.times, page.skipped) == (1, 2)
    assert "Planned and left out 2 times; these are not counted." in words_of(
        signed_in, url_of(LUNGE)
    )


def test_it_claims_nothing(signed_in: Client, user: Any, did: Any) -> None:
    for days_ago in range(6):
        did(user, days_ago=days_ago, pain_before=6, pain_after=2)
    words = words_of(signed_in, url_of(LUNGE)).replace("How it works", "")
    assert "These are counts and prove nothing." in words
    assert not re.search(r"\b(better|worse|improv\w+|because|works|helps|tend\w*)\b", words)


def test_it_knows_nothing_of_somebody_else(user: Any, make_user: Any, did: Any) -> None:
    other = make_user("other@example.org")
    did(other, note="Nobody's business", pain_before=9)
    assert page_of(user).is_empty
    assert page_of(user).notes == ()


# --- Notes and each time -----------------------------------------------------------------------


def test_it_shows_the_notes_of_its_sessions_alone(signed_in: Client, user: Any, did: Any) -> None:
    did(user, note="Left felt <b>free</b>.")
    did(user, WALK, sides=("",), note="Windy.")
    page = signed_in.get(url_of(LUNGE)).content.decode()
    assert "Left felt &lt;b&gt;free&lt;/b&gt;." in page
    assert "Windy." not in page


def test_older_notes_are_folded(user: Any, did: Any) -> None:
    for days_ago in range(14):
        did(user, days_ago=days_ago, note=f"Note {days_ago}")
    page = page_of(user)
    assert [note.text for note in page.shown] == ["Note 0", "Note 1", "Note 2"]
    assert len(page.folded) == 9


def test_each_time_leads_to_its_session(signed_in: Client, user: Any, did: Any) -> None:
    sessions = [did(user, days_ago=days_ago) for days_ago in (0, 3)]
    page = signed_in.get(url_of(LUNGE)).content.decode()
    places = [page.index(reverse("tracking:session-detail", args=[one.pk])) for one in sessions]
    assert places == sorted(places), "newest first"


def test_it_can_be_narrowed_to_a_side(signed_in: Client, user: Any, did: Any) -> None:
    left = did(user, sides=(Side.LEFT,), days_ago=1)
    right = did(user, sides=(Side.RIGHT,), days_ago=2)
    page = signed_in.get(url_of(LUNGE), {"side": "left"}).content.decode()
    assert str(left.pk) in page
    assert str(right.pk) not in page


@pytest.mark.parametrize("side", ["", "middle", "\0", "left'--"])
def test_a_side_that_makes_no_sense_shows_all(
    signed_in: Client, user: Any, did: Any, side: str
) -> None:
    entry = did(user, sides=(Side.RIGHT,))
    assert str(entry.pk) in signed_in.get(url_of(LUNGE), {"side": side}).content.decode()


def test_thirty_times_are_on_a_page(signed_in: Client, user: Any, did: Any) -> None:
    for days_ago in range(31):
        did(user, days_ago=days_ago)
    first, second = (signed_in.get(url_of(LUNGE), {"page": page}) for page in (1, 2))
    assert (len(first.context["times"]), len(second.context["times"])) == (30, 1)


def test_sides_with_one_dose_stand_together(signed_in: Client, user: Any, did: Any) -> None:
    did(user)
    ((_session, lines),) = signed_in.get(url_of(LUNGE)).context["times"]
    assert [one.sides for one in lines] == [("left", "right")]


# --- Which exercises ---------------------------------------------------------------------------


def test_an_exercise_never_done_has_a_calm_page_that_leads_to_logging(signed_in: Client) -> None:
    answer = signed_in.get(url_of("tree-pose"))
    page = answer.content.decode()
    assert (answer.status_code, "Not logged so far" in page) == (200, True)
    assert f'{reverse("tracking:session-new")}?exercise=tree-pose"' in page


def test_an_address_that_never_was_is_not_there(signed_in: Client) -> None:
    assert signed_in.get(url_of("no-such-thing")).status_code == 404


def test_a_withdrawn_exercise_keeps_its_history(signed_in: Client, user: Any, did: Any) -> None:
    did(user)
    Exercise.objects.filter(slug=LUNGE).update(status=Status.DRAFT)
    page = signed_in.get(url_of(LUNGE)).content.decode()
    assert "It is not in the library at the moment. Your history stays." in page
    assert f'href="{reverse("exercises:exercise", args=[LUNGE])}"' not in page


def test_a_draft_that_one_never_did_is_not_there(
    signed_in: Client, client_of: Any, staff: Any, make_user: Any, did: Any
) -> None:
    did(make_user("other@example.org"))
    Exercise.objects.filter(slug=LUNGE).update(status=Status.DRAFT)
    assert signed_in.get(url_of(LUNGE)).status_code == 404
    assert client_of(staff).get(url_of(LUNGE)).status_code == 404


def test_it_asks_the_same_few_questions_however_often_it_was_done(
    signed_in: Client, user: Any, did: Any, django_assert_max_num_queries: Any
) -> None:
    for days_ago in range(12):
        did(user, days_ago=days_ago, note="Quiet.")
    signed_in.get(url_of(LUNGE))  # the first visit also writes to the login
    with django_assert_max_num_queries(10):
        signed_in.get(url_of(LUNGE))


def test_the_exercise_page_says_how_often(
    client: Client, signed_in: Client, user: Any, did: Any
) -> None:
    address = reverse("exercises:exercise", args=[LUNGE])
    assert "Your history" not in signed_in.get(address).content.decode()
    did(user, days_ago=1, outcome="skipped")
    assert "Your history" not in signed_in.get(address).content.decode()
    did(user)
    did(user, days_ago=2)
    page = signed_in.get(address).content.decode()
    assert "Your history: 2 times, last on" in page
    assert url_of(LUNGE) in page
    assert "Your history" not in client.get(address).content.decode()


# --- Movements of one's own --------------------------------------------------------------------


NAMED = {"version": "1"}  # what the form of a name sends along


@pytest.fixture
def swim(user: Any) -> OwnMovement:
    return OwnMovement.objects.create(user=user, name="Swimming")


def test_a_movement_of_ones_own_has_a_history(
    signed_in: Client, user: Any, swim: OwnMovement, did: Any
) -> None:
    did(user, swim, sides=("",), sets=2, reps=10)
    did(user, swim, sides=("",), days_ago=3, seconds=600)
    page = history_page(user, swim)
    assert (page.whole.times, page.minutes, page.repetitions) == (2, 10, 20)
    words = words_of(signed_in, own_url(swim))
    assert "2 times" in words
    assert "about 10 minutes" in words
    assert "20 repetitions" in words


def test_a_movement_that_nobody_counted_has_no_minutes(
    user: Any, swim: OwnMovement, did: Any
) -> None:
    did(user, swim, sides=("",))
    page = history_page(user, swim)
    assert (page.minutes, page.repetitions) == (0, 0)
    assert "Minutes, about" not in cells(page)


def test_a_movement_can_have_another_name(
    signed_in: Client, user: Any, swim: OwnMovement, did: Any
) -> None:
    did(user, swim, sides=("",))
    answer = signed_in.post(own_url(swim), NAMED | {"name": "Swimming, slowly"})
    assert answer["Location"] == own_url(swim)
    assert "Swimming, slowly" in words_of(signed_in, PROGRESS)


def test_it_may_change_the_letter_case_of_its_own_name(
    signed_in: Client, swim: OwnMovement
) -> None:
    assert signed_in.post(own_url(swim), NAMED | {"name": "swimming"}).status_code == 302
    swim.refresh_from_db()
    assert swim.name == "swimming"


@pytest.mark.database
@pytest.mark.parametrize("name", ["tai chi", "TAI CHI", "  Tai Chi  "])
def test_a_name_is_given_once_whatever_the_letter_case(
    signed_in: Client, user: Any, swim: OwnMovement, name: str
) -> None:
    OwnMovement.objects.create(user=user, name="Tai chi")
    answer = signed_in.post(own_url(swim), {"name": name})
    assert answer.status_code == 422
    assert "You have a movement of this name already." in answer.content.decode()
    assert f'value="{name}"' in answer.content.decode()
    swim.refresh_from_db()
    assert swim.name == "Swimming"


@pytest.mark.database
def test_letter_case_beyond_ascii_counts_too(
    signed_in: Client, user: Any, swim: OwnMovement
) -> None:
    OwnMovement.objects.create(user=user, name="Übung")
    assert signed_in.post(own_url(swim), {"name": "übung"}).status_code == 422


@pytest.mark.database
def test_two_people_may_use_one_name(signed_in: Client, make_user: Any, swim: OwnMovement) -> None:
    OwnMovement.objects.create(user=make_user("other@example.org"), name="Tai chi")
    assert signed_in.post(own_url(swim), NAMED | {"name": "Tai chi"}).status_code == 302


@pytest.mark.database
@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "two\nlines", "\0"])
def test_a_name_that_cannot_be_kept_is_refused(
    signed_in: Client, swim: OwnMovement, name: str
) -> None:
    assert signed_in.post(own_url(swim), {"name": name}).status_code == 422
    swim.refresh_from_db()
    assert swim.name == "Swimming"


def test_a_movement_can_be_put_away_and_offered_again(
    signed_in: Client, user: Any, swim: OwnMovement, did: Any
) -> None:
    did(user, swim, sides=("",))
    for sent, offered in (("0", False), ("0", False), ("1", True)):
        assert signed_in.post(own_url(swim), {"offered": sent}).status_code == 302
        swim.refresh_from_db()
        assert swim.offered is offered
    assert history_page(user, swim).whole.times == 1


def test_somebody_elses_movement_is_not_there(signed_in: Client, make_user: Any, did: Any) -> None:
    theirs = OwnMovement.objects.create(user=make_user("other@example.org"), name="Swimming")
    assert signed_in.get(own_url(theirs)).status_code == 404
    assert signed_in.post(own_url(theirs), {"name": "Mine"}).status_code == 404
    assert signed_in.post(own_url(theirs), {"offered": "0"}).status_code == 404
    theirs.refresh_from_db()
    assert (theirs.name, theirs.offered) == ("Swimming", True)


# --- What you did, on the progress page --------------------------------------------------------


@pytest.mark.database
def test_the_progress_page_lists_what_was_done_most_often_first(
    signed_in: Client, user: Any, swim: OwnMovement, did: Any
) -> None:
    did(user, swim, sides=("",), days_ago=1, seconds=900)
    did(user, days_ago=2)
    did(user, days_ago=3, sides=(Side.LEFT,))
    rows = page_for(user, "8", today_in(user.zone, timezone.now())).done
    assert [(row.name, row.times, row.sides) for row in rows] == [
        (Exercise.objects.get(slug=LUNGE).name, 2, (("left", 2), ("right", 1))),
        ("Swimming", 1, ()),
    ]
    assert rows[1].minutes == 15
    page = signed_in.get(PROGRESS).content.decode()
    assert url_of(LUNGE) in page
    assert own_url(swim) in page


@pytest.mark.database
def test_the_list_keeps_to_the_window_and_leaves_out_what_was_skipped(user: Any, did: Any) -> None:
    did(user, days_ago=27)
    did(user, WALK, sides=("",), days_ago=28)
    did(user, "tree-pose", outcome="skipped")
    today = today_in(user.zone, timezone.now())
    assert [row.slug for row in page_for(user, "4", today).done] == [LUNGE]
    assert {row.slug for row in page_for(user, "all", today).done} == {LUNGE, WALK}


def test_the_list_shows_eight_and_folds_the_rest(user: Any, session: Any) -> None:
    slugs = Exercise.objects.published().values_list("slug", flat=True)[:10]
    session(user, *slugs)
    page = page_for(user, "8", today_in(user.zone, timezone.now()))
    assert (len(page.done_most), len(page.done_rest)) == (8, 2)
