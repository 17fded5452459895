"""What a person can fill in about their own days."""

from tracking.forms.about import AboutForm, TraitAnswerForm
from tracking.forms.as_planned import AsPlannedForm
from tracking.forms.check_ins import CheckInForm, QuickCheckInForm, SameAgainForm
from tracking.forms.following import FollowForm
from tracking.forms.plan import ExerciseForm, NewPlanForm, PlanChangeForm, PlanNameForm
from tracking.forms.played import HurtForm, PlayedForm
from tracking.forms.screening import LeafForm
from tracking.forms.sessions import SessionForm
from tracking.forms.signs import SignAnswerForm, SignForm
from tracking.forms.which import WhichForm

__all__ = [
    "AboutForm",
    "AsPlannedForm",
    "CheckInForm",
    "ExerciseForm",
    "FollowForm",
    "HurtForm",
    "LeafForm",
    "NewPlanForm",
    "PlanChangeForm",
    "PlanNameForm",
    "PlayedForm",
    "QuickCheckInForm",
    "SameAgainForm",
    "SessionForm",
    "SignAnswerForm",
    "SignForm",
    "TraitAnswerForm",
    "WhichForm",
]
