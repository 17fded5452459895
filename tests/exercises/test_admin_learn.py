"""Editors write what there is to learn: articles, claims, sources, daily life, anatomy."""

import json
import time
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from exercises.models import AnatomyPart, Article, Claim, Habit, SelfCheck, Source, Status
from exercises.pack.export import exported
from tests.exercises.admin_page import (
    answer_to,
    errors_in,
    fields_of,
    form_on,
    not_refused,
    refusals,
    saved,
)

pytestmark = pytest.mark.usefixtures("library")

GOOD = (
    "## Why sit?\n\nSit as you like. {S001 smith-2017}\n\n"
    "[Rest](exercise:constructive-rest) now and then. {advice}"
)


@pytest.fixture
def editor(make_user: Any, client_of: Any) -> Client:
    """Somebody who is nothing but an editor."""
    person = make_user("editor@example.org", is_staff=True)
    person.groups.add(Group.objects.get(name="Editors"))
    client: Client = client_of(person)
    return client


@pytest.fixture
def article(editor: Client) -> Article:
    """A draft, made from a title as an editor does."""
    page = page_to_add(Article)
    assert saved(editor, page, {"title": "Sitting"}) == {}
    return Article.objects.get(slug="sitting")


def page_to_add(model: Any) -> str:
    return reverse(f"admin:exercises_{model._meta.model_name}_add")


def page_of(row: Any) -> str:
    return reverse(f"admin:exercises_{row._meta.model_name}_change", args=[row.pk])


def save(client: Client, row: Any, button: str = "_continue", **changes: Any) -> Any:
    """Open the page of `row`, change fields, press a button; the answer to that."""
    answer = answer_to(client, page_of(row), changes | {button: "yes"})
    row.refresh_from_db()
    return answer


def add(client: Client, model: Any, **given: Any) -> dict[str, list[str]]:
    """The messages that adding a row brings, by field; none if it was taken."""
    page = page_to_add(model)
    return saved(client, page, given)


def codes_of(row: Any) -> set[str]:
    return {source.code for source in row.sources.all()}


# --- An article ----------------------------------------------------------------------------------


def test_an_article_is_written_looked_at_and_published(
    editor: Client, client: Client, article: Article
) -> None:
    rest = {"summary": "On chairs.", "body": GOOD, "points-0-text": "Sit as you like."}
    answer = save(editor, article, "_preview", **rest)
    assert answer["Location"] == article.get_absolute_url()
    html = editor.get(answer["Location"]).content.decode()
    assert "Draft, only staff see this." in html
    assert '<h2 id="why-sit">' in html
    assert client.get(article.get_absolute_url()).status_code == 404
    save(editor, article, "_publish")
    assert article.status == Status.PUBLISHED
    assert b"Sit as you like." in client.get(article.get_absolute_url()).content


def test_it_needs_a_text_before_readers_see_it(editor: Client, article: Article) -> None:
    save(editor, article, "_publish", **{"summary": "On chairs.", "points-0-text": "Sit."})
    assert article.status == Status.DRAFT
    assert editor.get(page_of(article)).context["standing"].needs["a text"] is False


def test_what_readers_see_keeps_its_text(editor: Client) -> None:
    row = Article.objects.get(slug="find-your-level")
    assert set(errors_in(save(editor, row, body=""))) == {"body"}


def test_its_sources_are_those_that_its_text_names(editor: Client, article: Article) -> None:
    save(editor, article, body=GOOD)
    assert codes_of(article) == {"S001", "smith-2017"}
    html = editor.get(page_of(article)).content.decode()
    for code in ("S001", "smith-2017"):
        assert Source.objects.get(code=code).reader_name in html
    save(editor, article, body="Stand up. {S002}")
    assert codes_of(article) == {"S002"}
    save(editor, article, body="Stand up. {advice}")
    assert codes_of(article) == set()


def test_saving_a_published_one_untouched_keeps_text_and_sources(editor: Client) -> None:
    for row in Article.objects.all()[:3]:
        before = (row.body, codes_of(row), set(row.claims.all()), set(row.exercises.all()))
        assert errors_in(save(editor, row)) == {}
        assert (row.body, codes_of(row), set(row.claims.all()), set(row.exercises.all())) == before


