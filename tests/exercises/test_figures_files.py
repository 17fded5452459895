"""The files of figures: for everybody and for ever, each under an address that says its state."""

import base64
import gzip
import hashlib
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from exercises.models import Exercise, Figure, Status
from exercises.pictures.drawn import address_of, drawing_of, motion_address_of, pose_of, stamp_of
from tests.exercises import lunge

pytestmark = pytest.mark.usefixtures("library")

FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture
def figure() -> Figure:
    return lunge.lunge()


def parsed(svg: str | bytes) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 (our own)


def addresses(figure: Figure) -> list[str]:
    return [
        address_of(figure),
        motion_address_of(figure),
        motion_address_of(figure, mirrored=True),
    ]


def drafted(figure: Figure) -> Figure:
    Exercise.objects.filter(pk=figure.exercise_id).update(status=Status.DRAFT)
    return Figure.objects.select_related("exercise").get(pk=figure.pk)


# --- What comes ----------------------------------------------------------------------------------


def test_the_small_picture_is_a_picture_for_everybody(figure: Figure, client: Client) -> None:
    answer = client.get(address_of(figure))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    assert parsed(answer.content).tag == "{http://www.w3.org/2000/svg}svg"
    assert not answer.cookies


def test_the_movement_is_json_for_everybody(figure: Figure, client: Client) -> None:
    answer = client.get(motion_address_of(figure))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert json.loads(answer.content)
    assert not answer.cookies


def test_the_other_side_moves_otherwise(figure: Figure, client: Client) -> None:
    one, other = (
        client.get(motion_address_of(figure, mirrored=mirrored)).content
        for mirrored in (False, True)
    )
    assert one != other


def test_they_never_change_and_say_so(figure: Figure, client: Client) -> None:
    for address in addresses(figure):
        answer = client.get(address)
        assert answer["Cache-Control"] == FOR_EVER, address
        assert answer["X-Content-Type-Options"] == "nosniff", address
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin", address


def test_the_picture_may_have_its_own_colours_and_nothing_else(
    figure: Figure, client: Client
) -> None:
    answer = client.get(address_of(figure))
    [style] = re.findall(rb"<style>(.*?)</style>", answer.content, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    assert answer["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; sandbox"
    )
    assert b"style=" not in answer.content
    assert b"<script" not in answer.content


def test_the_movement_may_do_nothing(figure: Figure, client: Client) -> None:
    answer = client.get(motion_address_of(figure))
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_they_are_sent_compressed(figure: Figure, client: Client) -> None:
    for address in addresses(figure):
        answer = client.get(address, headers={"accept-encoding": "gzip"})
        assert answer["Content-Encoding"] == "gzip", address
        plain = client.get(address)
        assert gzip.decompress(answer.content) == plain.content, address
        assert len(answer.content) < 0.6 * len(plain.content), address


def test_who_has_one_already_gets_no_second_copy(figure: Figure, client: Client) -> None:
    for address in addresses(figure):
        for coding in ("gzip", "identity"):
            headers = {"accept-encoding": coding}
            etag = client.get(address, headers=headers)["ETag"]
            again = client.get(address, headers=headers | {"if-none-match": etag})
            assert (again.status_code, again.content) == (304, b""), (address, coding)
            assert again["Cache-Control"] == FOR_EVER


def test_nobody_is_asked_who_they_are(
    figure: Figure, signed_in: Client, django_assert_num_queries: Any
) -> None:
    for address in addresses(figure):
        with django_assert_num_queries(1):
            answer = signed_in.get(address)
        assert answer["Cache-Control"] == FOR_EVER, address
        assert not answer.cookies


def test_head_says_the_same_without_a_body(figure: Figure, client: Client) -> None:
    for address in addresses(figure):
        answer = client.head(address)
        assert (answer.status_code, answer.content) == (200, b"")
        assert answer["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_they_can_only_be_read(method: str, figure: Figure, client: Client) -> None:
    for address in addresses(figure):
        assert getattr(client, method)(address).status_code == 405


# --- Addresses -----------------------------------------------------------------------------------


def test_another_pose_or_name_has_another_address(figure: Figure) -> None:
    stamps = {stamp_of(figure)}
    figure.exercise.name = "Lunge of runners"
    stamps.add(stamp_of(figure))
    figure.pose["psoas"] = "left"
    figure.save()
    stamps.add(stamp_of(figure))
    assert len(stamps) == 3
    assert all(re.fullmatch("[0-9a-f]{12}", stamp) for stamp in stamps)


def test_an_address_of_before_leads_to_that_of_now(figure: Figure, client: Client) -> None:
    before = addresses(figure)
    figure.pose["psoas"] = "left"
    figure.save()
    for old, new in zip(before, addresses(figure), strict=True):
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (302, new)
        assert answer["Cache-Control"] == "no-cache"
        assert client.get(new).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "nobodys-lunge.{stamp}.svg",
        "nobodys-lunge.{stamp}.json",
        "runners-lunge.{stamp}.png",
        "runners-lunge.svg",
        "runners-lunge.right.{stamp}.json",
        "runners-lunge.left.{stamp}.svg",
        "RUNNERS-LUNGE.{stamp}.svg",
        "runners-lunge.{stamp}.svg/",
        "runners-lunge.{stamp}.svg%00",
        "../figures",
        "",
        "x" * 5000 + ".{stamp}.svg",
    ],
)
def test_whatever_never_was_is_not_found(path: str, figure: Figure, client: Client) -> None:
    assert client.get(f"/figures/{path.format(stamp=stamp_of(figure))}").status_code == 404


