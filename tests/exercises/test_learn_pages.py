"""The pages to learn from: who sees them, what they lead to, what they ask of the database."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exercises.models import (
    AnatomyPart,
    Article,
    Claim,
    Exercise,
    Habit,
    Position,
    Programme,
    SelfCheck,
    Source,
    Status,
)
from tests.exercises.test_learn_content import CODE
from tests.wording import banned_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("library"),
    pytest.mark.xdist_group("learn"),  # all pages are got once
]

ROOT = Path(__file__).parents[2]
LISTS = ("learn", "anatomy", "daily-life", "self-checks", "claims", "sources")
KINDS = {
    "article": Article,
    "habit": Habit,
    "self-check": SelfCheck,
    "claim": Claim,
    "source": Source,
}
LEARN, CLAIMS = reverse("exercises:learn"), reverse("exercises:claims")

ARTICLE = "what-the-psoas-is"
CLAIM = "only-muscle-from-spine-to-leg"


def address(name: str, *args: str) -> str:
    return reverse(f"exercises:{name}", args=args)


def all_addresses() -> list[str]:
    """The address of every page to learn from."""
    rows = [row.get_absolute_url() for kind in KINDS.values() for row in kind.objects.all()]
    return [*(address(name) for name in LISTS), *rows]


def one_of_each() -> list[str]:
    """The lists, and one page of each kind."""
    rows = [kind.objects.all()[0].get_absolute_url() for kind in KINDS.values()]
    return [*(address(name) for name in LISTS), *rows]


@pytest.fixture(scope="module")
def pages(django_db_setup: None, django_db_blocker: Any) -> dict[str, str]:
    """Every page to learn from as a stranger reads it, by its address."""
    client = Client()
    with django_db_blocker.unblock():
        return {page: html_of(client, page) for page in all_addresses()}


def html_of(client: Client, page: str, **asked: str) -> str:
    answer = client.get(page, asked)
    assert answer.status_code == 200, page
    return unescape(answer.content.decode())


def main_of(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def words_in(html: str) -> str:
    """What is read on a page, without tags and the addresses of other sites."""
    return re.sub(r"<[^>]*>|https://\S+", " ", main_of(html))


def written(body: str, slug: str = ARTICLE) -> str:
    """Give an article another text; its address."""
    Article.objects.filter(slug=slug).update(body=body)
    return address("article", slug)


def asked_by(client: Client, page: str) -> int:
    """How many queries `page` takes."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


# --- Who sees what -------------------------------------------------------------------------------


def test_a_stranger_reads_every_page(pages: dict[str, str]) -> None:
    assert len(pages) > 150


def test_what_is_not_there_is_not_found(client: Client) -> None:
    wanted = [address(name, slug) for name in KINDS for slug in ("nothing", "S001", "1", "-")]
    assert [page for page in wanted if client.get(page).status_code != 404] == []


def test_the_code_of_a_row_is_not_its_address(client: Client) -> None:
    codes = [Habit.objects.all()[0].code, Claim.objects.all()[0].code]
    assert client.get(address("habit", codes[0])).status_code == 404
    assert client.get(address("claim", codes[1])).status_code == 404


def test_pages_are_only_read(client: Client) -> None:
    for page in one_of_each():
        head = client.head(page)
        assert (head.status_code, head.content) == (200, b""), page
        assert {client.post(page).status_code, client.delete(page).status_code} == {405}, page


def test_a_draft_of_an_article_is_for_staff(
    client: Client, signed_in: Client, client_of: Any, staff: Any
) -> None:
    desk = client_of(staff)
    before, here, after = Article.objects.all()[3:6]
    claim, source = here.claims.all()[0], here.sources.all()[0]
    Article.objects.filter(pk=here.pk).update(status=Status.DRAFT)
    for reader in (client, signed_in):
        assert reader.get(here.get_absolute_url()).status_code == 404
        for page in (LEARN, claim.get_absolute_url(), source.get_absolute_url()):
            assert here.title not in html_of(reader, page), page
        answer = reader.get(before.get_absolute_url())
        assert answer.context["page"].next.title == after.title
    assert "Draft, only staff see this." in html_of(desk, here.get_absolute_url())
    assert re.search(rf"{re.escape(here.title)}\s*</a>\s*<span", html_of(desk, LEARN))
    assert desk.get(before.get_absolute_url()).context["page"].next.title == here.title


