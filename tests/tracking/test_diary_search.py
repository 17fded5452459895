"""The diary can be filtered, and searched by words: forgiving, exact, and never a dead end."""

import datetime as dt
import re
import uuid
from decimal import Decimal
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exercises.models import BodyArea, Exercise, Measure, Programme
from exercises.search import fold, placed, searchable, sought_in
from tests.architecture.documents import Document, sent_by
from tests.architecture.seeding import add_session
from tracking.logbook import Answer
from tracking.recall.excerpts import marked
from tracking.recall.listed import PER_PAGE

CHECK_INS, SESSIONS = reverse("tracking:check-in-list"), reverse("tracking:session-list")
pytestmark = [
    pytest.mark.usefixtures("library"),
    pytest.mark.clock("2026-11-21 20:00 +0000"),
]


def notes(answer: Any) -> list[str]:
    """The notes of the entries that a list shows, newest first."""
    return [entry.note for _day, entries in answer.context["days"] for entry in entries]


def find(client: Client, url: str = CHECK_INS, **asked: Any) -> list[str]:
    answer = client.get(url, asked)
    assert answer.status_code == 200
    return notes(answer)


# --- Words ---------------------------------------------------------------------------------------

NOTES = (
    "Left hip, after the stairs.",
    "Café stairs; the HIP was fine.",
    "Übung am Abend",
    "100% rest_day",
    "1000 steps, rest day",
    "Don't push",
)


SOUGHT: dict[str, set[int]] = {
    "hip": {0, 1},
    "HIP stairs": {0, 1},
    "stairs left": {0},
    "stai": {0, 1},
    "cafe": {1},
    "CAFÉ": {1},
    "ubung": {2},
    "übung": {2},
    "%": {3},
    "t_d": {3},
    "00": {3, 4},
    "dont": {5},
    "don't": {5},
    "  hip   ": {0, 1},
    "hip nowhere": set(),
    "hip. stairs": {0, 1},
    "steps' day-rest": {4},
    "stair": {0, 1},
    "pushing": {5},
    "1000s": set(),
}


@pytest.mark.database
def test_each_word_occurs_in_the_note(signed_in: Client, user: Any, check_in: Any) -> None:
    for note in NOTES:
        check_in(user, 4, note=note)
    check_in(user, 4)
    found = {words: set(find(signed_in, q=words)) for words in SOUGHT}
    assert found == {words: {NOTES[place] for place in places} for words, places in SOUGHT.items()}


def test_words_that_say_nothing_leave_all(signed_in: Client, user: Any, check_in: Any) -> None:
    check_in(user, 4, note="A note.")
    for words in ("", "  ", "'", "\u0301", "\\", '""', "“ ”"):
        assert find(signed_in, q=words) == ["A note."]


def test_what_was_found_is_marked_and_nothing_else(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 4, note="Café <b>&amp; hips</b>\nsecond line, shipped")
    page = signed_in.get(CHECK_INS, {"q": "cafe HIP"}).content.decode()
    assert (
        "<mark>Café</mark> &lt;b&gt;&amp;amp; <mark>hip</mark>s&lt;/b&gt;<br>"
        "second line, s<mark>hip</mark>ped"
    ) in page
    plain = signed_in.get(CHECK_INS).content.decode()
    assert "<mark>" not in plain
    assert "Café &lt;b&gt;&amp;amp; hips&lt;/b&gt;<br>" in plain


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("abab", "aba bab", "<mark>abab</mark>"),
        ("e\u0301te\u0301", "et", "<mark>e\u0301t</mark>e\u0301"),
        ("Straße", "ss", "Stra<mark>ß</mark>e"),
        ("don't", "dont", "<mark>don&#x27;t</mark>"),
        ("ﬁne", "f", "<mark>ﬁ</mark>ne"),
        ("😀 hip", "hip", "😀 <mark>hip</mark>"),
        ("<script>", "script", "&lt;<mark>script</mark>&gt;"),
        ("amp & amp", "amp", "<mark>amp</mark> &amp; <mark>amp</mark>"),
        ("hip, hips, ship", "hips", "<mark>hip</mark>, <mark>hips</mark>, ship"),
        ("left, hip; the left—hip, lefthip", "“left hip”",
         "<mark>left, hip</mark>; the <mark>left—hip</mark>, lefthip"),
        ("a hip (a hip)", '"hip"', "a <mark>hip</mark> (a <mark>hip</mark>)"),
        ("none", "other", "none"),
        ("", "x", ""),
    ],
)  # fmt: skip
def test_it_marks(text: str, words: str, shown: str) -> None:
    assert marked(text, sought_in(words)) == shown


