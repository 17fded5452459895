"""The warning signs, and the first page of a visitor."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from exercises.models import Exercise, ScreeningItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


@pytest.fixture
def safety(client):
    answer = client.get(reverse("exercises:safety"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_every_sign_to_anybody(client, safety):
    assert ScreeningItem.objects.exists()
    for sign in ScreeningItem.objects.all():
        assert escape(sign.label) in safety


def test_it_needs_no_script(safety):
    assert "<script" not in safety


def test_it_has_no_button_that_leads_past_the_signs(safety):
    main = safety[safety.index("<main") : safety.index("</main>")]
    assert reverse("exercises:library") not in main
    assert "<form" not in main
    assert "<button" not in main


def test_it_names_the_operators_emergency_number(client, settings):
    settings.EMERGENCY_NUMBER = "112"
    assert 'href="tel:112"' in client.get(reverse("exercises:safety")).content.decode()
    settings.EMERGENCY_NUMBER = ""
    page = client.get(reverse("exercises:safety")).content.decode()
    assert "your local emergency number" in page
    assert "tel:" not in page


def test_it_says_when_to_stop_and_what_to_say(safety):
    assert "Stop if pain is sharp, spreads, or brings numbness or weakness." in safety
    assert "What to say to a clinician" in safety
    assert safety.count("<h1") == 1


def test_it_still_helps_when_the_signs_are_gone(client, settings):
    settings.EMERGENCY_NUMBER = "112"
    ScreeningItem.objects.all().delete()
    page = client.get(reverse("exercises:safety")).content.decode()
    assert 'href="tel:112"' in page
    assert "call now" in page


def test_it_asks_two_questions_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(reverse("exercises:safety"))


# --- The landing page ----------------------------------------------------------------------------


@pytest.mark.parametrize("pain", [2, 5, 7, 10])
def test_the_landing_page_offers_one_gentle_exercise_that_fits(client, pain):
    answer = client.get(reverse("home"), {"pain": pain})
    shown = answer.context["card"].exercise
    assert shown.fits(pain)
    assert shown.phase.gentle
    closest = min(
        row.pain_now_max
        for row in Exercise.objects.published().filter(phase__gentle=True)
        if row.fits(pain)
    )
    assert shown.pain_now_max == closest
    page = answer.content.decode()
    assert shown.get_absolute_url() in page
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
    assert "contact a clinician" in page


def test_the_landing_page_stands_without_any_exercise(client):
    Exercise.objects.update(status="draft")
    assert client.get(reverse("home")).status_code == 200
