"""Addresses of cycles and their phases."""

from django.urls import path

from inquiry.views.cycle import cycle_new
from inquiry.views.phase import collective_phase, phase_move

urlpatterns = [
    path("collectives/<uuid:pk>/cycle/", cycle_new, name="cycle-new"),
    path("collectives/<uuid:pk>/phase/", collective_phase, name="collective-phase"),
    path("collectives/<uuid:pk>/phase/move/", phase_move, name="phase-move"),
]