@pytest.mark.parametrize(
    "text", ["Café", "e\u0301\u0323", "Ǆ ŉ ﬃ", "ΑΣ ς", "İstanbul", "한국", "½", "a\u00adb", "ÀÉÎ’s"]
)
def test_letter_by_letter_it_is_compared_as_a_whole(text: str) -> None:
    """Marking looks at one letter after the other; searching looks at the whole."""
    assert "".join(fold(one) for one in text) == fold(text)
    assert placed(f"({text}) ,{text}")[0].strip() == searchable(f"({text}) ,{text}")


@pytest.mark.database
def test_words_of_sessions_look_at_names_too(
    signed_in: Client, user: Any, session: Any, own_session: Any
) -> None:
    session(user, "runners-lunge", note="one")
    session(user, programme="first-week-settle", note="two")
    own_session("Hüftkreisen im Stehen", "three")
    session(user, "easy-walk", note="four, after a lunge")
    assert set(find(signed_in, SESSIONS, q="huftkreisen")) == {"three"}
    assert set(find(signed_in, SESSIONS, q="first week")) == {"two"}
    assert set(find(signed_in, SESSIONS, q="lunge")) == {"one", "four, after a lunge"}
    assert find(signed_in, SESSIONS, q="lunge after") == ["four, after a lunge"]
    assert find(signed_in, SESSIONS, q="kreisen three") == ["three"], "one in each"
    page = signed_in.get(SESSIONS, {"q": "kreisen"}).content.decode()
    assert "Hüft<mark>kreisen</mark> im Stehen" in page


# --- Filters of check-ins ------------------------------------------------------------------------


@pytest.mark.database
def test_check_ins_by_day(signed_in: Client, user: Any, check_in: Any) -> None:
    for days_ago in range(5):
        check_in(user, 4, days_ago=days_ago, note=str(21 - days_ago))
    assert find(signed_in, **{"from": "2026-11-19"}) == ["21", "20", "19"]
    assert find(signed_in, to="2026-11-18") == ["18", "17"]
    assert find(signed_in, **{"from": "2026-11-18", "to": "2026-11-19"}) == ["19", "18"]
    assert find(signed_in, **{"from": "2026-11-20", "to": "2026-11-20"}) == ["20"]


@pytest.mark.database
def test_check_ins_by_place_pain_and_new_signs(
    signed_in: Client, user: Any, check_in: Any, make_user: Any
) -> None:
    hip, groin = (BodyArea.objects.get(code=code).pk for code in ("hip_front", "groin"))
    sign = Measure.objects.get(code="sign_tingling").pk
    fall = Measure.objects.get(code="fall_or_knock").pk
    check_in(user, 2, note="left", places=((hip, "left"), (groin, "left")))
    check_in(user, 5, note="right", places=((hip, "right"),))
    check_in(user, 7, note="new", answers=(Answer(sign, Decimal(1), place=(groin, "right")),))
    check_in(user, 8, note="fell", answers=(Answer(fall, Decimal(1)),))
    assert set(find(signed_in, place="hip_front")) == {"left", "right"}
    assert find(signed_in, place="hip_front:right") == ["right"]
    assert find(signed_in, place="groin") == ["left"], "the place of a sign is another question"
    assert set(find(signed_in, pain="5")) == {"right", "new", "fell"}
    assert find(signed_in, signs="on") == ["new"]
    assert find(signed_in, place="hip_front", pain="3", q="RIGHT") == ["right"]
    form: Any = signed_in.get(CHECK_INS).context["form"]
    _any, lately, offered = form.fields["place"].choices
    assert [key for key, _label in lately[1]] == [
        "hip_front", "hip_front:left", "hip_front:right", "groin", "groin:left"
    ]  # fmt: skip
    assert {"knee", "knee:left", *dict(lately[1])} < dict(offered[1]).keys()
    other = make_user("other@example.org")
    check_in(other, 9, note="theirs", places=((hip, "left"),))
    assert "theirs" not in find(signed_in, q="theirs")
    assert find(signed_in, place="hip_front:left") == ["left"]


