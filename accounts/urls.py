"""Signing up, logging in and the rest: allauth's addresses, two of them with our views."""

from django.urls import include, path, re_path

from accounts.views import change_email, confirm_email

urlpatterns = [
    path("email/", change_email, name="account_email"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", confirm_email, name="account_confirm_email"),
    path("", include("allauth.urls")),
]
