"""One way to draw a form: django-crispy-forms with our own template pack."""

import re
from collections.abc import Iterator
from pathlib import Path

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
    "tracking/asked_first.html",
    "tracking/delete_button.html",
    "tracking/history/offer_button.html",
    "tracking/deleted_entry.html",
    "tracking/about_parts/forget_button.html",
    "tracking/about_parts/take_out_button.html",
    "tracking/still_so.html",
    "tracking/pause.html",
    "tracking/played_waits.html",
    "tracking/make_plan_button.html",
    "tracking/plan_parts/add_form.html",
    "tracking/plan_parts/done_button.html",
    "tracking/plan_parts/go_on_button.html",
    "tracking/plan_parts/rest_button.html",
    "tracking/screening_answers.html",
}


OTHER_WAYS = r"{{ *form(?:\|crispy|\.as_\w+)? *}}|{{ *form\.\w+\.errors|as_crispy"


def name_of(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


def drawn_otherwise(text: str) -> Iterator[str]:
    """What a template draws of a form without crispy."""
    for control in re.findall(r"<(?:input|select|textarea)\b[^>]*>", text, re.IGNORECASE):
        yield f"a control written by hand: {control}"
    for way in re.findall(OTHER_WAYS, text):
        yield f"a form drawn another way: {way}"


def faults_of_forms(name: str, text: str) -> Iterator[str]:
    """What is wrong with the forms of a template."""
    forms = re.findall(r"<form[\s>].*?</form>", text, re.DOTALL)
    if len(forms) != len(re.findall(r"<form[\s>]", text)):
        yield "a form without its end"
    for form in forms:
        crispy = "{% crispy " in form and re.search(r"{% load [^%]*crispy_forms_tags", text)
        if not crispy and name not in ONLY_A_BUTTON:
            yield "a form that crispy does not draw"
        posted = re.search(r'method="post"', form, re.IGNORECASE)
        if posted and "{% csrf_token %}" not in form:
            yield "a form that is posted without its token"


def test_every_form_is_drawn_by_crispy() -> None:
    faults = {name_of(path): [*drawn_otherwise(path.read_text())] for path in OURS}
    assert {name: told for name, told in faults.items() if told} == {}


def test_every_form_of_a_page_is_whole() -> None:
    faults = {name_of(path): [*faults_of_forms(name_of(path), path.read_text())] for path in HTML}
    assert {name: told for name, told in faults.items() if told} == {}


def test_the_reader_finds_faults() -> None:
    page = '<form method="post">{{ form.as_p }}{{ form.a.errors }}<input></form><form >'
    told = [*drawn_otherwise(page), *faults_of_forms("a.html", page)]
    assert len(told) == 6, told


def test_the_exceptions_are_still_there() -> None:
    named = {name_of(path) for path in HTML if "<form" in path.read_text()}
    assert named >= ONLY_A_BUTTON


def test_only_our_own_template_pack_is_allowed(settings: object) -> None:
    assert settings.CRISPY_ALLOWED_TEMPLATE_PACKS == "rung"  # type: ignore[attr-defined]
    assert settings.CRISPY_TEMPLATE_PACK == "rung"  # type: ignore[attr-defined]
