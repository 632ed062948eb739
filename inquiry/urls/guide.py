"""Addresses of the guide beside a placemat."""

from django.urls import path

from inquiry.views.guide import hint_aside, placemat_guide_view

urlpatterns = [
    path("placemats/<uuid:pk>/guide/", placemat_guide_view, name="placemat-guide"),
    path("placemats/<uuid:pk>/guide/aside/", hint_aside, name="hint-aside"),
]
