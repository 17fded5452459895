"""Programmes in the admin."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.parts import PartFormSet, PartsInOrder
from exercises.admin.publishing import PublishedAdmin
from exercises.models import Programme, ProgrammeItem, Status
from exercises.wording import minutes_words


class ItemFormSet(PartFormSet):
    """The exercises: none fits less pain than the programme does."""

    def clean(self) -> None:
        super().clean()
        rows = self.kept()
        if self.is_published and not rows:
            raise ValidationError(_("A published programme needs an exercise."))
        limit = self.instance.pain_now_max
        for form in rows:
            exercise = form.cleaned_data.get("exercise")
            if exercise is None:
                continue
            if limit is not None and exercise.pain_now_max < limit:
                said = _("Fits only up to %(pain)d; the programme says %(limit)d.")
                values = {"pain": exercise.pain_now_max, "limit": limit}
                form.add_error("exercise", said % values)
            if self.is_published and exercise.status == Status.DRAFT:
                form.add_error("exercise", _("Readers cannot see it: it is a draft."))


class Items(PartsInOrder):
    """The exercises of a programme."""

    model = ProgrammeItem
    formset = ItemFormSet
    fields = ("exercise", "level", "note")
    autocomplete_fields = ("exercise",)


@admin.register(Programme)
class ProgrammeAdmin(PublishedAdmin):
    """Programmes: for whom, and which exercises in which order."""

    inlines = (Items,)
    list_display = ("title", "pain_now_max", "days_per_week", "time", "status", "order")
    list_filter = ("status",)
    search_fields = ("slug", "title", "who", "purpose")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("updated_at",)
    fieldsets = (
        (None, {"fields": ("title", "slug", "status", "who", "purpose", "note")}),
        (gettext_lazy("How much"), {"fields": ("pain_now_max", "days_per_week")}),
        (gettext_lazy("Who says so"), {"fields": ("sources",)}),
        (gettext_lazy("In lists"), {"fields": ("order", "updated_at")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Programme]:
        return super().get_queryset(request).prefetch_related("items__exercise__doses")

    def lacks(self, row: Programme) -> list[str]:
        items = list(row.items.all())
        lacking = [] if items else [_("an exercise")]
        if not row.sources.exists():
            lacking.append(_("a source"))
        drafts = [item.exercise for item in items if item.exercise.status == Status.DRAFT]
        lacking += [_("“%(exercise)s” published") % {"exercise": one} for one in drafts]
        return lacking

    def view_on_site(self, obj: Programme) -> str:
        return obj.get_absolute_url()

    @admin.display(description=gettext_lazy("time"))
    def time(self, obj: Programme) -> str:
        return minutes_words(obj.minutes) if obj.items.all() else ""
