"""The words that exercises, programmes and logs are described with. Staff edit them as rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """One word of a vocabulary: a code for the machine, a label for people, a place in line."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    label = models.CharField(_("label"), max_length=160)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "label"]

    def __str__(self) -> str:
        return self.label


class Phase(Term):
    """A stage on the way back: from settling to daily life. Gentle phases are never into pain."""

    gentle = models.BooleanField(_("gentle"), default=True)

    class Meta(Term.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")


class BodyPosition(Term):
    """How the body is placed at the start: lying, kneeling, standing."""

    floor = models.BooleanField(_("on the floor: getting down and up again"), default=False)

    class Meta(Term.Meta):
        verbose_name = _("position")
        verbose_name_plural = _("positions")


class Equipment(Term):
    """A thing to have at hand. An optional one never keeps an exercise from fitting."""

    optional = models.BooleanField(_("optional"), default=False)

    class Meta(Term.Meta):
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")


class BodyArea(Term):
    """A place on the body, with the code of a public terminology where one is known."""

    sided = models.BooleanField(_("has a left and a right"), default=True)
    leg = models.BooleanField(
        _("part of a leg"), default=False,
        help_text=_("The same new sign in a left and a right one is an emergency."),
    )  # fmt: skip
    signs_only = models.BooleanField(
        _("for new signs only"), default=False,
        help_text=_("Offered as the place of a new sign, and nothing to mark as sore."),
    )  # fmt: skip
    snomed_code = models.CharField(_("SNOMED CT code"), max_length=20, blank=True)
    snomed_display = models.CharField(_("SNOMED CT name"), max_length=160, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("body area")
        verbose_name_plural = _("body areas")


class Contraindication(Term):
    """A condition under which an exercise is left out, asked about first, or made smaller."""

    class Action(models.TextChoices):
        HIDE = "hide", _("Do not do this one")
        ASK = "ask", _("Ask first")
        WARN = "warn", _("Make it smaller")

    class Group(models.TextChoices):
        APART = "", _("Not asked: something else says it")
        PREGNANCY = "pregnancy", _("Pregnancy and birth")
        OPERATIONS = "operations", _("Operations and bones")
        BACK_HIPS = "back_hips", _("Back, hips and belly")
        BLOOD = "blood", _("Heart and blood")
        JOINTS = "joints", _("Joints and balance")
        OTHER = "other", _("Something else")

    question = models.CharField(
        _("as a question"), max_length=160, blank=True,
        help_text=_("As a reader is asked, such as “Are you pregnant?”"),
    )  # fmt: skip
    short_label = models.CharField(_("short label"), max_length=60)
    action = models.CharField(_("action"), max_length=4, choices=Action.choices)
    say = models.CharField(_("what we say"), max_length=240)
    group = models.CharField(
        _("in “About me” under"), max_length=10, choices=Group.choices, blank=True,
        default=Group.OTHER,
    )  # fmt: skip
    told_by = models.CharField(
        _("said as well by"), max_length=60, blank=True,
        help_text=_("The code of a condition: whoever says that one has said this one too."),
    )  # fmt: skip
    asked_again_after_days = models.PositiveSmallIntegerField(
        _("asked again after so many days"), null=True, blank=True,
        help_text=_("Whether it is still so. Empty: it stays as it was said."),
    )  # fmt: skip

    class Meta(Term.Meta):
        verbose_name = _("contraindication")
        verbose_name_plural = _("contraindications")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(action__in=["hide", "ask", "warn"]),
                name="contraindication_action_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    group__in=[
                        "",
                        "pregnancy",
                        "operations",
                        "back_hips",
                        "blood",
                        "joints",
                        "other",
                    ]
                ),
                name="contraindication_group_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(asked_again_after_days=None)
                | models.Q(asked_again_after_days__gte=1),
                name="contraindication_asked_again_after_1_day",
            ),
        ]

    @property
    def asked(self) -> str:
        """The condition as a reader is asked about it."""
        return self.question or self.label


