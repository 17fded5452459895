"""Log-ins that know whose they are. Everybody stays logged in."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations, models
from django.utils import timezone

AT_ONCE = 500


def take_over(apps, schema_editor):
    """Copy what has not ended, with its person; the old rows hold addresses, so they go."""
    kept, log_in = apps.get_model("sessions", "Session"), apps.get_model("accounts", "LogIn")
    store, rows = SessionStore(), []
    known = set(apps.get_model("accounts", "User").objects.values_list("pk", flat=True))
    for session in kept.objects.filter(expire_date__gt=timezone.now()).iterator(AT_ONCE):
        person = str(store.decode(session.session_data).get(SESSION_KEY) or "")
        if person and not (person.isdecimal() and int(person) in known):
            continue
        rows.append(
            log_in(
                session_key=session.session_key,
                session_data=session.session_data,
                expire_date=session.expire_date,
                user_id=int(person) if person else None,
            )
        )
    log_in.objects.bulk_create(rows, AT_ONCE, ignore_conflicts=True)
    kept.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_cache_table"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LogIn",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40,
                        primary_key=True,
                        serialize=False,
                        verbose_name="session key",
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="log_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "log-in",
                "verbose_name_plural": "log-ins",
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]
