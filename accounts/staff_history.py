"""What staff changed keeps its history when their account goes: without the person.

Django's own history hangs on a person and would go with them. So its lines pass to a row that
stands for everybody who has left; nobody can log in with it, and the admin does not show it.
"""

from django.contrib.admin.models import LogEntry

from accounts.models import User

# No address: nobody can sign up with it, and no mail leaves for it.
WHO_LEFT = "who-left@invalid"
THEIR_NAME = "somebody who has left"


def keep_history_of(user: User) -> None:
    """Pass every line that `user` wrote to those who have left."""
    lines = LogEntry.objects.filter(user=user)
    if lines.exists():
        lines.update(user=_who_left())


def _who_left() -> User:
    """The row that stands for them, made when it is first needed."""
    row = User.objects.filter(email=WHO_LEFT).first()
    if row is None:
        row = User.objects.create_user(WHO_LEFT, name=THEIR_NAME, is_active=False)
    return row
