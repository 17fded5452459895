"""Private addresses: one person's own days."""

from django.urls import path

from tracking.views import (
    about,
    check_ins,
    exercises,
    following,
    moves,
    plan,
    plan_days,
    progress,
    removal,
    screening,
    sessions,
    signs,
    today,
)
from tracking.views import diary_lists as history

app_name = "tracking"

urlpatterns = [
    path("today/", today.today, name="today"),
    path("diary/", history.diary, name="diary"),
    path("check-ins/", history.check_ins, name="check-in-list"),
    path("check-ins/new/", check_ins.new, name="check-in-new"),
    path("check-ins/same/", today.same_again, name="check-in-repeat"),
    path("check-ins/<uuid:pk>/edit/", check_ins.edit, name="check-in-edit"),
    path("check-ins/<uuid:pk>/delete/", removal.delete_check_in, name="check-in-delete"),
    path("sessions/", history.sessions, name="session-list"),
    path("sessions/new/", sessions.new, name="session-new"),
    path("sessions/as-planned/", sessions.as_planned, name="session-as-planned"),
    path("sessions/<uuid:pk>/", sessions.detail, name="session-detail"),
    path("sessions/<uuid:pk>/edit/", sessions.edit, name="session-edit"),
    path("sessions/<uuid:pk>/delete/", removal.delete_session, name="session-delete"),
    path("signs/", signs.signs, name="sign-list"),
    path("signs/<uuid:pk>/answer/", signs.answer, name="sign-answer"),
    path("signs/<uuid:pk>/edit/", signs.edit, name="sign-edit"),
    path("screening/", screening.screening, name="screening"),
    path("screening/put-away/", screening.put_away, name="screening-put-away"),
    path("screening/<slug:code>/", screening.leaf, name="screening-leaf"),
    path("screenings/<uuid:pk>/", screening.answers, name="screening-answers"),
    path("screenings/<uuid:pk>/<slug:code>/", screening.edit, name="screening-edit"),
    path("deleted/<uuid:pk>/put-back/", removal.put_back, name="put-back"),
    path("about-me/", about.about, name="about-me"),
    path("about-me/<uuid:pk>/", about.answer, name="about-me-answer"),
    path("about-me/delete/", about.forget, name="about-me-delete"),
    path("settings/follow/", following.follow, name="follow"),
    path("plan/", plan.plan, name="plan"),
    path("plan/new/", plan.new, name="plan-new"),
    path("plan/add/", plan.add, name="plan-add"),
    path("plan/done/", plan_days.done, name="plan-done"),
    path("plan/go-on/", plan_days.go_on, name="plan-go-on"),
    path("bad-day/", plan_days.bad_day, name="bad-day"),
    path("likings/", plan.like, name="like"),
    path("plan/moves/", moves.moves, name="moves"),
    path("plan/moves/<uuid:pk>/", moves.move, name="move"),
    path("progress/", progress.progress, name="progress"),
    path("progress/<slug:name>/", progress.table, name="progress-table"),
    path("history/exercises/<slug:slug>/", exercises.exercise, name="exercise-history"),
    path("history/own/<uuid:pk>/", exercises.movement, name="movement-history"),
]
