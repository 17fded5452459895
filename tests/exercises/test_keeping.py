"""Parts of pages that are kept: drawn once for an edition and what they differ in, for nobody."""

import re
from pathlib import Path

import pytest
from django.core.cache import caches
from django.template import engines

from exercises.models import Synonym
from exercises.templatetags.keeping import STORE

ROOT = Path(__file__).parents[2]
KEPT = re.compile(r"{% kept (?P<head>[^%]*) %}(?P<inside>.*?){% endkept %}", re.DOTALL)
INCLUDED = re.compile(r'{% include "([\w/.]+)"')
OF_A_PERSON = re.compile(r"\b(request|user|csrf_token|account_mark|messages|reader)\b")

pytestmark = pytest.mark.usefixtures("library")


class Word:
    """Says its word, and remembers how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __str__(self) -> str:
        self.asked += 1
        return "word"


def draw(word: Word, vary: str) -> str:
    template = engines["django"].from_string("{% kept test vary %}<p>{{ word }}</p>{% endkept %}")
    return str(template.render({"word": word, "vary": vary}))


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    caches[STORE].clear()


def test_a_part_is_drawn_once_for_what_it_differs_in() -> None:
    word = Word()
    assert [draw(word, "a"), draw(word, "a"), draw(word, "b")] == ["<p>word</p>"] * 3
    assert word.asked == 2


def test_a_part_is_drawn_anew_when_the_library_changed() -> None:
    word = Word()
    draw(word, "a")
    Synonym.objects.all().delete()
    draw(word, "a")
    assert word.asked == 2


def parts() -> dict[str, str]:
    """What is kept of each template, with what it includes."""
    texts = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for part in KEPT.finditer(path.read_text()):
            included = INCLUDED.findall(part["inside"])
            inner = [(ROOT / "templates" / name).read_text() for name in included]
            texts[f"{path.name}: {part['head']}"] = "\n".join([part["inside"], *inner])
    return texts


def test_nothing_of_a_person_is_kept() -> None:
    kept = parts()
    assert len(kept) >= 4
    faults = [
        f"{name}: {word}" for name, text in kept.items() for word in OF_A_PERSON.findall(text)
    ]
    assert not faults