def test_a_draft_of_an_exercise_is_nowhere_for_readers(
    client: Client, pages: dict[str, str]
) -> None:
    """Asked of the lists, and of three of each kind that lead to exercises."""
    leading = [page for page, html in pages.items() if 'href="/exercises/' in main_of(html)]
    some = {address(name) for name in LISTS} & set(leading)
    for kind in KINDS.values():
        rows = [row.get_absolute_url() for row in kind.objects.all()]
        some |= set([page for page in rows if page in leading][:3])
    assert len(some) > 10
    Exercise.objects.update(status=Status.DRAFT)
    links = [page for page in some if 'href="/exercises/' in main_of(html_of(client, page))]
    assert links == []


def test_no_page_shows_a_code_or_promises_anything(pages: dict[str, str]) -> None:
    titles = {source.title for source in Source.objects.all() if banned_in(source.title)}
    faults = []
    for page, html in pages.items():
        words = words_in(html)
        for title in titles:
            words = words.replace(title, "")
        faults += [f"{page}: {fault}" for fault in (*CODE.findall(words), *banned_in(words))]
    assert not faults


def test_no_page_has_an_id_twice_or_leads_to_a_place_that_is_not_there(
    pages: dict[str, str],
) -> None:
    faults = []
    for page, html in pages.items():
        ids = re.findall(r'\sid="([^"]+)"', html)
        faults += [f"{page}: {ident} twice" for ident in set(ids) if ids.count(ident) > 1]
        anchors = set(re.findall(r'href="#([^"]+)"', html))
        faults += [f"{page}: no {anchor}" for anchor in anchors - set(ids)]
    assert not faults


def test_a_heading_that_is_called_like_a_place_of_the_page_takes_none(client: Client) -> None:
    """Whatever ids the page has, the frame of the site included, and those that clash by number."""
    page = address("article", ARTICLE)
    places = re.findall(r'\sid="([^"]+)"', html_of(client, page))
    named = [*places, "source", "source", "source 2", "why", "why", "why 2"]
    body = "\n\n".join(f"## {words}" for words in named)
    article = Article.objects.get(slug=ARTICLE)
    article.body = f"{article.body}\n\n{body}\n"
    article.save()
    ids = re.findall(r'\sid="([^"]+)"', html_of(client, page))
    assert len(ids) > len(places)
    assert [one for one in set(ids) if ids.count(one) > 1] == []


# --- An article ----------------------------------------------------------------------------------


def test_its_sources_are_numbered_as_its_text_names_them(client: Client) -> None:
    page = written("One. {wilbanks S002}\n\nTwo. {S001}\n\nThree. {advice}")
    codes = ("S001", "S002", "wilbanks")
    Article.objects.get(slug=ARTICLE).sources.set(Source.objects.filter(code__in=codes))
    answer = client.get(page)
    numbered = [(one.number, one.source.code) for one in answer.context["page"].sources]
    assert numbered == [(1, "wilbanks"), (2, "S002"), (3, "S001")]
    html = main_of(unescape(answer.content.decode()))
    cited = re.findall(r'<a href="#source-(\d)" id="cited-\d" aria-label="([^"]+)">', html)
    assert cited == [("1", "Source 1"), ("2", "Source 2"), ("3", "Source 3")]


def test_a_number_leads_down_and_its_source_back_to_where_it_stood_first(client: Client) -> None:
    page = written("One. {wilbanks S002}\n\nTwo. {wilbanks}\n\n## Cited 1\n\nThree. {advice}")
    codes = ("S001", "S002", "wilbanks")
    Article.objects.get(slug=ARTICLE).sources.set(Source.objects.filter(code__in=codes))
    html = main_of(client.get(page).content.decode())
    assert re.findall(r'id="(cited-\d)"', html) == ["cited-1", "cited-2"]
    assert html.count('href="#source-1"') == 2
    assert re.findall(r'href="#(cited-\d)"', html) == ["cited-1", "cited-2"], "S001 is not cited"
    assert 'id="cited-1.1"' in html


