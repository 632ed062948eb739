"""Addresses of the evidence chain."""

from django.urls import path

from evidence.views.chain import chain, collective_evidence

urlpatterns = [
    path("placemats/<uuid:pk>/evidence/", chain, name="chain"),
    path("collectives/<uuid:pk>/evidence/", collective_evidence, name="collective-evidence"),
]
