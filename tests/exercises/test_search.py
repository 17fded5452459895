"""The search engine by itself, over the real pack: what it forgives, and what it leaves alone."""

import pickle
import subprocess
import sys

import pytest

from exercises.search import Found, Item, Texts, fold, search
from exercises.search.index import MOST_KEPT, index_of
from exercises.search.words import names_itself, search_form, stem, ways_to_say, words_of
from exercises.writing import read
from tests.packs import shipped_pack

PACK = shipped_pack()
AREAS = {area.code: area.label for area in PACK.body_areas}
SYNONYMS = {synonym.label: synonym.means for synonym in PACK.synonyms}
EXERCISES = [
    Item(
        one.slug,
        Texts(
            name=one.name,
            others=one.also_known_as,
            areas=tuple(AREAS[code] for code in one.targets),
            purpose=one.purpose,
        ),
    )
    for one in PACK.exercises
]
ARTICLES = [
    Item(one.slug, Texts(one.title, purpose=f"{one.summary}\n{read(one.body).text}"))
    for one in PACK.articles
]
CLAIMS = [
    Item(one.slug, Texts(one.claim, purpose=f"{one.why}\n{one.our_default}")) for one in PACK.claims
]
PROGRAMMES = [
    Item(f"programme {one.slug}", Texts(one.title, purpose=f"{one.who}\n{one.purpose}"))
    for one in PACK.programmes
]
ITEMS = [*EXERCISES, *PROGRAMMES]


def find(query: str, items: list[Item[str]] = ITEMS) -> Found[str]:
    return search(items, query, SYNONYMS)


def found(query: str, items: list[Item[str]] = ITEMS) -> list[str]:
    return [hit.thing for hit in find(query, items).hits]


def things(*named: tuple[str, str]) -> list[Item[str]]:
    """Things made up for one test: (name, purpose)."""
    return [Item(name, Texts(name, purpose=purpose)) for name, purpose in named]


