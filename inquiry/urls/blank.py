"""Addresses of the blank placemat."""

from django.urls import path

from inquiry.views.blank import blank_file, blank_print, placemat_blank

urlpatterns = [
    path("collectives/<uuid:pk>/placemat/blank/", placemat_blank, name="placemat-blank"),
    path("collectives/<uuid:pk>/placemat/blank/print/", blank_print, name="blank-print"),
    path("collectives/<uuid:pk>/placemat/blank/<uuid:rendering_pk>/", blank_file, name="blank-file"),
]
