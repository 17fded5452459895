"""The choice of what was done, drawn as one question: chips, one search, its hits, all the rest."""

from functools import partial
from typing import Any

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.template.loader import render_to_string

from psoas_site.ui.shapes import Wording
from tracking.forms.kept import is_blank, keep, mark
from tracking.forms.questions.things import Things


class Picker(LayoutObject):
    """Draws the fields named `names`, whose things it is given, and all that is wrong with them."""

    template = "rung/fields/things.html"

    def __init__(self, legend: Wording, things: Things, *names: str) -> None:
        self.legend, self.things = legend, things
        self.fields = list(names)

    def render(
        self,
        form: forms.Form,
        context: Any,
        template_pack: str = TEMPLATE_PACK,
        **kwargs: object,
    ) -> str:
        """The whole question; kept but for what can be ticked, while nothing is looked for."""
        if not self.things.is_plain or not is_blank(form, ["find"]):
            return self._draw(form, context, self.things)

        def draw() -> str:
            marks = {slot: mark(slot) for slot in ("picked", "rest")}
            return self._draw(form, context, marks)

        return keep(("things", *self.fields), draw, partial(getattr, self.things))

    def _draw(self, form: forms.Form, context: Any, things: object) -> str:
        """The first field lends its id to all of it."""
        bounds = [form[name] for name in self.fields]
        more = {
            "legend": self.legend,
            "things": things,
            "fields": bounds,
            "wrong": [bound for bound in bounds if bound.errors],
            "find": form["find"],
        }
        return render_to_string(self.template, {**context.flatten(), **more})
