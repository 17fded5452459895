"""Drawn figures where readers see them: small beside a name, large on the exercise's own page."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import Exercise, Figure, Phase, Programme
from exercises.pictures.drawn import address_of, motion_address_of
from tests.exercises.pictures import put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

LUNGE, REST = "runners-lunge", "constructive-rest"  # of two key frames, and of one
HEADING = "How long the psoas is drawn"
CAVEAT = (
    "This is the geometry of a drawing, measured against standing. It is not a measurement of "
    "you, and longer or shorter is not better or worse."
)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "photographs"


def text_of(client: Client, slug: str, query: str = "") -> str:
    answer = client.get(reverse("exercises:exercise", args=[slug]) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def figure_of(slug: str) -> Figure:
    return Figure.objects.select_related("exercise").get(exercise__slug=slug)


def change_pose(slug: str, **fields: Any) -> None:
    figure = figure_of(slug)
    figure.pose = {**figure.pose, **fields}
    figure.save()


# --- Small, beside a name -----------------------------------------------------------------------


def test_a_card_has_the_picture_of_its_exercise_in_a_size_known_before() -> None:
    page = Client().get(reverse("exercises:library")).content.decode()
    address = address_of(figure_of(LUNGE))
    assert (
        f'<img class="figure-thumb" src="{address}" width="160" height="120" alt=""'
        ' loading="lazy" decoding="async">'
    ) in page


@pytest.mark.parametrize("name", ["exercises:programmes", "exercises:programme"])
def test_a_programme_shows_its_exercises(client: Client, name: str) -> None:
    programme = Programme.objects.filter(items__exercise__slug=REST).first()
    assert programme is not None
    url = reverse(name, args=[programme.slug] if name == "exercises:programme" else [])
    assert address_of(figure_of(REST)) in client.get(url).content.decode()


def test_a_long_programme_shows_its_first_four_in_the_list_and_says_how_many_follow(
    client: Client,
) -> None:
    cards = client.get(reverse("exercises:programmes")).context["cards"]
    assert {len(card.first) for card in cards} <= set(range(1, 5))
    assert all(card.further == card.programme.items.count() - len(card.first) for card in cards)
    assert any(card.further for card in cards)


def test_the_first_page_shows_what_it_offers(client: Client) -> None:
    answer = client.get(reverse("home"))
    Figure.objects.exclude(exercise=answer.context["card"].exercise).delete()
    shown = answer.context["card"].exercise
    if not Figure.objects.filter(exercise=shown).exists():
        Figure.objects.create(exercise=shown, pose={"frames": [{}]})
    address = address_of(figure_of(shown.slug))
    assert address in client.get(reverse("home")).content.decode()


def test_an_exercise_that_is_not_drawn_shows_its_first_photograph(
    client: Client,
) -> None:
    Figure.objects.filter(exercise__slug="knee-rocks").delete()
    put(order=2)
    first = put(order=1)
    page = client.get(reverse("exercises:library")).content.decode()
    assert f'src="/media/photographs/{first.name}-480.webp"' in page
    assert page.count("/media/") == 1


def test_an_exercise_without_any_picture_has_a_quiet_mark_in_its_place(client: Client) -> None:
    drawn = Figure.objects.count()
    Figure.objects.filter(exercise__slug=LUNGE).delete()
    page = client.get(reverse("exercises:library")).content.decode()
    assert page.count('<img class="figure-thumb"') == drawn - 1
    assert page.count('class="figure-thumb figure-none"') == Exercise.objects.count() - drawn + 1


def test_photographs_of_what_is_not_drawn_cost_one_question_for_all(
    client: Client,
    django_assert_num_queries: Any,
) -> None:
    url = reverse("exercises:programmes")
    client.get(url)
    Figure.objects.all().delete()
    for slug in (LUNGE, REST, "knee-rocks"):
        put(slug)
    client.get(reverse("exercises:safety"))
    with django_assert_num_queries(8):
        client.get(url)


def test_a_ladder_shows_gentler_and_harder_beside_this_one(client: Client) -> None:
    page = client.get(reverse("exercises:exercise", args=[LUNGE])).context["page"]
    assert [str(words) for words, _other in page.beside] == ["Gentler", "This one", "Harder"]
    assert [other for _words, other in page.beside] == [page.gentler, page.exercise, page.harder]
    assert address_of(figure_of(LUNGE)) in text_of(client, LUNGE)


# --- Large, on its own page ---------------------------------------------------------------------


def test_every_key_frame_stands_in_the_page_with_its_name(client: Client) -> None:
    answer = client.get(reverse("exercises:exercise", args=[LUNGE]))
    page = " ".join(answer.content.decode().split())
    frames = answer.context["page"].figure.frames
    assert len(frames) == len(figure_of(LUNGE).pose["frames"]) == 2
    assert page.count('viewBox="0 0 960 720"') == 3, "two key frames, and an empty one to move"
    assert page.count("data-shown") == sum(frame.shown for frame in frames) == 1
    for frame in frames:
        assert f'<figcaption class="small"><strong>{frame.name}</strong></figcaption>' in page
    assert page.index('viewBox="0 0 960 720"') < page.index("<h1")


def test_whoever_shows_it_moves_in_their_own_colours(client: Client) -> None:
    change_pose(LUNGE, person="amal")
    page = text_of(client, LUNGE)
    assert page.count('<svg class="figure p-amal" viewBox="0 0 960 720"') == 3


@pytest.mark.parametrize(
    ("phase", "shown"), [("lengthen", True), ("load", True), ("rotate", False)]
)
def test_it_says_how_long_the_psoas_is_drawn_where_that_is_the_point(
    phase: str, shown: bool, client: Client
) -> None:
    Exercise.objects.filter(slug=LUNGE).update(phase=Phase.objects.get(code=phase))
    page = text_of(client, LUNGE)
    fold = page[page.index(HEADING) :] if shown else page
    assert (HEADING in page, CAVEAT in fold) == (shown, shown)
    assert "psoas" not in page[page.index("<h1") : page.index("How to do it")].lower()
    assert not re.search(r"\d\s*%", page)


def test_without_a_drawn_psoas_it_says_nothing_of_it(client: Client) -> None:
    change_pose(LUNGE, psoas="none")
    page = text_of(client, LUNGE)
    assert 'viewBox="0 0 960 720"' in page
    assert HEADING not in page


def test_a_movement_can_be_played(client: Client) -> None:
    page = text_of(client, LUNGE)
    address = motion_address_of(figure_of(LUNGE))
    assert f'<moving-figure class="moving" src="{address}"' in page
    assert "moving-figure.js" in page
    assert json.loads(client.get(address).content)["stops"][0] == 0


def test_what_keeps_still_has_nothing_to_play(client: Client) -> None:
    page = text_of(client, REST)
    assert page.count('viewBox="0 0 960 720"') == 1
    assert "moving-figure.js" not in page
    assert "<moving-figure" not in page
    assert "data-play" not in page


# --- Right and left -----------------------------------------------------------------------------


def test_the_left_side_is_the_mirrored_drawing_with_its_words_swapped(client: Client) -> None:
    right, left = text_of(client, LUNGE), text_of(client, LUNGE, "?side=left")
    assert "scale(-1 1)" not in right
    assert left.count("scale(-1 1)") == 2
    assert "the left psoas starts" in left
    assert "the right psoas" not in left
    assert f'src="{motion_address_of(figure_of(LUNGE), mirrored=True)}"' in left


def test_the_way_to_the_other_side_keeps_the_pain_that_was_said(client: Client) -> None:
    assert 'href="?pain=3&amp;side=left"' in text_of(client, LUNGE, "?pain=3")
    page = text_of(client, LUNGE, "?pain=3&side=left")
    assert f'href="{reverse("exercises:exercise", args=[LUNGE])}?pain=3"' in page


@pytest.mark.parametrize("query", ["?side=", "?side=LEFT", "?side=%00", "?side=right&side=x"])
def test_an_odd_side_is_the_right_one(client: Client, query: str) -> None:
    assert "scale(-1 1)" not in text_of(client, LUNGE, query)


def test_an_exercise_for_both_sides_at_once_has_no_other_side(client: Client) -> None:
    Exercise.objects.filter(slug=LUNGE).update(per_side=False)
    page = text_of(client, LUNGE, "?side=left")
    assert "scale(-1 1)" not in page
    assert "Left side" not in page


# --- Beside photographs, and what cannot be drawn -----------------------------------------------


def test_photographs_follow_the_drawing(
    client: Client,
) -> None:
    rows = [put(LUNGE, order=order) for order in (1, 2)]
    page = text_of(client, LUNGE)
    places = [page.index(f"{row.name}-1000.webp") for row in rows]
    assert page.index('viewBox="0 0 960 720"') < page.index("<h1") < places[0] < places[1]
    assert re.search(r">\s*Photographs\s*<", page)


def test_a_photograph_can_stand_instead_of_the_drawing(
    client: Client,
) -> None:
    other, instead = put(LUNGE, order=1), put(LUNGE, order=2, instead_of_figure=True)
    page = text_of(client, LUNGE)
    assert 'viewBox="0 0 960 720"' not in page
    assert HEADING not in page
    places = [page.index(f"{row.name}-1000.webp") for row in (instead, other)]
    assert places[0] < page.index("<h1") < places[1]
    assert re.search(r">\s*More photographs\s*<", page)


def test_a_photograph_whose_files_are_gone_stands_for_nothing(
    client: Client,
    folder: Path,
) -> None:
    put(LUNGE, instead_of_figure=True)
    for path in folder.iterdir():
        path.unlink()
    assert 'viewBox="0 0 960 720"' in text_of(client, LUNGE)


def test_a_photograph_stands_for_a_figure_that_cannot_be_drawn(
    client: Client,
) -> None:
    first = put(LUNGE)
    change_pose(LUNGE, frames=[{"leg_r": {"hip": 999}}])
    page = text_of(client, LUNGE)
    assert page.index(f"{first.name}-1000.webp") < page.index("<h1")


def test_a_pose_that_cannot_be_read_costs_no_page(client: Client) -> None:
    change_pose(LUNGE, frames=[{"leg_r": {"hip": 999}}])
    page = text_of(client, LUNGE)
    assert 'viewBox="0 0 960 720"' not in page
    assert "How to do it" in page


# --- Its pace ---------------------------------------------------------------------------------


def test_a_repetition_plays_in_its_own_time_and_a_hold_says_that_it_is_longer(
    client: Client,
) -> None:
    bridge = text_of(client, "glute-bridge")
    assert 'data-cycle="6"' in bridge
    assert "6 seconds for a repetition" in bridge
    lunge = text_of(client, LUNGE)
    assert "data-cycle" not in lunge
    assert "hold for as long as your dose says" in lunge