FAULTS = [
    ("Sit down.", "names no source"),
    ("Sit down. {S999}", "S999"),
    ("Sit down. {}", "names no source"),
    ("## \n\nSit down. {advice}", "a heading without words"),
    ("## {advice}\n\nSit down. {advice}", "a heading without words"),
    ("- \n- Sit down. {advice}", "a point of a list without words"),
    ("- {advice}\n- Sit down. {advice}", "a line without words"),
    ("Sit [](exercise:easy-walk) down. {advice}", "a link without words"),
    ("[Rest](exercise:nothing) {advice}", "nothing"),
    ("[Rest](https://example.org) {advice}", "a link leads to one of"),
    ("[Rest](page:javascript) {advice}", "javascript"),
    ("[Rest](javascript:alert(1)) {advice}", "not closed"),
    ("![Look](figure:nothing)", "nothing"),
    ("![](figure:anatomy)", "without words"),
    ("<script>alert(1)</script> {advice}", "holds HTML"),
    ("Sit <b>down</b>. {advice}", "holds HTML"),
    ("# Too big\n\nSit. {advice}", "neither ## nor ###"),
    ("```\ncode\n```", "holds code"),
    ("> Said {advice}", "a quotation"),
    ("| a | b |\n|---|---|\n| 1 | 2 | {advice}", "not closed"),
    ("Sit **down. {advice}", "not closed"),
    ("[Rest](exercise:constructive-rest {advice}", "not closed"),
    ("*" * 2000, "cannot be meant"),
    ("[" * 5000, "cannot be meant"),
    ("[" * 50_000, "20"),
    (f"{'> ' * 200}deep {{advice}}", "stands in too deep"),
    ("x" * 20_001, "20"),
    ("Sit\0down. {advice}", "Null characters"),
]


def test_a_fault_is_said_beside_the_text(editor: Client, article: Article) -> None:
    form_class, fields = form_on(editor, page_of(article))
    wrong = []
    begun = time.monotonic()
    for body, words in FAULTS:
        errors = form_class(fields | {"body": body}, instance=article).errors
        if set(errors) != {"body"} or words not in " ".join(errors["body"]):
            wrong.append(f"{words}: {errors}")
    assert not wrong, wrong
    assert time.monotonic() - begun < 20, "nobody waits for it"


def test_what_was_typed_stays_on_a_page_that_is_refused(editor: Client, article: Article) -> None:
    fields = fields_of(editor, page_of(article)) | {"summary": "Half a thought"}
    wrong = []
    for body in ("<script>alert(1)</script> {advice}", "Sit\n\ndown.", "Sit\0down. {advice}"):
        answer = editor.post(page_of(article), fields | {"body": body})
        html = answer.content.decode()
        stays = "Half a thought" in html and 'href="#id_body"' in html
        typed = answer.context["adminform"].form["body"].value().replace("\r\n", "\n")
        if not stays or typed != body or "<script>alert(1)</script>" in html:
            wrong.append(body)
        assert answer.status_code == 422, body
    assert not wrong, wrong
    article.refresh_from_db()
    assert (article.body, article.summary) == ("", "")


def test_every_fault_is_named_up_to_a_dozen(editor: Client, article: Article) -> None:
    body = "\n\n".join(f"Line {number}." for number in range(30))
    told = errors_in(save(editor, article, body=body))["body"]
    assert len(told) == 13
    assert told[-1] == "And 18 more."


def test_a_draft_may_wait_for_its_text(editor: Client, article: Article) -> None:
    blank = [{"body": body} for body in (" ", "\r\n", " \r\n\r\n ")]
    assert list(refusals(editor, page_of(article), blank)) == [{}, {}, {}]
    assert errors_in(save(editor, article, **blank[-1])) == {}
    assert article.body == ""
    published = Article.objects.get(slug="find-your-level")
    refused = [set(errors) for errors in refusals(editor, page_of(published), blank)]
    assert refused == [{"body"}, {"body"}, {"body"}]


def test_an_article_may_lead_to_itself_and_to_drafts(editor: Client, article: Article) -> None:
    Article.objects.filter(slug="find-your-level").update(status=Status.DRAFT)
    body = "[Here](article:sitting), [there](article:find-your-level). {advice}"
    assert errors_in(save(editor, article, body=body)) == {}


