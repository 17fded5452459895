"""Icons, for the eye only: the words stand beside them."""

from functools import lru_cache

from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.safestring import SafeString


def icon(name: str) -> SafeString:
    """One icon of `static/img/icons.svg`."""
    return _drawn(name, get_script_prefix())


@lru_cache(maxsize=256)
def _drawn(name: str, _prefix: str) -> SafeString:
    """The same; the addresses of static files stay for as long as the process and its prefix."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        static("img/icons.svg"),
        name,
    )
