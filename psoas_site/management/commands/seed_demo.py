"""Make a demonstration: somebody with sixteen weeks of data, and a staff member."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.consent import TEXT_VERSION
from accounts.models import Consent, User
from tracking import demonstration

PERSON, STAFF = "bea@example.org", "staff@example.org"


class Command(BaseCommand):
    """Makes both accounts anew, with passwords that are printed and kept nowhere."""

    help = "Fills the database with a demonstration person and a staff account."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        User.objects.filter(email__in=[PERSON, STAFF]).delete()
        passwords = {email: secrets.token_urlsafe(9) for email in (PERSON, STAFF)}
        bea = User.objects.create_user(PERSON, passwords[PERSON], name="Bea")
        Consent.objects.create(user=bea, text_version=TEXT_VERSION)
        User.objects.create_superuser(STAFF, passwords[STAFF])
        check_ins, sessions = demonstration.fill(bea)
        self.stdout.write(f"\n  Demonstration: {check_ins} check-ins, {sessions} sessions.")
        self.stdout.write(f"  Bea's diary:   {PERSON}   {passwords[PERSON]}")
        self.stdout.write(f"  Staff:         {STAFF}   {passwords[STAFF]}")