# --- Words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ünïcode's ’ Straße", "unicodes  strasse"),
        ("RUNNER‘S", "runners"),
        ("ＦＵＬＬ width ②", "full width 2"),
        ("con\u00adstruc\u200dtive", "constructive"),
        ("e\u0301tire\u0301", "etire"),
    ],
)
def test_it_folds_case_accents_apostrophes_and_what_nobody_sees(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_it_parts_words_at_blanks_hyphens_and_signs() -> None:
    assert words_of("Low lunge (runner’s lunge), 90/90—half-kneeling") == (
        "low", "lunge", "runners", "lunge", "90", "90", "half", "kneeling",
    )  # fmt: skip


@pytest.mark.parametrize(
    "forms",
    [
        ("lunge", "lunges", "lunging"),
        ("stretch", "stretches", "stretching", "stretched"),
        ("hip", "hips"),
        ("roll", "rolling", "rolls", "rolled"),
        ("run", "running", "runs"),
        ("press", "presses"),
    ],
)
def test_it_knows_the_forms_of_a_word(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_a_label_is_the_same_apart_together_and_as_many() -> None:
    ways = ("hip flexor", "hipflexor", "Hip-Flexors", "  HIP flexörs ")
    assert {search_form(words_of(way)) for way in ways} == {"hipflexor"}


def test_commas_part_what_a_synonym_means() -> None:
    assert ways_to_say("psoas, front of hip,, ") == (("psoas",), ("front", "hip"))
    assert ways_to_say(" , - ") == ()


def test_it_tells_a_synonym_that_names_itself() -> None:
    assert names_itself("cat and cow", "camel, cat-cow")
    assert not names_itself("cat", "cat and cow")


# --- Phrases in quotes ---------------------------------------------------------------------------


def test_a_phrase_in_quotes_is_met_where_its_words_stand_as_they_are() -> None:
    """Asked of whichever quotes, with other words beside it, and with none."""
    made_up = things(
        ("Left hip rock", "for later"),
        ("Rock", "moves the left, then the right hip"),
        ("Turn", "the left hips, the lefthip"),
        ("Reach", "for a LÉFT-hip, slowly"),
    )
    asked = {
        "left hip": ["Left hip rock", "Turn", "Rock", "Reach"],
        '"left hip"': ["Left hip rock", "Reach"],
        "“left hip”": ["Left hip rock", "Reach"],
        "„Left Hip“": ["Left hip rock", "Reach"],
        "«left-hip»": ["Left hip rock", "Reach"],
        "″left hip″": ["Left hip rock", "Reach"],
        '"left hip" slowly': ["Reach"],
        'slow "left hip"': ["Reach"],
        '"the left"': ["Rock", "Turn"],
        '"left" "right"': ["Rock"],
        '"left ip"': [],
        '"rok"': [],
        '"hip left"': [],
        '"left hip': ["Left hip rock", "Turn", "Rock", "Reach"],
        'left"': ["Left hip rock", "Turn", "Rock", "Reach"],
        '"" “ ”': [],
    }
    wrong = {
        query: found(query, made_up)
        for query, expected in asked.items()
        if sorted(found(query, made_up)) != sorted(expected)
    }
    assert not wrong


def test_a_phrase_that_is_met_keeps_its_quotes_where_a_word_beside_it_is_respelt() -> None:
    said = find('lundge "hip flexor"')
    assert said.respelt[-1] == ("“hip flexor”",) if said.hits else said.nearest


def test_numbers_have_no_other_forms() -> None:
    assert [stem(word) for word in ("100", "11", "90s", "900")] == ["100", "11", "90s", "900"]


# --- Slips of the fingers ------------------------------------------------------------------------

SLIPS = {
    "constructve rest": "constructive-rest",
    "constructiverest": "constructive-rest",
    "clamshel": "clamshell",
    "clam shell": "clamshell",
    "c lamshell": "clamshell",
    "brdige": "glute-bridge",
    "sinlge leg bridge": "single-leg-bridge",
    "lundge": "runners-lunge",
    "lounge": "runners-lunge",
    "runers lunge": "runners-lunge",
    "cats tretch": "cat-cow-slow",
    "cat cwo": "cat-cow-slow",
    "pelvic tlit": "uncurl-tilts",
    "belly brething": "belly-breathing",
    "diafragmatic": "belly-breathing",
    "micro brake": "micro-break",
    "micobreak": "micro-break",
    "open bok": "open-book",
    "hipflexer": "hip-flexor-melt",
    "hi pflexor": "hip-flexor-melt",
    "psaos pull": "side-lying-pull",
    "heal slide": "heel-slide-release",
    "windsreen wipers": "knee-rocks",
    "dead-bugg": "supine-march",
    "supported caml": "supported-camel",
    "deadlft": "hip-hinge-lift",
    "tree poes": "tree-pose",
    "weigth shift": "weight-shift",
    "walk jgo": "walk-jog",
    "hlaf kneeling": "half-kneeling-tuck",
    "crecsent lunge": "crescent-side-reach",
    "vriksasana": "tree-pose",
    "thomas strech": "bed-edge-leg-hang",
    "xlamshell": "clamshell",
    "evning unwind": "programme evening-unwind",
    "flair up": "programme flare-up-day",
}


@pytest.mark.parametrize(("typed", "wanted"), SLIPS.items(), ids=SLIPS)
def test_it_finds_what_was_misspelt(typed: str, wanted: str) -> None:
    assert found(typed)[0] == wanted


@pytest.mark.parametrize(
    "typed",
    [
        "zzzz", "qqqq", "asdf", "wxyz", "xyzzy", "blorf", "qwerty", "gribble", "foobarbaz", "pizza",
        "xx", "😀", "👩🏽‍🦽", "%", "_", "٣", "-", "\u202e",
    ],
)  # fmt: skip
def test_it_finds_nothing_for_nonsense(typed: str) -> None:
    assert found(typed) == []


@pytest.mark.parametrize("typed", ["life", "talk", "crow", "fact", "test", "best", "moor", "bake"])
def test_a_short_word_does_not_find_half_the_library(typed: str) -> None:
    assert len(found(typed)) <= 15


def test_a_short_word_is_taken_as_it_stands() -> None:
    items = things(("Hip", ""), ("Hop", ""))
    assert found("hip", items) == ["Hip"]
    assert found("hxp", items) == []


def test_a_well_spelt_word_is_never_doubted() -> None:
    items = things(("Rest", ""), ("Test", ""))
    assert found("rest", items) == ["Rest"]
    assert find("rest", items).respelt == ()


def test_a_slip_finds_what_the_right_word_finds() -> None:
    assert found("brdige") == found("bridge")
    assert found("kneelign hip") == found("kneeling hip")


def test_what_is_part_of_a_word_comes_before_what_may_be_a_slip() -> None:
    items = things(("Walking", ""), ("Waling frame", ""), ("Stand", "by the wailing sea"))
    assert found("waling", items) == ["Waling frame"]
    items = things(("Walking", ""), ("Stand", "on the bewaling floor"))
    assert found("waling", items) == ["Stand", "Walking"]
    assert find("waling", items).also == ("walking",)


def test_it_doubts_all_words_if_they_do_not_go_together() -> None:
    items = things(("Hinge and lift", ""), ("Life in the city", ""))
    answer = find("hinge life", items)
    assert [hit.thing for hit in answer.hits] == ["Hinge and lift"]
    assert answer.respelt == (("hinge",), ("lift",))


# --- What comes first ----------------------------------------------------------------------------


def test_it_wants_every_word() -> None:
    assert found("lunge xyzzy") == []
    assert set(found("side lunge")) < set(found("lunge"))


def test_names_come_before_other_names_and_those_before_the_rest() -> None:
    items: list[Item[str]] = [
        Item("purpose", Texts("One", purpose="a swing")),
        Item("area", Texts("Two", areas=("Swing",))),
        Item("other", Texts("Three", others=("swing",))),
        Item("name", Texts("Swing along")),
        Item("all of it", Texts("Swing")),
    ]
    assert found("swing", items) == ["all of it", "name", "other", "purpose", "area"]


def test_whole_words_come_before_starts_and_those_before_parts() -> None:
    items = things(("Upswing", ""), ("Swinging", ""), ("Arm swing", ""))
    assert found("swing", items) == ["Arm swing", "Swinging", "Upswing"]


def test_two_letters_are_no_part_of_a_word() -> None:
    assert found("wi", things(("Swing", ""), ("Wide", ""))) == ["Wide"]


def test_equal_hits_keep_their_order() -> None:
    items = things(("A", "swing"), ("B", "swing"), ("C", "swing"))
    assert found("swing", items) == ["A", "B", "C"]
    assert found("swing", items[::-1]) == ["C", "B", "A"]


def test_it_answers_the_same_in_every_process() -> None:
    script = (
        "import pickle, sys; from exercises.search import search;"
        "items, synonyms = pickle.load(sys.stdin.buffer);"
        "asked = ('hip flexer', 'lunge', 'life', 'sciatica', 'lunge xyzzy');"
        "print([search(items, query, synonyms) for query in asked])"
    )
    answers = {
        subprocess.run(  # noqa: S603 (our own words)
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            input=pickle.dumps((ITEMS, SYNONYMS)),
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
    assert b"runners-lunge" in answers.pop()


def test_it_names_the_other_name_that_did_it() -> None:
    assert find("crp").hits[0].other == "CRP"
    assert find("constructive rest").hits[0].other == ""


def test_small_words_and_pain_are_not_looked_for() -> None:
    assert found("a bridge for my hip") == found("bridge hip")
    assert found("hip pain") == found("hip")
    assert found("pain") != []


def test_words_that_say_nothing_only_begin_a_name() -> None:
    items = things(("What is a bridge?", ""), ("Bridge", "what it is and is not"))
    assert found("what is", items) == ["What is a bridge?"]
    assert found("what i", items)[0] == "What is a bridge?"
    for typed in ("and", "not", "a or", "is it"):
        found_here = search(items, typed, {})
        assert (found_here.hits, found_here.nearest) == ((), ()), typed


def test_a_label_that_is_a_small_word_short_stands_for_its_meaning_alone() -> None:
    items = things(("Psoas", ""), ("Resting", "as you like"), ("Band walk", ""), ("TFL", ""))
    assert [hit.thing for hit in search(items, "so-as", {"so-as": "psoas"}).hits] == ["Psoas"]
    assert [hit.thing for hit in search(items, "it band", {"IT band": "TFL"}).hits] == ["TFL"]


def test_a_question_is_answered_by_a_text_and_a_word_by_whatever_has_it() -> None:
    items: list[Item[str]] = [
        Item("move", Texts("Hand press")),
        Item("text", Texts("Should you roll, press or leave it?"), answers=True),
        Item("heading", Texts("Touch", headings=("Who may press?",)), answers=True),
        Item("words", Texts("Hands", purpose="to press"), answers=True),
    ]
    assert found("may I press on it", items) == ["text", "heading", "words", "move"]
    assert found("how do I do the hand press", items)[0] == "move"
    assert found("press", items) == ["move", "text", "heading", "words"]
    assert found("which exercise may I press", items)[0] == "move"
    assert found("roll or press", items) == ["text"]


# --- Other words for the same --------------------------------------------------------------------

AREA_CODES = {one.slug: set(one.targets) for one in PACK.exercises}


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("lumbar", "low_back"),
        ("lower back", "low_back"),
        ("ql", "side_trunk"),
        ("bum", "buttock"),
        ("glutes", "buttock"),
        ("butt", "buttock"),
        ("iliacus", "hip_front"),
        ("iliopsoas", "hip_front"),
        ("hip flexors", "hip_front"),
        ("psoas", "hip_front"),
        ("si joint", "low_back"),
        ("sacroiliac", "low_back"),
        ("sciatica", "buttock"),
        ("hamstrings", "hamstring"),
        ("quads", "thigh_front"),
        ("tummy", "abdomen"),
        ("diaphragm", "diaphragm_ribs"),
    ],
)
def test_a_synonym_finds_every_exercise_of_its_area(typed: str, area: str) -> None:
    assert {slug for slug, areas in AREA_CODES.items() if area in areas} <= set(found(typed))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("crp", "constructive-rest"),
        ("semi-supine", "constructive-rest"),
        ("semisupine", "constructive-rest"),
        ("Alexander technique", "constructive-rest"),
        ("tummy breathing", "belly-breathing"),
        ("dead bug", "supine-march"),
        ("windshield wipers", "knee-rocks"),
        ("monster walk", "band-side-step"),
        ("hip flexor", "hip-flexor-melt"),
        ("psoas", "side-lying-pull"),
        ("so-as", "side-lying-pull"),
    ],
)
def test_it_knows_what_people_call_things(typed: str, first: str) -> None:
    assert found(typed)[0] == first


