"""Parts of pages that are kept: drawn once for an edition and what they differ in, for nobody."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.template import engines

from exercises.models import Synonym
from exercises.templatetags import keeping

ROOT = Path(__file__).parents[2]
KEPT = re.compile(r"{% kept (?P<head>[^%]*) %}(?P<inside>.*?){% endkept %}", re.DOTALL)
FRESH = re.compile(r"{% fresh %}.*?{% endfresh %}", re.DOTALL)
INCLUDED = re.compile(r'{% include "([\w/.]+)"')
OF_A_PERSON = re.compile(
    r"\b(request|user|csrf_token|form_key|account_mark|entrance|messages|reader)\b"
)
QUOTED = re.compile(r'"[^"]*"')

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
    keeping.PARTS.clear()


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


def test_what_is_fresh_is_drawn_for_each_reader() -> None:
    """A token that stood in a kept part would let one reader's forms pass as another's."""
    text = "{% kept test %}<p>{{ word }}{% fresh %}{{ key }}{% endfresh %}</p>{% endkept %}"
    template, word = engines["django"].from_string(text), Word()
    drawn = [str(template.render({"word": word, "key": key})) for key in ("1", "<2>")]
    assert drawn == ["<p>word1</p>", "<p>word&lt;2&gt;</p>"]
    assert word.asked == 1


def test_a_part_within_another_is_as_fresh_as_it_says() -> None:
    inner = "{% kept inner %}{% fresh %}{{ key }}{% endfresh %}{% endkept %}"
    template = engines["django"].from_string(f"{{% kept outer %}}{inner}{{% endkept %}}")
    assert [str(template.render({"key": key})) for key in "ab"] == ["a", "b"]


def test_a_token_in_a_kept_part_is_refused(rf: Any) -> None:
    template = engines["django"].from_string("{% kept test %}{% csrf_token %}{% endkept %}")
    with pytest.raises(RuntimeError, match="belongs to one reader"):
        template.render({}, rf.get("/"))


def test_the_oldest_parts_go_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 3 * len("<p>word</p>"))
    word = Word()
    asked = []
    for vary in "abcdda":
        draw(word, vary)
        asked.append(word.asked)
    assert asked == [1, 2, 3, 4, 4, 5]


def parts() -> dict[str, str]:
    """What is kept of each template, with what it includes, without what is fresh."""
    texts = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for part in KEPT.finditer(path.read_text()):
            inside = "\n".join(FRESH.sub("", text) for text in with_included(part["inside"]))
            texts[f"{path.name}: {part['head']}"] = QUOTED.sub("", inside)
    return texts


def with_included(text: str) -> list[str]:
    """A text of a template, and those of all that it includes."""
    texts = [text]
    for name in INCLUDED.findall(text):
        texts += with_included((ROOT / "templates" / name).read_text())
    return texts


def test_nothing_of_a_person_is_kept() -> None:
    kept = parts()
    assert len(kept) >= 4
    faults = [
        f"{name}: {word}" for name, text in kept.items() for word in OF_A_PERSON.findall(text)
    ]
    assert not faults