def test_a_window_s_line_ends_are_kept_as_one_kind(editor: Client, article: Article) -> None:
    assert errors_in(save(editor, article, body=GOOD.replace("\n", "\r\n"))) == {}
    assert article.body == GOOD


MARKED = ["<script>alert(1)</script> Sit.", "Sit <b>down", "**Sit**", "[a](javascript:alert(1))"]


def test_marks_are_refused_wherever_they_would_be_shown_as_they_stand(editor: Client) -> None:
    places: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (
            Article.objects.get(slug="find-your-level"),
            ("title", "summary", "points-0-text", "points-2-0-text"),
        ),
        (Claim.objects.get(slug="always-tight"), ("why", "positions-0-words")),
        (Habit.objects.all()[0], ("intro", "checklist")),
        (SelfCheck.objects.all()[0], ("choices",)),
        (AnatomyPart.objects.all()[0], ("text",)),
    )
    wrong = []
    for row, fields in places:
        cases = []
        for text in MARKED:
            answers = json.dumps([{"code": "yes", "label": text}])
            cases.append(dict.fromkeys(fields, answers if "choices" in fields else text))
        for text, errors in zip(MARKED, refusals(editor, page_of(row), cases), strict=True):
            unsaid = [field for field in fields if "Plain words only" not in str(errors.get(field))]
            if unsaid or set(errors) != set(fields):
                wrong.append(f"{row}, {text}: {errors}")
    assert not wrong, wrong


def test_less_than_and_a_star_are_plain_words(editor: Client) -> None:
    claim = Claim.objects.get(slug="always-tight")
    assert errors_in(save(editor, claim, why="Pain < 3 of 10, or 2 * 2 (a note).")) == {}


# --- Addresses -----------------------------------------------------------------------------------

ADDRESSES = ("anatomy", "daily-life", "self-checks")


def test_no_article_stands_where_a_page_of_the_site_does(editor: Client, article: Article) -> None:
    words = "A page of the site itself stands there"
    given = {"title": "Sitting"}
    table = [(given | {"slug": slug}, "slug", words) for slug in ADDRESSES]
    wrong = not_refused(editor, page_to_add(Article), table)
    wrong += not_refused(editor, page_of(article), table)
    assert not wrong, wrong


def test_an_address_made_from_a_title_is_one_that_is_free(editor: Client) -> None:
    assert add(editor, Article, title="Anatomy") == {}
    made = Article.objects.get(slug="anatomy-2")
    assert editor.get(made.get_absolute_url()).context["article"] == made


def test_what_came_to_such_an_address_is_not_published_and_may_be_given_another(
    editor: Client, article: Article
) -> None:
    rest = {"summary": "On chairs.", "body": GOOD, "points-0-text": "Sit as you like."}
    save(editor, article, **rest)
    Article.objects.filter(pk=article.pk).update(slug="anatomy")
    page = reverse("admin:exercises_article_changelist")
    chosen = {"action": "publish", "_selected_action": [str(article.pk)]}
    html = editor.post(page, chosen, follow=True).content.decode()
    article.refresh_from_db()
    assert article.status == Status.DRAFT
    assert "an address at which no page of the site itself stands" in html
    assert errors_in(save(editor, article, "_publish", slug="sitting")) == {}
    assert article.status == Status.PUBLISHED


def test_an_address_is_one_that_a_pack_can_hold(editor: Client) -> None:
    slugs = ("UPPER", "two--hyphens", "-first", "under_score")
    articles = [({"title": "Sitting", "slug": slug}, "slug", "") for slug in slugs]
    claims = [(claim_fields(slug=slug), "slug", "") for slug in slugs]
    wrong = not_refused(editor, page_to_add(Article), articles)
    wrong += not_refused(editor, page_to_add(Claim), claims)
    assert not wrong, wrong


# --- Claims and sources --------------------------------------------------------------------------


def claim_fields(**more: str) -> dict[str, str]:
    return {
        "claim": "It hums", "code": "hums", "slug": "it-hums", "topic": "feelings",
        "verdict": "untestable", "why": "Nobody heard it.", "order": "990",
        "positions-0-source": str(Source.objects.get(code="S001").pk),
        "positions-0-stance": "silent", "positions-0-words": "Says nothing of it.",
    } | more  # fmt: skip


