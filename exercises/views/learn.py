"""Learn: articles, the anatomy, daily life and self-checks. Everybody may read them."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exercises.models import Article, Habit, SelfCheck
from exercises.pages.anatomy import by_layer, parts_for
from exercises.pages.daily import habit_named, habits, self_check_named, self_checks
from exercises.pages.learn import article_page, articles_for
from exercises.shelf.forms import SearchForm


@login_not_required
@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    """All that there is to read."""
    groups = articles_for(request.user)
    context = {
        "help": [group for group in groups if group.code == Article.Group.HELP],
        "groups": [group for group in groups if group.code != Article.Group.HELP],
        "form": SearchForm(QueryDict()),
    }
    return render(request, "exercises/learn.html", context)


@login_not_required
@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One article."""
    try:
        page = article_page(slug, request.user)
    except Article.DoesNotExist as error:
        raise Http404 from error
    return render(request, "exercises/article.html", {"page": page, "article": page.article})


@login_not_required
@require_safe
def anatomy(request: HttpRequest) -> HttpResponse:
    """The drawing of the psoas and its neighbours, with a text for each part."""
    layers = by_layer(parts_for(request.user))
    return render(request, "exercises/anatomy.html", {"layers": layers})


@login_not_required
@require_safe
def daily_life(request: HttpRequest) -> HttpResponse:
    """Small things of daily life to try."""
    return render(request, "exercises/daily_life.html", {"habits": habits()})


@login_not_required
@require_safe
def habit(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them: a checklist, who says so, and how well that is known."""
    try:
        shown = habit_named(slug, request.user)
    except Habit.DoesNotExist as error:
        raise Http404 from error
    return render(request, "exercises/habit.html", {"habit": shown})


@login_not_required
@require_safe
def self_check_list(request: HttpRequest) -> HttpResponse:
    """Personal comparisons."""
    return render(request, "exercises/self_checks.html", {"checks": self_checks()})


@login_not_required
@require_safe
def self_check(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them: how it is done, and what it can and cannot say."""
    try:
        shown = self_check_named(slug)
    except SelfCheck.DoesNotExist as error:
        raise Http404 from error
    return render(request, "exercises/self_check.html", {"check": shown})
