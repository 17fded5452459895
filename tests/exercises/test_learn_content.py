"""What the real pack says on the pages to learn from. Each test names all that is wrong at once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from django.test import Client

from exercises.pack.files import entries
from exercises.writing import read
from exercises.writing.reading import words_in
from tests.packs import shipped_pack
from tests.wording import banned_in

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates/exercises"
IDEAS = ROOT / "docs/ideas.md"

PACK = shipped_pack()
SOURCES = {source.code: source for source in PACK.sources}
STUDIES = {"review", "trial", "study"}

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?])[”’)]*\s+")
LONG_ENOUGH = 6  # words of a sentence that two articles do not say alike by chance
WORDS_OF_A_BODY = range(500, 1051)
HIGHEST_GRADE = 10

# A code such as S001 or smith-2017. Codes without a digit may be words of a text.
CODES = [re.escape(code) for code in SOURCES if re.search(r"\d", code)]
CODE = re.compile(rf"(?<![\w-])(?:{'|'.join(CODES)})(?!\w)")
# What DOMAIN.md forbids besides the words that nobody meets anywhere on the site.
PROMISE = re.compile(r"\bimprov\w* (?:\w+ )?(?:fertility|digestion)", re.IGNORECASE)


def article_texts(article: entries.Article) -> Iterator[str]:
    """Each text of an article that a reader meets; of its body, each paragraph and point."""
    yield from (article.title, article.summary, article.evidence)
    yield from (*article.key_points, *article.disagreements)
    yield from read(article.body).text.splitlines()


def captions_of(article: entries.Article) -> Iterator[str]:
    """What is said of its figures. Two articles that show the same one may say the same of it."""
    yield from (block.caption for block in read(article.body).blocks if block.figure)


def reader_texts() -> Iterator[tuple[str, str]]:
    """Every text to learn from, as (place, text), but for a claim as people make it."""
    for article in PACK.articles:
        for text in (*article_texts(article), *captions_of(article)):
            yield f"articles {article.slug}", text
    for claim in PACK.claims:
        said = (position.words for position in claim.positions)
        for text in (claim.why, claim.change_mind, claim.our_default, *said):
            yield f"claims {claim.slug}", text
    for part in PACK.anatomy:
        for text in (part.label, part.say, part.also, part.text, part.disagreement):
            yield f"anatomy {part.code}", text
    yield from further_texts()


def further_texts() -> Iterator[tuple[str, str]]:
    for habit in PACK.habits:
        whole = (habit.label, habit.intro, habit.texts_say, habit.known, habit.caveat)
        for text in (*whole, *habit.checklist):
            yield f"habits {habit.code}", text
    for check in PACK.self_checks:
        choices = (choice.label for choice in check.choices)
        whole = (check.label, check.how, check.can_say, check.cannot_say, check.caveat)
        for text in (*whole, *choices):
            yield f"self_checks {check.code}", text
    for source in PACK.sources:
        for text in (source.reader_name, source.note):
            yield f"sources {source.code}", text


def sentences(text: str) -> Iterator[str]:
    """The sentences of `text`, without what stands there beside words."""
    yield from (part for part in SENTENCE_END.split(text) if WORD.search(part))


# --- Words ---------------------------------------------------------------------------------------


def test_it_has_texts_to_look_through() -> None:
    assert len(list(reader_texts())) > 1000


def test_no_code_of_a_source_is_shown() -> None:
    texts = [*reader_texts(), *((f"claims {one.slug}", one.claim) for one in PACK.claims)]
    faults = [f"{place}: {code}" for place, text in texts for code in CODE.findall(text)]
    assert not faults


@pytest.mark.parametrize("text", ["see S001", "(S000)", "as smith says in hu-2011."])
def test_it_would_see_a_code(text: str) -> None:
    assert CODE.search(text)


@pytest.mark.parametrize("text", ["L4 and L5", "T12", "one study (2011)", "S1 nerve", "general"])
def test_it_takes_nothing_else_for_a_code(text: str) -> None:
    assert not CODE.search(text)


def test_no_text_promises_or_blames() -> None:
    faults = [
        f"{place}: {word!r} in “{text}”"
        for place, text in reader_texts()
        for word in (*banned_in(text), *PROMISE.findall(text))
    ]
    assert not faults


def test_no_two_articles_say_the_same_sentence() -> None:
    told: dict[str, set[str]] = defaultdict(set)
    for article in PACK.articles:
        for text in article_texts(article):
            for sentence in sentences(text):
                words = [word.lower() for word in WORD.findall(sentence)]
                if len(words) >= LONG_ENOUGH:
                    told[" ".join(words)].add(article.slug)
    faults = {sentence: slugs for sentence, slugs in told.items() if len(slugs) > 1}
    assert not faults


# --- How hard it is to read ----------------------------------------------------------------------


def grade(paragraphs: Iterable[str]) -> float:
    """The school grade that can read this (Kincaid 1975), syllables as pyphen parts them.

    One letter may stand alone at the ends of a word: pyphen finds fewer syllables otherwise.
    """
    pyphen = pytest.importorskip("pyphen", reason="needs pyphen (make test)")
    parts = pyphen.Pyphen(lang="en_US", left=1, right=1)
    found = [sentence for text in paragraphs for sentence in sentences(text)]
    words = [word for sentence in found for word in WORD.findall(sentence)]
    simple = [part for word in words for part in word.split("-")]
    syllables = sum(len(parts.positions(part)) + 1 for part in simple)
    return 0.39 * len(words) / len(found) + 11.8 * syllables / len(words) - 15.59


def paragraphs_of(article: entries.Article) -> Iterator[str]:
    """The body's paragraphs and points. Headings would count as very short sentences."""
    tokens = list(read(article.body).tokens)
    for before, token in pairwise(tokens):
        if token.type == "inline" and before.type != "heading_open":
            yield words_in(token)