def test_a_claim_is_written_and_read_at_once(editor: Client, client: Client) -> None:
    assert add(editor, Claim, **claim_fields()) == {}
    made = Claim.objects.get(slug="it-hums")
    assert b"Nobody heard it." in client.get(made.get_absolute_url()).content
    assert made.get_absolute_url() in client.get(reverse("exercises:claims")).content.decode()


def test_a_claim_needs_somebody_who_speaks_of_it(editor: Client) -> None:
    nobody = {f"positions-0-{name}": "" for name in ("source", "stance", "words")}
    assert add(editor, Claim, **claim_fields(**nobody))
    assert not Claim.objects.filter(code="hums").exists()


def test_somebody_goes_on_speaking_of_it(editor: Client) -> None:
    claim = Claim.objects.get(slug="only-muscle-from-spine-to-leg")
    there = claim.positions.count()
    everybody = {f"positions-{number}-DELETE": "on" for number in range(there)}
    answer = save(editor, claim, **everybody)
    assert answer.status_code == 422
    assert errors_in(answer) == {"positions": ["A claim needs somebody who speaks of it."]}
    assert claim.positions.count() == there
    del everybody["positions-0-DELETE"]
    assert errors_in(save(editor, claim, **everybody)) == {}
    assert claim.positions.count() == 1


def test_what_readers_see_keeps_a_key_point(editor: Client) -> None:
    row = Article.objects.get(slug="find-your-level")
    there = row.points.filter(kind="key").count()
    every_one = {f"points-{number}-DELETE": "on" for number in range(there)}
    assert errors_in(save(editor, row, **every_one)) == {
        "points": ["A published article needs a key point."]
    }
    assert row.points.filter(kind="key").count() == there


def test_nobody_speaks_twice_of_a_claim(editor: Client) -> None:
    claim = Claim.objects.get(slug="only-muscle-from-spine-to-leg")
    first = claim.positions.all()[0].source_id
    answer = save(editor, claim, **{"positions-1-source": str(first)})
    assert answer.status_code == 422
    assert any(name.startswith("positions") for name in errors_in(answer))


def test_a_claim_is_refused_beside_the_field(editor: Client) -> None:
    table = [
        ({"topic": "weather"}, "topic"),
        ({"verdict": "true"}, "verdict"),
        ({"code": "only_muscle"}, "code"),
        ({"slug": "always-tight"}, "slug"),
        ({"why": "x" * 601}, "why"),
        ({"change_mind": "x" * 301}, "change_mind"),
        ({"positions-0-stance": "shrugs"}, "positions-0-stance"),
        ({"positions-0-words": "x" * 401}, "positions-0-words"),
    ]
    whole = claim_fields()
    lines = [(whole | given, field, "") for given, field in table]
    wrong = not_refused(editor, page_to_add(Claim), lines)
    assert not wrong, wrong


SOURCE = {"reader_name": "a new text", "code": "new-1", "slug": "new-text", "kind": "study"}
SOURCE |= {"read": "abstract", "order": "990"}


def test_a_source_is_written_and_read_at_once(editor: Client, client: Client) -> None:
    given = {"doi": "10.1000/x", "pmc": "12", "url": "example.org/a", "slug": ""}
    assert add(editor, Source, **SOURCE | given) == {}
    made = Source.objects.get(code="new-1")
    assert (made.slug, made.url) == ("a-new-text", "https://example.org/a")
    assert b"https://doi.org/10.1000/x" in client.get(made.get_absolute_url()).content
    assert exported().left_out == ()


def test_a_source_is_refused_beside_the_field(editor: Client) -> None:
    table = [
        ({"code": "S001"}, "code", "already exists"),
        ({"slug": "bodywork-clinic"}, "slug", "already exists"),
        ({"kind": "rumour"}, "kind", "not one of the available choices"),
        ({"read": "skimmed"}, "read", "not one of the available choices"),
        ({"url": "javascript:alert(1)"}, "url", "valid URL"),
        ({"url": "http://example.org/"}, "url", "https://"),
        ({"doi": "https://doi.org/10.1000/x"}, "doi", "DOI itself"),
        ({"pubmed": "PMID 12"}, "pubmed", "digits"),
        ({"pmc": "PMC12"}, "pmc", "digits"),
        ({"part_of": "99999"}, "part_of", "not one of the available choices"),
        ({"year": "soon"}, "year", "whole number"),
    ]
    lines = [(SOURCE | given, field, words) for given, field, words in table]
    wrong = not_refused(editor, page_to_add(Source), lines)
    assert not wrong, wrong


