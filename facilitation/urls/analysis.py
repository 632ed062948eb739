"""Addresses of the analyses that were made in sessions."""

from django.urls import path

from facilitation.views.analysis import session_analyses, session_analysis_new

urlpatterns = [
    path("sessions/<uuid:pk>/analyses/", session_analyses, name="session-analyses"),
    path("sessions/<uuid:pk>/analyses/new/", session_analysis_new, name="session-analysis-new"),
]
