"""Every address of the site. The ones that join rooms are served from here."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from exercises import views as library
from psoas_site import account_views, views

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

library_patterns = [
    path("exercises/", views.library, name="library"),
    path("exercises/<slug:slug>/", views.exercise, name="exercise"),
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/<slug:slug>/", views.programme, name="programme"),
    path("safety/", library.safety, name="safety"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("", include((library_patterns, "exercises"))),
    path("", include("tracking.urls")),
    path("settings/", account_views.settings_page, name="settings"),
    path("settings/delete-account/", account_views.delete_account, name="settings-delete"),
    path("accounts/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("readyz", views.readyz, name="readyz"),
]

handler400 = "psoas_site.views.bad_request"
handler403 = "psoas_site.views.forbidden"
handler404 = "psoas_site.views.not_found"
handler429 = "accounts.rate_limits.too_many_requests"
handler500 = "psoas_site.views.server_error"
