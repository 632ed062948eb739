"""Addresses of self-reflections: a facilitator's own after a session, and a collective's as staff reads them."""

from django.urls import path

from facilitation.views.self_reflection import collective_going, session_reflection

urlpatterns = [
    path("sessions/<uuid:pk>/reflection/", session_reflection, name="session-reflection"),
    path("collectives/<uuid:pk>/going/", collective_going, name="collective-going"),
]
