"""Versions of the thresholds, with the bounds of each and what must hold between two of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

# As they were when this was written: the number of the house, the least, the most.
NUMBERS = {
    "flare_up_from": (6, 4, 8),
    "quiet_from": (8, 6, 9),
    "safe_max": (2, 0, 3),
    "steady_max": (3, 0, 5),
    "gentle_peak": (6, 3, 7),
    "gentle_rise": (2, 1, 4),
    "gentle_rise_to": (3, 1, 7),
    "strength_peak": (6, 3, 7),
    "strength_rise": (4, 1, 6),
    "impact_peak": (3, 1, 5),
    "settle_hold": (2, 1, 5),
    "settle_back": (3, 2, 6),
    "after_back": (6, 3, 7),
    "morning_back": (2, 1, 4),
    "usual_mornings": (7, 5, 14),
    "usual_least": (3, 2, 7),
    "silence_hours": (36, 24, 72),
    "effort_hard": (7, 4, 8),
    "effort_hold": (8, 5, 9),
    "effort_back": (9, 6, 10),
    "sign_sessions": (2, 2, 3),
    "sign_window": (3, 2, 6),
    "floor_backs": (3, 2, 4),
    "floor_window": (4, 2, 8),
    "week_least": (4, 3, 7),
    "creep_points": (2, 1, 4),
    "creep_weeks": (8, 4, 12),
    "creep_points_low": (3, 1, 6),
    "creep_weeks_low": (26, 12, 52),
    "creep_rated": (8, 2, 26),
    "creep_hold": (1, 1, 2),
    "creep_back": (2, 2, 4),
    "creep_review": (4, 3, 8),
    "gap_hold": (8, 4, 14),
    "gap_back": (15, 8, 29),
    "streak": (3, 2, 10),
    "streak_steady": (4, 2, 12),
    "days_between": (5, 3, 28),
    "ladders_a_week": (2, 1, 4),
}
# The second is at least so many above the first.
ORDER = (
    ("flare_up_from", "quiet_from", 1),
    ("safe_max", "impact_peak", 1),
    ("safe_max", "steady_max", 0),
    ("steady_max", "gentle_peak", 1),
    ("impact_peak", "gentle_peak", 0),
    ("gentle_peak", "strength_peak", 0),
    ("gentle_rise", "strength_rise", 0),
    ("gentle_rise_to", "gentle_peak", 0),
    ("settle_hold", "settle_back", 1),
    ("usual_least", "usual_mornings", 0),
    ("effort_hard", "effort_hold", 1),
    ("effort_hold", "effort_back", 1),
    ("sign_sessions", "sign_window", 0),
    ("floor_backs", "floor_window", 0),
    ("creep_weeks", "creep_weeks_low", 0),
    ("creep_points", "creep_points_low", 0),
    ("creep_rated", "creep_weeks_low", 0),
    ("creep_hold", "creep_back", 1),
    ("creep_back", "creep_review", 1),
    ("gap_hold", "gap_back", 1),
    ("streak", "streak_steady", 0),
)


def within_bounds() -> Q:
    """Each number lies within its own bounds."""
    bounds = Q()
    for name, (_number, least, most) in NUMBERS.items():
        bounds &= Q(**{f"{name}__range": (least, most)})
    return bounds


def in_order() -> Q:
    """What must hold between two numbers does."""
    order = Q()
    for lower, higher, apart in ORDER:
        order &= Q(**{f"{higher}__gte": F(lower) + apart})
    return order


def columns() -> list[tuple[str, models.Field]]:
    """One for each number."""
    return [
        (name, models.PositiveSmallIntegerField(default=number))
        for name, (number, _least, _most) in NUMBERS.items()
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0016_edition"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ruleset",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        editable=False, unique=True, verbose_name="version"
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        help_text="What changed, and for which reason. Readers see it.",
                        max_length=400,
                        verbose_name="why",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
                *columns(),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "ruleset",
                "verbose_name_plural": "rulesets",
                "ordering": ["-number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(number__gt=2), name="ruleset_follows_that_of_the_house"
                    ),
                    models.CheckConstraint(condition=~Q(why=""), name="ruleset_says_why"),
                    models.CheckConstraint(condition=within_bounds(), name="ruleset_within_bounds"),
                    models.CheckConstraint(condition=in_order(), name="ruleset_in_order"),
                ],
            },
        ),
    ]
