"""Private addresses: one person's own days."""

from django.urls import path

from tracking.views import check_ins, progress, sessions, today

app_name = "tracking"

urlpatterns = [
    path("today/", today.today, name="today"),
    path("check-ins/", check_ins.history, name="check-in-list"),
    path("check-ins/new/", check_ins.new, name="check-in-new"),
    path("check-ins/<uuid:pk>/edit/", check_ins.edit, name="check-in-edit"),
    path("check-ins/<uuid:pk>/delete/", check_ins.delete, name="check-in-delete"),
    path("sessions/", sessions.history, name="session-list"),
    path("sessions/new/", sessions.new, name="session-new"),
    path("sessions/<uuid:pk>/", sessions.detail, name="session-detail"),
    path("sessions/<uuid:pk>/edit/", sessions.edit, name="session-edit"),
    path("sessions/<uuid:pk>/delete/", sessions.delete, name="session-delete"),
    path("progress/", progress.progress, name="progress"),
]
