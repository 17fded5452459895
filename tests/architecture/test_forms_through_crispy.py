"""One way to draw a form: django-crispy-forms with our own template pack."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
OURS = sorted(
    path
    for path in TEMPLATES.rglob("*")
    if path.is_file() and not {"rung", "admin"} & set(path.relative_to(TEMPLATES).parts)
)
HTML = [path for path in OURS if path.suffix == ".html"]
# A form that only presses a button has no field to draw.
ONLY_A_BUTTON = {
    "account/email_confirm.html",
    "account/logout.html",
    "site/data_take_back.html",
    "site/settings.html",
    "tracking/delete_button.html",
    "tracking/history/offer_button.html",
    "tracking/deleted_entry.html",
    "tracking/pause.html",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_no_control_is_written_by_hand(path: Path) -> None:
    found = re.findall(r"<(?:input|select|textarea)\b[^>]*>", path.read_text(), re.IGNORECASE)
    assert not found


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_no_form_is_drawn_another_way(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"{{ *form(\|crispy|\.as_\w+)? *}}|{{ *form\.\w+\.errors|as_crispy", text)


@pytest.mark.parametrize("path", HTML, ids=name_of)
def test_a_form_with_fields_is_drawn_by_crispy(path: Path) -> None:
    text = path.read_text()
    forms = re.findall(r"<form[\s>].*?</form>", text, re.DOTALL)
    assert len(forms) == len(re.findall(r"<form[\s>]", text))
    for form in forms:
        crispy = "{% crispy " in form and re.search(r"{% load [^%]*crispy_forms_tags", text)
        assert crispy or name_of(path) in ONLY_A_BUTTON


@pytest.mark.parametrize("path", HTML, ids=name_of)
def test_a_form_that_is_posted_has_its_token(path: Path) -> None:
    for form in re.findall(r"<form[\s>].*?</form>", path.read_text(), re.DOTALL):
        if re.search(r'method="post"', form, re.IGNORECASE):
            assert "{% csrf_token %}" in form


def test_the_exceptions_are_still_there() -> None:
    named = {name_of(path) for path in HTML if "<form" in path.read_text()}
    assert named >= ONLY_A_BUTTON


def test_only_our_own_template_pack_is_allowed(settings: object) -> None:
    assert settings.CRISPY_ALLOWED_TEMPLATE_PACKS == "rung"  # type: ignore[attr-defined]
    assert settings.CRISPY_TEMPLATE_PACK == "rung"  # type: ignore[attr-defined]
