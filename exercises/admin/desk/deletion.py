"""Why something cannot be deleted. The library's rows are named, people's logs only counted."""

from collections import Counter

from django.contrib.admin.sites import AdminSite
from django.contrib.admin.utils import NestedObjects, quote
from django.db import router
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import ngettext

from exercises.models import Exercise, ExerciseCondition, Position, ProgrammeItem
from exercises.models.protection import naming
from psoas_site.ui.shapes import Rows

# Parts are named by what they belong to.
WHOLE = {ProgrammeItem: "programme", Position: "claim", ExerciseCondition: "exercise"}


def what_holds(objs: Rows, site: AdminSite) -> list[str]:
    """Everything that forbids deleting `objs`, one line each."""
    if not objs:
        return []
    collector = NestedObjects(using=router.db_for_write(type(objs[0])), origin=objs)
    collector.collect(objs)
    wholes = [_whole(row) for row in (*collector.protected, *naming(objs))]
    ours = {row for row in wholes if row._meta.app_label == Exercise._meta.app_label}
    theirs = Counter(type(row) for row in wholes if row not in ours)
    return sorted(_named(row, site) for row in ours) + [
        _counted(model, number) for model, number in theirs.items()
    ]


def held_by_logs(row: Model) -> bool:
    """Whether people's logs hold `row`, so that what they say hangs on its words."""
    collector = NestedObjects(using=router.db_for_write(type(row)), origin=[row])
    collector.collect([row])
    own = row._meta.app_label
    return any(holder._meta.app_label != own for holder in collector.protected)


def _whole(row: Model) -> Model:
    """`row`, or what it is a part of."""
    return getattr(row, WHOLE[type(row)]) if type(row) in WHOLE else row


def _named(row: Model, site: AdminSite) -> str:
    what = capfirst(row._meta.verbose_name)
    if not site.is_registered(type(row)):
        return f"{what}: {row}"
    page = f"{site.name}:{row._meta.app_label}_{row._meta.model_name}_change"
    address = reverse(page, args=[quote(row.pk)])
    return format_html('{}: <a href="{}">{}</a>', what, address, row)


def _counted(model: type[Model], number: int) -> str:
    """How many rows of people's logs, and nothing of what they say."""
    what = str(model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural)
    return ngettext(
        "%(number)d entry in people's logs (%(what)s)",
        "%(number)d entries in people's logs (%(what)s)",
        number,
    ) % {"number": number, "what": what}