@pytest.mark.parametrize("label", SYNONYMS)
def test_every_synonym_of_the_pack_finds_something(label: str) -> None:
    for means in SYNONYMS[label].split(","):
        alone = search([*ITEMS, *ARTICLES, *CLAIMS], label, {label: means})
        assert alone.hits, f"{label}: {means} finds nothing"


@pytest.mark.parametrize("label", [label for label in SYNONYMS if len(search_form([label])) > 5])
def test_a_slip_in_a_synonym_is_forgiven(label: str) -> None:
    slipped = label[:-2] + label[-1] + label[-2]
    assert set(found(label)) <= set(found(slipped))


def test_a_synonym_comes_after_what_holds_the_very_words() -> None:
    items = things(("Camel", ""), ("Backbend", ""))
    assert [hit.thing for hit in search(items, "backbend", {"backbend": "camel"}).hits] == [
        "Backbend",
        "Camel",
    ]


def test_a_synonym_of_several_words_wants_them_in_a_row() -> None:
    items = things(("A", "the low back"), ("B", "low on the ground, and back"), ("C", "low backs"))
    assert [hit.thing for hit in search(items, "lumbar", {"lumbar": "low back"}).hits] == ["A", "C"]


def test_a_synonym_may_stand_among_other_words() -> None:
    assert set(found("psoas stretch")) == set(found("psoas")) & set(found("stretch"))


