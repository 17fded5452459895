"""The triggers by which the database renews the edition of the library."""

from typing import Any
from uuid import uuid4

from django.apps import AppConfig
from django.db import connections

EVENTS = ("INSERT", "UPDATE", "DELETE")
FIRST = "INSERT INTO exercises_edition (id, token) VALUES (1, %s) ON CONFLICT DO NOTHING"
NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}
SQLITE = """
CREATE TRIGGER {name} AFTER {event} ON {table}
BEGIN UPDATE exercises_edition SET token = lower(hex(randomblob(16))); END
"""
# Before each statement: two who edit wait for one another there, and not half-way, each for what
# the other one has.
POSTGRESQL = """
CREATE TRIGGER {name} BEFORE {event} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION exercises_renew_edition()
"""
FUNCTION = """
CREATE OR REPLACE FUNCTION exercises_renew_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE exercises_edition SET token = gen_random_uuid()::text;
    RETURN NULL;
END $$
"""


def renew_by_triggers(sender: AppConfig, using: str, **_signal: Any) -> None:
    """Have a trigger for each event on each table of the library; called after each migration.

    SQLite makes a table anew to change a column, and its triggers go with the old one. On the way
    back there are tables that are gone already.
    """
    connection = connections[using]
    there = set(connection.introspection.table_names())
    if "exercises_edition" not in there:
        return
    tables = [table for table in tables_of(sender) if table in there]
    with connection.cursor() as cursor:
        cursor.execute(FIRST, [str(uuid4())])
        cursor.execute(NAMES[connection.vendor])
        present = {row[0] for row in cursor.fetchall()}
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for name, statement in _triggers(tables, connection.vendor):
            if name not in present:
                cursor.execute(statement)


def _triggers(tables: list[str], vendor: str) -> list[tuple[str, str]]:
    """Each trigger of `tables` by its name, with the statement that makes it."""
    form = SQLITE if vendor == "sqlite" else POSTGRESQL
    triggers = []
    for table in tables:
        for event in EVENTS:
            name = f"{table}_renews_{event.lower()}"
            triggers.append((name, form.format(name=name, event=event, table=table)))
    return triggers


def tables_of(app: AppConfig) -> list[str]:
    """The tables of the library, those between two others included; not the edition itself."""
    models = app.get_models(include_auto_created=True)
    tables = [model._meta.db_table for model in models if model._meta.managed]
    return sorted(table for table in tables if table != "exercises_edition")
