"""Addresses of gatherings."""

from django.urls import path

from collectives.views.response import gathering_answer

urlpatterns = [
    path("gatherings/<uuid:pk>/answer/", gathering_answer, name="gathering-answer"),
]
