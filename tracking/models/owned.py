"""What every private row shares: one owner, one moment, one key against doubles."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.apps import apps
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from exercises.rules.bands import PAIN_MAX
from tracking.clock import lived_at
from tracking.models.words import SearchWords

NOTE_LENGTH = 10_000
KEPT = dt.timedelta(days=1)  # so long what was deleted can be put back


class Side(models.TextChoices):
    """Which side of the body, always the person's own."""

    NONE = "", _("No side")
    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")


def side_words(side: str) -> str:
    """A side within a sentence: "left"."""
    return str(Side(side).label).lower()


AnyRow = TypeVar("AnyRow", bound=models.Model)


class OwnedQuerySet(models.QuerySet[AnyRow]):
    """Rows with an owner. Every view starts from `owned_by`."""

    def standing(self) -> Self:
        """All rows but what was deleted and is kept aside for a day."""
        return self.all()

    def owned_by(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """What stands of `user`; none at all for somebody who is not signed in."""
        return self.standing().filter(user_id=user.pk) if user.pk is not None else self.none()

    def between(self, start: dt.date, end: dt.date) -> Self:
        """Rows whose local day lies in `start`..`end`, both included."""
        return self.filter(local_date__gte=start, local_date__lte=end)

    def update(self, **values: Any) -> int:
        """Write `values` into all rows, and beside a text its words for the search."""
        for field in self.model._meta.concrete_fields:
            if isinstance(field, SearchWords) and field.of in values:
                values[field.attname] = field.words_of(values[field.of])
        return super().update(**values)


class EntryQuerySet(OwnedQuerySet[AnyRow]):
    """Entries. Those that were deleted are left out, unless they are asked for by that name."""

    def standing(self) -> Self:
        return self.filter(removed_at=None)

    def removed_from(self, user: AbstractBaseUser) -> Self:
        """What `user` deleted and is not yet gone for good."""
        return self.filter(user_id=user.pk, removed_at__isnull=False).order_by()


def standing_between(entry: str, user: Any, start: Any, end: Any) -> models.Q:
    """Of rows that hang on an `entry`: those whose entry stands, is `user`'s and of these days.

    As `owned_by` and `between` have it, in a shape that a database reads entry by entry.
    """
    asked = {
        "user_id": user.pk,
        "removed_at": None,
        "local_date__gte": start,
        "local_date__lte": end,
    }
    return models.Q(**{f"{entry}__{name}": value for name, value in asked.items()})


def answers(*, in_words: bool) -> models.Prefetch:
    """The readings of entries; `in_words` reads the words of answers by choice too."""
    # By its name: readings hang on entries, so their module stands above this one.
    readings = apps.get_model("tracking", "Reading").objects.select_related("measure", "area")
    if in_words:
        readings = readings.prefetch_related("measure__choices")
    return models.Prefetch("readings", readings)


class Owned(models.Model):
    """A row that belongs to one person and leaves with them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Entry(Owned):
    """Something that happened at a moment.

    `local_date` and `utc_offset` (minutes) keep the day and the clock as the person saw them,
    whatever their time zone becomes later. `client_key` comes with the form: a second
    send of the same form finds the first one's row. `version` tells a stale tab. `words` is
    what a search compares instead of the note. `removed_at`: it was deleted, and is kept aside for
    a day; nothing of it counts or shows.
    """

    at = models.DateTimeField(_("when"))
    local_date = models.DateField(_("day"))
    utc_offset = models.SmallIntegerField(_("minutes ahead of UTC"), default=0)
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True)
    words = SearchWords(of="note")
    client_key = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(_("deleted at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """Keep the row; where only some columns are written, the note still brings its words."""
        if update_fields is not None and "note" in update_fields:
            update_fields = {*update_fields, "words"}
        super().save(update_fields=update_fields, **options)

    @property
    def local_time(self) -> dt.datetime:
        """The moment on the person's own clock, as a naive date and time."""
        return lived_at(self.at, self.utc_offset)


def pain_in_range(field: str) -> models.Q:
    """The condition that `field` is unanswered or 0 to 10."""
    return models.Q(**{field: None}) | models.Q(**{f"{field}__gte": 0, f"{field}__lte": PAIN_MAX})
