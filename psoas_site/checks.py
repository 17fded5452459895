"""What an operator should still say before others use the site."""

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import Info, Tags, register


@register(Tags.compatibility, deploy=True)
def operator_is_named(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Info]:
    """The privacy and contact pages name whoever is responsible, if the settings do."""
    missing = [name for name in ("OPERATOR_NAME", "CONTACT_EMAIL") if not getattr(settings, name)]
    if not missing:
        return []
    return [
        Info(
            f"Not set: {', '.join(missing)}. The privacy and contact pages say so to everybody.",
            hint="Health data need somebody who is responsible for them, by name.",
            id="psoas_site.I001",
        )
    ]
