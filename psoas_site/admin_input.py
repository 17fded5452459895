"""What staff send is no more to be trusted than anybody else's: an odd key is told, or is 404."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]


def careful(admin_view: Callable[..., View]) -> Callable[..., View]:
    """`admin_view` of a site: its pages are asked for rows only by keys that a row could have.

    Django's own lists would answer 500 to others, and so would its "view on site".
    """

    def of(view: View, cacheable: bool = False) -> View:
        return admin_view(_checked(view), cacheable)

    return of


def _checked(view: View) -> View:
    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if _holds_what_no_row_holds(request):
            raise Http404
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(map(_could_be_a_key, chosen)):
            message = _("Nothing was done: a row that was chosen does not exist. Choose again.")
            messages.error(request, message)
            return HttpResponseRedirect(request.get_full_path())
        try:
            return view(request, *args, **kwargs)
        except ValidationError as error:  # no key of that kind of row
            raise Http404 from error

    return asked


def _holds_what_no_row_holds(request: HttpRequest) -> bool:
    """Whether an address asks for a NUL, which PostgreSQL cannot even be asked for.

    A list reads its address whatever is sent to it; other pages only when they are looked at.
    """
    match = request.resolver_match
    is_list = match is not None and str(match.url_name).endswith("_changelist")
    if request.method not in {"GET", "HEAD"} and not is_list:
        return False
    return any("\0" in value for _name, values in request.GET.lists() for value in values)


def _could_be_a_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