def test_paper_carries_the_addresses_of_sources(client: Client) -> None:
    page = written("One. {smith-2017}")
    source = Source.objects.get(code="smith-2017")
    Article.objects.get(slug=ARTICLE).sources.set([source])
    html = main_of(client.get(page).content.decode())
    assert source.identifiers
    for _words, url in source.identifiers:
        assert f'<span class="only-print small">{url}</span>' in html


def test_articles_stand_in_groups_with_help_before_all_else(client: Client) -> None:
    html = main_of(unescape(client.get(address("learn")).content.decode()))
    heads = re.findall(r'<h2[^>]* id="group-([a-z]+)">', html)
    assert heads == list(Article.Group.values)
    parts = re.split(r'<h2[^>]* id="group-', html)[1:]
    for head, part in zip(heads, parts, strict=True):
        named = Article.objects.filter(group=head).values_list("slug", flat=True)
        assert re.findall(r'<h3>\s*<a href="/learn/([a-z-]+)/"', part) == list(named), head
    assert "when-to-get-help" in parts[0]
    assert html.index('name="q"') < html.index('id="group-help"') < html.index('class="ways"')
    Article.objects.filter(group="pain").update(status=Status.DRAFT)
    assert "group-pain" not in client.get(address("learn")).content.decode()


def test_each_verdict_has_a_sign_of_its_own_and_says_what_it_means(client: Client) -> None:
    html = main_of(unescape(client.get(CLAIMS).content.decode()))
    legend = html[html.index('id="verdicts"') : html.index("</dl>")]
    signs = re.findall(r"#i-(verdict-[a-z_]+)", legend)
    assert signs == [f"verdict-{verdict}" for verdict in Claim.Verdict.values]
    sprite = (ROOT / "static/img/icons.svg").read_text()
    drawn = [re.search(rf'id="i-{sign}"[^>]*>(.*?)</symbol>', sprite)[1] for sign in signs]
    assert len(set(drawn)) == len(Claim.Verdict.values)
    told = re.findall(r"</svg>([^<]+)</span>\s*</dt><dd>([^<]+)</dd>", legend)
    assert told == [(str(one.label), str(words)) for one, words in Claim.MEANINGS.items()]
    claim = Claim.objects.get(slug=CLAIM)
    assert f"#i-verdict-{claim.verdict}" in client.get(claim.get_absolute_url()).content.decode()


def test_the_drawing_in_an_article_has_a_key_to_its_numbers(client: Client) -> None:
    html = main_of(client.get(address("article", "what-the-psoas-is")).content.decode())
    key = html[html.index('class="an-key"') :]
    key = key[: key.index("</ol>")]
    assert key.count("<li>") == html.count('class="an-num"') > 0


def test_its_neighbours_lead_from_the_first_to_the_last(client: Client) -> None:
    articles = list(Article.objects.all())
    pages = [client.get(one.get_absolute_url()).context["page"] for one in articles]
    assert pages[0].previous is None
    assert pages[-1].next is None
    urls = [one.get_absolute_url() for one in articles]
    assert [page.next.url for page in pages[:-1]] == urls[1:]
    assert [page.previous.url for page in pages[1:]] == urls[:-1]


BODY = (
    "## Try\n\nSee [a move](exercise:clamshell), [a plan](programme:runner), [a text]"
    "(article:find-your-level), [a claim](claim:always-tight). {general}\n\n"
    "![Lying](figure:clamshell)"
)
BODY_SLUGS = ("clamshell", "runner", "find-your-level")


WITHDRAWN = {"a move": Exercise, "a plan": Programme, "a text": Article}


