"""Addresses of collectives."""

from django.urls import path

from collectives.views.collective import (
    collective,
    collective_addresses,
    collective_close,
    collective_edit,
    collective_new,
    collective_reopen,
    collectives,
)

urlpatterns = [
    path("collectives/", collectives, name="collectives"),
    path("collectives/new/", collective_new, name="collective-new"),
    path("collectives/<uuid:pk>/", collective, name="collective"),
    path("collectives/<uuid:pk>/edit/", collective_edit, name="collective-edit"),
    path("collectives/<uuid:pk>/addresses/", collective_addresses, name="collective-addresses"),
    path("collectives/<uuid:pk>/close/", collective_close, name="collective-close"),
    path("collectives/<uuid:pk>/reopen/", collective_reopen, name="collective-reopen"),
]
