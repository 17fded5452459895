from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, pre_delete
from django.utils.translation import gettext_lazy as _


class ExercisesConfig(AppConfig):
    """The shared library: what staff edit and everybody reads."""

    name = "exercises"
    verbose_name = _("Library")

    def ready(self) -> None:
        """Rows also go along with their exercise or in bulk; their files follow every time.

        What others name in their lists does not go at all.
        """
        from exercises.models.edition_triggers import renew_by_triggers
        from exercises.models.protection import protect, silent_relations
        from exercises.pictures.photographs import drop_with_row

        post_migrate.connect(renew_by_triggers, sender=self)
        post_delete.connect(drop_with_row, sender="exercises.Photograph")
        for model in self.get_models():
            if any(silent_relations(model)):
                pre_delete.connect(protect, sender=model)
