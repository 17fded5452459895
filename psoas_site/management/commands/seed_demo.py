"""Make a demonstration: somebody with sixteen weeks of data, a staff member and an editor."""

import secrets

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.consent import agree
from accounts.models import User
from psoas_site import demonstration
from psoas_site.readiness import refuse_a_newer_database

PERSON, STAFF, EDITOR = PEOPLE = ("bea@example.org", "staff@example.org", "editor@example.org")


class Command(BaseCommand):
    """Makes the accounts anew, with passwords that are printed and kept nowhere."""

    help = "Fills the database with a demonstration person, a staff account and an editor."

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        refuse_a_newer_database()
        User.objects.filter(email__in=PEOPLE).delete()
        passwords = {email: secrets.token_urlsafe(9) for email in PEOPLE}
        bea = User.objects.create_user(PERSON, passwords[PERSON], name="Bea")
        agree(bea)
        User.objects.create_superuser(STAFF, passwords[STAFF])
        editor = User.objects.create_user(EDITOR, passwords[EDITOR], name="Ed", is_staff=True)
        editor.groups.add(Group.objects.get(name="Editors"))
        check_ins, sessions = demonstration.fill(bea)
        self.stdout.write(f"\n  Demonstration: {check_ins} check-ins, {sessions} sessions.")
        self.stdout.write(f"  Bea's diary (the site):     {PERSON:20} {passwords[PERSON]}")
        self.stdout.write(f"  Everything in /admin/:      {STAFF:20} {passwords[STAFF]}")
        self.stdout.write(f"  The library in /admin/:     {EDITOR:20} {passwords[EDITOR]}")
        self.stdout.write("  The three are made anew, with new passwords, at each start.")
