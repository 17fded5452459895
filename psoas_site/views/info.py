"""What every site owes its visitors: what it is, who runs it, what it keeps, how usable it is."""

from importlib.metadata import version

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.device import LOOK_COOKIE
from exercises.models import Source
from exercises.pages.stopping import already_high_words, stopping_of_all
from exercises.rules.bands import Kind
from tracking.planning.explained import explained
from tracking.views.check_ins import GROUPS_COOKIE
from tracking.views.drafts import SAVED_COOKIE

SESSION_DAYS = settings.SESSION_COOKIE_AGE // (24 * 60 * 60)


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is and is not, and whose words it rests on."""
    texts = Source.objects.exclude(kind=Source.Kind.OWN)
    return render(request, "site/about.html", {"texts": texts, "django": version("django")})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, why, how long, and who can read it."""
    cookies = {
        "session": settings.SESSION_COOKIE_NAME,
        "form": settings.CSRF_COOKIE_NAME,
        "message": CookieStorage.cookie_name,
        "saved": SAVED_COOKIE,
        "device": settings.DEVICE_COOKIE_NAME,
        "look": LOOK_COOKIE,
        "groups": GROUPS_COOKIE,
    }
    page = {"cookies": cookies, "session_days": SESSION_DAYS}
    return render(request, "site/privacy.html", page)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was tested, and what is known not to work well."""
    return render(request, "site/accessibility.html")


@login_not_required
@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    """The whole rule: each row and each number with its source, and what it cannot know."""
    page = explained()
    thresholds = page.ruleset.thresholds
    words = {
        "limits": stopping_of_all(thresholds),
        "already_high": already_high_words(Kind.GENTLE, thresholds),
    }
    return render(request, "site/how_it_works.html", {"page": page, **words})


@login_not_required
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Who runs this site, and how to reach them."""
    return render(request, "site/contact.html")


@login_not_required
@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """Where password managers look for the page (W3C well-known URL)."""
    return redirect("account_change_password")
