"""Addresses of bringing in tables of data points."""

from django.urls import path

from evidence.views.evidence_import import (
    evidence_import,
    import_columns,
    import_new,
    import_problems,
    import_sheet,
    import_template_csv,
    import_template_xlsx,
)
from evidence.views.evidence_import_work import import_bring_in, import_stop, import_undo

urlpatterns = [
    path("placemats/<uuid:pk>/evidence/import/", import_new, name="import-new"),
    path("placemats/<uuid:pk>/evidence/import/template.csv", import_template_csv, name="import-template-csv"),
    path("placemats/<uuid:pk>/evidence/import/template.xlsx", import_template_xlsx, name="import-template-xlsx"),
    path("evidence-imports/<uuid:pk>/", evidence_import, name="import"),
    path("evidence-imports/<uuid:pk>/columns/", import_columns, name="import-columns"),
    path("evidence-imports/<uuid:pk>/sheet/", import_sheet, name="import-sheet"),
    path("evidence-imports/<uuid:pk>/problems/", import_problems, name="import-problems"),
    path("evidence-imports/<uuid:pk>/stop/", import_stop, name="import-stop"),
    path("evidence-imports/<uuid:pk>/bring-in/", import_bring_in, name="import-bring-in"),
    path("evidence-imports/<uuid:pk>/undo/", import_undo, name="import-undo"),
]