def test_a_link_to_what_was_withdrawn_is_only_words(
    client: Client, client_of: Any, staff: Any
) -> None:
    page = written(BODY)
    rows = dict(zip(WITHDRAWN, BODY_SLUGS, strict=True))
    links = []
    for words, model in WITHDRAWN.items():
        row = model.objects.get(slug=rows[words])
        links.append(f'<a href="{row.get_absolute_url()}">{words}</a>')
    html = html_of(client, page)
    assert [link for link in links if link not in html] == []
    for words, model in WITHDRAWN.items():
        model.objects.filter(slug=rows[words]).update(status=Status.DRAFT)
    html = main_of(html_of(client, page))
    assert [link for link in links if link in html] == []
    assert "See a move, a plan, a text, " in html
    html = html_of(client_of(staff), page)
    assert [link for link in links if link not in html] == []


def test_a_link_to_a_claim_that_was_deleted_is_only_words(client: Client) -> None:
    page = written(BODY)
    assert f'<a href="{address("claim", "always-tight")}">a claim</a>' in html_of(client, page)
    claim = Claim.objects.get(slug="always-tight")
    for names_it in (claim.articles, claim.anatomy):
        names_it.clear()
    claim.delete()
    html = html_of(client, page)
    assert address("claim", "always-tight") not in html
    assert ", a claim." in html


def test_a_link_to_anything_that_was_deleted_is_only_words(client: Client) -> None:
    source = Source.objects.create(code="new", slug="new", kind="book", reader_name="N", order=99)
    habit, check = Habit.objects.all()[0], SelfCheck.objects.all()[0]
    rows = {"daily": habit, "check": check, "anatomy": AnatomyPart.objects.all()[0]}
    rows["source"] = source
    names = {kind: getattr(row, "slug", "") or row.code for kind, row in rows.items()}
    links = " ".join(f"[one {kind}]({kind}:{name})" for kind, name in names.items())
    page = written(f"{links} [one page](page:safety) {{advice}}")
    html = html_of(client, page)
    for kind, row in rows.items():
        assert f'<a href="{row.get_absolute_url()}">one {kind}</a>' in html
        row.delete()
    html = html_of(client, page)
    assert "one daily one check one anatomy one source " in html
    assert f'<a href="{address("safety")}">one page</a>' in html


def test_the_figure_of_what_was_withdrawn_is_not_shown(client: Client) -> None:
    page = written(BODY)
    Article.objects.get(slug=ARTICLE).exercises.clear()
    assert '<figure class="in-text">' in html_of(client, page)
    Exercise.objects.filter(slug="clamshell").update(status=Status.DRAFT)
    html = main_of(html_of(client, page))
    assert "<figure" not in html
    assert "Clamshell" not in html


UNCLEAN = (
    "<script>alert(1)</script> {general}",
    "[x](javascript:alert(1)) {general}",
    "[x](page:javascript) {general}",
    "[x](exercise:../../admin) {general}",
    "[x](https://example.org) {general}",
    "![x](https://example.org/x.png) {general}",
    "![x](figure:nothing)",
    "<img src=x onerror=alert(1)> {general}",
    "{general}",
    "[" * 300,
    "",
)


def test_whatever_is_written_its_page_is_clean(client: Client) -> None:
    wrong = []
    for body in UNCLEAN:
        html = client.get(written(body)).content.decode()
        prose = html[html.index('<div class="prose">') :]
        prose = prose[: prose.index("</div>")]
        unclean = r"<(script|img|iframe)|javascript:(?=[^<]*\")|href=\"https?:"
        if re.search(unclean, prose) or "Sources</h2>" not in html:
            wrong.append(f"{body[:40]}: {prose}")
    assert not wrong, "\n".join(wrong)


def test_an_article_without_anything_is_a_page_too(client: Client) -> None:
    bare = Article.objects.create(slug="bare", title="Bare", status=Status.PUBLISHED)
    html = html_of(client, bare.get_absolute_url())
    assert "1 minute to read." in html
    assert "In short" not in html
    assert "Movements that belong here" not in html


# --- Claims --------------------------------------------------------------------------------------


def sides_on(client: Client, **asked: str) -> list[tuple[str, list[str]]]:
    page = client.get(address("claim", CLAIM), asked).context["page"]
    return [(side.stance, [one.source.code for one in side.positions]) for side in page.sides]


