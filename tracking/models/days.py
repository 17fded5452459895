"""What a day amounts to: kept beside the answers, by the database itself."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from exercises.models import Measure
from tracking.models.owned import OwnedQuerySet
from tracking.models.readings import Reading


class MeasuredDay(models.Model):
    """The answers of one day to one measure, or its ratings of pain where there is no measure.

    Read by charts and written by triggers alone (`day_triggers.py`), at each write of whatever
    it is made of. Only check-ins that stand count. `day` is `date.toordinal()`; numbers are
    hundredths, which are exact as texts and sums. `low`, `high` and `total` are of `count` numbers;
    `last` is the number that was said last, unless that was a text: then `said` has it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    # Whatever has a row here has a reading that holds its measure.
    measure = models.ForeignKey(
        Measure,
        on_delete=models.DO_NOTHING,
        related_name="+",
        null=True,
        db_index=False,
        db_constraint=False,
    )
    day = models.PositiveIntegerField()
    low = models.IntegerField()
    high = models.IntegerField()
    total = models.BigIntegerField()
    count = models.PositiveIntegerField()
    last = models.IntegerField()
    said = models.ForeignKey(
        Reading,
        on_delete=models.DO_NOTHING,
        related_name="+",
        null=True,
        db_index=False,
        db_constraint=False,
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("measured day")
        verbose_name_plural = _("measured days")
        indexes = [
            # Charts read whole stretches of days: from here alone.
            models.Index(
                fields=["user", "measure", "day", "low", "high", "total", "count", "last", "said"],
                name="measured_day_chart",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Measured day"))
