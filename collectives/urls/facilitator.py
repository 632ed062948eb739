"""Addresses of the facilitators of a collective."""

from django.urls import path

from collectives.views.facilitator import facilitator_release, facilitator_restore, facilitators

urlpatterns = [
    path("collectives/<uuid:pk>/facilitators/", facilitators, name="facilitators"),
    path(
        "collectives/<uuid:pk>/facilitators/<uuid:facilitator_pk>/release/",
        facilitator_release,
        name="facilitator-release",
    ),
    path(
        "collectives/<uuid:pk>/facilitators/<uuid:facilitator_pk>/restore/",
        facilitator_restore,
        name="facilitator-restore",
    ),
]
