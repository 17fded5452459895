from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class TrackingConfig(AppConfig):
    """The log: one person's facts, and what follows from them."""

    name = "tracking"
    verbose_name = _("Log")

    def ready(self) -> None:
        """While tables change nothing keeps measured days; afterwards they are filled anew."""
        from tracking.models.day_triggers import drop_before_migrating, keep_days_by_triggers

        pre_migrate.connect(drop_before_migrating, sender=self)
        post_migrate.connect(keep_days_by_triggers, sender=self)
