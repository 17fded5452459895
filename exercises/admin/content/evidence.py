"""Claims and sources in the admin: what is said, by whom, and what the evidence is."""

import re
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from exercises.admin.desk.base import ContentAdmin, ContentForm
from exercises.admin.desk.parts import PartFormSet, PartsInOrder
from exercises.models import Claim, Position, Source
from exercises.rules.soundness import IDENTIFIERS
from psoas_site.ui.shapes import Values


class PositionFormSet(PartFormSet):
    """Without anybody who speaks of it, a claim's page would say that nobody does."""

    def clean(self) -> None:
        super().clean()
        if not self.kept():
            raise ValidationError(_("A claim needs somebody who speaks of it."))


class Positions(PartsInOrder):
    """What each source says to a claim."""

    model = Position
    formset = PositionFormSet
    fields = ("source", "stance", "words")
    first_rows = 1

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        """Readers meet the words as the rest of a sentence, and staff have to know that."""
        goes_on = _("Goes on from the name of the source: “Says that …”, “Found that …”.")
        return super().get_formset(request, obj, help_texts={"words": goes_on}, **kwargs)


@admin.register(Claim)
class ClaimAdmin(ContentAdmin):
    """Claims, with our verdict."""

    inlines = (Positions,)
    fields = (
        "claim", "code", "slug", "topic", "verdict", "why", "change_mind", "our_default",
        "exercises", "order",
    )  # fmt: skip
    list_display = ("claim", "topic", "verdict", "order")
    list_filter = ("topic", "verdict")
    search_fields = ("code", "slug", "claim", "why")
    prepopulated_fields = {"slug": ("claim",)}


# A source that no pack can hold would be left out of one, and with it all that rests on it.
IDENTIFIED = {
    "doi": _("Only the DOI itself, such as 10.1000/182."),
    "pubmed": _("Only its digits."),
    "pmc": _("Only its digits."),
    "url": _("An address that begins with https://."),
}


class SourceForm(ContentForm):
    """A source, with identifiers of the one form that links are made from."""

    named_by = "reader_name"

    def clean(self) -> Values:
        given = super().clean()
        for name, pattern in IDENTIFIERS.items():
            if given.get(name) and not re.fullmatch(pattern, given[name], re.ASCII):
                self.add_error(name, IDENTIFIED[name])
        return given


@admin.register(Source)
class SourceAdmin(ContentAdmin):
    """Sources. Readers see the name, never the code."""

    form = SourceForm
    fields = (
        "reader_name", "code", "slug", "kind", "title", "author", "year", "note", "read", "doi",
        "pubmed", "pmc", "url", "part_of", "cited_by", "order",
    )  # fmt: skip
    list_display = ("reader_name", "kind", "author", "year", "code")
    list_filter = ("kind", "read")
    search_fields = ("code", "reader_name", "title", "author")
    prepopulated_fields = {"slug": ("reader_name",)}
