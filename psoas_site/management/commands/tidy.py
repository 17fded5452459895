"""Throw away what nobody needs any more. For once a day; `prepare` does it too."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from accounts.deletion import empty_journal
from exercises.pictures import photographs
from psoas_site.readiness import refuse_a_newer_database
from tracking import logbook


class Command(BaseCommand):
    """Ended sessions, deleted entries that cannot come back, files that no photograph has."""

    help = "Removes ended sessions, entries deleted more than a day ago, and orphaned photographs."
    requires_system_checks = ()  # `serve` and `check` say what is to be said

    def handle(self, *args: object, **options: object) -> None:
        refuse_a_newer_database()
        now = timezone.now()
        call_command("clearsessions")
        if entries := logbook.forget_removed(now):
            self.stdout.write(f"Removed for good: {entries} deleted from diaries.")
        transaction.on_commit(empty_journal)
        if files := photographs.sweep(now):
            self.stdout.write(f"Removed: {files} photograph files that nothing shows.")
