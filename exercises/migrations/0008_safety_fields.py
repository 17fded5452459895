"""Safety words with more to say: conditions in words of their own, signs by group and urgency."""

from collections.abc import Callable
from typing import Any

from django.db import migrations, models

Facts = dict[str, Any]

NOW = {"urgent": "today"}  # the more careful of the two that it has become
NEW = {
    "position": {"floor"},
    "body-area": {"leg", "signs_only"},
    "contraindication": {"question"},
    "screening": {"group", "short"},
    "measure": {"emergency_in"},
    "exercise": {"firm_bed", "impact"},
}
BEFORE = {"today": "urgent", "days": "urgent", "stop": "routine"}


def tell_urgent_apart(apps: Any, schema_editor: Any) -> None:
    """What was urgent means today, until staff or the pack say that days are enough."""
    _rename(apps, schema_editor, "ScreeningItem", "urgency", NOW)


def tell_less_apart(apps: Any, schema_editor: Any) -> None:
    """The way back: what has no name there becomes what is nearest, or more careful."""
    _rename(apps, schema_editor, "ScreeningItem", "urgency", BEFORE)
    _rename(apps, schema_editor, "Contraindication", "action", {"ask": "hide"})
    verdicts = {"partly_true": "weak_or_mixed", "untestable": "contested"}
    _rename(apps, schema_editor, "Claim", "verdict", verdicts)


def _rename(apps: Any, schema_editor: Any, model: str, field: str, names: dict[str, str]) -> None:
    rows = apps.get_model("exercises", model).objects.using(schema_editor.connection.alias)
    for old, new in names.items():
        rows.filter(**{field: old}).update(**{field: new})


def translate_what_was_loaded(apps: Any, schema_editor: Any) -> None:
    """What the pack said last, in the new form: else all rows would look changed by staff."""
    _translate(apps, schema_editor, _forward, {"exercise", "screening"})


def translate_back(apps: Any, schema_editor: Any) -> None:
    """The way back."""
    _translate(apps, schema_editor, _back, set(NEW))


def _translate(
    apps: Any, schema_editor: Any, translated: Callable[[str, Facts], Facts], kinds: set[str]
) -> None:
    entries = apps.get_model("exercises", "PackEntry").objects.using(schema_editor.connection.alias)
    for entry in entries.filter(kind__in=kinds):
        for name in ("loaded", "offered"):
            facts = getattr(entry, name)
            setattr(entry, name, facts and translated(entry.kind, facts))
        entry.save(update_fields=["loaded", "offered"])


def _forward(kind: str, facts: Facts) -> Facts:
    new = dict(facts)
    if "urgency" in new:
        new["urgency"] = NOW.get(new["urgency"], new["urgency"])
    if "contraindications" in new:
        codes = new.pop("contraindications")
        new["conditions"] = [
            {"contraindication": code, "action": "", "say": ""} for code in sorted(codes)
        ]
    return new


def _back(kind: str, facts: Facts) -> Facts:
    old = {name: value for name, value in facts.items() if name not in NEW[kind]}
    if "urgency" in old:
        old["urgency"] = BEFORE.get(old["urgency"], old["urgency"])
    if "conditions" in old:
        old["contraindications"] = [one["contraindication"] for one in old.pop("conditions")]
    return old


