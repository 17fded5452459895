"""Names for what Django, crispy and templates hand around, so that signatures can say it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

from crispy_forms.layout import LayoutObject
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, QuerySet
from django.forms.renderers import BaseRenderer
from django.forms.utils import ErrorList
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Wording
else:
    Wording = str | Promise

Values = dict[str, Any]
"""What fields hold, by their names: each has a type of its own, which its form knows."""

Given = Mapping[str, Any]
"""The same, to be read only: sent, understood or kept."""

Context = dict[str, object]
"""What a template is given; only the template looks into it."""

Files = MultiValueDict[str, UploadedFile]

Sent: TypeAlias = Given | None
Uploads: TypeAlias = Files | None

Rows: TypeAlias = Sequence[Model] | QuerySet[Model]
Deletion = tuple[list[str], dict[str, int], set[str], list[str]]
"""What the admin shows before rows are deleted: named, counted, not permitted, forbidding."""

LayoutPart: TypeAlias = LayoutObject | str
"""A field by its name, or something of crispy's that holds fields."""


class BareForm(TypedDict, total=False):
    """What a form may be made with besides what was sent."""

    auto_id: bool | str
    prefix: str | None
    initial: Values | None
    error_class: type[ErrorList]
    label_suffix: str | None
    empty_permitted: bool
    use_required_attribute: bool | None
    renderer: BaseRenderer | None


class RowForm(BareForm, total=False):
    """What the form of a row may be made with besides."""

    instance: Any  # each form has rows of its own kind
