"""How somebody wants to be led. Kept on the device by the player's script, and sent nowhere."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from psoas_site.ui.typed import WholeNumber

CHIPS = "rung/fields/choices.html"
CHECK = "rung/fields/check.html"
STEPPER = "rung/fields/stepper.html"
SHORTEST, LONGEST = 2, 12
"""Seconds of one breath in or out: from a quick one to as slow as anybody is asked to go. Ours."""

SAY = [
    ("all", _("Everything")),
    ("names", _("Names and sides")),
    ("tones", _("Tones only")),
]
VOLUMES = [("off", _("Off")), ("soft", _("Soft")), ("normal", _("Normal")), ("loud", _("Loud"))]


class PlayOptionsForm(forms.Form):
    """What is said and heard, and how the breathing goes."""

    use_required_attribute = False

    say = forms.ChoiceField(label=_("What is said"), choices=SAY, widget=forms.RadioSelect)
    volume = forms.ChoiceField(label=_("Sound"), choices=VOLUMES, widget=forms.RadioSelect)
    voice = forms.ChoiceField(label=_("Voice"), choices=[("", _("The device’s own"))])
    breath = forms.BooleanField(label=_("Show a breathing pace in quiet holds"))
    breath_in = WholeNumber(label=_("Seconds in"), min_value=SHORTEST, max_value=LONGEST)
    breath_out = WholeNumber(label=_("Seconds out"), min_value=SHORTEST, max_value=LONGEST)
    sigh = forms.BooleanField(label=_("A soft sound as you breathe"))
    shake = forms.BooleanField(label=_("Vibrate when something changes"))
    quiet = forms.BooleanField(label=_("Quiet: one bell at the end, nothing else"))

    def __init__(self) -> None:
        super().__init__(prefix="play")

    @property
    def helper(self) -> FormHelper:
        """The fields alone: there is nothing to send."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(
            Field("quiet", template=CHECK),
            Field("say", template=CHIPS),
            Field("volume", template=CHIPS),
            "voice",
            Field("breath", template=CHECK),
            Div(
                Field("breath_in", template=STEPPER),
                Field("breath_out", template=STEPPER),
                css_class="field-row",
            ),
            Field("sigh", template=CHECK),
            Field("shake", template=CHECK),
        )
        return helper