class Migration(migrations.Migration):
    dependencies = [("exercises", "0007_safety_words")]

    operations = [
        migrations.RemoveConstraint(
            model_name="claim",
            name="claim_verdict_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="contraindication",
            name="contraindication_action_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="screeningitem",
            name="screening_urgency_is_known",
        ),
        migrations.AlterUniqueTogether(
            name="exercisecondition",
            unique_together=set(),
        ),
        migrations.AddField(
            model_name="bodyarea",
            name="leg",
            field=models.BooleanField(
                default=False,
                help_text="The same new sign in a left and a right one is an emergency.",
                verbose_name="part of a leg",
            ),
        ),
        migrations.AddField(
            model_name="bodyarea",
            name="signs_only",
            field=models.BooleanField(
                default=False,
                help_text="Offered as the place of a new sign, and nothing to mark as sore.",
                verbose_name="for new signs only",
            ),
        ),
        migrations.AddField(
            model_name="bodyposition",
            name="floor",
            field=models.BooleanField(
                default=False, verbose_name="on the floor: getting down and up again"
            ),
        ),
        migrations.AddField(
            model_name="contraindication",
            name="question",
            field=models.CharField(
                blank=True,
                help_text="As a reader is asked, such as “Are you pregnant?”",
                max_length=160,
                verbose_name="as a question",
            ),
        ),
        migrations.AddField(
            model_name="exercise",
            name="firm_bed",
            field=models.BooleanField(default=False, verbose_name="a firm bed will do"),
        ),
        migrations.AddField(
            model_name="exercise",
            name="impact",
            field=models.BooleanField(
                default=False,
                help_text="Then the pain at which to stop is lower: bone is no tendon.",
                verbose_name="runs, hops or lands",
            ),
        ),
        migrations.AddField(
            model_name="exercisecondition",
            name="action",
            field=models.CharField(
                blank=True,
                choices=[
                    ("hide", "Do not do this one"),
                    ("ask", "Ask first"),
                    ("warn", "Make it smaller"),
                ],
                help_text="Empty: as the condition itself says.",
                max_length=4,
                verbose_name="action here",
            ),
        ),
        migrations.AddField(
            model_name="exercisecondition",
            name="say",
            field=models.CharField(
                blank=True,
                help_text="Empty: as the condition itself says.",
                max_length=240,
                verbose_name="what we say here",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="emergency_in",
            field=models.JSONField(
                blank=True,
                default=list,
                verbose_name="places where it is an emergency",
            ),
        ),
        migrations.AddField(
            model_name="screeningitem",
            name="group",
            field=models.CharField(
                choices=[
                    ("nerves", "Nerves"),
                    ("heart_breath", "Heart, breath and blood vessels"),
                    ("belly", "Belly and pelvis"),
                    ("injury", "Injury and bones"),
                    ("illness", "Illness"),
                ],
                default="illness",
                max_length=12,
                verbose_name="group",
            ),
        ),
        migrations.AddField(
            model_name="screeningitem",
            name="short",
            field=models.CharField(
                blank=True,
                help_text="Goes on from “Get emergency help now for …”. Emergencies only, and few.",
                max_length=90,
                verbose_name="in the foot of every page",
            ),
        ),
        migrations.AlterField(
            model_name="claim",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("well_supported", "Well supported"),
                    ("plausible", "Plausible"),
                    ("partly_true", "Partly true"),
                    ("weak_or_mixed", "Weak or mixed"),
                    ("contested", "Contested"),
                    ("not_supported", "Not supported"),
                    ("contradicted", "Contradicted"),
                    ("untestable", "Cannot be tested"),
                ],
                max_length=14,
                verbose_name="verdict",
            ),
        ),
        migrations.AlterField(
            model_name="contraindication",
            name="action",
            field=models.CharField(
                choices=[
                    ("hide", "Do not do this one"),
                    ("ask", "Ask first"),
                    ("warn", "Make it smaller"),
                ],
                max_length=4,
                verbose_name="action",
            ),
        ),
        migrations.AlterField(
            model_name="screeningitem",
            name="urgency",
            field=models.CharField(
                choices=[
                    ("emergency", "Emergency help now"),
                    ("today", "See a doctor today"),
                    ("days", "See a doctor within days"),
                    ("routine", "Make an appointment in the next weeks"),
                    ("stop", "Stop, while you move"),
                ],
                max_length=9,
                verbose_name="urgency",
            ),
        ),
        migrations.RunPython(tell_urgent_apart, tell_less_apart),
        migrations.RunPython(translate_what_was_loaded, translate_back),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "verdict__in",
                        [
                            "well_supported",
                            "plausible",
                            "partly_true",
                            "weak_or_mixed",
                            "contested",
                            "not_supported",
                            "contradicted",
                            "untestable",
                        ],
                    )
                ),
                name="claim_verdict_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contraindication",
            constraint=models.CheckConstraint(
                condition=models.Q(("action__in", ["hide", "ask", "warn"])),
                name="contraindication_action_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exercisecondition",
            constraint=models.UniqueConstraint(
                fields=("exercise", "contraindication"), name="condition_once_per_exercise"
            ),
        ),
        migrations.AddConstraint(
            model_name="exercisecondition",
            constraint=models.CheckConstraint(
                condition=models.Q(("action__in", ["", "hide", "ask", "warn"])),
                name="condition_action_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="screeningitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("urgency__in", ["emergency", "today", "days", "routine", "stop"])
                ),
                name="screening_urgency_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="screeningitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("group__in", ["nerves", "heart_breath", "belly", "injury", "illness"])
                ),
                name="screening_group_is_known",
            ),
        ),
    ]
