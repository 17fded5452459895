"""Articles, claims, sources, anatomy and daily life: what their pages show."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0010_sign_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnatomyPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                ("label", models.CharField(max_length=160, verbose_name="label")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
                ("say", models.CharField(blank=True, max_length=80, verbose_name="how to say it")),
                (
                    "also",
                    models.CharField(blank=True, max_length=200, verbose_name="other words for it"),
                ),
                (
                    "layer",
                    models.CharField(
                        choices=[
                            ("psoas", "The psoas and its neighbours"),
                            ("core", "The trunk"),
                            ("hip", "Hip and buttock"),
                            ("nerves", "Nerves"),
                            ("organs", "Organs"),
                            ("bones", "Bones"),
                        ],
                        max_length=6,
                        verbose_name="layer",
                    ),
                ),
                ("text", models.CharField(max_length=600, verbose_name="text")),
                (
                    "disagreement",
                    models.CharField(
                        blank=True, max_length=400, verbose_name="where texts disagree"
                    ),
                ),
            ],
            options={
                "verbose_name": "part of the body’s anatomy",
                "verbose_name_plural": "anatomy",
                "ordering": ["order", "label"],
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="position",
            name="position_stance_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="source",
            name="source_kind_is_known",
        ),
        migrations.AddField(
            model_name="article",
            name="body",
            field=models.TextField(blank=True, max_length=20000, verbose_name="text"),
        ),
        migrations.AddField(
            model_name="article",
            name="claims",
            field=models.ManyToManyField(
                blank=True, related_name="articles", to="exercises.claim", verbose_name="claims"
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="exercises",
            field=models.ManyToManyField(
                blank=True,
                related_name="articles",
                to="exercises.exercise",
                verbose_name="exercises",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="change_mind",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="what would change our mind"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="exercises",
            field=models.ManyToManyField(
                blank=True, related_name="claims", to="exercises.exercise", verbose_name="exercises"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="our_default",
            field=models.CharField(blank=True, max_length=300, verbose_name="what we do meanwhile"),
        ),
        migrations.AddField(
            model_name="claim",
            name="topic",
            field=models.CharField(
                choices=[
                    ("anatomy", "Anatomy"),
                    ("movement", "What it does"),
                    ("posture", "Posture and tightness"),
                    ("pain", "Pain"),
                    ("exercise", "Exercise"),
                    ("touch", "Pressing and rolling"),
                    ("breath", "Breath"),
                    ("organs", "Inner organs"),
                    ("feelings", "Feelings"),
                    ("daily-life", "Daily life"),
                ],
                default="anatomy",
                max_length=10,
                verbose_name="topic",
            ),
        ),
        migrations.AddField(
            model_name="exercise",
            name="evidence_sources",
            field=models.ManyToManyField(
                blank=True,
                help_text="The studies that “evidence in words” speaks of.",
                related_name="evidence_of",
                to="exercises.source",
                verbose_name="sources of the evidence",
            ),
        ),
        migrations.AddField(
            model_name="habit",
            name="checklist",
            field=models.JSONField(blank=True, default=list, verbose_name="checklist"),
        ),
        migrations.AddField(
            model_name="habit",
            name="drawing",
            field=models.CharField(
                blank=True,
                choices=[
                    ("walk", "Walking"),
                    ("bath", "A bath"),
                    ("shoes", "Shoes"),
                    ("chair", "A chair"),
                    ("car-seat", "A car seat"),
                    ("breaks", "Standing up"),
                    ("desk", "A desk"),
                    ("bed", "A bed"),
                ],
                max_length=8,
                verbose_name="drawing",
            ),
        ),
        migrations.AddField(
            model_name="habit",
            name="evidence",
            field=models.CharField(default="expert", max_length=11, verbose_name="evidence"),
        ),
        migrations.AddField(
            model_name="habit",
            name="exercises",
            field=models.ManyToManyField(
                blank=True, related_name="habits", to="exercises.exercise", verbose_name="exercises"
            ),
        ),
        migrations.AddField(
            model_name="habit",
            name="intro",
            field=models.CharField(blank=True, max_length=300, verbose_name="introduction"),
        ),
        migrations.AddField(
            model_name="habit",
            name="known",
            field=models.CharField(blank=True, max_length=500, verbose_name="how well it is known"),
        ),
        migrations.AddField(
            model_name="habit",
            name="slug",
            field=models.SlugField(
                db_index=False, default="", max_length=80, verbose_name="address"
            ),
        ),
        migrations.AddField(
            model_name="habit",
            name="texts_say",
            field=models.CharField(blank=True, max_length=500, verbose_name="what the texts say"),
        ),
        migrations.AddField(
            model_name="selfcheck",
            name="can_say",
            field=models.CharField(blank=True, max_length=240, verbose_name="what it can say"),
        ),
        migrations.AddField(
            model_name="selfcheck",
            name="cannot_say",
            field=models.CharField(blank=True, max_length=240, verbose_name="what it cannot say"),
        ),
        migrations.AddField(
            model_name="selfcheck",
            name="slug",
            field=models.SlugField(
                db_index=False, default="", max_length=80, verbose_name="address"
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="cited_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cites",
                to="exercises.source",
                verbose_name="named by",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="doi",
            field=models.CharField(blank=True, max_length=120, verbose_name="DOI"),
        ),
        migrations.AddField(
            model_name="source",
            name="part_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="exercises.source",
                verbose_name="stands in",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="pmc",
            field=models.CharField(blank=True, max_length=9, verbose_name="PubMed Central number"),
        ),
        migrations.AddField(
            model_name="source",
            name="pubmed",
            field=models.CharField(blank=True, max_length=9, verbose_name="PubMed number"),
        ),
        migrations.AddField(
            model_name="source",
            name="read",
            field=models.CharField(
                choices=[
                    ("text", "We read the whole text"),
                    ("abstract", "We read a summary or parts of it"),
                    ("unread", "We have not read it"),
                    ("general", "Known in the field; we have not read one text for it"),
                ],
                default="text",
                max_length=8,
                verbose_name="what we read",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="slug",
            field=models.SlugField(
                db_index=False, default="", max_length=80, verbose_name="address"
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="url",
            field=models.URLField(blank=True, max_length=300, verbose_name="public page"),
        ),
        migrations.AlterField(
            model_name="claim",
            name="why",
            field=models.CharField(max_length=600, verbose_name="why"),
        ),
        migrations.AlterField(
            model_name="position",
            name="stance",
            field=models.CharField(
                choices=[
                    ("supports", "For"),
                    ("opposes", "Against"),
                    ("qualifies", "It depends"),
                    ("silent", "Says nothing of it"),
                ],
                max_length=9,
                verbose_name="stance",
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="kind",
            field=models.CharField(
                choices=[
                    ("teacher", "Teacher"),
                    ("clinic", "Clinic"),
                    ("therapist", "Therapist"),
                    ("article", "Article"),
                    ("comment", "Reader’s comment"),
                    ("own", "Our own"),
                    ("general", "General knowledge"),
                    ("book", "Book"),
                    ("review", "Review of studies"),
                    ("trial", "Trial"),
                    ("study", "Study"),
                    ("reference", "Reference work"),
                    ("opinion", "Opinion"),
                ],
                max_length=9,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "topic__in",
                        [
                            "anatomy",
                            "movement",
                            "posture",
                            "pain",
                            "exercise",
                            "touch",
                            "breath",
                            "organs",
                            "feelings",
                            "daily-life",
                        ],
                    )
                ),
                name="claim_topic_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(("stance__in", ["supports", "opposes", "qualifies", "silent"])),
                name="position_stance_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "teacher",
                            "clinic",
                            "therapist",
                            "article",
                            "comment",
                            "own",
                            "general",
                            "book",
                            "review",
                            "trial",
                            "study",
                            "reference",
                            "opinion",
                        ],
                    )
                ),
                name="source_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("read__in", ["text", "abstract", "unread", "general"])),
                name="source_read_is_known",
            ),
        ),
        migrations.AddField(
            model_name="anatomypart",
            name="claims",
            field=models.ManyToManyField(
                blank=True, related_name="anatomy", to="exercises.claim", verbose_name="claims"
            ),
        ),
        migrations.AddField(
            model_name="anatomypart",
            name="exercises",
            field=models.ManyToManyField(
                blank=True,
                related_name="anatomy",
                to="exercises.exercise",
                verbose_name="exercises",
            ),
        ),
        migrations.AddField(
            model_name="anatomypart",
            name="sources",
            field=models.ManyToManyField(blank=True, to="exercises.source", verbose_name="sources"),
        ),
        migrations.AddConstraint(
            model_name="anatomypart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("layer__in", ["psoas", "core", "hip", "nerves", "organs", "bones"])
                ),
                name="anatomy_layer_is_known",
            ),
        ),
    ]