def test_the_grade_is_the_one_of_kincaid() -> None:
    assert grade(["The cat sat on the mat."]) == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade(["Stop. Sit."]) < grade(["Considerable flexibility is anatomically impossible."])


def test_every_article_can_be_read_after_ten_years_of_school() -> None:
    grades = {article.slug: round(grade(paragraphs_of(article)), 1) for article in PACK.articles}
    faults = {slug: found for slug, found in grades.items() if found > HIGHEST_GRADE}
    assert not faults


# --- Articles ------------------------------------------------------------------------------------


def test_every_article_is_published() -> None:
    faults = [article.slug for article in PACK.articles if article.status != "published"]
    assert not faults


def test_every_article_is_long_enough_and_not_too_long() -> None:
    words = {article.slug: read(article.body).words for article in PACK.articles}
    faults = {slug: number for slug, number in words.items() if number not in WORDS_OF_A_BODY}
    assert not faults


def test_every_article_says_what_we_do_not_know() -> None:
    faults = [
        article.slug
        for article in PACK.articles
        if "What we do not know" not in {one.words for one in read(article.body).headings}
    ]
    assert not faults


def test_every_article_has_all_that_stands_around_its_text() -> None:
    faults = []
    for article in PACK.articles:
        has = {
            "a summary": article.summary.strip(),
            "three key points": len(article.key_points) >= 3,
            "exercises": article.exercises,
            "claims": article.claims,
            "a figure": any(block.figure for block in read(article.body).blocks),
        }
        faults += [f"{article.slug}: lacks {name}" for name, there in has.items() if not there]
    assert not faults


# --- Who speaks, and where a link leads ----------------------------------------------------------

