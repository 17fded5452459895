"""What the site holds of oneself: to look at, to take along, and the agreement it rests on."""

from allauth.decorators import rate_limit
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import consent as agreement
from accounts.forms import ConsentForm
from accounts.portability import staff_actions
from psoas_site import downloads
from psoas_site.views.account import signed_in
from tracking.portability import held


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What there is, the ways to take it along, and the ways to end it."""
    person = signed_in(request)
    page = {
        "held": held(person),
        "consent": person.consents.order_by("given_at").last(),
        "staff_actions": staff_actions(person),
    }
    return render(request, "site/data.html", page)


@require_safe
def everything_as_json(request: HttpRequest) -> HttpResponseBase:
    """Everything as one file, complete and exact."""
    return _download(request, "json", "application/json")


@require_safe
def everything_as_tables(request: HttpRequest) -> HttpResponseBase:
    """Everything as tables for spreadsheets."""
    return _download(request, "zip", "application/zip")


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """The words to agree to, and where one stands with them. The diary leads here without it."""
    person = signed_in(request)
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        agreement.agree(person)
        messages.success(request, _("Thank you. Your diary is open."))
        return redirect("tracking:today")
    page = {
        "form": form,
        "consent": person.consents.order_by("given_at").last(),
        "text": agreement.TEXT,
        "text_version": agreement.TEXT_VERSION,
    }
    return render(request, "site/data_consent.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def take_consent_back(request: HttpRequest) -> HttpResponse:
    """Ask once, then end the agreement.

    Without the password, unlike deletion: taking back has to be as easy as agreeing was
    (Article 7(3) GDPR), nothing is lost by it, and agreeing again undoes it.
    """
    person = signed_in(request)
    if request.method == "POST":
        agreement.take_back(person)
        messages.success(request, _("Taken back. Your diary rests from now on."))
        return redirect("consent")
    if not person.agrees:
        return redirect("consent")
    return render(request, "site/data_take_back.html")


@rate_limit(action="download", limit_get=True)
def _download(request: HttpRequest, ending: str, kind: str) -> HttpResponseBase:
    person, now = signed_in(request), timezone.now()
    make = downloads.as_json if ending == "json" else downloads.as_tables
    day = now.astimezone(person.zone).date()
    return FileResponse(
        make(person, now),
        as_attachment=True,
        filename=f"diary-{day:%Y-%m-%d}.{ending}",
        content_type=kind,
    )
