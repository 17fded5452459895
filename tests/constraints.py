"""How a test breaks a constraint: one row is changed to what the database must refuse."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import BaseConstraint, Model, UniqueConstraint

Change = Callable[[], object]


def constraints_of(app: str) -> dict[str, tuple[type[Model], BaseConstraint]]:
    """Every constraint that the models of `app` name, with its model."""
    return {
        constraint.name: (model, constraint)
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }


def changing(model: type[Model], /, _where: dict[str, Any] | None = None, **changes: Any) -> Change:
    """A change of one row (of those that are `_where`, if given) to `changes`."""

    def change() -> None:
        row = model._default_manager.filter(**_where or {}).order_by("pk").first()
        assert row is not None, f"a {model.__name__} to break is missing"
        model._default_manager.filter(pk=row.pk).update(**changes)

    return change


def doubling(model: type[Model], /, _where: dict[str, Any] | None = None, **changes: Any) -> Change:
    """A second row like an existing one, but for `changes`."""

    def change() -> None:
        row = model._default_manager.filter(**_where or {}).order_by("pk").first()
        assert row is not None, f"a {model.__name__} to double is missing"
        row.pk, row._state.adding = model._meta.pk.get_default(), True
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(force_insert=True)

    return change


def assert_refused(app: str, name: str, change: Change) -> None:
    """The database refuses `change`, and says that it does so for the constraint `name`."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change()
    model, constraint = constraints_of(app)[name]
    told = list(_told(model, constraint))
    assert any(words in str(refused.value) for words in told), (str(refused.value), told)


def _told(model: type[Model], constraint: BaseConstraint) -> Iterator[str]:
    """How the database calls `constraint`. SQLite names the columns of a unique one instead."""
    if connection.vendor == "sqlite" and isinstance(constraint, UniqueConstraint):
        table = model._meta.db_table
        columns = [model._meta.get_field(name).column for name in constraint.fields]
        if columns:
            yield "UNIQUE constraint failed: " + ", ".join(f"{table}.{one}" for one in columns)
            return
    yield constraint.name