def test_a_claim_shows_both_sides_and_what_is_known_apart(client: Client) -> None:
    answer = client.get(address("claim", CLAIM))
    page, html = answer.context["page"], main_of(unescape(answer.content.decode()))
    claim = Claim.objects.get(slug=CLAIM)
    shown = [one for side in page.sides for one in side.positions]
    assert {*shown, *page.found, *page.silent} == set(claim.positions.all())
    assert all(position.source.is_research for position in page.found)
    assert not any(position.source.is_research for position in shown)
    for words in (claim.why, claim.change_mind, claim.our_default):
        assert words in html
    lines = " ".join(re.sub("<[^>]+>", "", html).split())
    for one in (*shown, *page.found):
        name = one.source.reader_name
        sentence = f"{name[0].upper()}{name[1:]} {one.words[0].lower()}{one.words[1:]}"
        assert sentence in lines


def test_who_is_against_it_comes_first_if_one_asks_and_nobody_goes(client: Client) -> None:
    Position.objects.filter(claim__slug=CLAIM, source__code="S002").update(stance="opposes")
    usual, turned = sides_on(client), sides_on(client, first="opposes")
    assert [stance for stance, _codes in usual] == ["supports", "qualifies", "opposes"]
    assert [stance for stance, _codes in turned] == ["opposes", "supports", "qualifies"]
    assert dict(usual) == dict(turned)
    assert turned[0] == ("opposes", ["S002"])
    assert 'href="?first=supports"' in html_of(client, address("claim", CLAIM), first="opposes")
    assert 'href="?first=opposes"' in html_of(client, address("claim", CLAIM))


def test_a_side_that_is_none_changes_nothing(client: Client) -> None:
    usual = sides_on(client)
    odd = ("", "silent", "nonsense", "\0", "x" * 3000)
    assert [first[:9] for first in odd if sides_on(client, first=first) != usual] == []


def test_an_empty_side_is_seen(client: Client) -> None:
    Position.objects.filter(claim__slug=CLAIM).exclude(stance="supports").delete()
    assert [stance for stance, _codes in sides_on(client)] == ["supports", "opposes"]
    html = html_of(client, address("claim", CLAIM))
    assert "None of our texts." in html
    assert "We know of no study of this." in html


def slugs_in(answer: Any) -> list[str]:
    """The claims that the list shows."""
    return [claim.slug for _topic, claims in answer.context["groups"] for claim in claims]


def claims_on(client: Client, **asked: str) -> list[str]:
    return slugs_in(client.get(CLAIMS, asked))


NARROWED = (
    ({"topic": "anatomy"}, {"topic": "anatomy"}),
    ({"verdict": "contradicted"}, {"verdict": "contradicted"}),
    ({"source": "bodywork-clinic"}, {"positions__source__code": "S001"}),
    (
        {"topic": "anatomy", "source": "bodywork-clinic"},
        {"topic": "anatomy", "positions__source__code": "S001"},
    ),
)


def test_claims_are_narrowed(client: Client) -> None:
    for asked, lookup in NARROWED:
        wanted = list(Claim.objects.filter(**lookup).values_list("slug", flat=True))
        assert 0 < len(wanted) < Claim.objects.count(), asked
        answer = client.get(CLAIMS, asked)
        assert sorted(slugs_in(answer)) == sorted(wanted), asked
        html = answer.content.decode()
        assert "Show all" in html, asked
        assert f"{len(wanted)} claim" in html, asked


def test_all_claims_are_shown_by_topic_when_nothing_is_asked(client: Client) -> None:
    answer = client.get(CLAIMS)
    assert len(slugs_in(answer)) == Claim.objects.count()
    labels = [topic for topic, _claims in answer.context["groups"]]
    assert labels == [str(label) for label in Claim.Topic.labels]
    assert "Show all" not in answer.content.decode()


def test_no_claim_is_all_of_it_at_once(client: Client) -> None:
    Claim.objects.filter(topic="breath").update(verdict="plausible")
    html = html_of(client, CLAIMS, topic="breath", verdict="contradicted")
    assert "No claim is all of that at once." in html
    assert "0 claims" in html


UNKNOWN = ("nonsense", "<b>x</b>", "a\0b", "x" * 3000, "S001")