# --- Filters of sessions -------------------------------------------------------------------------


@pytest.mark.database
def test_sessions_by_programme_movement_and_outcome(
    signed_in: Client, user: Any, session: Any, own_session: Any
) -> None:
    session(user, "runners-lunge", note="lunge")
    session(user, programme="first-week-settle", note="settle", outcome="partly")
    mine = own_session("Hip circles", "circles")
    first_week = Programme.objects.get(slug="first-week-settle")
    first = Exercise.objects.filter(programme_items__programme=first_week).first()
    assert first is not None
    assert find(signed_in, SESSIONS, programme="first-week-settle") == ["settle"]
    assert find(signed_in, SESSIONS, outcome="partly") == ["settle"]
    assert find(signed_in, SESSIONS, did="runners-lunge") == ["lunge"]
    assert find(signed_in, SESSIONS, did=first.slug) == ["settle"]
    movement = mine.lines.get().movement_id
    assert find(signed_in, SESSIONS, did=str(movement)) == ["circles"]
    assert find(signed_in, SESSIONS, did=first.slug, outcome="done") == []
    form: Any = signed_in.get(SESSIONS).context["form"]
    programmes = form.fields["programme"].choices
    assert dict(programmes)["Lately"] == [("first-week-settle", first_week.title)]
    things = dict(form.fields["did"].choices)
    assert list(things) == ["", "Lately", "Your own", "All exercises"]
    assert {key for key, _name in things["Lately"]} > {"runners-lunge", first.slug, str(movement)}


def test_nobody_elses_movements_are_offered(
    signed_in: Client, client_of: Any, make_user: Any, user: Any, own_session: Any
) -> None:
    mine = own_session("Secret stretch", "mine").lines.get().movement_id
    other = client_of(make_user("other@example.org"))
    answer = other.get(SESSIONS, {"did": str(mine)})
    assert "We do not know" in answer.content.decode()
    assert "Secret stretch" not in answer.content.decode()
    assert notes(answer) == []


# --- What cannot be understood is left out, aloud ------------------------------------------------


# Each breaks the filters that it names, but for a day that is only too early for the other.
BROKEN: tuple[tuple[str, dict[str, str], set[str]], ...] = (
    (
        CHECK_INS,
        {"from": "2026-02-30", "to": "yesterday", "place": "moon", "pain": "12", "q": "x" * 101},
        {"from", "to", "place", "pain", "q"},
    ),
    (CHECK_INS, {"from": "2026-11-20", "to": "2026-11-19", "q": "a\0b"}, {"to", "q"}),
    (
        SESSIONS,
        {"programme": "nothing", "did": "\0", "outcome": "won"},
        {"programme", "did", "outcome"},
    ),
)


@pytest.mark.database
def test_a_broken_filter_is_left_out_and_says_so(
    signed_in: Client, user: Any, check_in: Any, session: Any
) -> None:
    check_in(user, 4, note="here", clock=dt.time(9))
    session(user, "easy-walk", note="here")
    for url, asked, fields in BROKEN:
        answer = signed_in.get(url, asked)
        assert answer.status_code == 200, asked
        assert set(answer.context["form"].errors) == fields
        assert notes(answer) == ["here"], asked
        page = answer.content.decode()
        assert "Part of this is left out." in page, asked
        assert {field for field in fields if f'id="id_{field}_error"' in page} == fields


