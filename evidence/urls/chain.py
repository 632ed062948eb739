"""Addresses of the evidence chain."""

from django.urls import path

from evidence.views.chain import chain, collective_evidence
from evidence.views.chain_pdf import chain_pdf, chain_pdf_file, chain_print

urlpatterns = [
    path("placemats/<uuid:pk>/evidence/", chain, name="chain"),
    path("placemats/<uuid:pk>/evidence/paper/", chain_pdf, name="chain-pdf"),
    path("placemats/<uuid:pk>/evidence/paper/print/", chain_print, name="chain-print"),
    path("placemats/<uuid:pk>/evidence/paper/<uuid:rendering_pk>/", chain_pdf_file, name="chain-pdf-file"),
    path("collectives/<uuid:pk>/evidence/", collective_evidence, name="collective-evidence"),
]