def test_an_unknown_filter_is_said_beside_its_field(client: Client) -> None:
    fields = ("topic", "verdict", "source")
    wrong = []
    for value in UNKNOWN:
        answer = client.get(CLAIMS, dict.fromkeys(fields, value))
        html, errors = answer.content.decode(), answer.context["form"].errors
        kept = [
            name for name in fields if "so this filter is left out" not in str(errors.get(name))
        ]
        wrong += [f"{name}: {value[:9]!r}" for name in kept]
        if html.count("We do not know") < len(fields) or "<b>x</b>" in html:
            wrong.append(f"on the page: {value[:9]!r}")
        if len(slugs_in(answer)) != Claim.objects.count():
            wrong.append(f"narrowed: {value[:9]!r}")
    assert not wrong, wrong


def test_one_unknown_filter_leaves_the_others(client: Client) -> None:
    asked = {"topic": "anatomy", "verdict": "nonsense"}
    assert claims_on(client, **asked) == claims_on(client, topic="anatomy")


def test_only_who_speaks_of_a_claim_is_offered(client: Client) -> None:
    Source.objects.create(
        code="mute", slug="mute", kind="book", reader_name="a mute book", order=99
    )
    offered = dict(client.get(CLAIMS).context["form"].fields["source"].choices)
    assert "mute" not in offered
    assert offered["bodywork-clinic"] == "The bodywork clinic’s text"
    assert len(set(offered)) == len(offered)


# --- Sources, anatomy, daily life, self-checks ---------------------------------------------------


def test_every_source_is_in_the_bibliography_once(client: Client) -> None:
    groups = client.get(address("sources")).context["groups"]
    listed = [source.code for _title, found in groups for source in found]
    assert sorted(listed) == sorted(Source.objects.values_list("code", flat=True))


def test_a_source_of_any_kind_is_listed(client: Client) -> None:
    for kind in Source.Kind.values:
        code = f"new-{kind}".replace("_", "-")
        Source.objects.create(code=code, slug=code, kind=kind, reader_name=f"a {kind}", order=99)
    html = html_of(client, address("sources"))
    listed = re.findall(r'id="new-([a-z-]+)"', html)
    assert sorted(listed) == sorted(kind.replace("_", "-") for kind in Source.Kind.values)


def test_a_source_says_where_it_is_used_and_how_to_find_it(client: Client) -> None:
    source = Source.objects.get(code="smith-2017")
    Source.objects.filter(pk=source.pk).update(doi="10.1000/x", pubmed="12", pmc="34")
    html = main_of(html_of(client, source.get_absolute_url()))
    for link in (
        "https://doi.org/10.1000/x",
        "https://pubmed.ncbi.nlm.nih.gov/12/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC34/",
    ):
        assert f'<a href="{link}" rel="noreferrer">' in html
    used = [
        *(position.claim for position in source.positions.select_related("claim")),
        *source.articles.all(),
        *source.exercises.all(),
        *source.evidence_of.all(),
        *source.programmes.all(),
    ]
    assert used
    assert [one for one in used if f'href="{one.get_absolute_url()}"' not in html] == []


def test_every_part_of_the_anatomy_has_its_text_and_its_place(client: Client) -> None:
    html = html_of(client, address("anatomy"))
    for part in AnatomyPart.objects.all():
        assert f'id="part-{part.code}"' in html
        assert part.text in html
        assert part.get_absolute_url() == f"{address('anatomy')}#part-{part.code}"


def test_a_habit_and_a_self_check_say_all_that_they_hold(pages: dict[str, str]) -> None:
    missing = []
    for habit in Habit.objects.all():
        texts = (habit.label, habit.intro, habit.texts_say, habit.known, *habit.checklist)
        html = pages[habit.get_absolute_url()]
        missing += [f"{habit}: {words}" for words in texts if words not in html]
    for check in SelfCheck.objects.all():
        texts = (check.label, check.how, check.can_say, check.cannot_say, check.caveat)
        html = pages[check.get_absolute_url()]
        missing += [f"{check}: {words}" for words in texts if words not in html]
    assert not missing, missing


