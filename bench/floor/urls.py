"""The floor's one address."""

from django.urls import path

from bench.floor.views import hello

urlpatterns = [path("hello/", hello)]
