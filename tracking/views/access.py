"""The one gate: an entry is its owner's, or it is not there."""

from typing import Any, TypeVar, cast
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from tracking.recall import removed_lately

AnyRow = TypeVar("AnyRow", bound=Model)


def owner(request: HttpRequest) -> User:
    """Whoever is signed in; the login middleware has seen to it that somebody is."""
    return cast(User, request.user)


def own(request: HttpRequest, rows: QuerySet[AnyRow], pk: UUID) -> AnyRow:
    """The person's own row with this id. Somebody else's is a 404, like one that never was."""
    return get_object_or_404(rows.owned_by(owner(request)), pk=pk)  # type: ignore[attr-defined]


def even_removed(request: HttpRequest, rows: Any) -> Any:
    """The person's own of `rows`, and those that they deleted and can put back."""
    user = owner(request)
    return rows.owned_by(user) | removed_lately(user, rows.model, timezone.now())


def own_to_save(request: HttpRequest, rows: Any, pk: UUID) -> Any:
    """The same; for what is sent, an entry that was deleted lately is there too (`removed_at`).

    What somebody typed into it is not lost then.
    """
    is_sent = request.method == "POST"
    entries = even_removed(request, rows) if is_sent else rows.owned_by(owner(request))
    return get_object_or_404(entries, pk=pk)
