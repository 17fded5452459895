"""Every address of the site. The ones that join rooms are served from here."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from exercises import views as library
from exercises.drawn.views import movement, thumbnail
from exercises.photographs.views import photograph
from psoas_site import account_views, data_views, info_views, readiness, views
from psoas_site.admin_input import careful

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.admin_view = careful(admin.site.admin_view)  # type: ignore[assignment, method-assign]

library_patterns = [
    path("exercises/", views.library, name="library"),
    path("exercises/<slug:slug>/", views.exercise, name="exercise"),
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/<slug:slug>/", views.programme, name="programme"),
    path("play/exercise/<slug:slug>/", views.play_exercise, name="play-exercise"),
    path("play/programme/<slug:slug>/", views.play_programme, name="play-programme"),
    path("search/", views.search, name="search"),
    path("learn/", library.learn, name="learn"),
    path("learn/anatomy/", library.anatomy, name="anatomy"),
    path("learn/daily-life/", library.daily_life, name="daily-life"),
    path("learn/daily-life/<slug:slug>/", library.habit, name="habit"),
    path("learn/self-checks/", library.self_check_list, name="self-checks"),
    path("learn/self-checks/<slug:slug>/", library.self_check, name="self-check"),
    path("learn/<slug:slug>/", library.article, name="article"),
    path("claims/", library.claims, name="claims"),
    path("claims/<slug:slug>/", library.claim, name="claim"),
    path("sources/", library.sources, name="sources"),
    path("sources/<slug:slug>/", library.source, name="source"),
    path("safety/", library.safety, name="safety"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("", include((library_patterns, "exercises"))),
    path("", include("tracking.urls")),
    path("settings/", account_views.settings_page, name="settings"),
    path("settings/delete-account/", account_views.delete_account, name="settings-delete"),
    path("data/", data_views.data, name="data"),
    path("data/everything.json", data_views.everything_as_json, name="data-json"),
    path("data/everything.zip", data_views.everything_as_tables, name="data-csv"),
    path("data/consent/", data_views.consent, name="consent"),
    path("data/consent/take-back/", data_views.take_consent_back, name="consent-take-back"),
    path("about/", info_views.about, name="about"),
    path("privacy/", info_views.privacy, name="privacy"),
    path("accessibility/", info_views.accessibility, name="accessibility"),
    path("contact/", info_views.contact, name="contact"),
    path(".well-known/change-password", info_views.change_password, name="well-known-password"),
    path("accounts/", include("accounts.urls")),
    path("media/photographs/<uuid:name>-<int:width>.webp", photograph, name="photograph"),
    path("figures/<slug:slug>.<slug:stamp>.svg", thumbnail, name="figure-thumbnail"),
    path("figures/<slug:slug>.<slug:stamp>.json", movement, name="figure-motion"),
    path(
        "figures/<slug:slug>.left.<slug:stamp>.json",
        movement,
        {"mirrored": True},
        name="figure-motion-left",
    ),
    path("admin/", admin.site.urls),
    path("readyz", readiness.readyz, name="readyz"),
]

handler400 = "psoas_site.views.bad_request"
handler403 = "psoas_site.views.forbidden"
handler404 = "psoas_site.views.not_found"
handler429 = "accounts.rate_limits.too_many_requests"
handler500 = "psoas_site.views.server_error"