class ScreeningItem(Term):
    """A sign that asks for a person, not for an app. The label is the plain description."""

    class Urgency(models.TextChoices):
        EMERGENCY = "emergency", _("Emergency help now")
        TODAY = "today", _("See a doctor today")
        DAYS = "days", _("See a doctor within days")
        ROUTINE = "routine", _("Make an appointment in the next weeks")
        STOP = "stop", _("Stop, while you move")

    class Group(models.TextChoices):
        NERVES = "nerves", _("Nerves")
        HEART_BREATH = "heart_breath", _("Heart, breath and blood vessels")
        BELLY = "belly", _("Belly and pelvis")
        INJURY = "injury", _("Injury and bones")
        ILLNESS = "illness", _("Illness")

    label = models.CharField(_("sign"), max_length=300)
    urgency = models.CharField(_("urgency"), max_length=9, choices=Urgency.choices)
    group = models.CharField(
        _("group"), max_length=12, choices=Group.choices, default=Group.ILLNESS
    )
    name = models.CharField(
        _("in a few words"), max_length=60, blank=True,
        help_text=_("For whoever said yes to it: “Pause first: …”. Empty: the whole sign."),
    )  # fmt: skip
    short = models.CharField(
        _("in the foot of every page"), max_length=90, blank=True,
        help_text=_("Goes on from “Get emergency help now for …”. Emergencies only, and few."),
    )  # fmt: skip
    words = models.CharField(
        _("what people type"), max_length=300, blank=True,
        help_text=_("Commas part several. A search for one of them shows the sign first."),
    )  # fmt: skip

    class Meta(Term.Meta):
        verbose_name = _("warning sign")
        verbose_name_plural = _("warning signs")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(urgency__in=["emergency", "today", "days", "routine", "stop"]),
                name="screening_urgency_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    group__in=["nerves", "heart_breath", "belly", "injury", "illness"]
                ),
                name="screening_group_is_known",
            ),
        ]

    @property
    def brief(self) -> str:
        """The sign in a few words, where it has some."""
        return self.name or self.label


class Synonym(Term):
    """Words that people type (the label) for what the library calls otherwise (`means`)."""

    means = models.CharField(_("means"), max_length=120)

    class Meta(Term.Meta):
        verbose_name = _("search word")
        verbose_name_plural = _("search words")


class FiveStep(Term):
    """A step of the somatic-education text's order; `order` is its number, 1 to 5."""

    class Meta(Term.Meta):
        verbose_name = _("step of the five-step order")
        verbose_name_plural = _("five-step order")


class Measure(Term):
    """Something a person can answer again and again: a symptom, a daily thing, a new sign.

    One table for all three, so that logs need one store. The `answer` says its kind:
    scale (0 to 10), number (with unit and bounds), yes or no, one of `choices`, or text.
    """

    class Family(models.TextChoices):
        SYMPTOM = "symptom", _("Symptom")
        DAILY = "daily", _("Daily thing")
        SIGN = "sign", _("New sign")

    class Answer(models.TextChoices):
        SCALE = "scale", _("0 to 10")
        NUMBER = "number", _("Number")
        YES_NO = "yes_no", _("Yes or no")
        CHOICE = "choice", _("One of several")
        TEXT = "text", _("Text")

    family = models.CharField(_("family"), max_length=7, choices=Family.choices)
    answer = models.CharField(_("answer"), max_length=6, choices=Answer.choices)
    question = models.CharField(_("question"), max_length=160, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    minimum = models.DecimalField(
        _("smallest"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    maximum = models.DecimalField(
        _("largest"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    asked_always = models.BooleanField(_("asked at every check-in"), default=False)
    ask_screening = models.BooleanField(_("a yes asks for the warning signs"), default=False)
    watch = models.BooleanField(_("to be watched"), default=False)
    contested = models.BooleanField(_("contested"), default=False)
    red_flag = models.BooleanField(_("may need help at once"), default=False)
    urgent = models.BooleanField(_("needs a doctor the same day"), default=False)
    opt_in = models.BooleanField(_("only by choice"), default=False)
    area_required = models.BooleanField(_("needs a place"), default=False)
    emergency_in = models.JSONField(_("places where it is an emergency"), default=list, blank=True)
    advice = models.CharField(_("advice"), max_length=300, blank=True)
    merges = models.JSONField(_("older codes that mean the same"), default=list, blank=True)
    snomed_code = models.CharField(_("SNOMED CT code"), max_length=20, blank=True)
    snomed_display = models.CharField(_("SNOMED CT name"), max_length=160, blank=True)
    sources = models.ManyToManyField("exercises.Source", blank=True, verbose_name=_("sources"))

    class Meta(Term.Meta):
        verbose_name = _("thing to follow")
        verbose_name_plural = _("things to follow")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(family__in=["symptom", "daily", "sign"]),
                name="measure_family_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(answer__in=["scale", "number", "yes_no", "choice", "text"]),
                name="measure_answer_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(minimum=None)
                | models.Q(maximum=None)
                | models.Q(maximum__gte=models.F("minimum")),
                name="measure_largest_not_below_smallest",
            ),
        ]

    @property
    def raises_concern(self) -> bool:
        """Whether a yes stands before everything else: a new sign, a fall, an urgent answer."""
        return self.family == self.Family.SIGN or self.red_flag or self.ask_screening

    @property
    def wording(self) -> str:
        """The question as a form asks it."""
        return self.question or self.label


class MeasureChoice(models.Model):
    """One answer of a measure that is answered by choosing."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="choices")
    code = models.SlugField(_("code"), max_length=60)
    label = models.CharField(_("label"), max_length=120)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "code"], name="measure_choice_once_per_measure"
            )
        ]

    def __str__(self) -> str:
        return self.label
