"""What the loader remembers of the content pack, so that it never writes over staff."""

from django.db import models


class PackEntry(models.Model):
    """One entry of the pack as last loaded: its digest tells whether staff changed the row."""

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="pack_entry_once_per_kind_and_key")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
