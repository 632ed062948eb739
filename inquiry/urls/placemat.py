"""Addresses of placemats."""

from django.urls import path

from inquiry.views.placemat import (
    collective_placemat_view,
    placemat,
    placemat_mine,
    placemat_show,
)
from inquiry.views.placemat_pdf import placemat_file, placemat_pdf, placemat_print

urlpatterns = [
    path("collectives/<uuid:pk>/placemat/", collective_placemat_view, name="collective-placemat"),
    path("collectives/<uuid:pk>/placemat/mine/", placemat_mine, name="placemat-mine"),
    path("placemats/<uuid:pk>/", placemat, name="placemat"),
    path("placemats/<uuid:pk>/show/", placemat_show, name="placemat-show"),
    path("placemats/<uuid:pk>/print/", placemat_print, name="placemat-print"),
    path("placemats/<uuid:pk>/pdf/", placemat_pdf, name="placemat-pdf"),
    path("placemats/<uuid:pk>/pdf/<uuid:rendering_pk>/", placemat_file, name="placemat-file"),
]