# Each text by the name that all pages give it, and how an article introduces it.
INTRODUCED = {
    "somatic-education text": "(a teacher’s blog post)",
    "bodywork clinic’s text": "(a massage clinic with three stretches)",
    "Liz Koch’s article": "(2010, by a somatic teacher)",
    "therapist’s page": "(a therapist’s comment on another article)",
    "clinic’s blog": "(a clinic with four drills)",
}
OTHER_NAME = re.compile(r"(?:article )?behind the $")  # what stands behind the therapist's page
LINK_TO_ARTICLE = re.compile(r"\[([^\]]+)\]\(article:([^)]+)\)")
ALL_OF_THEM = re.compile(
    r"(?:whole|full|complete) list|all the signs|has (?:them )?all|every sign", re.IGNORECASE
)


def first_mention(body: str, name: str) -> str:
    """What follows where `body` first speaks of a text; empty if it never does."""
    for met in re.finditer(re.escape(name), body):
        if not OTHER_NAME.search(body[: met.start()]):
            return body[met.end() :]
    return ""


def test_a_text_is_introduced_where_an_article_first_speaks_of_it() -> None:
    faults = []
    for article in PACK.articles:
        body = " ".join(article.body.split())
        for name, words in INTRODUCED.items():
            after = first_mention(body, name)
            if after and not after.startswith(f" {words}"):
                faults.append(f"{article.slug}: {name}{after[:40]}")
            faults += [f"{article.slug}: {point}" for point in article.key_points if name in point]
    assert not faults


def test_a_source_has_the_name_that_the_articles_give_it() -> None:
    names = {SOURCES[code].reader_name.removeprefix("the ") for code in SOURCES if CODE.match(code)}
    assert names >= INTRODUCED.keys()


def test_a_link_to_an_article_says_its_title() -> None:
    titles = {article.slug: article.title for article in PACK.articles}
    faults = [
        f"{article.slug}: {words}"
        for article in PACK.articles
        for words, slug in LINK_TO_ARTICLE.findall(" ".join(article.body.split()))
        if words != titles[slug]
    ]
    assert not faults


def test_no_text_says_that_a_page_has_all_the_signs() -> None:
    faults = [f"{place}: {text}" for place, text in reader_texts() if ALL_OF_THEM.search(text)]
    assert not faults


def test_no_caption_promises_what_the_drawing_of_the_psoas_does_not_show() -> None:
    faults = [
        f"{article.slug}: {block.caption}"
        for article in PACK.articles
        for block in read(article.body).blocks
        if block.figure == "anatomy" and re.search("nerve|kidney|vessel|gut", block.caption)
    ]
    assert not faults


# --- What a page links, and whom it tells to leave something out ---------------------------------

EXERCISES = {one.slug: one for one in PACK.exercises}
LINK_TO_EXERCISE = re.compile(r"\]\(exercise:([^)]+)\)")
# What the title of a page tells of its readers, and the conditions that they then may have.
ABOUT = (
    (r"\bnumb|\bnerves?\b|\bwet\b", {"meralgia", "leg_symptoms_bending"}),
    (r"\bsnap|\bpinch|\bgroin\b", {"labral_fai", "hernia_groin"}),
    (r"\bneck\b|\bshoulder\b", {"neck_pain", "shoulder_limited"}),
    (r"\bknee, ankle\b", {"knee_flexion_limited"}),
    (r"\bdiscs\b", {"leg_symptoms_bending", "vertebral_fracture"}),
    (r"\bshallow\b", {"breathless_or_cardiac"}),
    (r"\bperiods\b|\bfertility\b", {"pregnancy_any", "pregnancy_prone"}),
    (r"\bworry\b", {"dvt_risk", "breathless_or_cardiac", "hernia_groin", "anticoagulants"}),
)
# The page itself says how to make these small enough.
MADE_SMALLER = {
    ("snap-pinch-and-groin", "clamshell"),
    ("snapping-hip-tight-tendon", "clamshell"),
}
# Pages for sore days, and the least pain that each exercise on them is meant for.
SORE = {"stretching-a-sore-psoas-makes-it-worse": 5, "when-to-get-help": 10}


