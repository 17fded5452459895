from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Joins the rooms; owns no data."""

    name = "psoas_site"
