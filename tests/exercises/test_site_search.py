"""One search over everything that can be read: what it finds of each kind, and for whom."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exercises.models import AnatomyPart, Article, Claim, Habit, SelfCheck, Source, Status
from exercises.pages.search import KINDS, MOST_SUGGESTED, SiteFinds, find_everywhere
from exercises.search.index import index_of
from exercises.writing import read
from psoas_site.ui.texts import shorten

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

SEARCH = reverse("exercises:search")
JSON = {"accept": "application/json"}


Search = Callable[[str], SiteFinds]


@pytest.fixture
def search(db: None) -> Search:
    """What a stranger finds, without the page around it."""
    return lambda query: find_everywhere(query, AnonymousUser())


def names_in(everything: SiteFinds, kind: str) -> list[str]:
    """All of one kind, by what names it in an address, best first."""
    hits = [hit for group in everything.groups if group.kind == kind for hit in group.hits]
    return [hit.thing.exercise.slug if kind == "exercise" else hit.thing.link.name for hit in hits]


def finds(client: Client, query: str, **more: str) -> Any:
    answer = client.get(SEARCH, {"q": query, **more})
    assert answer.status_code == 200
    return answer.context["finds"]


def group_of(client: Client, query: str, kind: str, **more: str) -> Any:
    """The group of one kind; None where nothing of it was found."""
    groups = finds(client, query, **more).groups
    return next((group for group in groups if group.kind == kind), None)


def found(client: Client, query: str, kind: str) -> list[str]:
    """All that is found of one kind, by what names it in an address, best first."""
    return names_in(finds(client, query), kind)


def html_of(client: Client, query: str, **more: str) -> str:
    return unescape(client.get(SEARCH, {"q": query, **more}).content.decode())


# --- Groups --------------------------------------------------------------------------------------


def test_it_groups_what_it_finds_by_kind_the_best_of_each_first(client: Client) -> None:
    groups = finds(client, "psoas").groups
    assert {group.kind for group in groups} == set(KINDS) - {"check"}
    html = html_of(client, "psoas")
    for group in groups:
        most = KINDS[group.kind][1]
        assert group.shown == group.hits[:most], group.kind
        assert group.has_more == (group.total > most), group.kind
        assert html.count(f'id="found-{group.kind}"') == 1
    heads = re.findall(r'id="found-([a-z]+)"', html)
    assert heads == [group.kind for group in groups]


def test_the_kind_of_the_best_hit_comes_first(client: Client) -> None:
    for query, kind in (
        ("clamshell", "exercise"),
        ("kidneys", "anatomy"),
        ("muscle memory", "claim"),
    ):
        everything = finds(client, query)
        first = everything.groups[0]
        assert first.kind == kind, query
        assert everything.names[0] in html_of(client, query).split(f'id="found-{kind}"')[1]


def test_all_of_one_kind_can_be_had_alone(client: Client) -> None:
    some = group_of(client, "psoas", "claim")
    assert some.has_more
    link = rf'href="\?q=psoas&kind=claim">\s*All {some.total}<'
    assert re.search(link, html_of(client, "psoas"))
    [alone] = finds(client, "psoas", kind="claim").groups
    assert (alone.kind, alone.shown, alone.has_more) == ("claim", alone.hits, False)
    assert [hit.thing for hit in alone.hits] == [hit.thing for hit in some.hits]
    html = html_of(client, "psoas", kind="claim")
    assert all(hit.thing.name in html for hit in alone.hits)


def test_a_kind_that_is_none_is_ignored(client: Client) -> None:
    usual = [(group.kind, group.total) for group in finds(client, "lunge").groups]
    for kind in ("nonsense", "", "\0", "<b>", "x" * 3000, "exercises"):
        groups = finds(client, "lunge", kind=kind).groups
        assert [(group.kind, group.total) for group in groups] == usual, kind[:9]


def test_a_kind_of_which_there_is_none_shows_what_there_is(client: Client) -> None:
    assert group_of(client, "clamshell", "source") is None
    assert finds(client, "clamshell", kind="source").groups[0].kind == "exercise"


@pytest.mark.database
def test_whatever_is_found_leads_to_its_page(client: Client) -> None:
    wrong = []
    for kind in KINDS:
        html = html_of(client, "chair" if kind == "check" else "psoas", kind=kind)
        main = html[html.index("<main") : html.index("</main>")]
        links = re.findall(r'<h3>\s*<a href="([^"]+)"', main)
        assert links, kind
        wrong += [link for link in links[:2] if client.get(link).status_code != 200]
    assert not wrong


def test_a_claim_shows_its_verdict_and_a_name_begins_with_a_capital(client: Client) -> None:
    html = html_of(client, "bath salts", kind="claim")
    claim = Claim.objects.get(slug="bath-salts")
    assert f'<span class="tag">{claim.get_verdict_display()}</span>' in html
    assert ">The bodywork clinic’s text</a>" in html_of(client, "bodywork clinic", kind="source")


def test_what_staff_write_is_text_and_no_html(client: Client) -> None:
    Claim.objects.filter(slug="bath-salts").update(claim="<b>Salty</b> <script>x</script> bath")
    answer = client.get(SEARCH, {"q": "salty"}).content
    assert b"<b>Salty" not in answer
    assert b"&lt;b&gt;Salty" in answer


# --- What people look for ------------------------------------------------------------------------


def test_a_phrase_in_quotes_is_found_in_the_text_of_an_article(search: Search) -> None:
    lost = []
    for article in Article.objects.all():
        line = max(read(article.body).text.splitlines(), key=len)
        phrase = " ".join(re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*[,.]?", line)[4:10])
        phrase = re.split(r"[.,]", phrase)[0]
        if article.slug not in names_in(search(f'"{phrase}"'), "article"):
            lost.append(f"{article.slug}: {phrase}")
    assert not lost


def test_a_phrase_that_stands_nowhere_so_is_not_found(client: Client) -> None:
    assert finds(client, '"the psoas is never anywhere"').is_empty


def test_the_marks_of_a_text_are_not_found(client: Client) -> None:
    Article.objects.filter(slug="find-your-level").update(
        body="## Zebra\n\n[Wombat](exercise:clamshell) *quagga*. {S001 smith-2017}"
    )
    for query in ("zebra", "wombat", "quagga"):
        assert found(client, query, "article") == ["find-your-level"]
    for query in ('"exercise:clamshell"', '"S001"', "smith-2017"):
        assert "find-your-level" not in found(client, query, "article")


def test_it_knows_what_people_call_things(client: Client) -> None:
    assert found(client, "CRP", "exercise")[0] == "constructive-rest"
    assert "Also called “CRP”" in html_of(client, "CRP")
    assert "psoas-major" in found(client, "hip flexor", "anatomy")
    assert "hip-flexor-melt" in found(client, "hip flexor", "exercise")


def test_it_forgives_a_slip_in_any_kind(client: Client) -> None:
    assert "kidneys" in found(client, "kidnys", "anatomy")
    assert "kidneys-on-the-psoas" in found(client, "kidnys", "claim")
    assert "Showing results for <strong>“kid" in html_of(client, "kidnys")
    assert "a-warm-bath" in found(client, "wram bath", "daily")


QUESTIONS = [
    ("what is the psoas", "article", "what-the-psoas-is"),
    ("what is the psoas", "anatomy", "psoas-major"),
    ("is mine the problem", "article", ""),
    ("is mine the problem", "claim", ""),
    ("should I stretch or strengthen it", "article", "stretch-strengthen-or-re-educate"),
    ("may I press on it", "article", "press-roll-or-leave-alone"),
    ("may I press on it", "claim", "pressing-on-the-psoas"),
    ("is it my stress", "article", "stress-fear-and-the-body"),
    ("what about my chair", "daily", "a-chair-that-suits"),
]


def test_a_question_finds_what_answers_it(search: Search) -> None:
    """Among the few that are shown of this kind."""
    lost = []
    for query, kind, slug in QUESTIONS:
        shown = [group.shown for group in search(query).groups if group.kind == kind]
        names = [hit.thing.link.name for hits in shown for hit in hits]
        if not names or (slug and slug not in names):
            lost.append(f"{query}: {kind} {slug}, but {names}")
    assert not lost, lost


ANSWERS = [
    ("what is the psoas", "article", "what-the-psoas-is"),
    ("is my psoas the problem", "article", "what-the-psoas-is"),
    ("should I stretch or strengthen", "article", "stretch-strengthen-or-re-educate"),
    ("may I press on it", "article", "press-roll-or-leave-alone"),
    ("is it stress", "article", "stress-fear-and-the-body"),
    ("snaping hip", "article", "snap-pinch-and-groin"),
    ("numb thigh", "article", "numb-warm-or-wet-thigh"),
    ("CRP", "exercise", "constructive-rest"),
    ("chair", "check", "chair-check"),
    ("hip flexor", "anatomy", "psoas-major"),
    ("so-as", "article", "what-the-psoas-is"),
]


def test_the_answer_to_a_question_stands_at_the_top(search: Search) -> None:
    """Among the first two kinds, and there among the first two."""
    lost = []
    for query, kind, slug in ANSWERS:
        everything = search(query)
        first = [group.kind for group in everything.groups[:2]]
        if kind not in first or slug not in names_in(everything, kind)[:2]:
            lost.append(f"{query}: {first}, {names_in(everything, kind)[:2]}")
    assert not lost, lost


def test_a_text_about_it_stands_before_movements(search: Search) -> None:
    for query in ("may I press on it", "hip flexor", "is my psoas the problem"):
        kinds = [group.kind for group in search(query).groups]
        assert kinds.index("article") < kinds.index("exercise"), query
        assert kinds.index("anatomy") < kinds.index("exercise"), query


def test_words_that_say_nothing_list_nothing_odd(search: Search) -> None:
    for query in ("and", "not", "a or", "is it"):
        everything = search(query)
        begun = [name for name in everything.names if name.lower().startswith(query)]
        assert list(everything.names) == begun, query
        assert everything.nearest == (), query


def test_a_question_mark_changes_nothing(search: Search) -> None:
    query = "should I stretch or strengthen it"
    plain = search(query).names
    assert [end for end in ("?", " ?!", "…") if search(query + end).names != plain] == []


def test_nothing_is_found_for_nonsense_and_words_are_offered(client: Client) -> None:
    assert finds(client, "qwertz").is_empty
    html = html_of(client, "qwertz")
    assert "Nothing found for" in html
    assert "Begin with a place" in html


def test_what_may_have_been_meant_can_be_of_any_kind(client: Client) -> None:
    nearest = finds(client, "kidneys xyzzy").nearest
    assert reverse("exercises:claim", args=["kidneys-on-the-psoas"]) in {one.url for one in nearest}
    assert "Did you mean" in html_of(client, "kidneys xyzzy")


def test_an_extract_ends_with_a_whole_word(client: Client) -> None:
    assert (
        shorten("Rest the groin and then the thigh, a while.", 30) == "Rest the groin and then the…"
    )
    assert shorten("Rest the groin, and then", 16) == "Rest the groin…"
    assert shorten("x" * 50, 10) == f"{'x' * 9}…"
    cut = [
        hit.thing.line
        for group in finds(client, "psoas").groups
        if group.kind not in ("exercise", "programme")
        for hit in group.shown
        if len(hit.thing.line) > 140
    ]
    html = html_of(client, "psoas")
    assert cut
    for line in cut:
        begun = shorten(line, 140).removesuffix("…")
        assert f"{begun}…" in html
        assert not line[len(begun)].isalnum()


# --- Suggestions ---------------------------------------------------------------------------------


def test_it_suggests_the_names_of_the_best(client: Client) -> None:
    answer = client.get(SEARCH, {"q": "psoas"}, headers=JSON)
    assert answer["Content-Type"] == "application/json"
    names = answer.json()["names"]
    assert names == list(finds(client, "psoas").names)
    assert len(names) == MOST_SUGGESTED
    assert client.get(SEARCH, {"q": "clam"}, headers=JSON).json()["names"][0] == "Clamshell"


def test_a_name_that_begins_as_typed_is_suggested_first(search: Search) -> None:
    for typed in ("what is", "What is the ps", "should i", "does my", "walki"):
        names = search(typed).names
        assert names[0].lower().startswith(typed.lower()), names


def test_it_suggests_nothing_where_nothing_is_found(client: Client) -> None:
    for query in ("", " ", "zzzz", "x" * 101, "\0"):
        assert client.get(SEARCH, {"q": query}, headers=JSON).json() == {"names": []}, query


def test_both_answers_say_that_there_are_two_and_a_page_is_what_most_get(client: Client) -> None:
    pages = ("text/html", "*/*", "text/html,application/json;q=0.5", "nonsense", "image/png", "")
    asked: list[dict[str, str]] = [JSON, {}, *({"accept": accept} for accept in pages)]
    for headers in asked:
        answer = client.get(SEARCH, {"q": "clamshell"}, headers=headers)
        kind = "application/json" if headers == JSON else "text/html"
        assert answer["Content-Type"].startswith(kind), headers
        assert "Accept" in answer["Vary"], headers


# --- Who finds what ------------------------------------------------------------------------------


@pytest.mark.database
def test_a_draft_is_found_by_staff_alone(
    client: Client, signed_in: Client, client_of: Any, staff: Any
) -> None:
    Article.objects.filter(slug="find-your-level").update(
        status=Status.DRAFT, title="Blorfing", body="A wubble. {advice}"
    )
    desk = client_of(staff)
    for query in ("blorfing", "wubble"):
        assert found(desk, query, "article") == ["find-your-level"]
        for reader in (client, signed_in):
            assert finds(reader, query).is_empty
            assert reader.get(SEARCH, {"q": query}, headers=JSON).json() == {"names": []}
            assert "Blorfing" not in {one.label for one in finds(reader, f"{query} x").nearest}
    assert finds(client, "blorfing").is_empty, "what staff found is not kept for others"


@pytest.mark.database
def test_what_staff_change_is_found_at_once(client: Client) -> None:
    assert finds(client, "blorf").is_empty
    AnatomyPart.objects.filter(code="kidneys").update(also="blorf, kidney")
    Habit.objects.filter(code="warm_bath").update(known="Nobody knows a gribble.")
    SelfCheck.objects.filter(code="sock_test").update(can_say="How you wibble.")
    Source.objects.filter(code="S001").update(note="About frumps.")
    assert found(client, "blorf", "anatomy") == ["kidneys"]
    assert found(client, "gribble", "daily") == ["a-warm-bath"]
    assert len(found(client, "wibble", "check")) == 1
    assert found(client, "frumps", "source") == ["bodywork-clinic"]


# --- What it costs -------------------------------------------------------------------------------


@pytest.mark.database
def test_the_index_is_built_once_for_the_same_texts(client: Client) -> None:
    """There is one of everything, and one of the movements alone."""
    finds(client, "psoas")
    before = index_of.cache_info()
    for query in ("hip", "kidnys", "zzzz", "lunge"):
        finds(client, query)
    after = index_of.cache_info()
    assert after == before, "an index is looked up by all texts, which takes longer than a search"
    Claim.objects.filter(slug="bath-salts").update(why="For another reason.")
    finds(client, "psoas")
    assert index_of.cache_info().misses - after.misses == 1


def test_it_asks_no_more_of_the_database_for_more_rows(client: Client) -> None:
    finds(client, "psoas")
    with CaptureQueriesContext(connection) as few:
        finds(client, "psoas")
    for number in range(40):
        Claim.objects.create(
            code=f"c{number}", slug=f"c{number}", claim=f"Psoas {number}", verdict="plausible",
            why="W",
        )  # fmt: skip
        Article.objects.create(
            slug=f"a{number}", title=f"Psoas {number}", summary="S", status="published"
        )
    finds(client, "psoas")
    with CaptureQueriesContext(connection) as many:
        assert group_of(client, "psoas", "claim").total > 40
    assert len(many) == len(few) <= 8
