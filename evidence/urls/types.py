"""Addresses of the four types of data."""

from django.urls import path

from evidence.views.types import evidence_types

urlpatterns = [
    path("placemats/<uuid:pk>/evidence/types/", evidence_types, name="types"),
]
