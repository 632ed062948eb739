"""Addresses of indicators."""

from django.urls import path

from inquiry.views.indicator import (
    indicator,
    indicator_move,
    indicator_new,
    indicator_remove,
    indicator_restore,
)

urlpatterns = [
    path("placemats/<uuid:pk>/indicators/new/", indicator_new, name="indicator-new"),
    path("placemats/<uuid:pk>/indicators/<uuid:indicator_pk>/", indicator, name="indicator"),
    path("placemats/<uuid:pk>/indicators/<uuid:indicator_pk>/move/", indicator_move, name="indicator-move"),
    path("placemats/<uuid:pk>/indicators/<uuid:indicator_pk>/remove/", indicator_remove, name="indicator-remove"),
    path("placemats/<uuid:pk>/indicators/<uuid:indicator_pk>/restore/", indicator_restore, name="indicator-restore"),
]
