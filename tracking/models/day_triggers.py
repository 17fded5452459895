"""The triggers by which the database keeps measured days true to the check-ins.

Whatever is written, by whomever, the days that it touches are put together anew from their facts:
nothing is counted on, so nothing can drift. A change to the statements here needs a migration, any
will do: triggers are dropped before it, and after it they are laid and all days are filled.
"""

from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction

NAME = "keeps_measured_days"  # of the triggers, each with its table and its event
TABLE = "tracking_measuredday"
SOURCES = {
    "tracking_checkin": "user_id, local_date, at, utc_offset, created_at, removed_at, pain",
    "tracking_reading": "check_in_id, measure_id, number, text",
}
EVENTS = ("INSERT", "UPDATE", "DELETE")
TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal",
}
DAY = {
    "sqlite": "CAST(julianday({date}) - 1721424.5 AS INTEGER)",
    "postgresql": "({date} - DATE '0001-01-01' + 1)",
}
MINUTE = {
    "sqlite": "CAST(strftime('%s', c.at) AS INTEGER) / 60 + c.utc_offset",
    "postgresql": "FLOOR(EXTRACT(EPOCH FROM c.at) / 60) + c.utc_offset",
}
CLEAR = "DELETE FROM tracking_measuredday"
PAINS = """
INSERT INTO tracking_measuredday
    (user_id, measure_id, day, low, high, total, count, last, said_id)
SELECT c.user_id, NULL, {day}, 100 * MIN(c.pain), 100 * MAX(c.pain), 100 * SUM(c.pain), COUNT(*),
    0, NULL
FROM tracking_checkin c
WHERE c.removed_at IS NULL AND {which}
GROUP BY c.user_id, c.local_date
"""
# The last is that of the latest minute, and of that minute the one written last (`rules.daily`).
ANSWERS = """
INSERT INTO tracking_measuredday
    (user_id, measure_id, day, low, high, total, count, last, said_id)
SELECT a.user_id, a.measure_id, a.day,
    COALESCE(MIN(a.number), 0), COALESCE(MAX(a.number), 0), COALESCE(SUM(a.number), 0),
    COUNT(a.number),
    COALESCE(MAX(CASE WHEN a.place = 1 THEN a.number END), 0),
    MAX(CASE WHEN a.place = 1 AND a.number IS NULL THEN a.id END)
FROM (
    SELECT c.user_id, r.measure_id, {day} AS day, r.id,
        CAST(ROUND(r.number * 100) AS INTEGER) AS number,
        ROW_NUMBER() OVER (
            PARTITION BY c.user_id, c.local_date, r.measure_id
            ORDER BY {minute} DESC, c.created_at DESC, c.id DESC
        ) AS place
    FROM tracking_checkin c CROSS JOIN tracking_reading r
    WHERE r.check_in_id = c.id AND c.removed_at IS NULL AND {which}
) a
GROUP BY a.user_id, a.measure_id, a.day
"""
# Of each table: which of its days a row has part in, what puts them together, and from which rows.
OF_DAY = "c.user_id = {row}.user_id AND c.local_date = {row}.local_date"
HAS_ANSWERS = "EXISTS (SELECT 1 FROM tracking_reading o WHERE o.check_in_id = {row}.id)"
PARTS = {
    "tracking_checkin": (
        ("user_id = {row}.user_id AND day = {day} AND measure_id IS NULL", PAINS, OF_DAY),
        (
            # By their measures: so the index finds them, however many days there are.
            f"{HAS_ANSWERS} AND id IN ("  # noqa: S608 (our own words)
            "SELECT d.id FROM exercises_measure m CROSS JOIN tracking_measuredday d"
            " WHERE d.measure_id = m.id AND d.user_id = {row}.user_id AND d.day = {day})",
            ANSWERS,
            f"{HAS_ANSWERS} AND {OF_DAY}",
        ),
    ),
    "tracking_reading": (
        (
            "measure_id = {row}.measure_id AND (user_id, day) IN"
            " (SELECT e.user_id, {day} FROM tracking_checkin e WHERE e.id = {row}.check_in_id)",
            ANSWERS,
            "r.measure_id = {row}.measure_id AND (c.user_id, c.local_date) IN"
            " (SELECT e.user_id, e.local_date FROM tracking_checkin e"
            " WHERE e.id = {row}.check_in_id)",
        ),
    ),
}
OWNERS = {
    "tracking_checkin": "{row}.user_id",
    "tracking_reading": (
        "(SELECT e.user_id FROM tracking_checkin e WHERE e.id = {row}.check_in_id)"
    ),
}
DATES = {"tracking_checkin": "{row}.local_date", "tracking_reading": "e.local_date"}
FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {body} RETURN NULL; END $$
"""
# One person's days are put together by one at a time: of two who write at the same moment each
# would miss what the other one writes.
LOCK = "PERFORM pg_advisory_xact_lock(hashtextextended('measured days', {user}));"


def drop_before_migrating(using: str, plan: Any, **_signal: Any) -> None:
    """Drop the triggers while tables change: SQLite renames none that a trigger looks into."""
    if plan:
        drop_triggers(connections[using])


def drop_triggers(connection: Any) -> None:
    """Drop the triggers that there are."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        for name, table in cursor.fetchall():
            if name.endswith(NAME):
                place = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {name}{place}")