# --- Daily life, self-checks, anatomy ------------------------------------------------------------

HABIT = {"label": "A hammock", "code": "hammock", "evidence": "expert", "order": "99"}


def test_a_checklist_is_typed_line_by_line(editor: Client, client: Client) -> None:
    typed = "Hang it low.\r\n\r\n  Get out slowly. \r\n"
    assert add(editor, Habit, **HABIT, checklist=typed) == {}
    made = Habit.objects.get(code="hammock")
    assert made.checklist == ["Hang it low.", "Get out slowly."]
    assert made.slug == "a-hammock"
    fields = fields_of(editor, page_of(made))
    assert fields["checklist"] == "Hang it low.\r\nGet out slowly."
    assert b"<li>Get out slowly.</li>" in client.get(made.get_absolute_url()).content
    assert errors_in(save(editor, made, checklist="")) == {}
    assert made.checklist == []


def test_a_line_that_is_too_long_is_refused_and_stays_on_the_page(editor: Client) -> None:
    habit = Habit.objects.all()[0]
    before = habit.checklist
    wrong = []
    for odd in ("x" * 241, f"fine\n{'x' * 300}", "a\0b"):
        answer = save(editor, habit, checklist=odd)
        typed = answer.context_data["adminform"].form["checklist"].value()
        if set(errors_in(answer)) != {"checklist"} or typed != odd or habit.checklist != before:
            wrong.append(f"{odd[:20]}: {errors_in(answer)}")
        assert answer.status_code == 422, odd
    assert not wrong, wrong


def test_a_habit_is_refused_beside_the_field(editor: Client) -> None:
    table = [
        ({"code": "warm_bath"}, "code"),
        ({"slug": "a-warm-bath"}, "slug"),
        ({"evidence": "certain"}, "evidence"),
        ({"drawing": "rocket"}, "drawing"),
        ({"label": "膝"}, "slug"),
    ]
    lines = [(HABIT | given, field, "") for given, field in table]
    wrong = not_refused(editor, page_to_add(Habit), lines)
    assert not wrong, wrong


def test_an_address_stays_once_links_rely_on_it(editor: Client) -> None:
    for row in (Habit.objects.all()[0], SelfCheck.objects.all()[0], Source.objects.all()[0]):
        slug = row.slug
        save(editor, row, slug="another")
        assert row.slug == slug


def test_a_self_check_gets_its_address_from_its_label(editor: Client, client: Client) -> None:
    given = {"label": "Stand on a leg", "code": "leg", "how": "Stand.", "record": "seconds"}
    given |= {"every_days": "7", "evidence": "expert", "order": "99"}
    given |= {"can_say": "How long you stood.", "cannot_say": "Why."}
    assert add(editor, SelfCheck, **given) == {}
    made = SelfCheck.objects.get(code="leg")
    assert made.get_absolute_url() == "/learn/self-checks/stand-on-a-leg/"
    assert b"How long you stood." in client.get(made.get_absolute_url()).content


def test_a_part_of_the_anatomy_is_written_and_read_at_once(editor: Client, client: Client) -> None:
    given = {"label": "Sartorius", "code": "sartorius", "layer": "hip", "text": "A long strap."}
    assert add(editor, AnatomyPart, **given, order="99") == {}
    html = client.get(reverse("exercises:anatomy")).content.decode()
    assert 'id="part-sartorius"' in html
    assert "A long strap." in html


def test_a_part_of_the_anatomy_is_refused_beside_the_field(editor: Client) -> None:
    whole = {"label": "S", "code": "s", "layer": "hip", "text": "T", "order": "99"}
    table = [({"layer": "skin"}, "layer"), ({"text": ""}, "text"), ({"code": "kidneys"}, "code")]
    lines = [(whole | given, field, "") for given, field in table]
    wrong = not_refused(editor, page_to_add(AnatomyPart), lines)
    assert not wrong, wrong