def pages_with_exercises() -> Iterator[tuple[str, str, set[str]]]:
    """Each page as (slug, title, slugs of the exercises that it links)."""
    for claim in PACK.claims:
        yield claim.slug, claim.claim, set(claim.exercises)
    for article in PACK.articles:
        in_text = LINK_TO_EXERCISE.findall(article.body)
        yield article.slug, article.title, {*article.exercises, *in_text}


def conditions_of(slug: str) -> set[str]:
    rows = EXERCISES[slug].contraindications
    return {row if isinstance(row, str) else row.code for row in rows}


def test_no_page_links_an_exercise_that_its_own_readers_should_leave_out() -> None:
    faults = [
        f"{page} links {exercise}: {sorted(shared)}"
        for page, title, exercises in pages_with_exercises()
        for words, conditions in ABOUT
        if re.search(words, title, re.IGNORECASE)
        for exercise in sorted(exercises)
        if (shared := conditions & conditions_of(exercise)) and (page, exercise) not in MADE_SMALLER
    ]
    assert not faults


def test_a_page_for_sore_days_links_what_is_meant_for_them() -> None:
    faults = [
        f"{page} links {exercise}"
        for page, _, exercises in pages_with_exercises()
        for exercise in sorted(exercises)
        if EXERCISES[exercise].pain_now_max < SORE.get(page, 0)
    ]
    assert not faults


BAND = re.compile(r"\d+(?: to | or )(\d+)(?::\*\*|\))")  # "**3 to 5:**", "(6 or 7)"


def named_for_a_band() -> Iterator[tuple[str, str, int]]:
    """Each exercise that a point names for a band of pain: (article, exercise, most pain)."""
    for article in PACK.articles:
        for point in re.split(r"\n- |\n\n", article.body):
            most = [int(number) for number in BAND.findall(point)]
            for slug in LINK_TO_EXERCISE.findall(point) if most else ():
                yield article.slug, slug, max(most)


def test_no_exercise_is_named_for_more_pain_than_it_is_meant_for() -> None:
    named = list(named_for_a_band())
    assert len(named) > 6
    assert [row for row in named if EXERCISES[row[1]].pain_now_max < row[2]] == []


# --- Claims --------------------------------------------------------------------------------------


def test_it_weighs_sixty_claims_at_least() -> None:
    assert len(PACK.claims) >= 60


def test_every_claim_says_what_would_change_our_mind_and_what_we_do_meanwhile() -> None:
    faults = [
        f"{claim.slug}: lacks {name}"
        for claim in PACK.claims
        for name in ("change_mind", "our_default")
        if not getattr(claim, name).strip()
    ]
    assert not faults


def test_every_claim_has_somebody_who_speaks_of_it() -> None:
    faults = [
        claim.slug
        for claim in PACK.claims
        if all(position.stance == "silent" for position in claim.positions)
    ]
    assert not faults


def test_we_take_no_side_among_those_who_speak() -> None:
    faults = [
        claim.slug
        for claim in PACK.claims
        if any(position.source == "own" for position in claim.positions)
    ]
    assert not faults


# --- Self-checks, daily life and the anatomy -----------------------------------------------------


def test_every_self_check_says_what_it_can_and_cannot_say() -> None:
    faults = [
        f"{check.code}: lacks {name}"
        for check in PACK.self_checks
        for name in ("can_say", "cannot_say")
        if not getattr(check, name).strip()
    ]
    assert not faults


def test_every_habit_says_what_to_look_at_who_says_so_and_what_is_known() -> None:
    faults = [
        f"{habit.code}: lacks {name}"
        for habit in PACK.habits
        for name in ("checklist", "texts_say", "known", "drawing")
        if not getattr(habit, name)
    ]
    assert not faults


def test_every_drawing_of_daily_life_is_a_file_and_every_file_is_used() -> None:
    there = {path.stem for path in (TEMPLATES / "daily").glob("*.svg")}
    assert {habit.drawing for habit in PACK.habits if habit.drawing} == there


