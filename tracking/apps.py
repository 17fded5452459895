from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackingConfig(AppConfig):
    """The log: one person's facts, and what follows from them."""

    name = "tracking"
    verbose_name = _("Log")
