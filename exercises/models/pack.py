"""What the loader remembers of the content pack, so that it never writes over staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PackEntry(models.Model):
    """One entry of the pack as last loaded: its digest tells whether staff changed the row.

    `loaded` is what was loaded then, and `offered` what a newer pack says of a row that staff
    have changed meanwhile; both in the form of `library_facts`. `offered` is null while there
    is nothing to choose between. `loaded` is null for what was loaded before it was kept.
    """

    kind = models.CharField(_("kind"), max_length=30)
    key = models.CharField(_("key"), max_length=80)
    digest = models.CharField(max_length=64)
    loaded = models.JSONField(null=True, blank=True, editable=False)
    offered = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("news from the pack")
        verbose_name_plural = _("news from the pack")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="pack_entry_once_per_kind_and_key")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
