"""Addresses of commitments and decisions; the adjustment a decision may have led to has its own page in the inquiry."""

from django.urls import path

from facilitation.views.commitment import (
    commitment,
    commitment_keep,
    commitment_let_go,
    commitment_reopen,
    commitments_of_collective,
    session_commitments,
)
from facilitation.views.decision import (
    adjustment_decisions,
    decision_adjust,
    decision_bring_back,
    decision_link,
    decision_remove,
)

urlpatterns = [
    path("sessions/<uuid:pk>/commitments/", session_commitments, name="session-commitments"),
    path("collectives/<uuid:pk>/commitments/", commitments_of_collective, name="collective-commitments"),
    path("commitments/<uuid:pk>/", commitment, name="commitment"),
    path("commitments/<uuid:pk>/keep/", commitment_keep, name="commitment-keep"),
    path("commitments/<uuid:pk>/let-go/", commitment_let_go, name="commitment-let-go"),
    path("commitments/<uuid:pk>/reopen/", commitment_reopen, name="commitment-reopen"),
    path("decisions/<uuid:pk>/adjust/", decision_adjust, name="decision-adjust"),
    path("decisions/<uuid:pk>/link/", decision_link, name="decision-link"),
    path("decisions/<uuid:pk>/remove/", decision_remove, name="decision-remove"),
    path("decisions/<uuid:pk>/bring-back/", decision_bring_back, name="decision-bring-back"),
    path("adjustments/<uuid:pk>/decisions/", adjustment_decisions, name="adjustment-decisions"),
]
