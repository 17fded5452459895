from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExercisesConfig(AppConfig):
    """The shared library: what staff edit and everybody reads."""

    name = "exercises"
    verbose_name = _("Library")
