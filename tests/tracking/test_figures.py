"""The small pictures of exercises in the diary: today, in the session form, in what was done."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import Exercise, Figure, Programme
from exercises.pictures.drawn import address_of
from tests.architecture.seeding import bare_session

pytestmark = pytest.mark.django_db

LUNGE = "runners-lunge"
NONE = "figure-thumb figure-none"


def address(slug: str) -> str:
    return address_of(Figure.objects.select_related("exercise").get(exercise__slug=slug))


def page_of(client: Client, name: str, query: str = "", **arguments: Any) -> str:
    answer = client.get(reverse(f"tracking:{name}", kwargs=arguments) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_today_draws_the_first_exercise_of_what_fits(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, pain=0)
    first = Programme.objects.get(slug="first-week-settle").items.first().exercise
    Figure.objects.get_or_create(exercise=first, defaults={"pose": {"frames": [{}]}})
    assert address(first.slug) in page_of(signed_in, "today")


def test_the_session_form_draws_what_can_be_chosen_and_nothing_comes_before_it_is_seen(
    signed_in: Client, library: None
) -> None:
    page = page_of(signed_in, "session-new")
    figure = f'<img class="figure-thumb" src="{address(LUNGE)}" width="160" height="120" alt=""'
    assert f'{figure} loading="lazy"' in page
    pictures = page.count('class="figure-thumb"') + page.count(NONE)
    assert pictures == Exercise.objects.published().count()


def test_a_line_of_the_form_and_of_the_session_has_the_picture_of_its_exercise(
    signed_in: Client, user: Any, session: Any
) -> None:
    assert address(LUNGE) in page_of(signed_in, "session-new", f"?exercise={LUNGE}")
    entry = session(user, LUNGE)
    assert address(LUNGE) in page_of(signed_in, "session-detail", pk=entry.pk)
    assert address(LUNGE) in page_of(signed_in, "session-edit", pk=entry.pk)
    assert address(LUNGE) in page_of(signed_in, "exercise-history", slug=LUNGE)


def test_a_movement_of_ones_own_has_a_quiet_mark_instead(
    signed_in: Client, user: Any, library: None
) -> None:
    page = page_of(signed_in, "session-detail", pk=bare_session(user).pk)
    assert page.count(NONE) == 1
    assert "<img" not in page