@pytest.mark.database
def test_the_other_filters_still_hold(signed_in: Client, user: Any, check_in: Any) -> None:
    check_in(user, 2, note="low")
    check_in(user, 6, note="high")
    assert find(signed_in, pain="5", place="moon") == ["high"]


# --- How many, and the way out -------------------------------------------------------------------


def test_it_counts_what_was_found(signed_in: Client, user: Any, check_in: Any) -> None:
    for pain in (2, 6, 7):
        check_in(user, pain)
    assert "2 of 3 check-ins" in signed_in.get(CHECK_INS, {"pain": "5"}).content.decode()
    assert " of 3 " not in signed_in.get(CHECK_INS).content.decode()


@pytest.mark.database
def test_nothing_found_says_which_filter_to_drop_and_how_many_would_show(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    for days_ago in range(4):
        check_in(user, 6, days_ago=days_ago, note="stairs")
    check_in(user, 1, days_ago=9, note="garden")
    answer = signed_in.get(
        CHECK_INS, {"q": "garden", "pain": "5", "from": "2026-11-10", "page": "3", "place": "moon"}
    )
    ways = {way.words: (way.count, way.url) for way in answer.context["ways_out"]}
    assert [(words, count) for words, (count, _url) in ways.items()] == [
        ("“garden”", 4),
        ("pain 5 or more", 1),
    ]
    page = answer.content.decode()
    assert "Nothing found" in page
    assert "“garden”: 4" in page
    for count, url in ways.values():
        assert len(notes(signed_in.get(CHECK_INS + url))) == count
    kept = parse_qs(urlsplit(ways["“garden”"][1]).query)
    assert kept == {"pain": ["5"], "from": ["2026-11-10"]}, "neither the page nor the broken one"


def test_each_filter_is_named_in_words(signed_in: Client, user: Any, check_in: Any) -> None:
    hip = BodyArea.objects.get(code="hip_front").pk
    check_in(user, 3, days_ago=3, places=((hip, "left"),))
    asked = {"from": "2026-11-20", "to": "2026-11-21"}
    assert words_out(signed_in, asked) == ["from 20 November 2026"]
    assert words_out(signed_in, {"to": "2026-11-01"}) == ["to 1 November 2026"]
    assert words_out(signed_in, {"pain": "9"}) == ["pain 9 or more"]
    assert words_out(signed_in, {"signs": "on"}) == ["something new"]
    asked = {"place": "hip_front:left", "pain": "9"}
    assert words_out(signed_in, asked) == ["pain 9 or more"]


def words_out(client: Client, asked: dict[str, str], url: str = CHECK_INS) -> list[str]:
    return [way.words for way in client.get(url, asked).context["ways_out"]]


def test_the_ways_out_of_sessions(
    signed_in: Client, user: Any, session: Any, own_session: Any
) -> None:
    session(user, programme="first-week-settle", outcome="partly")
    mine = str(own_session("Hip circles").lines.get().movement_id)
    both = {"programme": "first-week-settle", "did": mine}
    assert set(words_out(signed_in, both, SESSIONS)) == {"First week: settle", "Hip circles"} or (
        len(words_out(signed_in, both, SESSIONS)) == 2
    )
    asked = {"outcome": "skipped"}
    assert words_out(signed_in, asked, SESSIONS) == ["Skipped"]


def test_where_no_single_filter_is_the_reason_it_says_so(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 2, note="x")
    page = signed_in.get(CHECK_INS, {"q": "y", "pain": "9"}).content.decode()
    assert "No single filter is the reason." in page
    assert f'href="{CHECK_INS}"' in page


@pytest.mark.database
def test_the_next_page_keeps_what_was_asked(signed_in: Client, user: Any, check_in: Any) -> None:
    for place in range(PER_PAGE + 5):
        check_in(user, 6, days_ago=place % 7, note=f"stairs {place}")
    for note in ("stairs of another pain", "garden"):
        check_in(user, 1, note=note)
    first = signed_in.get(CHECK_INS, {"q": "STAIRS", "pain": "5"})
    assert len(notes(first)) == PER_PAGE
    (older,) = (
        one["href"] for one in Document(first.content.decode()).every("a") if one["rel"] == "next"
    )
    assert parse_qs(urlsplit(older).query) == {"q": ["STAIRS"], "pain": ["5"], "page": ["2"]}
    second = signed_in.get(CHECK_INS + older)
    assert len(notes(second)) == 5
    assert len({*notes(first), *notes(second)}) == PER_PAGE + 5
    for page in ("0", "-1", "99", "x", "1e400"):
        answer = signed_in.get(CHECK_INS, {"q": "stairs", "page": page})
        assert answer.status_code == 200
        assert notes(answer)


def test_the_form_shows_again_what_was_asked(signed_in: Client, user: Any, check_in: Any) -> None:
    hip = BodyArea.objects.get(code="hip_front").pk
    check_in(user, 6, places=((hip, "left"),), note="stairs")
    asked = {
        "q": "stairs", "from": "2026-11-01", "to": "2026-11-21",
        "place": "hip_front:left", "pain": "5",
    }  # fmt: skip
    page = Document(signed_in.get(CHECK_INS, asked).content.decode())
    form = next(one for one in page.forms() if one["method"] == "get")
    assert sent_by(form) == {name: [value] for name, value in asked.items()}
    assert "Filters (4)" in form.text


def test_an_empty_diary_has_nothing_to_filter(signed_in: Client) -> None:
    for url in (CHECK_INS, SESSIONS):
        assert signed_in.get(url).context["form"] is None
        assert signed_in.get(url, {"q": "x"}).status_code == 200


# --- What it costs -------------------------------------------------------------------------------


def test_it_asks_the_database_as_little_for_many_entries_as_for_few(
    signed_in: Client, user: Any, check_in: Any, session: Any
) -> None:
    filters: tuple[dict[str, str], ...] = (
        {},
        {"q": "stairs lunge"},
        {"q": "zzz", "from": "2026-11-01"},
    )

    def questions(url: str, asked: dict[str, str]) -> int:
        with CaptureQueriesContext(connection) as captured:
            signed_in.get(url, asked)
        return len(captured)

    def counts() -> list[int]:
        return [questions(url, asked) for url in (CHECK_INS, SESSIONS) for asked in filters]

    def live(days: range) -> None:
        hip = BodyArea.objects.get(code="hip_front").pk
        snap = Measure.objects.get(code="hip_snap").pk
        for days_ago in days:
            given = (Answer(snap, text="silent"),)
            check_in(
                user, 4, days_ago=days_ago, note="stairs, lunge", places=((hip, "left"),),
                answers=given,
            )  # fmt: skip
            session(user, "runners-lunge", days_ago=days_ago, note="stairs")

    live(range(1))
    questions(CHECK_INS, {})  # the first request of all writes the session
    few = counts()
    live(range(1, 20))
    assert counts() == few
    assert max(few) <= 12


def test_a_phrase_that_is_not_found_is_quoted_once_wherever_it_was_looked_for(
    signed_in: Client, user: Any, check_in: Any
) -> None:
    check_in(user, 2, note="stairs")
    add_session(user, 0)
    asked = {"q": '"xyzzy garden"'}
    pages = {address: signed_in.get(address, asked) for address in (CHECK_INS, SESSIONS)}
    for address in (reverse("exercises:library"), reverse("exercises:search")):
        pages[address] = Client().get(address, asked)
    log = reverse("tracking:session-new")
    sent = {"client_key": str(uuid.uuid4()), "find": asked["q"]}
    pages["looking for what was done"] = signed_in.post(log, sent | {"adjust": "search"})
    pages["not choosing what was done"] = signed_in.post(log, sent)
    for name, answer in pages.items():
        words = unescape(answer.content.decode())
        assert "“xyzzy garden”" in words, name
        assert not re.search('“[“"]xyzzy', words), name
