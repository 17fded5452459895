"""What a person can fill in about their own days."""

from tracking.forms.check_ins import CheckInForm, QuickCheckInForm
from tracking.forms.sessions import SessionForm, WhichForm

__all__ = ["CheckInForm", "QuickCheckInForm", "SessionForm", "WhichForm"]
