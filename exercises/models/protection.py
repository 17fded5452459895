"""What the library says in its lists stays: no word leaves them because it was deleted elsewhere.

A row that others name by a many-to-many relation, or by a link that would be emptied, would go out
of them without a word, and nobody would know that a page says less. So it cannot be deleted; the
admin says beforehand what names it. Links between exercises are left out: an exercise may go, and
what led to it then leads nowhere, which readers do not see (docs/editing-content.md).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import SET_NULL, Model, ProtectedError
from django.utils.translation import gettext as _


def silent_relations(model: type[Model]) -> Iterator[Any]:
    """The relations to `model` from which a deleted row would vanish without a word."""
    relations: Iterable[Any] = model._meta.get_fields(include_hidden=True)
    for relation in relations:
        if not relation.auto_created or relation.concrete or relation.related_model is model:
            continue
        if relation.many_to_many:
            # A table of its own between the two says for itself what it protects.
            if relation.through._meta.auto_created:
                yield relation
        elif getattr(relation, "on_delete", None) is SET_NULL:
            yield relation


def naming(rows: Iterable[Model]) -> list[Model]:
    """Everything that names one of `rows` in such a relation."""
    by_model: dict[type[Model], list[Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    naming_them: dict[Model, None] = {}
    for model, there in by_model.items():
        for relation in silent_relations(model):
            named = {f"{relation.field.name}__in": there}
            others = relation.related_model._default_manager.filter(**named).distinct()
            naming_them |= dict.fromkeys(others)
    return list(naming_them)


def protect(sender: type[Model], instance: Model, **signal: object) -> None:
    """Refuse to delete what something names, whoever asks: the admin, a command, a shell."""
    holders = naming([instance])
    if holders:
        raise ProtectedError(_("Something in the library names it."), set(holders))
