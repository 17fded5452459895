"""The ways in, from wherever somebody reads, and back there afterwards."""

from django import template
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

register = template.Library()


@register.simple_tag(takes_context=True)
def entrance(context: template.Context, name: str) -> str:
    """The address of log-in or sign-up, which leads back to this page with all that was said."""
    request = context.get("request")
    back = back_to(request) if request is not None else ""
    query = "?" + urlencode({REDIRECT_FIELD_NAME: back}) if back else ""
    return reverse(name) + query


@register.simple_tag
def entrance_to_today(name: str, pain: int | None) -> str:
    """The address of log-in or sign-up that leads to Today, with the pain that was said."""
    back = today_with("" if pain is None else str(pain)) or reverse("tracking:today")
    return f"{reverse(name)}?{urlencode({REDIRECT_FIELD_NAME: back})}"


def today_with(pain: str) -> str:
    """Today's address with the number to begin with; empty for none."""
    return f"{reverse('tracking:today')}?{urlencode({'pain': pain})}" if pain else ""


def back_to(request: HttpRequest) -> str:
    """Where somebody wants to be once they are in; nothing for the page that opens anyway."""
    match = request.resolver_match
    page = match.view_name if match else ""
    if page.startswith("account_"):
        return request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    if page == "home":
        # People who are in have another first page, which takes the pain that was said.
        return today_with(request.GET.get("pain", ""))
    return request.get_full_path() if page and request.method in ("GET", "HEAD") else ""
