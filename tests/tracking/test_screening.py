"""Warning signs are asked about before a session; what is said of them pauses, and is kept."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.admin.sites import site as admin
from django.db import connection
from django.db.models import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exercises.models import Exercise, Measure, ScreeningItem
from exercises.shelf.screening import screening_leaves
from tests.architecture.addresses import addresses
from tests.architecture.documents import Document, sent_by
from tests.architecture.seeding import answer_questions
from tracking import logbook
from tracking.models import Concern, Screening, ScreeningAnswer
from tracking.records import pause_for

PLAYER = reverse("exercises:play-programme", args=["first-week-settle"]) + "?pain=2"
START = reverse("tracking:screening")
TODAY, SIGNS = reverse("tracking:today"), reverse("tracking:sign-list")
HELP = reverse("exercises:emergency")
CARDS = ["nerves", "heart_breath", "belly", "injury", "illness", "slower"]
LIBRARY_PAGES = [
    reverse("exercises:library"),
    reverse("exercises:exercise", args=["full-camel"]),
    reverse("exercises:programmes"),
    reverse("exercises:programme", args=["runner"]),
    reverse("exercises:search") + "?q=lunge",
]

pytestmark = pytest.mark.usefixtures("library")


def card(code: str) -> str:
    return reverse("tracking:screening-leaf", args=[code])


def field(code: str) -> str:
    return f"sign_{ScreeningItem.objects.get(code=code).pk}"


def shown(client: Client, address: str) -> dict[str, Any]:
    """What the form at `address` holds."""
    return sent_by(Document(client.get(address).content.decode()).main_form())


def none_of(client: Client, address: str) -> Any:
    return client.post(address, {**shown(client, address), "none": "none"})


def mark(client: Client, address: str, **said: str) -> Any:
    marked = {field(code): word for code, word in said.items()}
    return client.post(address, {**shown(client, address), **marked, "save": "save"})


# --- The cards -----------------------------------------------------------------------------------


def test_every_player_asks_first(signed_in: Client, user: Any) -> None:
    rest = Exercise.objects.get(slug="constructive-rest")
    facts = logbook.PlanFacts("Mine", 3, ((rest, "start"),))
    logbook.start_plan(user, facts, uuid.uuid4(), dt.date(2026, 1, 1))
    players = [address for address in addresses() if "play" in address.name.split(":")[-1]]
    assert len(players) >= 4
    for address in players:
        query = "" if address.arguments else "?exercise=constructive-rest"
        page = signed_in.get(f"{address.url()}{query}")
        assert page["Location"].startswith(START), address.name
    answer_questions(user)
    assert signed_in.get(reverse("play-today")).status_code == 200


def test_there_are_six_cards_and_each_sign_of_the_library_stands_on_one() -> None:
    leaves = screening_leaves()
    asked = [item.code for leaf in leaves for item in leaf.items]
    assert [leaf.code for leaf in leaves] == CARDS
    assert sorted(asked) == sorted(
        ScreeningItem.objects.exclude(urgency="stop").values_list("code", flat=True)
    )
    assert [item.urgency for item in leaves[0].items][::9] == ["emergency", "days"]
    assert {item.urgency for item in leaves[-1].items} == {"routine"}


def test_every_sign_of_the_pack_has_a_few_words() -> None:
    assert not ScreeningItem.objects.exclude(urgency="stop").filter(name="")
    assert ScreeningItem(label="All of it").brief == "All of it"


def test_a_card_a_page_leads_through_all_of_them_to_the_session(
    signed_in: Client, user: Any
) -> None:
    page = signed_in.get(PLAYER)
    assert page["Location"].startswith(f"{START}?next=%2Fplay%2F")
    address = signed_in.get(page["Location"])["Location"]
    for code in CARDS:
        assert address.startswith(card(code))
        address = none_of(signed_in, address)["Location"]
    assert address == PLAYER
    assert signed_in.get(PLAYER).status_code == 200
    kept = Screening.objects.owned_by(user).get()
    assert (kept.why, kept.finished, kept.leaves, kept.help_shown) == ("first", True, CARDS, False)
    assert not kept.answers.exists()


def test_what_was_answered_stays_and_back_leads_there(signed_in: Client, user: Any) -> None:
    none_of(signed_in, card("nerves"))
    mark(signed_in, card("heart_breath"), rf_calf="unsure")
    page = signed_in.get(card("belly")).content.decode()
    assert f'href="{card("heart_breath")}"' in page
    assert shown(signed_in, card("heart_breath"))[field("rf_calf")] == ["unsure"]
    assert signed_in.get(START)["Location"] == card("belly")
    none_of(signed_in, card("nerves"))
    assert Screening.objects.owned_by(user).get().leaves == ["nerves", "heart_breath"]


def test_nothing_is_taken_for_a_no_and_what_was_typed_stays(signed_in: Client) -> None:
    silent = signed_in.post(card("injury"), shown(signed_in, card("injury")))
    assert silent.status_code == 422
    both = {**shown(signed_in, card("injury")), field("rf_trauma"): "yes", "none": "none"}
    answer = signed_in.post(card("injury"), both)
    assert answer.status_code == 422
    assert sent_by(Document(answer.content.decode()).main_form())[field("rf_trauma")] == ["yes"]
    assert not Screening.objects.exists()


def test_it_can_wait_until_the_next_session(signed_in: Client) -> None:
    page = signed_in.get(f"{card('nerves')}?next={PLAYER}").content.decode()
    later = f"{PLAYER}&amp;screening=later"
    assert f'href="{later}"' in page
    assert signed_in.get(later.replace("&amp;", "&")).status_code == 200
    assert signed_in.get(PLAYER).status_code == 302


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_it_leads_nowhere_else(signed_in: Client, address: str) -> None:
    page = signed_in.get(f"{card('nerves')}?next={address}").content.decode()
    assert f'href="{TODAY}?screening=later"' in page


def test_logging_is_never_in_its_way_and_strangers_are_not_asked(
    client: Client, signed_in: Client
) -> None:
    assert client.get(PLAYER).status_code == 200
    assert signed_in.get(reverse("tracking:session-new")).status_code == 200
    data = {"programme": "runner", "client_key": uuid.uuid4()}
    answer = signed_in.post(reverse("tracking:session-new"), data)
    assert "/sessions/" in answer["Location"]
    running = signed_in.get(PLAYER, headers={"accept": "application/json"})
    assert running.status_code == 200


# --- Sent twice, and two tabs --------------------------------------------------------------------


def test_a_card_that_is_sent_twice_is_kept_once(signed_in: Client, user: Any) -> None:
    data = {**shown(signed_in, card("injury")), field("rf_hip_deep"): "yes"}
    for _time in range(2):
        assert signed_in.post(card("injury"), data).status_code == 302
    assert Screening.objects.owned_by(user).count() == 1
    assert ScreeningAnswer.objects.count() == Concern.objects.count() == 1


def test_two_tabs_fill_in_one(signed_in: Client, user: Any) -> None:
    other = shown(signed_in, card("belly"))
    none_of(signed_in, card("nerves"))
    signed_in.post(card("belly"), {**other, "none": "none"})
    assert Screening.objects.owned_by(user).get().leaves == ["nerves", "belly"]


def test_a_tab_that_is_older_takes_no_emergency_back(signed_in: Client, user: Any) -> None:
    old = shown(signed_in, card("nerves"))
    mark(signed_in, card("nerves"), rf_saddle="yes")
    answer = signed_in.post(card("nerves"), {**old, "none": "none"})
    assert answer.status_code == 409
    page = Document(answer.content.decode())
    assert sent_by(page.main_form())[field("rf_saddle")] == ["yes"]
    assert pause_for(user).emergency


def test_a_late_tab_corrects_what_is_finished_and_begins_nothing(
    signed_in: Client, user: Any
) -> None:
    for code in CARDS[:-1]:
        none_of(signed_in, card(code))
    late = shown(signed_in, card("slower"))
    none_of(signed_in, card("slower"))
    signed_in.post(card("slower"), {**late, "was": "none", field("rf_lump"): "yes"})
    kept = Screening.objects.owned_by(user).get()
    assert [answer.item.code for answer in kept.answers.all()] == ["rf_lump"]


# --- Emergencies ---------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["yes", "unsure"])
def test_an_emergency_shows_help_at_once_and_is_logged(
    signed_in: Client, user: Any, word: str
) -> None:
    answer = mark(signed_in, card("nerves"), rf_saddle=word)
    assert answer["Location"] == HELP
    assert "Numbness between the legs" in signed_in.get(HELP).content.decode()
    assert Screening.objects.owned_by(user).get().help_shown
    assert pause_for(user).emergency


def test_help_is_one_tap_away_for_everybody_and_leads_to_no_exercise(
    client: Client, settings: Any
) -> None:
    settings.EMERGENCY_NUMBERS = (("", "112"), ("Somebody to talk to", "116 123"))
    page = client.get(HELP).content.decode()
    assert 'href="tel:112"' in page
    assert 'href="tel:116123"' in page
    assert "Somebody to talk to: 116 123" in page
    for item in ScreeningItem.objects.filter(urgency="emergency"):
        assert item.label.split("'")[0] in page
    leads = {link["href"] for link in Document(page).every("a")}
    assert not [link for link in leads if link.startswith(("/exercises", "/play", "/programmes"))]
    settings.EMERGENCY_NUMBERS = ()
    assert "your local emergency number" in client.get(HELP).content.decode()


# --- The pause -----------------------------------------------------------------------------------


def test_an_urgent_answer_stands_before_everything_until_it_was_checked(
    signed_in: Client, user: Any
) -> None:
    answer_questions(user, rf_weak="yes", rf_calf="unsure")
    for address in (TODAY, PLAYER, *LIBRARY_PAGES):
        page = signed_in.get(address).content.decode()
        assert "Pause first: New weakness in a leg or foot" in page, address
        assert "See a doctor today." in page, address
    sign = pause_for(user).signs[0]
    url = reverse("tracking:sign-answer", args=[sign.pk])
    signed_in.post(url, {"answer": "gone"})
    assert pause_for(user), "no word but a check answers it"
    answer_questions(user)
    assert pause_for(user), "later questions do not either"
    signed_in.post(url, {"answer": "checked"})
    assert not pause_for(user)
    assert Concern.objects.get().answered_on == Screening.objects.latest("at").local_date


def test_the_same_answer_again_is_one_sign_to_answer(user: Any) -> None:
    for days in (3, 0):
        answer_questions(user, days, rf_weak="yes")
    assert [len(sign.ids) for sign in pause_for(user).signs] == [2]
    assert len(Concern.objects.first().told_alike()) == 2


def test_what_can_wait_pauses_nothing_and_can_be_put_away(signed_in: Client, user: Any) -> None:
    answer_questions(user, rf_catching="yes", rf_weak="unsure")
    assert not pause_for(user)
    page = signed_in.get(TODAY).content.decode()
    assert "A hip that catches or locks" in page
    assert "Make an appointment in the next weeks" in page
    signed_in.post(reverse("tracking:screening-put-away"))
    assert "A hip that catches or locks" not in signed_in.get(TODAY).content.decode()
    assert ScreeningAnswer.objects.filter(put_away_on=None).count() == 0


# --- When it is asked again ----------------------------------------------------------------------


def sign(code: str) -> logbook.Answer:
    return logbook.Answer(Measure.objects.get(code=code).pk, number=Decimal(1))


@pytest.mark.clock("2026-11-21 18:00 +0000")
@pytest.mark.parametrize(
    ("days", "answers", "words"),
    [
        (3, [], ""),
        (28, [], "It has been four weeks."),
        (61, [], "You have been away for a while."),
        (3, ["fall_or_knock"], "You noted a fall or knock."),
        (3, ["sign_catching"], "You noted a new sign."),
    ],
)
def test_today_says_in_a_line_why_it_is_asked_again(
    signed_in: Client, user: Any, check_in: Any, days: int, answers: list[str], words: str
) -> None:
    answer_questions(user, days)
    if days < 60:
        check_in(user, 2, days_ago=1, answers=tuple(sign(code) for code in answers))
    page = signed_in.get(TODAY).content.decode()
    assert (START in page) == bool(words)
    assert words in page
    # While a sign is open nothing starts, so nothing is asked there.
    assert signed_in.get(PLAYER).status_code == (302 if words and not answers else 200)


def test_answers_begun_yesterday_are_asked_anew(signed_in: Client, user: Any) -> None:
    none_of(signed_in, card("nerves"))
    yesterday = Screening.objects.get().local_date - dt.timedelta(1)
    Screening.objects.update(local_date=yesterday, at="2026-01-01T00:00Z")
    assert signed_in.get(START)["Location"] == card("nerves")
    none_of(signed_in, card("nerves"))
    assert Screening.objects.owned_by(user).count() == 2


# --- Looking back --------------------------------------------------------------------------------


def test_answers_can_be_looked_at_and_corrected(signed_in: Client, user: Any) -> None:
    asked = answer_questions(user, rf_weak="yes")
    there = reverse("tracking:screening-answers", args=[asked.pk])
    assert there in signed_in.get(SIGNS).content.decode()
    assert "foot slaps the floor" in signed_in.get(there).content.decode()
    edit = reverse("tracking:screening-edit", args=[asked.pk, "nerves"])
    slip = {**shown(signed_in, edit), field("rf_weak"): "", "none": "none"}
    assert signed_in.post(edit, slip)["Location"] == there
    assert not pause_for(user)
    assert mark(signed_in, edit, rf_saddle="unsure")["Location"] == HELP
    assert pause_for(user).emergency
    kept = Screening.objects.get()
    assert (kept.local_date, kept.help_shown) == (asked.local_date, True)


def test_they_can_be_deleted(signed_in: Client, user: Any) -> None:
    asked = answer_questions(user, rf_weak="yes")
    there = reverse("tracking:screening-answers", args=[asked.pk])
    assert signed_in.post(there).status_code == 200
    signed_in.post(there, {"delete": "delete"})
    assert not Screening.objects.exists()
    assert not ScreeningAnswer.objects.exists()
    assert not pause_for(user)


def test_staff_delete_no_sign_that_somebody_answered_and_read_no_answer(
    user: Any, staff: Any, client_of: Any
) -> None:
    answer_questions(user, rf_lump="yes")
    item = ScreeningItem.objects.get(code="rf_lump")
    with pytest.raises(ProtectedError):
        item.delete()
    url = reverse("admin:exercises_screeningitem_delete", args=[item.pk])
    assert user.email not in client_of(staff).get(url).content.decode()
    assert not {Screening, ScreeningAnswer} & set(admin._registry)


def test_a_card_that_never_was_is_not_there(signed_in: Client) -> None:
    assert signed_in.get(card("moon")).status_code == 404


@pytest.mark.database
def test_a_card_is_kept_in_one_transaction_and_asks_little(signed_in: Client, user: Any) -> None:
    answer_questions(user, rf_weak="yes", rf_saddle="unsure")
    data = {**shown(signed_in, card("nerves")), field("rf_weak"): "yes", "save": "save"}
    with CaptureQueriesContext(connection) as captured:
        assert signed_in.post(card("nerves"), data).status_code == 302
    opened = [query for query in captured if query["sql"].startswith("SAVEPOINT")]
    assert len(opened) == 1
