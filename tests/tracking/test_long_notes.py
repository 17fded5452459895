"""Lists of the diary show an excerpt of a long note, so that no page costs what notes hold."""

from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exercises.search import sought_in
from tests.architecture.documents import Document
from tracking.recall.excerpts import EDGE, MOST_LETTERS, MOST_MARKS, excerpt_of
from tracking.recall.listed import PER_PAGE
from tracking.templatetags.entries import MOST_NAMED

CHECK_INS, SESSIONS = reverse("tracking:check-in-list"), reverse("tracking:session-list")
DIARY = reverse("tracking:diary")
pytestmark = [
    pytest.mark.usefixtures("library"),
    pytest.mark.clock("2026-11-21 20:00 +0000"),
]

MOST_BYTES = 200_000  # of a list of thirty entries
WHOLE = "Read the whole note"
QUERIES = ("", "a", "ab ba aba bab abab baba")


def page(client: Client, url: str, **asked: str) -> str:
    answer = client.get(url, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_list_of_long_notes_stays_small(
    signed_in: Client, user: Any, check_in: Any, session: Any
) -> None:
    for days_ago in range(PER_PAGE):
        check_in(user, 4, days_ago=days_ago, note="ab" * 5000)
        session(user, "easy-walk", days_ago=days_ago, note="ab" * 5000)
    for url, query in ((DIARY, ""), *product((CHECK_INS, SESSIONS), QUERIES)):
        where = f"{url}?q={query}"
        shown = page(signed_in, url, q=query)
        assert shown.count('class="entry-note"') == PER_PAGE, where
        assert shown.count(WHOLE) == PER_PAGE, where
        assert len(shown) < MOST_BYTES, where
        assert shown.count("<mark>") <= PER_PAGE * (MOST_MARKS + 3), where  # three in its name
        assert bool(shown.count("<mark>")) == bool(query and url != DIARY), where


def test_a_session_of_many_names_marks_a_few(signed_in: Client, user: Any, session: Any) -> None:
    session(user, programme="strengthen-carry-over")
    shown = Document(page(signed_in, SESSIONS, q="e"))
    named = [one for one in shown.every("ul") if one["class"] == "bits"]
    assert named
    for one in named:
        assert len(list(one.every("li"))) <= MOST_NAMED


def test_a_note_of_usual_length_is_shown_whole(signed_in: Client, user: Any, check_in: Any) -> None:
    note = ("word " * 80).strip()
    assert len(note) <= MOST_LETTERS
    check_in(user, 4, note=note)
    for url in (DIARY, CHECK_INS):
        shown = page(signed_in, url)
        assert note in shown
        assert WHOLE not in shown


def test_the_whole_is_a_tap_away(signed_in: Client, user: Any, check_in: Any, session: Any) -> None:
    note = "beginning " + "middle " * 300 + "the last word"
    check_in(user, 4, note=note)
    session(user, "easy-walk", note=note)
    found = Document(page(signed_in, DIARY))
    ways = [one["href"] for one in found.every("a") if WHOLE in one.text]
    assert len(ways) == 2
    for way in ways:
        assert "the last word" in page(signed_in, way)
    assert "the last word" not in page(signed_in, DIARY)


FAR = f"stairs {'and so on ' * 100}the left hip {'and so on ' * 100}stairs once more"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("", ["stairs and so"]),
        ("stairs", ["<mark>stairs</mark> and so on"]),
        ("hip", ["the left <mark>hip</mark> and so on"]),
        ("stairs hip", ["<mark>stairs</mark> and", "left <mark>hip</mark> and so"]),
        ("“left hip”", ["the <mark>left hip</mark> and so on"]),
        ("more", ["stairs once <mark>more</mark>"]),
        ("nowhere", ["stairs and so"]),
    ],
)
def test_it_shows_where_the_words_are(words: str, shown: list[str]) -> None:
    found = excerpt_of(FAR, sought_in(words))
    assert found.cut
    for piece in shown:
        assert piece in found.text
    plain = found.text.replace("<mark>", "").replace("</mark>", "")
    assert len(plain) <= MOST_LETTERS + 2 * len(shown)
    for piece in filter(None, plain.split("…")):
        assert piece.strip() in FAR
    assert plain.startswith("…") == (not plain.startswith("stairs and"))
    assert plain.endswith("…") == ("once more" not in plain)


def test_it_cuts_between_words_where_there_are_some() -> None:
    for words in ("", "hip", "stairs hip"):
        pieces = excerpt_of(FAR, sought_in(words)).text
        plain = pieces.replace("<mark>", "").replace("</mark>", "").replace("…", " ")
        assert set(plain.split()) <= set(FAR.split())
    assert EDGE < MOST_LETTERS


def test_an_excerpt_is_escaped() -> None:
    note = "<b>" * 300
    for words in ("", "b"):
        text = excerpt_of(note, sought_in(words)).text
        assert "<b>" not in text
        assert "&lt;" in text