def test_a_draft_is_told_to_nobody_who_does_not_know_its_address(
    figure: Figure, client: Client, signed_in: Client
) -> None:
    draft = drafted(figure)
    for visitor in (client, signed_in):
        for address in addresses(draft):
            assert visitor.get(address).status_code == 200
            guessed = address.replace(stamp_of(draft), "0" * 12)
            assert visitor.get(guessed).status_code == 404


# --- What cannot be drawn any more ---------------------------------------------------------------


def test_a_record_that_the_engine_cannot_read_is_missing_and_breaks_nothing(
    figure: Figure, client: Client, caplog: Any
) -> None:
    figure.pose["frames"][0]["leg_r"]["hip"] = 999
    figure.save()
    assert pose_of(figure) is None
    assert drawing_of(figure) == ""
    assert "999 is not within" in caplog.text
    for address in addresses(figure):
        assert client.get(address).status_code == 404
    assert client.get(figure.exercise.get_absolute_url()).status_code == 200


# --- Drawings for pages --------------------------------------------------------------------------


def test_a_drawing_has_words_and_is_called_like_its_exercise(figure: Figure) -> None:
    svg = parsed(drawing_of(figure, ident="one"))
    title = svg.find("title")
    assert title is not None
    assert (title.text or "").startswith(figure.exercise.name)
    assert svg.get("aria-labelledby") == "one-t one-d"


def test_a_drawing_beside_its_own_words_has_none(figure: Figure) -> None:
    svg = parsed(drawing_of(figure, plain=True))
    assert svg.get("aria-hidden") == "true"
    assert svg.find("title") is None


def test_a_name_with_marks_is_harmless(figure: Figure) -> None:
    figure.exercise.name = '<script>alert("1")</script> & more'
    drawn = drawing_of(figure)
    assert "<script" not in drawn
    assert parsed(drawn) is not None


def test_the_same_drawing_is_made_once(figure: Figure) -> None:
    assert drawing_of(figure, 0) is drawing_of(lunge.lunge(), 0)
    assert drawing_of(figure, 0) != drawing_of(figure, 1)
    assert drawing_of(figure, 0, mirrored=True) != drawing_of(figure, 0)


def test_every_figure_of_the_library_comes_small_and_some_moving(client: Client) -> None:
    """What moves otherwise than it did is found where the figures themselves are asked."""
    figures = list(Figure.objects.select_related("exercise"))
    for figure in figures:
        small = client.get(address_of(figure), headers={"accept-encoding": "gzip"})
        assert small.status_code == 200, figure.slug
        assert len(small.content) < 2500, figure.slug
    for figure in figures[::10]:
        assert client.get(motion_address_of(figure)).status_code == 200, figure.slug