def test_a_habit_without_a_drawing_or_a_list_is_a_page_too(client: Client) -> None:
    bare = Habit.objects.create(code="bare", slug="bare", label="Bare", order=99)
    assert "Bare" in html_of(client, bare.get_absolute_url())
    assert "Bare" in html_of(client, address("daily-life"))


def test_what_staff_write_is_text_and_no_html(client: Client) -> None:
    odd = "<b>bold</b> & <script>x</script>"
    Claim.objects.filter(slug=CLAIM).update(claim=odd, why=odd)
    Source.objects.update(reader_name=odd)
    Habit.objects.update(label=odd, checklist=[odd])
    AnatomyPart.objects.update(label=odd, text=odd)
    SelfCheck.objects.update(label=odd, how=odd)
    Article.objects.filter(slug=ARTICLE).update(title=odd, summary=odd)
    pages = [*one_of_each(), address("claim", CLAIM), address("article", ARTICLE)]
    wrong = [page for page in pages if b"<b>bold</b>" in client.get(page).content]
    assert not wrong


# --- Queries -------------------------------------------------------------------------------------


def test_an_article_asks_six_questions_at_most(client: Client) -> None:
    counted = {one.slug: asked_by(client, one.get_absolute_url()) for one in Article.objects.all()}
    assert {slug: number for slug, number in counted.items() if number > 6} == {}


def many_more() -> None:
    """Three times as many of everything, all of it belonging to the first of each."""
    sources = [
        Source(code=f"s{n}", slug=f"s{n}", kind="study", reader_name=f"study {n}", order=100 + n)
        for n in range(150)
    ]
    Source.objects.bulk_create(sources)
    claims = [
        Claim(code=f"c{n}", slug=f"c{n}", claim=f"Claim {n}", verdict="plausible", why="W", order=n)
        for n in range(120)
    ]
    Claim.objects.bulk_create(claims)
    first = Source.objects.get(code="S001")
    positions = [Position(claim=one, source=first, stance="supports", words="W") for one in claims]
    claim = Claim.objects.get(slug=CLAIM)
    positions += [Position(claim=claim, source=one, stance="opposes", words="W") for one in sources]
    Position.objects.bulk_create(positions)
    articles = [
        Article(slug=f"a{n}", title=f"A {n}", summary="S", status="published", order=n)
        for n in range(30)
    ]
    Article.objects.bulk_create(articles)
    parts = [
        AnatomyPart(code=f"p{n}", label=f"P{n}", layer="core", text="T", order=n) for n in range(50)
    ]
    AnatomyPart.objects.bulk_create(parts)
    exercises = Exercise.objects.all()
    for row in (claim, Habit.objects.all()[0], *AnatomyPart.objects.all()):
        row.exercises.set(exercises)
    for row in (Article.objects.get(slug=ARTICLE), *articles):
        row.exercises.set(exercises)
        row.claims.set(claims)
        row.sources.set(sources)
    for part in AnatomyPart.objects.all():
        part.claims.set(claims[:3])
        part.sources.set(sources[:3])


def test_no_page_asks_more_of_the_database_for_more_rows(client: Client) -> None:
    claim = Claim.objects.get(slug=CLAIM)
    claim.exercises.set(Exercise.objects.all()[:1])
    pages = {
        LEARN: 2,
        address("article", ARTICLE): 6,
        CLAIMS: 3,
        claim.get_absolute_url(): 6,
        address("sources"): 2,
        Source.objects.get(code="S001").get_absolute_url(): 9,
        address("anatomy"): 5,
        address("daily-life"): 2,
        Habit.objects.all()[0].get_absolute_url(): 5,
        address("self-checks"): 2,
        SelfCheck.objects.all()[0].get_absolute_url(): 3,
    }  # one of them for the safety words that stand on every page
    for page in pages:
        client.get(page)  # what is kept from one page to the next is there then
    few = {page: asked_by(client, page) for page in pages}
    many_more()
    client.get(LEARN)  # the same, of the library as it is now
    many = {page: asked_by(client, page) for page in pages}
    assert {page: (few[page], many[page]) for page in pages if many[page] > few[page]} == {}
    assert {page: many[page] for page, most in pages.items() if many[page] > most} == {}
