"""Every address of the site. The ones that join rooms are served from here."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from exercises import views as library_views
from exercises.pictures.drawn.views import movement, thumbnail
from exercises.pictures.photographs.views import photograph
from psoas_site import readiness
from psoas_site.admin_input import careful
from psoas_site.views import account, data, info, library

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.admin_view = careful(admin.site.admin_view)  # type: ignore[assignment, method-assign]

library_patterns = [
    path("exercises/", library.library, name="library"),
    path("exercises/<slug:slug>/", library.exercise, name="exercise"),
    path("programmes/", library.programmes, name="programmes"),
    path("programmes/<slug:slug>/", library.programme, name="programme"),
    path("play/", library.play_choice, name="play"),
    path("play/exercise/<slug:slug>/", library.play_exercise, name="play-exercise"),
    path("play/programme/<slug:slug>/", library.play_programme, name="play-programme"),
    path("search/", library.search, name="search"),
    path("learn/", library_views.learn, name="learn"),
    path("learn/anatomy/", library_views.anatomy, name="anatomy"),
    path("learn/daily-life/", library_views.daily_life, name="daily-life"),
    path("learn/daily-life/<slug:slug>/", library_views.habit, name="habit"),
    path("learn/self-checks/", library_views.self_check_list, name="self-checks"),
    path("learn/self-checks/<slug:slug>/", library_views.self_check, name="self-check"),
    path("learn/<slug:slug>/", library_views.article, name="article"),
    path("claims/", library_views.claims, name="claims"),
    path("claims/<slug:slug>/", library_views.claim, name="claim"),
    path("sources/", library_views.sources, name="sources"),
    path("sources/<slug:slug>/", library_views.source, name="source"),
    path("safety/", library_views.safety, name="safety"),
    path("safety/now/", library_views.emergency, name="emergency"),
]

urlpatterns = [
    path("", library.home, name="home"),
    path("", include((library_patterns, "exercises"))),
    path("", include("tracking.urls")),
    path("play/today/", library.play_today, name="play-today"),
    path("settings/", account.settings_page, name="settings"),
    path("settings/delete-account/", account.delete_account, name="settings-delete"),
    path("data/", data.data, name="data"),
    path("data/everything.json", data.everything_as_json, name="data-json"),
    path("data/everything.zip", data.everything_as_tables, name="data-csv"),
    path("data/consent/", data.consent, name="consent"),
    path("data/consent/take-back/", data.take_consent_back, name="consent-take-back"),
    path("about/", info.about, name="about"),
    path("privacy/", info.privacy, name="privacy"),
    path("accessibility/", info.accessibility, name="accessibility"),
    path("contact/", info.contact, name="contact"),
    path("how-it-works/", info.how_it_works, name="how-it-works"),
    path(".well-known/change-password", info.change_password, name="well-known-password"),
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

handler400 = "psoas_site.views.errors.bad_request"
handler403 = "psoas_site.views.errors.forbidden"
handler404 = "psoas_site.views.errors.not_found"
handler429 = "accounts.rate_limits.too_many_requests"
handler500 = "psoas_site.views.errors.server_error"
