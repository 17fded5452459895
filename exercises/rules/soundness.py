"""What must hold of content, said once: pack, admin and the constraints of the tables ask here.

Rules answer with faults, none where all is well. Their words begin small and end without a stop: a
pack has them in English behind a key, the admin makes sentences of them in its reader's language.
"""

import dataclasses
import re
from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import Any

from exercises.rules.demands import MOST_PAIN_WITH_IMPACT, Demands, More, more_than
from exercises.rules.dosing import Amount, DoseType

MOST_TIMES = 1000  # sets, and repetitions of one
MOST_SECONDS = 7200
AMOUNTS = {"sets": (1, MOST_TIMES), "reps": (1, MOST_TIMES), "seconds": (0, MOST_SECONDS)}
MOST_OFTEN = {"times_per_day": 24, "days_per_week": 7}

LONGEST_STEP = 20  # words that can be held in mind from one look at the phone
CUE_WORDS = range(2, 8)
LONGEST_SENTENCE = 240  # letters of one line of a list

# What names a text elsewhere, in the one form that links are made from.
IDENTIFIERS = {
    "doi": r"10\.\d{4,9}/\S+",
    "pubmed": r"\d{1,9}",
    "pmc": r"\d{1,9}",
    "url": r"https://\S+",
}

PAIN_NUMBER = re.compile(r"\bpain (climbs|goes|rises|above|reaches)", re.IGNORECASE)
LACKING = "lacking"  # the code of each fault that is the lack of a value


def gettext_noop(words: str) -> str:
    """`words`, marked for whoever collects what is to be translated: Django's own name for it."""
    return words


ASKS_MORE = {
    More.PAIN: gettext_noop("“%(name)s” is for less pain than this one"),
    More.RUNG: gettext_noop("“%(name)s” stands no lower on the same ladder"),
    More.DOWN: gettext_noop("“%(name)s” needs getting down to the floor, and this does not"),
}


@dataclasses.dataclass(frozen=True)
class Fault:
    """What does not hold: the field as its table calls it, a code, and the reason.

    `message` is marked for translation and has a place, such as %(name)s, for each of `values`.
    """

    field: str
    code: str
    message: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @property
    def words(self) -> str:
        """The reason in English."""
        return self.message % self.values

    def __str__(self) -> str:
        return f"{self.field}: {self.words}"


def check_links(
    own: Hashable, links: Mapping[str, Hashable], harder_of: Mapping[Any, Hashable]
) -> Iterator[Fault]:
    """What `own` leads to (`gentler`, `harder`) is another one, and what is harder never ends here.

    `harder_of` has the harder one of every exercise, that of `own` too; None at the end.
    """
    for name, other in links.items():
        if other == own:
            yield Fault(name, "itself", gettext_noop("this is the exercise itself"))
    seen: set[Hashable] = {None}
    harder = harder_of.get(own)
    while harder not in seen and harder != own:
        seen.add(harder)
        harder = harder_of.get(harder)
    if harder == own:
        words = gettext_noop("this leads back to the exercise itself")
        yield Fault("harder", "circle", words)


def check_pain(pain: int, harder: object, harder_pain: int) -> Iterator[Fault]:
    """An exercise is for at least as much pain (0-10) as its `harder` one, which is named."""
    if harder_pain > pain:
        words = gettext_noop(
            "“%(harder)s” is harder and for pain up to %(most)s. This must be for at least that"
        )
        yield Fault("pain_now_max", "pain", words, {"harder": harder, "most": harder_pain})


def check_impact(impact: bool, pain: int) -> Iterator[Fault]:
    """What runs, hops or lands is for little pain (0-10)."""
    if impact and pain > MOST_PAIN_WITH_IMPACT:
        words = gettext_noop("what runs, hops or lands is for pain up to %(most)s at most")
        yield Fault("pain_now_max", "impact", words, {"most": MOST_PAIN_WITH_IMPACT})


def check_gentler(own: Demands, name: object, gentler: Demands) -> Iterator[Fault]:
    """The gentler one, called `name`, asks no more than `own`."""
    for more in more_than(gentler, own):
        yield Fault("gentler", more.value, ASKS_MORE[more], {"name": name})


def check_programme_item(pain: int, limit: int) -> Iterator[Fault]:
    """An exercise for pain up to `pain` suits a programme for pain up to `limit` (0-10)."""
    if pain < limit:
        words = gettext_noop("only for pain up to %(pain)s; the programme says %(limit)s")
        yield Fault("exercise", "pain", words, {"pain": pain, "limit": limit})


def check_stop(line: str) -> Iterator[Fault]:
    """A reason to stop names no number of pain: pages say it themselves, from the limits."""
    if PAIN_NUMBER.search(line) and re.search(r"\d", line):
        words = gettext_noop("the page says by itself at which pain to stop. Leave the number out")
        yield Fault("text", "pain_number", words)


def check_first_step(kind: str, prepare: object) -> Iterator[Fault]:
    """The first step prepares; its reader knows that kind as `prepare`."""
    if kind != "prepare":
        words = gettext_noop("the first step prepares: choose “%(prepare)s”")
        yield Fault("kind", "first", words, {"prepare": prepare})


def check_step(text: str) -> Iterator[Fault]:
    """A step is short."""
    count = len(text.split())
    if count > LONGEST_STEP:
        words = gettext_noop("%(count)s words; at most %(most)s")
        yield Fault("text", "long", words, {"count": count, "most": LONGEST_STEP})


