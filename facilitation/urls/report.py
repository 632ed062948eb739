"""Addresses of reports."""

from django.urls import path

from facilitation.views.report import placemat_reports_page, report, report_remove, report_restore, report_write
from facilitation.views.report_comment import report_comment, report_comment_resolve
from facilitation.views.report_knowledge import knowledge_reports_page
from facilitation.views.report_pdf import report_pdf, report_pdf_file, report_print

HERE = "reports/<uuid:pk>/"

urlpatterns = [
    path("placemats/<uuid:pk>/reports/", placemat_reports_page, name="placemat-reports"),
    path("reports/", knowledge_reports_page, name="knowledge-reports"),
    path(HERE, report, name="report"),
    path(f"{HERE}write/", report_write, name="report-write"),
    path(f"{HERE}remove/", report_remove, name="report-remove"),
    path(f"{HERE}restore/", report_restore, name="report-restore"),
    path(f"{HERE}comments/", report_comment, name="report-comment"),
    path("report-comments/<uuid:pk>/resolve/", report_comment_resolve, name="report-comment-resolve"),
    path(f"{HERE}on-paper/", report_pdf, name="report-pdf"),
    path(f"{HERE}on-paper/print/", report_print, name="report-print"),
    path(f"{HERE}as-pdf/<uuid:rendering_pk>/", report_pdf_file, name="report-pdf-file"),
]
