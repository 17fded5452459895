"""The words on our pages: calm, and without promises. Asked of templates and of our code."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.visits import VISITS
from tests.architecture.walk import Walk
from tests.wording import banned_in

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
CODE = sorted(
    path
    for room in ("accounts", "exercises", "psoas_site", "tracking")
    for path in (ROOT / room).rglob("*.py")
)
STOP = "Stop if pain is sharp, spreads, or brings numbness or weakness."
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}

# Not said here either, besides what the library's own test looks for.
HARSH = re.compile(r"(?<!\w)(?:failed|missed|sufferers?|patients?|no pain,? no gain)(?!\w)", re.I)


def visible(text: str) -> str:
    """What a reader meets of a template: its text, and attributes that are read aloud."""
    text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->", " ", text, flags=re.DOTALL)
    said = re.findall(r'{% (?:translate|trans) "(.*?)"', text)
    said += re.findall(r'(?:aria-label|title|alt|placeholder|content)="(.*?)"', text)
    plain = re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>", " ", text, flags=re.DOTALL)
    return "\n".join([plain, *said])


def spoken(path: Path) -> list[str]:
    """Every string of a module that is meant for readers: what goes through gettext."""
    return [
        argument.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def unfit(text: str) -> list[str]:
    return banned_in(text) + HARSH.findall(text)


def shouts(text: str) -> list[str]:
    return re.findall(r".{0,40}!", re.sub(r"<!doctype", "", text, flags=re.IGNORECASE))


def faults_in(said: dict[Path, list[str]]) -> list[str]:
    """What is unfit or too loud in what files say to readers."""
    return [
        f"{path.relative_to(ROOT)}: {fault}"
        for path, texts in said.items()
        for text in texts
        for fault in (*unfit(text), *shouts(text))
    ]


def test_no_banned_word_or_shout_in_a_template() -> None:
    assert faults_in({path: [visible(path.read_text())] for path in TEMPLATES}) == []


def test_no_banned_word_or_shout_in_our_code() -> None:
    assert faults_in({path: spoken(path) for path in CODE}) == []


def test_every_visible_sentence_can_be_translated() -> None:
    """Letters of a page that stand outside of translate and of values."""
    wrong = []
    for path in TEMPLATES:
        text = path.read_text()
        if path.suffix != ".html" or "admin" in path.parts:
            continue
        for inside in (
            r"{#.*?#}",
            r"{% block (?:main_class|look) %}.*?{% endblock %}",
            r"{% blocktranslate.*?endblocktranslate %}",
            r"{%.*?%}",
            r"{{.*?}}",
            r"<script\b.*?</script>",
            r"<[^>]*>",
            r"&\w+;",
        ):
            text = re.sub(inside, " ", text, flags=re.DOTALL)
        words = re.findall(r"[A-Za-z]{2,}", text)
        if words:
            wrong.append((path.name, words[:5]))
    assert not wrong


@pytest.mark.usefixtures("library")
@pytest.mark.xdist_group("walk")
def test_the_stop_sentence_stands_wherever_somebody_is_led_to_move(walk: Walk) -> None:
    names = {
        "account_signup",
        "exercises:exercise",
        "exercises:programme",
        "exercises:safety",
        "tracking:session-new",
    }
    asked = [(visit, answer) for visit, answer in walk.answered(VISITS) if visit.name in names]
    assert {visit.name for visit, _answer in asked} == names
    assert [visit.label for visit, answer in asked if STOP not in answer.page] == []


def test_the_stop_sentence_is_written_in_one_way() -> None:
    """And in one place, for when the pack's own is gone: all pages take it from there."""
    found = [
        (path.name, words)
        for path in [*TEMPLATES, *CODE]
        for words in re.findall(r"Stop if pain is[^\".<{]*\.?", path.read_text())
    ]
    assert found == [("safety.py", STOP)]


def test_the_search_finds_words(tmp_path: Any) -> None:
    module = tmp_path / "said.py"
    module.write_text('x = _("This will cure you")\ny = "treat"\nz = ngettext("a fix", "b", 2)')
    assert [unfit(words) for words in spoken(module)] == [["cure"], ["fix"], []]
    page = '<p title="Healed">{% translate "fixed" %} {# cure #} treats</p>'
    assert set(unfit(visible(page))) == {"Healed", "fixed", "treats"}
    assert shouts("<!doctype html> Well done!") == [" html> Well done!"]
