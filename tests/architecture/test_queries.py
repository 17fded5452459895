"""Few questions to the database, none asked twice, and never more for a longer diary."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.architecture.visits import IN_A_STATE, PLAIN, SETTLED, Visit, World
from tests.architecture.walk import Walk

MOST = 12

# Without the library these would run after tests that empty the tables. The walk is done once.
pytestmark = [pytest.mark.usefixtures("library"), pytest.mark.xdist_group("walk")]

# The reader is one person, and the one whom a link names may be another.
TWO_PEOPLE = "settled: account_reset_password_from_key"

PAGES = (*PLAIN, *IN_A_STATE)

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


def questions(statements: Iterable[str]) -> list[str]:
    return [shape(sql) for sql in statements if not FRAMES.match(sql)]


def asked_on(walk: Walk) -> Asked:
    """The questions of each page of a walk, where nothing was kept from the page before."""
    return {visit.label: questions(answer.statements) for visit, answer in walk.answered(PAGES)}


def too_much(statements: list[str]) -> Iterator[str]:
    """What is wrong with what one page asks."""
    for sql, times in Counter(statements).items():
        if times > 1:
            yield f"{times} times: {sql}"
    if len(statements) > MOST:
        yield f"{len(statements)} questions: {statements}"


def test_every_page_answers_as_it_should(walk: Walk, long_walk: Walk) -> None:
    """On each database: a question that one of them refuses is found here."""
    assert not walk.faults, "\n".join(walk.faults)
    assert not long_walk.faults, "\n".join(long_walk.faults)


def test_a_page_asks_little_and_nothing_twice(walk: Walk, long_walk: Walk) -> None:
    faults = [
        f"{label}: {fault}"
        for asked in (asked_on(walk), asked_on(long_walk))
        for label, statements in asked.items()
        for fault in too_much(statements)
        if label != TWO_PEOPLE
    ]
    assert not faults, "\n".join(faults)


def test_a_long_diary_costs_no_more_questions(walk: Walk, long_walk: Walk) -> None:
    few, many = asked_on(walk), asked_on(long_walk)
    grown = {
        label: set(few[label]) ^ set(statements)
        for label, statements in many.items()
        if len(few.get(label, statements)) != len(statements)
    }
    assert grown == {}
    assert len(many) > 80


def test_the_counts_as_a_table(walk: Walk) -> None:
    """`pytest tests/architecture/test_queries.py -s` prints them."""
    asked = asked_on(walk)
    print()
    for label, statements in asked.items():
        print(f"{len(statements):4}  {label}")
    assert max(len(statements) for statements in asked.values()) > 3


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
    Visit(SETTLED, "tracking:about-me", sends={"blood": ["high_bp"], "floor": "0"}),
    Visit(SETTLED, "settings", sends={"name": "Ana"}),
)


@pytest.mark.database
def test_a_saved_form_is_one_transaction(world: World) -> None:
    faults = []
    for visit in SENT:
        url, data = visit.url(world), visit.data(world)
        # Each form meets the world as it was: one of them deletes what another corrects.
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            answer = world.clients[visit.who].post(url, data)
            transaction.set_rollback(True)
        opened = outermost(captured)
        statements = [query["sql"] for query in captured]
        print(f"\n{len(questions(statements)):4}  POST of {visit.name}")
        if answer.status_code != 302 or opened > 1:
            faults.append(f"{visit.name}: {answer.status_code}, {opened} transactions")
    assert not faults, "\n".join(faults)


def test_the_shapes_tell_repeats() -> None:
    one, other = "SELECT a FROM b WHERE c = 'x''y' AND d IN (1, 2)", "SELECT a FROM b WHERE c = 'z'"
    assert shape(one) == shape(one.replace("x", "other").replace("1, 2", "3, 4, 5"))
    assert shape(one) != shape(other)
    assert [*too_much(["a", "b", "a"])] == ["2 times: a"]
    assert len([*too_much([*map(str, range(MOST + 1))])]) == 1