def test_it_says_how_a_query_was_understood() -> None:
    answer = find("hip flexer")
    assert answer.respelt == (("hip flexor",),)
    assert answer.also == ("psoas", "front of hip")
    assert find("bridge").respelt == ()
    assert find("bridge").also == ()
    assert find("crp").also == (), "the other name says it already"


def test_a_broken_synonym_does_no_harm() -> None:
    broken = {"": "rest", "-": "rest", "lunge": "", "bridge": " , ", "roll": "zzzz"}
    for query in ("", "lunge", "bridge", "roll", "rest"):
        assert search(ITEMS, query, broken).hits == search(ITEMS, query, {}).hits


# --- When nothing is found -----------------------------------------------------------------------


def test_it_names_what_meets_some_of_the_words() -> None:
    assert "runners-lunge" in find("lunge xyzzy").nearest
    assert find("hand knee xyzzy").nearest[0] == "hand-knee-press"


def test_it_names_nothing_for_nonsense() -> None:
    assert find("zzzz").nearest == ()
    assert find("").nearest == ()


def test_no_query_finds_nothing() -> None:
    for nothing in ("", "  ", "-", "\u200d"):
        assert find(nothing) == Found()


def test_a_very_long_query_is_answered() -> None:
    assert find("lunge " * 50).hits
    assert find("x" * 5000) == Found()


# --- The index is kept ---------------------------------------------------------------------------


def test_it_is_built_once_for_the_same_texts() -> None:
    before = index_of.cache_info()
    made_up = things(("Built once", "and for all"))
    for query in ("built", "once", "xyzzy", "all"):
        find(query, [Item(object(), item.texts) for item in made_up])  # type: ignore[misc]
    after = index_of.cache_info()
    assert after.misses - before.misses == 1
    find("built", things(("Built once", "and for some")))
    assert index_of.cache_info().misses - after.misses == 1


def test_what_it_remembers_changes_no_answer() -> None:
    first = [find(query) for query in ("lundge", "hip", "xyzzy lunge")]
    assert [find(query) for query in ("lundge", "hip", "xyzzy lunge")] == first
    index_of.cache_clear()
    assert [find(query) for query in ("lundge", "hip", "xyzzy lunge")] == first


def test_what_it_remembers_has_an_end() -> None:
    made_up = things(("Rest", "lying down"))
    for number in range(600):
        find(f"rest{number} w{number}ord", made_up)
    index = index_of(tuple(item.texts for item in made_up), tuple(SYNONYMS))
    assert len(index._met) <= MOST_KEPT
    assert len(index._near) <= MOST_KEPT
