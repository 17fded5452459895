"""The pages about oneself: settings, and leaving for good."""

from copy import copy
from typing import cast

from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.deletion import delete_account as delete_everything
from accounts.device import forget
from accounts.forms import DeleteAccountForm, ProfileForm
from accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """The person, whom the log-in middleware has let through."""
    return cast(User, request.user)


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Name, time zone and look; the way to everything else about the account."""
    # A copy: an invalid form writes into its instance, and the page is drawn for request.user.
    person = copy(signed_in(request))
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=person)
    if form.is_valid():
        # Only what the form asks: a password changed meanwhile stays changed.
        form.save(commit=False).save(update_fields=list(form.Meta.fields))
        messages.success(request, _("Saved."))
        return redirect("settings")
    page = {"form": form, "consents": person.consents.order_by("given_at")}
    return render(request, "site/settings.html", page, status=422 if form.is_bound else 200)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="delete_account")
def delete_account(request: HttpRequest) -> HttpResponse:
    """Ask for the password, then delete the account and everything in it."""
    person = signed_in(request)
    form = DeleteAccountForm(person, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "site/settings_delete.html", {"form": form}, status=status)
    delete_everything(person)
    logout(request)
    messages.success(request, _("Your account and everything in it are deleted."))
    answer = redirect("home")
    forget(answer)
    return answer
