"""Addresses of a placemat's history: its changes, two moments beside each other, named moments, adjustments."""

from django.urls import path

from inquiry.views.adjustment import (
    adjustment,
    adjustment_bring_back,
    adjustment_later,
    adjustment_new,
    adjustment_remove,
)
from inquiry.views.comparison import placemat_compare
from inquiry.views.history import collective_history, placemat_history
from inquiry.views.moment import moment, moment_bring_back, moment_new, moment_remove
from inquiry.views.restoring import placemat_restore

urlpatterns = [
    path("collectives/<uuid:pk>/history/", collective_history, name="collective-history"),
    path("placemats/<uuid:pk>/history/", placemat_history, name="placemat-history"),
    path("placemats/<uuid:pk>/compare/", placemat_compare, name="placemat-compare"),
    path("placemats/<uuid:pk>/restore/", placemat_restore, name="placemat-restore"),
    path("placemats/<uuid:pk>/moments/new/", moment_new, name="moment-new"),
    path("moments/<uuid:pk>/", moment, name="moment"),
    path("moments/<uuid:pk>/remove/", moment_remove, name="moment-remove"),
    path("moments/<uuid:pk>/bring-back/", moment_bring_back, name="moment-bring-back"),
    path("placemats/<uuid:pk>/adjustments/new/", adjustment_new, name="adjustment-new"),
    path("placemats/<uuid:pk>/adjustments/later/", adjustment_later, name="adjustment-later"),
    path("adjustments/<uuid:pk>/", adjustment, name="adjustment"),
    path("adjustments/<uuid:pk>/remove/", adjustment_remove, name="adjustment-remove"),
    path("adjustments/<uuid:pk>/bring-back/", adjustment_bring_back, name="adjustment-bring-back"),
]
