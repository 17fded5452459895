from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Joins the rooms; owns no data."""

    name = "psoas_site"

    def ready(self) -> None:
        from psoas_site import checks  # noqa: F401 (registers itself)
