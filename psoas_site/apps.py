from django.apps import AppConfig
from django.forms import CharField

from psoas_site.ui.typed import TOO_LONG


class SiteConfig(AppConfig):
    """Joins the rooms; owns no data."""

    name = "psoas_site"

    def ready(self) -> None:
        from psoas_site import checks  # noqa: F401 (registers itself)

        # Whichever form a text is too long for, those of other packages too: in our words.
        CharField.default_error_messages = {"max_length": TOO_LONG}
