"""Signing up, logging in and the rest: allauth's addresses, one of them with our view."""

from django.urls import include, path

from accounts.views import change_email

urlpatterns = [
    path("email/", change_email, name="account_email"),
    path("", include("allauth.urls")),
]
