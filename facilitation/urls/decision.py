"""Addresses of decisions; the adjustment they may have led to has its own page in the inquiry."""

from django.urls import path

from facilitation.views.decision import (
    adjustment_decisions,
    decision_bring_back,
    decision_link,
    decision_remove,
    session_decisions,
)

urlpatterns = [
    path("sessions/<uuid:pk>/decisions/", session_decisions, name="session-decisions"),
    path("decisions/<uuid:pk>/link/", decision_link, name="decision-link"),
    path("decisions/<uuid:pk>/remove/", decision_remove, name="decision-remove"),
    path("decisions/<uuid:pk>/bring-back/", decision_bring_back, name="decision-bring-back"),
    path("adjustments/<uuid:pk>/decisions/", adjustment_decisions, name="adjustment-decisions"),
]