def check_cue(cue: str) -> Iterator[Fault]:
    """A cue can be said while one moves."""
    count = len(cue.split())
    if count not in CUE_WORDS:
        words = gettext_noop("%(count)s words; from %(least)s to %(most)s")
        if count == 1:
            words = gettext_noop("1 word; from %(least)s to %(most)s")
        bounds = {"count": count, "least": CUE_WORDS[0], "most": CUE_WORDS[-1]}
        yield Fault("cue", "length", words, bounds)


def check_counting(dose_type: str, rep_seconds: int | None) -> Iterator[Fault]:
    """Repetitions, and only they, have their seconds."""
    if dose_type != DoseType.REPS:
        if rep_seconds is not None:
            words = gettext_noop("only for exercises counted in repetitions")
            yield Fault("rep_seconds", "hold", words)
    elif not rep_seconds:
        words = gettext_noop("an exercise counted in repetitions needs the seconds of one")
        yield Fault("rep_seconds", LACKING, words)


def check_range(name: str, low: int | None, high: int | None) -> Iterator[Fault]:
    """How often, from `low` to `high`: `name` is one of MOST_OFTEN. Ends may be missing."""
    most = MOST_OFTEN[name]
    if low == 0:
        yield Fault(f"{name}_min", "low", gettext_noop("at least 1"))
    if high is None:
        return
    if high > most:
        yield Fault(f"{name}_max", "high", gettext_noop("at most %(most)s"), {"most": most})
    elif low is not None and low > high:
        words = gettext_noop("this is less than where the range begins")
        yield Fault(f"{name}_max", "order", words)


def check_bounds(amounts: Mapping[str, Any]) -> Iterator[Fault]:
    """Sets, repetitions and seconds lie within AMOUNTS; what is missing is not asked."""
    for name, (least, most) in AMOUNTS.items():
        amount = amounts.get(name)
        if amount is not None and not least <= amount <= most:
            words = gettext_noop("from %(least)s to %(most)s")
            yield Fault(name, "bounds", words, {"least": least, "most": most})


def check_dose(dose_type: str, amount: Amount, rep_seconds: int) -> Iterator[Fault]:
    """The seconds and the repetitions of one dose mean something for its type."""
    if dose_type == DoseType.REPS and amount.seconds > rep_seconds:
        words = gettext_noop("the pause is longer than its repetition")
        yield Fault("seconds", "pause", words)
    if dose_type in (DoseType.HOLD, DoseType.TIME) and amount.seconds == 0:
        yield Fault("seconds", "zero", gettext_noop("how many seconds?"))
    if dose_type == DoseType.TIME and amount.reps != 1:
        yield Fault("reps", "timed", gettext_noop("a timed set has one repetition"))


def check_growth(before: int, seconds: int) -> Iterator[Fault]:
    """A dose takes as many `seconds` as the one `before` it, or more."""
    if before > seconds:
        words = gettext_noop("this takes less time than the dose before it")
        yield Fault("sets", "less", words)


def check_measure(measure: Mapping[str, Any]) -> Iterator[Fault]:
    """What is asked, by the names of its fields; what could not be read may be missing."""
    answer = measure.get("answer")
    if measure.get("emergency_in") and answer != "yes_no":
        words = gettext_noop("only what is answered with yes or no can be an emergency")
        yield Fault("emergency_in", "answer", words)
    yield from _check_minimum(answer == "number", measure.get("minimum"), measure.get("maximum"))
    by_choice = measure.get("contested") or measure.get("opt_in")
    if measure.get("asked_always") and by_choice:
        words = gettext_noop("what is contested or only by choice is not asked of everybody")
        yield Fault("asked_always", "by_choice", words)


def _check_minimum(is_number: bool, minimum: Any, maximum: Any) -> Iterator[Fault]:
    for name, bound in {"minimum": minimum, "maximum": maximum}.items():
        if is_number and bound is None:
            yield Fault(name, LACKING, gettext_noop("a number needs its bounds"))
    if minimum is not None and maximum is not None and minimum > maximum:
        yield Fault("maximum", "order", gettext_noop("this is less than the smallest"))


def check_choices(answer: str, choices: int, by_choice: object) -> Iterator[Fault]:
    """So many `choices` suit the `answer`; its reader knows "choice" as `by_choice`."""
    if answer == "choice":
        if choices < 2:
            words = gettext_noop("“%(choice)s” needs two answers at least")
            yield Fault("choices", "few", words, {"choice": by_choice})
    elif choices:
        words = gettext_noop("only “%(choice)s” has answers to choose from")
        yield Fault("choices", "answer", words, {"choice": by_choice})


def check_question(question: str) -> Iterator[Fault]:
    """What a reader is asked about a condition is a question, where there is one."""
    if question and not question.endswith("?"):
        yield Fault("question", "mark", gettext_noop("a question ends with “?”"))


def check_sign(urgency: str, short: str, others: Collection[str]) -> Iterator[Fault]:
    """A warning sign suits its urgency; `others` are urgencies of other signs."""
    if short and urgency != "emergency":
        yield Fault("short", "urgency", gettext_noop("only for emergencies"))
    if urgency == "stop" and "stop" in others:
        words = gettext_noop("another sign says when to stop. Change that one")
        yield Fault("urgency", "stop", words)
