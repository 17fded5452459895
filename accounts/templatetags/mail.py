"""The truth about mail: a page says "we sent it" only where mail really leaves."""

from django import template

from accounts import reset_links
from accounts.forms import WaitingEmailForm

register = template.Library()


@register.simple_tag
def site_sends_mail() -> bool:
    """Whether mail leaves this machine."""
    return reset_links.sends_mail()


@register.simple_tag
def site_writes_mail() -> bool:
    """Whether mail leaves, or at least shows on the operator's terminal."""
    return reset_links.writes_mail()


@register.inclusion_tag("account/partials/mail_note.html")
def mail_note() -> dict[str, bool]:
    """A note, where mail is only printed on the terminal."""
    return {"sends_mail": site_sends_mail()}


@register.simple_tag
def waiting_email_form(email: str) -> WaitingEmailForm:
    """The hidden part of a button about an address that waits for its confirmation."""
    return WaitingEmailForm(initial={"email": email})
