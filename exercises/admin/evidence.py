"""Claims and sources in the admin: what is said, by whom, and what the evidence is."""

from django.contrib import admin

from exercises.admin.content import ContentAdmin
from exercises.admin.parts import PartsInOrder
from exercises.models import Claim, Position, Source


class Positions(PartsInOrder):
    """What each source says to a claim."""

    model = Position
    fields = ("source", "stance", "words")
    min_num = 1
    validate_min = True


@admin.register(Claim)
class ClaimAdmin(ContentAdmin):
    """Claims, with our verdict."""

    inlines = (Positions,)
    list_display = ("claim", "verdict", "order")
    list_filter = ("verdict",)
    search_fields = ("code", "slug", "claim", "why")
    prepopulated_fields = {"slug": ("claim",)}


@admin.register(Source)
class SourceAdmin(ContentAdmin):
    """Sources. Readers see the name, never the code."""

    list_display = ("reader_name", "kind", "author", "year", "code")
    list_filter = ("kind",)
    search_fields = ("code", "reader_name", "title", "author")
