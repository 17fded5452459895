"""The warning signs wherever they stand, and the first page of a visitor."""

from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import escape

from exercises.models import Contraindication, Exercise, ScreeningItem
from exercises.pages.safety import read_safety
from exercises.pages.stopping import stopping_of_all
from exercises.rules.first_steps import FEW_MORE
from exercises.rules.thresholds import DEFAULTS
from exercises.shelf.cards import cards_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

URGENCIES = ("emergency", "today", "days", "routine")


@pytest.fixture
def safety(client):
    answer = client.get(reverse("exercises:safety"))
    assert answer.status_code == 200
    return answer.content.decode()


def sign(code: str, **fields: str) -> ScreeningItem:
    """A warning sign in the words of a test."""
    return ScreeningItem.objects.create(code=code, label=f"A sign called {code}", **fields)


def foot_of(client, name: str = "exercises:library") -> str:
    page = " ".join(client.get(reverse(name)).content.decode().split())
    return unescape(page[page.index("<footer") : page.index("</footer>")])


def test_it_shows_every_sign_to_anybody(client, safety):
    assert ScreeningItem.objects.exists()
    for row in ScreeningItem.objects.all():
        assert escape(row.label) in safety


def test_signs_stand_under_what_to_do_and_emergencies_in_their_groups(client):
    ScreeningItem.objects.all().delete()
    for place, urgency in enumerate(reversed(URGENCIES)):
        sign(f"s-{urgency}", urgency=urgency, order=place)
    sign("s-nerves", urgency="emergency", group="nerves", order=9)
    page = client.get(reverse("exercises:safety")).content.decode()
    words = [
        "Most aches are no emergency", "Get emergency help now",
        "Nerves", "s-nerves", "Illness", "s-emergency",
        'id="today"', "s-today", 'id="days"', "s-days", 'id="next"', "s-routine",
        'id="stop"',
    ]  # fmt: skip
    assert sorted(words, key=page.index) == words
    assert "Belly and pelvis" not in page, "a group without a sign"


def test_it_needs_no_script(safety):
    assert "<script" not in safety


def test_it_has_no_button_that_leads_past_the_signs(safety):
    main = safety[safety.index("<main") : safety.index("</main>")]
    assert reverse("exercises:library") not in main
    assert "<form" not in main
    assert "<button" not in main


def test_it_names_the_operators_emergency_number(client, settings):
    settings.EMERGENCY_NUMBERS = (("", "112"),)
    page = client.get(reverse("exercises:safety")).content.decode()
    assert page.index('href="tel:112"') < page.index("if any of these is new")
    settings.EMERGENCY_NUMBERS = ()
    page = client.get(reverse("exercises:safety")).content.decode()
    assert "your local emergency number" in page
    assert "tel:" not in page


def test_it_says_when_to_stop_and_what_to_say(safety):
    assert read_safety().stop in safety
    for kind in stopping_of_all(DEFAULTS):
        assert f"{kind.stop} {kind.ease}" in safety
    assert "What to say to a clinician" in safety
    assert safety.count("<h1") == 1


def test_it_asks_about_what_stands_against_exercise(client):
    Contraindication.objects.filter(code="osteoporosis").update(action="hide", question="Thin?")
    Contraindication.objects.filter(code="neck_pain").update(action="ask", question="A neck?")
    Contraindication.objects.filter(code="wrist_pain").update(action="warn", question="A wrist?")
    page = client.get(reverse("exercises:safety")).content.decode()
    assert "<summary>Thin?" in page
    assert "<summary>A neck?" in page
    assert "A wrist?" not in page


def test_it_still_helps_when_the_signs_are_gone(client, settings):
    settings.EMERGENCY_NUMBERS = (("", "112"),)
    ScreeningItem.objects.all().delete()
    page = client.get(reverse("exercises:safety")).content.decode()
    assert 'href="tel:112"' in page
    assert "call now" in page
    assert "Stop if pain is sharp, spreads, or brings numbness or weakness." in page
    assert "Some signs need emergency help now." in foot_of(client)


def test_it_asks_two_questions_of_the_database(client, django_assert_num_queries):
    client.get(reverse("exercises:safety"))
    with django_assert_num_queries(2):
        client.get(reverse("exercises:safety"))


# --- The same words on other pages ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("shorts", "words"),
    [
        (["a cold leg"], "Get emergency help now for a cold leg."),
        (["one", "two", "three"], "Get emergency help now for one, two, or three."),
    ],
)
def test_every_page_ends_with_a_few_emergencies_and_the_way_to_all(client, shorts, words):
    ScreeningItem.objects.update(short="")
    for place, short in enumerate(shorts):
        sign(f"s-{place}", urgency="emergency", short=short, order=place)
    foot = foot_of(client)
    assert f"General information, not medical advice. {words}" in foot
    assert f'<a href="{reverse("exercises:safety")}">All emergency signs</a>' in foot


def test_the_stop_sentence_is_the_packs_on_all_pages(client, signed_in):
    ScreeningItem.objects.filter(urgency="stop").delete()
    sign("stop_moving", urgency="stop")
    addresses = [
        reverse("exercises:safety"), reverse("account_signup"), reverse("about"),
        reverse("exercises:exercise", args=["clamshell"]),
        reverse("exercises:programme", args=["runner"]),
    ]  # fmt: skip
    pages = [client.get(address) for address in addresses]
    pages.append(signed_in.get(reverse("tracking:session-new")))
    for page in pages:
        assert "A sign called stop_moving" in page.content.decode()
        assert "Stop if pain is sharp" not in page.content.decode()


def test_signing_up_shows_emergencies_at_once_and_the_others_folded(client):
    page = client.get(reverse("account_signup")).content.decode()
    words = read_safety()
    open_part, _, folded = page.partition("<details")
    for group in words.emergency:
        assert all(escape(one) in open_part for one in group.signs)
    for group in (*words.today, *words.days):
        assert all(escape(one) in folded for one in group.signs)


# --- The landing page ----------------------------------------------------------------------------


@pytest.mark.parametrize("pain", [2, 5, 7, 10])
def test_the_landing_page_offers_the_first_of_a_gentle_ladder_with_few_cautions(client, pain):
    answer = client.get(reverse("home"), {"pain": pain})
    card = answer.context["card"]
    assert card.exercise.allows(pain)
    assert card.exercise.phase.gentle
    assert card.exercise.rung == 1
    firsts = [one for one in cards_for(answer.wsgi_request.user) if one.exercise.rung == 1]
    least = min(len(one.cautions) for one in firsts if one.exercise.allows(pain))
    assert card.exercise.conditions.count() <= least + FEW_MORE
    page = answer.content.decode()
    assert card.exercise.get_absolute_url() in page
    assert f"{reverse('exercises:library')}?pain={pain}" in page


@pytest.mark.parametrize(
    ("said", "band"), [("", 5), ("abc", 5), ("0", 2), ("3", 5), ("8", 10), ("99", 5), ("a\0", 5)]
)
def test_the_landing_page_reads_any_pain_as_its_band(client, said, band):
    answer = client.get(reverse("home"), {"pain": said})
    assert answer.status_code == 200
    assert answer.context["pain"] == band
    assert [b["upper"] for b in answer.context["bands"] if b["on"]] == [band]


def test_the_landing_page_sends_the_sorest_day_to_help(client):
    page = client.get(reverse("home"), {"pain": 10}).content.decode()
    assert "contact a doctor" in page


def test_the_landing_page_stands_without_any_exercise(client):
    Exercise.objects.update(status="draft")
    assert client.get(reverse("home")).status_code == 200