def keep_days_by_triggers(sender: AppConfig, using: str, **_signal: Any) -> None:
    """Have a trigger for each event on what days are made of; called after each migration.

    Where one was missing, days may have changed meanwhile: then all are filled anew.
    """
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():  # the way back to before it
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        present = {name for name, _table in cursor.fetchall()}
        statements = triggers_of(connection.vendor)
        if statements.keys() <= present:
            return
        drop_triggers(connection)
        for several in statements.values():
            for statement in several:
                cursor.execute(statement)
        _fill(cursor, connection.vendor)


def triggers_of(vendor: str) -> dict[str, list[str]]:
    """Each trigger by its name, with the statements that make it."""
    triggers = {}
    for table, columns in SOURCES.items():
        for event in EVENTS:
            name = f"{table}_{event.lower()}_{NAME}"
            touched = f"UPDATE OF {columns}" if event == "UPDATE" else event
            head = f"CREATE TRIGGER {name} AFTER {touched} ON {table} FOR EACH ROW"
            rows = {"INSERT": ["NEW"], "UPDATE": ["OLD", "NEW"], "DELETE": ["OLD"]}[event]
            body = " ".join(_rebuilt(table, row, vendor) for row in rows)
            if vendor == "sqlite":
                triggers[name] = [f"{head} BEGIN {body} END"]
            else:
                function = FUNCTION.format(name=name, body=body)
                triggers[name] = [function, f"{head} EXECUTE FUNCTION {name}()"]
    return triggers


def _rebuilt(table: str, row: str, vendor: str) -> str:
    """The statements that put together what `row` of `table`, OLD or NEW, has part in."""
    day = DAY[vendor].format(date=DATES[table].format(row=row))
    statements = []
    if vendor == "postgresql":
        statements.append(LOCK.format(user=OWNERS[table].format(row=row)))
    for days, kind, rows in PARTS[table]:
        statements.append(f"{CLEAR} WHERE {days.format(row=row, day=day)};")
        statements.append(f"{_put_together(kind, vendor, rows.format(row=row))};")
    return " ".join(statements)


def _fill(cursor: Any, vendor: str) -> None:
    """Put all days together that there are."""
    cursor.execute(CLEAR)
    for kind in (PAINS, ANSWERS):
        cursor.execute(_put_together(kind, vendor, "1 = 1"))


def _put_together(kind: str, vendor: str, which: str) -> str:
    day = DAY[vendor].format(date="c.local_date")
    return kind.format(day=day, minute=MINUTE[vendor], which=which)
