"""Few questions to the database, none asked twice, and never more for a longer diary."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.architecture.visits import IN_A_STATE, PLAIN, SETTLED, Visit, World, make_world

MOST = 12
FEW, MANY = 1, 60

# Without the mark these would run after tests that empty the tables, the library's included.
pytestmark = pytest.mark.usefixtures("library")

# The reader is one person, and the one whom a link names may be another.
TWO_PEOPLE = "settled: account_reset_password_from_key"

Asked = dict[str, list[str]]  # by the label of a visit: its statements, in their shape

# What opens and closes a transaction is not a question.
FRAMES = re.compile(r"^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET CONSTRAINTS)", re.IGNORECASE)
LITERALS = (
    (re.compile(r"'(?:[^']|'')*'"), "?"),
    (re.compile(r"\b\d+(?:\.\d+)?\b"), "?"),
    (re.compile(r"\((?:\?|NULL|%s)(?:, (?:\?|NULL|%s))*\)"), "(?)"),
)


def shape(sql: str) -> str:
    """A statement without its values: a question for one row looks like that for another."""
    for pattern, mark in LITERALS:
        sql = pattern.sub(mark, sql)
    return sql


def questions(captured: CaptureQueriesContext) -> list[str]:
    return [shape(one["sql"]) for one in captured if not FRAMES.match(one["sql"])]


def pages() -> Iterator[Visit]:
    yield from PLAIN
    yield from IN_A_STATE


def ask_all(world: World) -> Asked:
    """The questions that each page asks on its first visit, with nothing kept from before."""
    asked = {}
    for visit in pages():
        cache.clear()
        url = visit.url(world)
        with CaptureQueriesContext(connection) as captured:
            answer = world.clients[visit.who].get(url)
        assert answer.status_code == visit.status, visit.label
        asked[visit.label] = questions(captured)
    return asked


@pytest.fixture(scope="module")
def asked(django_db_setup: None, django_db_blocker: Any) -> dict[int, Asked]:
    """All questions of all pages, for a diary of few and of many entries."""
    found = {}
    for entries in (FEW, MANY):
        with django_db_blocker.unblock(), transaction.atomic():
            found[entries] = ask_all(make_world(entries))
            transaction.set_rollback(True)
    return found


LABELS = [visit.label for visit in pages()]


def too_much(statements: list[str]) -> Iterator[str]:
    """What is wrong with what one page asks."""
    for sql, times in Counter(statements).items():
        if times > 1:
            yield f"{times} times: {sql}"
    if len(statements) > MOST:
        yield f"{len(statements)} questions: {statements}"


@pytest.mark.parametrize("entries", [FEW, MANY])
def test_a_page_asks_little_and_nothing_twice(entries: int, asked: dict[int, Asked]) -> None:
    faults = {label: [*too_much(statements)] for label, statements in asked[entries].items()}
    assert {label: told for label, told in faults.items() if told and label != TWO_PEOPLE} == {}


def test_a_long_diary_costs_no_more_questions(asked: dict[int, Asked]) -> None:
    grown = {
        label: set(few) ^ set(asked[MANY][label])
        for label, few in asked[FEW].items()
        if len(few) != len(asked[MANY][label])
    }
    assert grown == {}


def test_the_counts_as_a_table(asked: dict[int, Asked]) -> None:
    """`pytest tests/architecture/test_queries.py -s` prints them."""
    print()
    for label in LABELS:
        print(f"{len(asked[MANY][label]):4}  {label}")
    assert max(len(statements) for statements in asked[MANY].values()) > 3


def outermost(captured: CaptureQueriesContext) -> int:
    """How many transactions were opened that lie in no other. Tests see them as savepoints."""
    depth = opened = 0
    for one in captured:
        if one["sql"].startswith("SAVEPOINT"):
            opened += depth == 0
            depth += 1
        elif one["sql"].startswith(("RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")):
            depth -= one["sql"].startswith("RELEASE")
    return opened


SENT = (
    Visit(SETTLED, "tracking:check-in-new", sends={"pain": "3"}),
    Visit(SETTLED, "tracking:check-in-edit", sends={"pain": "3"}),
    Visit(SETTLED, "tracking:check-in-delete", sends={}),
    Visit(SETTLED, "tracking:session-new", sends={"programme": "runner"}),
    Visit(SETTLED, "tracking:session-edit", sends={"minutes": "9"}),
    Visit(SETTLED, "tracking:session-delete", sends={}),
    Visit(SETTLED, "tracking:put-back", sends={}),
    Visit(SETTLED, "tracking:follow", sends={"daily": ["bath"]}),
    Visit(SETTLED, "settings", sends={"name": "Ana"}),
)


@pytest.mark.database
@pytest.mark.parametrize("visit", SENT, ids=lambda one: one.name)
def test_a_saved_form_is_one_transaction(visit: Visit, world: World) -> None:
    url, data = visit.url(world), visit.data(world)
    with CaptureQueriesContext(connection) as captured:
        answer = world.clients[visit.who].post(url, data)
    assert answer.status_code == 302, url
    assert outermost(captured) <= 1
    print(f"\n{len(questions(captured)):4}  POST of {visit.name}")


def test_the_shapes_tell_repeats() -> None:
    one, other = "SELECT a FROM b WHERE c = 'x''y' AND d IN (1, 2)", "SELECT a FROM b WHERE c = 'z'"
    assert shape(one) == shape(one.replace("x", "other").replace("1, 2", "3, 4, 5"))
    assert shape(one) != shape(other)
    assert [*too_much(["a", "b", "a"])] == ["2 times: a"]
    assert len([*too_much([*map(str, range(MOST + 1))])]) == 1
