"""Addresses of analyses."""

from django.urls import path

from evidence.views.analysis import (
    analyses,
    analysis,
    analysis_change,
    analysis_new,
    analysis_remove,
    analysis_restore,
)
from evidence.views.course import adjustment_analyses, analysis_adjust, analysis_course, analysis_link

urlpatterns = [
    path("placemats/<uuid:pk>/analyses/", analyses, name="analyses"),
    path("placemats/<uuid:pk>/analyses/new/", analysis_new, name="analysis-new"),
    path("analyses/<uuid:pk>/", analysis, name="analysis"),
    path("analyses/<uuid:pk>/change/", analysis_change, name="analysis-change"),
    path("analyses/<uuid:pk>/course/", analysis_course, name="analysis-course"),
    path("analyses/<uuid:pk>/adjust/", analysis_adjust, name="analysis-adjust"),
    path("analyses/<uuid:pk>/adjustment/", analysis_link, name="analysis-link"),
    path("analyses/<uuid:pk>/remove/", analysis_remove, name="analysis-remove"),
    path("analyses/<uuid:pk>/restore/", analysis_restore, name="analysis-restore"),
    path("adjustments/<uuid:pk>/analyses/", adjustment_analyses, name="adjustment-analyses"),
]
