"""What is claimed, who says so, and the texts that all of it comes from."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exercises.models import Claim, Source
from exercises.pages.claims import by_topic, claim_page, claims_for, meanings
from exercises.pages.sources import grouped_sources, source_page
from exercises.shelf.forms import ClaimsForm


@login_not_required
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """All claims, by topic; narrowed by topic, verdict and who speaks of them."""
    form = ClaimsForm(request.GET)
    shown = list(claims_for(**form.wanted()))
    context = {
        "form": form,
        "groups": by_topic(shown),
        "count": len(shown),
        "meanings": meanings(),
    }
    return render(request, "exercises/claims.html", context)


@login_not_required
@require_safe
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """One claim, with every side. `?first=` says which camp stands first."""
    try:
        page = claim_page(slug, request.user, request.GET.get("first", ""))
    except Claim.DoesNotExist as error:
        raise Http404 from error
    return render(request, "exercises/claim.html", {"page": page, "claim": page.claim})


@login_not_required
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """The bibliography."""
    return render(request, "exercises/sources.html", {"groups": grouped_sources()})


@login_not_required
@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source, and where it is used."""
    try:
        page = source_page(slug, request.user)
    except Source.DoesNotExist as error:
        raise Http404 from error
    return render(request, "exercises/source.html", {"page": page, "source": page.source})
