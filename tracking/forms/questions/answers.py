"""The library's measures as questions: a fall, daily things, what a person follows."""

from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import Any

from crispy_forms.layout import Field
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exercises.models import Measure, kept
from exercises.shelf.vocabulary import known_measures
from psoas_site.ui.choices import choices
from psoas_site.ui.shapes import Given, Values
from psoas_site.ui.texts import listed
from tracking.forms.kept import is_blank, keep, mark
from tracking.forms.measures import TEMPLATES, answer_to, filled_in, measure_field, takes
from tracking.forms.questions.group import Group, Makers, QuestionsForm
from tracking.forms.questions.lately import Lately
from tracking.logbook import Answer
from tracking.models import Reading
from tracking.recall import Questions


def name_of(measure: Measure) -> str:
    """The form field's name for a measure."""
    return f"measure_{measure.code}"


@kept
def _field_of(measure_id: int) -> forms.Field:
    """The field of a measure, as all readers share it."""
    return measure_field(known_measures()[measure_id], tuple)


class Question(Field):
    """The field of `measure`, as `answers` ask it.

    What the library says of it is kept. What was said earlier today and the numbers that somebody
    gives most are put in each time.
    """

    def __init__(self, measure: Measure, answers: "Answers") -> None:
        template = TEMPLATES.get(measure.answer)
        super().__init__(name_of(measure), **({"template": template} if template else {}))
        self.measure, self.answers = measure, answers

    def render(self, form: Any, context: Any, template_pack: str = TEMPLATE_PACK, **_: Any) -> str:
        """The field with its words: advice, a caveat, what was said earlier today."""
        (name,) = self.fields
        said_today = self.answers.said(self.measure)
        if not is_blank(form, [name]):
            return self._draw(form, context, said_today)
        questions = self.answers.questions
        unfollowed = self.measure in questions.held
        has_usual = bool(self.answers.usual(self.measure))

        def draw() -> str:
            """The question as it is asked of nobody, with marks for what is somebody's own."""
            nobody: Any = QuestionsForm(groups=[Answers(questions.only([self.measure.pk]))])
            nobody.crispy_field_template = None
            html = self._draw(nobody, context, mark("said") if said_today else "")
            return html.replace(choices(nobody[name]), mark("chips")) if has_usual else html

        def fill(slot: str) -> str:
            return said_today if slot == "said" else choices(form[name])

        key = (type(form), name, unfollowed, bool(said_today), has_usual)
        return keep(key, draw, fill)

    def _draw(self, form: forms.Form, context: Any, said_today: str) -> str:
        form[self.fields[0]].help_text = self.answers.words_under(self.measure, said_today)
        return str(super().render(form, context))


class Answers(Group):
    """Asks `questions`, but for those that could not show, and so would lose, a reading there is.

    `lately`: what the person said before, to be shown; None in a correction.
    """

    def __init__(
        self, questions: Questions, readings: Iterable[Reading] = (), lately: Lately | None = None
    ) -> None:
        self.readings = {reading.measure_id: reading for reading in readings}
        self.lately = lately
        shown = {measure.pk for measure in questions.measures if self._is_shown(measure)}
        self.questions = questions.only(shown)
        self.measures = self.questions.measures

    def _is_shown(self, measure: Measure) -> bool:
        reading = self.readings.get(measure.pk)
        return reading is None or takes(self._field(measure), reading)

    def _field(self, measure: Measure) -> forms.Field:
        if measure.answer == Measure.Answer.NUMBER:  # its chips are the person's own
            return measure_field(measure, partial(self.usual, measure))
        return _field_of(measure.pk)

    def fields(self) -> Makers:
        """A field for each measure."""
        return {name_of(measure): partial(self._field, measure) for measure in self.measures}

    def initial(self) -> Values:
        """What the readings say."""
        held = [measure for measure in self.measures if measure.pk in self.readings]
        return {name_of(measure): filled_in(self.readings[measure.pk]) for measure in held}

    # --- How it looks --------------------------------------------------------------------------

    def falls(self) -> list[Question]:
        """A fall or knock, which stands with the new signs."""
        return [self._drawn(measure) for measure in self.measures if measure.ask_screening]

    def always(self) -> list[Question]:
        """What everybody is asked each day."""
        return [self._drawn(measure) for measure in self._asked_always()]

    def own(self) -> list[Question]:
        """What the person follows, and what the entry holds besides."""
        own = [*self.questions.followed, *self.questions.held]
        return [self._drawn(measure) for measure in own if not measure.ask_screening]

    def words_of_always(self) -> str:
        """What everybody is asked each day, in a few words."""
        return capfirst(listed(measure.label for measure in self._asked_always()))

    def _asked_always(self) -> list[Measure]:
        return [measure for measure in self.questions.always if not measure.ask_screening]

    def _drawn(self, measure: Measure) -> Question:
        return Question(measure, self)

    def usual(self, measure: Measure) -> list[Decimal]:
        """The numbers that the person gives most; in a correction none."""
        return self.lately.usual(measure) if self.lately else []

    def said(self, measure: Measure) -> SafeString:
        """What was said earlier today, in words; empty if nothing was."""
        answer = self.lately.said(measure) if self.lately else None
        if answer is None:
            return SafeString("")
        words = _("Said today at %(time)s: %(words)s. A later answer takes its place.")
        sentence = words % {"time": f"{answer.clock:%H:%M}", "words": answer.words}
        return format_html('<p class="said-today">{}</p>', sentence)

    def words_under(self, measure: Measure, said_today: str) -> str:
        """What stands under the question of `measure`, with what was `said_today` already."""
        unfollowed = measure in self.questions.held
        context = {"measure": measure, "said": said_today, "unfollowed": unfollowed}
        return SafeString(render_to_string("tracking/measure_notes.html", context).strip())

    # --- What was answered ---------------------------------------------------------------------

    def answers(self, given: Given) -> tuple[Answer, ...]:
        """The replies as the logbook keeps them; none where nothing was said."""
        replies = [answer_to(measure, given[name_of(measure)]) for measure in self.measures]
        return tuple(reply for reply in replies if reply is not None)