def test_the_drawing_of_the_anatomy_has_every_part_once_and_no_other() -> None:
    drawn = re.findall(r'\bid="an-([^"]+)"', (TEMPLATES / "anatomy.svg").read_text())
    assert sorted(drawn) == sorted(part.code for part in PACK.anatomy)


# --- What exercises rest on ----------------------------------------------------------------------

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FINDING = re.compile(rf"{YEAR.pattern}|\b(?:trials?|reviews?|study|studies|research)\b")
NONE_KNOWN = re.compile(
    r"we know of (?:no|little)|not (?:been )?tested|untested|is not known|nobody tested",
    re.IGNORECASE,
)


def findings_in(note: str) -> list[str]:
    """The parts of `note` that tell what somebody has found, and not that nobody has looked."""
    parts = re.split(r"(?<=\.)\s+|;\s+", note)
    return [part for part in parts if FINDING.search(part) and not NONE_KNOWN.search(part)]


def studies_of(exercise: entries.Exercise) -> list[entries.Source]:
    sources = (SOURCES[code] for code in exercise.evidence.sources)
    return [source for source in sources if source.kind in STUDIES]


def test_every_finding_has_a_study_among_its_sources() -> None:
    faults = [
        f"{one.slug}: {found}"
        for one in PACK.exercises
        for found in findings_in(one.evidence.note)
        if not studies_of(one)
    ]
    assert not faults


def test_every_year_of_a_finding_is_that_of_one_of_its_sources() -> None:
    faults = [
        f"{one.slug}: {year}"
        for one in PACK.exercises
        for year in YEAR.findall(one.evidence.note)
        if int(year) not in {SOURCES[code].year for code in one.evidence.sources}
    ]
    assert not faults


def test_an_exercise_without_a_study_says_that_none_is_known() -> None:
    faults = [
        one.slug
        for one in PACK.exercises
        if not studies_of(one) and not NONE_KNOWN.search(one.evidence.note)
    ]
    assert not faults


def test_what_is_more_than_the_word_of_experts_rests_on_a_study() -> None:
    faults = [
        one.slug
        for one in PACK.exercises
        if one.evidence.level in ("supported", "plausible") and not studies_of(one)
    ]
    assert not faults


# --- Where each idea of the texts stands ---------------------------------------------------------


def ideas() -> dict[int, list[str]]:
    """The rows of the table of ideas by number, each with its cells after the number."""
    rows = {}
    for line in IDEAS.read_text(encoding="utf-8").splitlines():
        number, *cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if number.isdigit():
            assert int(number) not in rows, f"{number} stands twice"
            rows[int(number)] = cells
    return rows


def test_every_idea_has_its_row() -> None:
    rows = ideas()
    assert sorted(rows) == list(range(1, 89))
    assert not [number for number, cells in rows.items() if len(cells) != 3 or not all(cells)]


def test_every_idea_has_a_page_but_the_one_that_cannot_be_had() -> None:
    pages = {number: cells[-1] for number, cells in ideas().items()}
    assert [number for number, page in pages.items() if not re.search("`/[^`]*`", page)] == [75]
    assert "cannot be had" in pages[75]


@pytest.mark.usefixtures("library")
def test_every_page_of_an_idea_is_there_and_holds_the_place_it_names(client: Client) -> None:
    pages = {
        address: number
        for number, cells in ideas().items()
        for address in re.findall("`(/[^`]*)`", cells[-1])
    }
    answers = {path: client.get(path) for path in {one.partition("#")[0] for one in pages}}
    faults = []
    for address, number in pages.items():
        path, _, place = address.partition("#")
        answer = answers[path]
        if answer.status_code != 200:
            faults.append(f"{number}: {address} answers {answer.status_code}")
        elif place and f'id="{place}"' not in answer.content.decode():
            faults.append(f"{number}: {address} has no such place")
    assert not faults
