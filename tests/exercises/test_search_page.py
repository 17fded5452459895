"""The search page, what the library makes of words, and what it says when nothing fits."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from exercises.models import BodyArea, Exercise, Programme, ScreeningItem, Status, Synonym
from exercises.pages.safety import read_safety
from exercises.shelf.finding import find
from exercises.views.search import safety_first
from tracking import logbook
from tracking.clock import moment_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

SEARCH = reverse("exercises:search")
LIBRARY = reverse("exercises:library")


def ask(client: Client, query: str) -> Any:
    """What the search page finds for `query`."""
    answer = client.get(SEARCH, {"q": query})
    assert answer.status_code == 200
    return answer.context["finds"]


def text_of(client: Client, address: str, **wishes: Any) -> str:
    return unescape(client.get(address, wishes).content.decode())


def group_of(finds: Any, kind: str) -> Any:
    """What was found of one kind; None if nothing was."""
    return next((group for group in finds.groups if group.kind == kind), None)


def things(finds: Any, kind: str) -> list[Any]:
    """All that was found of one kind, shown or not."""
    group = group_of(finds, kind)
    return [hit.thing for hit in group.hits] if group else []


def slugs(finds: Any) -> list[str]:
    return [card.exercise.slug for card in things(finds, "exercise")]


def titles(finds: Any) -> list[str]:
    return [programme.title for programme in things(finds, "programme")]


# --- The search page -----------------------------------------------------------------------------


def test_it_finds_exercises_and_programmes_with_their_numbers(client: Client) -> None:
    finds = ask(client, "lunge")
    assert slugs(finds)[0] == "runners-lunge"
    assert "Lunges, for when the hip is comfortable" in titles(finds)
    page = text_of(client, SEARCH, q="lunge")
    for kind, shown in (("exercise", 5), ("programme", 2)):
        group = group_of(finds, kind)
        assert len(group.shown) == min(group.total, shown)
        assert (f"All {group.total}" in page) == group.has_more
    cards = [hit.thing.exercise for hit in group_of(finds, "exercise").shown]
    for thing in (*cards, *(hit.thing for hit in group_of(finds, "programme").shown)):
        assert f'href="{thing.get_absolute_url()}"' in page


def test_it_leaves_out_a_kind_of_which_there_is_none(client: Client) -> None:
    page = text_of(client, SEARCH, q="clamshell")
    assert slugs(ask(client, "clamshell")) == ["clamshell"]
    assert "Filter these" in page
    assert titles(ask(client, "clamshell")) == []
    assert "found-programme" not in page


def test_it_says_how_it_took_what_was_misspelt(client: Client) -> None:
    page = text_of(client, SEARCH, q="constructve rest")
    assert "Showing results for <strong>“constructive rest”</strong>" in page
    assert "Showing results" not in text_of(client, SEARCH, q="constructive rest")


def test_it_says_what_else_it_looked_for(client: Client) -> None:
    page = " ".join(text_of(client, SEARCH, q="hip flexor").split())
    assert "Also looked for “psoas”, “front of hip”." in page


def test_it_says_which_other_name_was_meant(client: Client) -> None:
    assert "Also called “CRP”" in text_of(client, SEARCH, q="crp")


def test_it_begins_with_places_that_lead_somewhere(client: Client) -> None:
    answer = client.get(SEARCH)
    starts = answer.context["starts"]
    assert 3 <= len(starts) <= 8
    for word in starts:
        assert slugs(ask(client, word.label)), word.label
        page = " ".join(unescape(answer.content.decode()).split())
        assert re.search(rf"> ?{re.escape(word.label)} ?</a>", page)


def test_it_says_what_may_have_been_meant(client: Client) -> None:
    page = text_of(client, SEARCH, q="lunge xyzzy")
    assert "Nothing found for <bdi>“lunge xyzzy”</bdi>" in page
    assert "Did you mean" in page
    assert Exercise.objects.get(slug="runners-lunge").get_absolute_url() in page


def test_it_offers_words_when_nothing_is_near(client: Client) -> None:
    page = text_of(client, SEARCH, q="zzzz")
    assert "Nothing found for" in page
    assert "Did you mean" not in page
    assert "Begin with a place" in page


def test_it_leads_to_what_of_it_fits_today(client: Client) -> None:
    page = text_of(client, SEARCH, q="side & reach")
    assert f'href="{LIBRARY}?q=side%20%26%20reach"' in page


STRANGE = [
    "\0", "a\0b", "x" * 101, "😀", "\u202eabc", "אבג", "' OR 1=1 --", "<b>x</b>", "%", "-",
]  # fmt: skip


def test_it_answers_whatever_is_typed(client: Client) -> None:
    wrong = []
    for query in STRANGE:
        answer = client.get(SEARCH, {"q": query})
        page = answer.content.decode()
        whole = answer.status_code == 200 and "Begin with a place" in page
        if not whole or "<b>x</b>" in page or "\0" in page:
            wrong.append(repr(query))
    assert not wrong, wrong


def test_it_keeps_what_was_typed_and_says_what_is_too_long(client: Client) -> None:
    page = text_of(client, SEARCH, q="x" * 101)
    assert "x" * 101 in page
    assert "at most 100" in page


def test_it_shows_drafts_to_staff_alone(client: Client, client_of: Any, staff: Any) -> None:
    Exercise.objects.filter(slug="clamshell").update(status=Status.DRAFT)
    Programme.objects.filter(slug="runner").update(status=Status.DRAFT)
    assert slugs(ask(client, "clamshell")) == []
    assert "Runner" not in titles(ask(client, "runner"))
    assert "Clamshell" not in {named.label for named in ask(client, "clamshell").nearest}
    assert slugs(ask(client_of(staff), "clamshell")) == ["clamshell"]
    assert "Runner" in titles(ask(client_of(staff), "runner"))


def test_it_takes_the_search_words_of_staff(client: Client) -> None:
    assert slugs(ask(client, "blorf")) == []
    Synonym.objects.create(code="blorf", label="Blorf", means="clamshell")
    assert slugs(ask(client, "blorf")) == ["clamshell"]


def test_every_page_has_a_way_to_it(client: Client, signed_in: Client) -> None:
    for somebody in (client, signed_in):
        assert f'href="{SEARCH}"' in somebody.get(LIBRARY).content.decode()


# --- What stands against, and what comes first ---------------------------------------------------


def test_each_thing_found_has_its_picture_and_what_stands_against_it(client: Client) -> None:
    page = text_of(client, SEARCH, q="lunge", pain="3")
    groups = [group_of(ask(client, "lunge"), kind) for kind in ("exercise", "programme")]
    assert page.count("figure-thumb") == sum(len(group.shown) for group in groups)
    assert "A step up. It is for pain up to 2." in page
    assert "A step up" not in text_of(client, SEARCH, q="lunge")


def test_it_matches_the_check_in_of_today(signed_in: Client, user: Any) -> None:
    logbook.log_check_in(
        user, logbook.CheckInFacts(moment_of(timezone.now(), user.zone), 3), uuid4()
    )
    assert "A step up. It is for pain up to 2." in text_of(signed_in, SEARCH, q="lunge")


WARNING = (
    "numbness", "NUMB foot", "numbnes", "can't pee", "cant pee", "trouble peeing", "chest pain",
    "pain in my chest", "CHEST-PAIN", "short of breath", "I fainted", "lost control of my bladder",
    "loss of bowel control", "fever", "night sweats", "blood in my urine", "weak leg", "pregnant",
    "lump in the groin", "can’t put weight on it", "swollen calf", "cancer", "losing weight",
    "numbnes in leg", "feverr", "pregnent", "groin pain", "pain in my groin", "cauda equina",
    "dead leg", "my legs feel dead", "suicide", "suiside", "suicidal thoughts", "kill myself",
    "killing myself", "I want to die", "i dont want to live", "self harm", "self-harming",
    "selfharm", "I wish I was dead", "ending my life", "harming myself", "depressed",
    "feeling hopeless",
)  # fmt: skip
CALM = (
    "hip", "back pain", "groin", "hip flexor", "chest", "worry", "hurt my back", "low back", "die",
    "stress", "lunge", "pulling", "feel",
    "breathing", "breath", "walk", "standing", "leg raise", "balance", "knee", "ball",
    "weight shift", "night", "bed", "sit", "belly breathing", "foot", "strength", "stretch", "",
    "zzzz",
)  # fmt: skip


def test_words_of_warning_signs_show_the_safety_box_first_and_no_others_do(client: Client) -> None:
    stranger = AnonymousUser()
    finds = {query: find(query, stranger) for query in (*WARNING, *CALM) if query}
    warned = [query for query, moves in finds.items() if safety_first(query, moves)["warned"]]
    assert warned == list(WARNING)
    wrong = []
    for address in (SEARCH, LIBRARY):
        for query in (*WARNING[::9], *CALM[::9]):
            page = text_of(client, address, q=query)
            main = page[page.index("<main") : page.index("</main>")]
            warned = "Then get help first" in main
            if warned != (query in WARNING):
                wrong.append(f"{query!r} at {address}")
            elif warned and "<h3><a" in main and main.index("help first") > main.index("<h3><a"):
                wrong.append(f"{query!r} at {address}: not first")
    assert not wrong


def test_no_name_in_the_library_sounds_like_a_warning(client: Client) -> None:
    safety = read_safety()
    names = [name for one in Exercise.objects.all() for name in (one.name, *one.other_names)]
    names += [*Programme.objects.values_list("title", flat=True)]
    names += [*Synonym.objects.values_list("label", flat=True)]
    names += [*BodyArea.objects.filter(signs_only=False).values_list("label", flat=True)]
    assert [name for name in names if safety.warned_of(name)] == []


def test_each_sign_that_cannot_wait_is_found_by_what_people_type(client: Client) -> None:
    soon = ScreeningItem.objects.filter(urgency__in=["emergency", "today", "days"])
    safety = read_safety()
    lost = []
    for sign in soon:
        for typed in sign.words.split(",") or [""]:
            warned = safety.warned_of(typed)
            if not warned or all(sign.label not in group.signs for group in warned.groups):
                lost.append(f"{sign.code}: {typed}")
    assert not lost


def test_the_words_of_staff_count_and_a_sign_without_words_warns_of_nothing(client: Client) -> None:
    ScreeningItem.objects.update(words="")
    assert "get help first" not in text_of(client, SEARCH, q="numbness")
    ScreeningItem.objects.filter(code="rf_calf").update(words="blorf, ,")
    assert "See a doctor today" in text_of(client, SEARCH, q="my Blorf")


# --- The same words in the library ---------------------------------------------------------------


def shelf(client: Client, **wishes: Any) -> Any:
    return client.get(LIBRARY, wishes).context["shelf"]


def order(found: Any) -> list[str]:
    return [entry.card.exercise.slug for entry in found.entries]


def test_the_library_finds_what_the_search_finds_in_its_order(client: Client) -> None:
    for query in ("lunge", "hip flexer", "crp", "brdige"):
        assert order(shelf(client, q=query)) == slugs(ask(client, query))


def test_the_library_puts_what_fits_before_what_is_nearer_to_the_words(client: Client) -> None:
    found = shelf(client, q="lunge", pain=3)
    judged = [bool(entry.reasons) for entry in found.entries]
    assert judged == sorted(judged)
    ranks = {slug: place for place, slug in enumerate(slugs(ask(client, "lunge")))}
    for group in (True, False):
        places = [ranks[e.card.exercise.slug] for e in found.entries if bool(e.reasons) is group]
        assert places == sorted(places)


def test_the_library_names_programmes_and_how_it_took_the_words(client: Client) -> None:
    page = text_of(client, LIBRARY, q="lundge")
    assert "Showing results for <strong>“lunge”</strong>" in page
    assert Programme.objects.get(slug="healthy-hip-lunges").get_absolute_url() in page
    assert "Showing results" not in text_of(client, LIBRARY)


# --- Nothing fits --------------------------------------------------------------------------------


def ways(client: Client, **wishes: Any) -> dict[str, int]:
    return {way.name: way.count for way in shelf(client, **wishes).ways_out}


def held_back(client: Client, **wishes: Any) -> dict[str, int]:
    return {way.name: way.count for way in shelf(client, **wishes).held_back}


EMPTY = [
    {"q": "lunge", "position": "prone", "pain": "3"},
    {"q": "lunge", "position": "prone", "minutes": "5"},
    {"area": "groin", "equipment": "none"},
    {"phase": "load", "position": "kneeling", "equipment": "wall", "minutes": "10"},
    {"q": "walk-jog", "minutes": "2"},
    {"q": "zzzz", "area": "knee"},
]


def test_dropping_a_filter_leaves_as_many_fitting_as_it_says(client: Client) -> None:
    for wishes in EMPTY:
        answer = client.get(LIBRARY, wishes)
        ways_out, page = answer.context["shelf"].ways_out, unescape(answer.content.decode())
        assert answer.context["shelf"].offered == 0, wishes
        assert ways_out, wishes
        offered = {way.name: way.count for way in ways_out}
        for name in {"q", "area", "phase", "position", "minutes", "equipment"} & set(wishes):
            without = {key: value for key, value in wishes.items() if key != name}
            assert shelf(client, **without).offered == offered.get(name, 0), (wishes, name)
        link, way = answer.context["ways_out"][0], ways_out[0]
        assert client.get(link.url).context["shelf"].offered == way.count
        for link, way in zip(answer.context["ways_out"], ways_out, strict=True):
            assert f": {way.count} left" in link.label
            assert link.label in page


def test_it_offers_the_most_generous_way_first(client: Client) -> None:
    counts = list(ways(client, q="lunge", position="prone", minutes="5").values())
    assert counts == sorted(counts, reverse=True)


def test_it_says_filters_in_words_that_stand_alone(client: Client) -> None:
    page = text_of(client, LIBRARY, area="groin", minutes="2", equipment="wall", pain="2")
    assert "Drop “Groin”" in page
    page = text_of(client, LIBRARY, q="walk-jog", minutes="2")
    assert "Drop “At most 2 min”" in page
    page = text_of(client, LIBRARY, area="groin", equipment="none")
    assert "Drop “At hand: Nothing”" in page


def test_it_still_shows_what_there_is_with_the_reasons(client: Client) -> None:
    page = text_of(client, LIBRARY, area="groin", equipment="none")
    assert "Nothing here matches all of that today." in page
    assert shelf(client, area="groin", equipment="none").entries


def test_it_asks_nobody_to_drop_pain_or_what_is_not_for_them(client: Client) -> None:
    wishes = {"area": "groin", "pain": "10", "avoid": "pregnancy_any"}
    assert not {"pain", "avoid"} & set(ways(client, **wishes))
    without = {"area": "groin", "avoid": "pregnancy_any"}
    assert held_back(client, **wishes).get("pain", 0) == shelf(client, **without).offered


def test_it_says_what_pain_and_leaving_out_hold_back(client: Client) -> None:
    assert held_back(client, q="runner's lunge", pain="9") == {"pain": 1}
    page = text_of(client, LIBRARY, q="runner's lunge", pain="9")
    assert "On a day with less pain, 1 would be offered." in page
    assert held_back(client, q="runner's lunge", avoid="kneeling_pain") == {"avoid": 1}
    page = text_of(client, LIBRARY, q="runner's lunge", avoid="kneeling_pain")
    assert "What you asked to leave out rules out 1 more." in page


def test_it_names_what_is_near_when_the_words_fail(client: Client) -> None:
    page = text_of(client, LIBRARY, q="lunge xyzzy", pain="3")
    assert "No exercise found for <bdi>“lunge xyzzy”</bdi>" in page
    assert "Did you mean" in page
    assert "Drop “lunge xyzzy”" in page


def test_starting_over_keeps_the_pain(client: Client) -> None:
    answer = client.get(LIBRARY, {"q": "zzzz", "area": "knee", "position": "prone", "pain": "3"})
    assert answer.context["start_over"] == f"{LIBRARY}?pain=3"


# --- Questions -----------------------------------------------------------------------------------


def test_it_asks_few_questions(client: Client) -> None:
    for query in ("", "lunge", "hip flexer", "zzzz"):
        for address, most in ((SEARCH, 8), (LIBRARY, 6)):
            with CaptureQueriesContext(connection) as asked:
                client.get(address, {"q": query, "pain": "3"})
            assert len(asked) <= most, (address, query)
