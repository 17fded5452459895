"""The few marks that pages share: icons, links, form options.

A builtin of every template (see `TEMPLATES` in the settings): nothing has to be loaded.
"""

import uuid
from functools import lru_cache

from django import forms, template
from django.contrib.auth.models import AnonymousUser
from django.forms import BoundField
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.safestring import SafeString

from psoas_site.ui.choices import choices, is_radio
from psoas_site.ui.icons import icon
from psoas_site.ui.pain import pain_said
from psoas_site.ui.texts import going_on, shorten, write_date

register = template.Library()
register.simple_tag(choices)
register.filter("is_radio", is_radio)
register.filter("shortened", shorten)
register.filter("going_on", going_on)
register.filter("dated", write_date, expects_localtime=True)
register.simple_tag(icon)

MESSAGE_ICONS = {"success": "check", "warning": "hand", "error": "circle-alert"}


@register.simple_tag(takes_context=True)
def account_mark(context: template.Context) -> str:
    """Who is signed in, as a code that tells drafts of one device apart and says nothing else."""
    return _mark_of(str(context["request"].user.pk))


@register.simple_tag
def visitor_mark() -> str:
    """The code of whoever is not signed in."""
    return _mark_of(str(AnonymousUser().pk))


@lru_cache(maxsize=1024)
def _mark_of(person: str) -> str:
    return salted_hmac("psoas_site.account_mark", person, algorithm="sha256").hexdigest()[:20]


@register.simple_tag
def hidden(name: str, value: object, html_id: str = "") -> SafeString:
    """A value that a form carries along, beside the fields that crispy has drawn and kept."""
    named = format_html(' id="{}"', html_id) if html_id else ""
    return format_html('<input type="hidden" name="{}" value="{}"{}>', name, value, named)


@register.simple_tag
def form_key(html_id: str = "") -> SafeString:
    """The key that tells a second send of a form from a second form."""
    return hidden("client_key", uuid.uuid4(), html_id)


@register.simple_tag
def message_icon(level: str) -> SafeString:
    """The icon that goes with a message's level tag."""
    return icon(MESSAGE_ICONS.get(level, "info"))


@register.simple_tag(takes_context=True)
def nav_link(
    context: template.Context, url_name: str, section: str, label: str, icon_name: str = ""
) -> SafeString:
    """A link of the main navigation; it knows whether the reader is there already.

    The pain that a page of the library was matched to goes along to Today.
    """
    url = reverse(url_name)
    request = context.get("request")
    picture = icon(icon_name) if icon_name else ""
    if context.get("nav") != section:
        pain = pain_said(request.GET) if request is not None else None
        goes_along = url_name == "tracking:today" and pain is not None
        address = f"{url}?pain={pain}" if goes_along else url
        return format_html('<a href="{}">{}{}</a>', address, picture, label)
    current = "page" if request is not None and request.path == url else "true"
    return format_html('<a href="{}" aria-current="{}">{}{}</a>', url, current, picture, label)


# --- Form controls -------------------------------------------------------------------------------


@register.filter
def control_kind(bound: BoundField) -> str:
    """Which template of the pack draws this field: check, chips or the plain control."""
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "chips"
    return "check" if isinstance(widget, forms.CheckboxInput) else "control"


@register.simple_tag
def control(bound: BoundField, css_class: str = "") -> SafeString:
    """The field's own widget in our clothes. The widget itself stays as it was."""
    widget = bound.field.widget
    if not css_class:
        css_class = "form-select" if isinstance(widget, forms.Select) else "form-control"
    classes = [css_class, widget.attrs.get("class", ""), "is-invalid" if bound.errors else ""]
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, classes))}
    if bound.use_fieldset and bound.errors:  # Django leaves the description to the fieldset
        attrs["aria-describedby"] = bound.aria_describedby or ""
    return bound.as_widget(attrs=attrs)


@register.filter
def widget_attr(bound: BoundField, name: str) -> str:
    """An attribute that the form gave to the field's widget, such as `data-low`."""
    return bound.field.widget.attrs.get(name, "")
