"""The one gate: an entry is its owner's, or it is not there."""

from typing import TypeVar, cast
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User

AnyRow = TypeVar("AnyRow", bound=Model)


def owner(request: HttpRequest) -> User:
    """Whoever is signed in; the login middleware has seen to it that somebody is."""
    return cast(User, request.user)


def own(request: HttpRequest, rows: QuerySet[AnyRow], pk: UUID) -> AnyRow:
    """The person's own row with this id. Somebody else's is a 404, like one that never was."""
    return get_object_or_404(rows.owned_by(owner(request)), pk=pk)  # type: ignore[attr-defined]
