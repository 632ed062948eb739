"""Addresses of data points and of how they are counted."""

from django.urls import path

from evidence.views.data_point import (
    data_point,
    data_point_new,
    data_point_remove,
    data_point_restore,
    measure,
    plan_line_bring,
)

urlpatterns = [
    path("indicators/<uuid:pk>/evidence/new/", data_point_new, name="data-point-new"),
    path("indicators/<uuid:pk>/measure/", measure, name="measure"),
    path("plan-lines/<uuid:pk>/bring/", plan_line_bring, name="plan-line-bring"),
    path("data-points/<uuid:pk>/", data_point, name="data-point"),
    path("data-points/<uuid:pk>/remove/", data_point_remove, name="data-point-remove"),
    path("data-points/<uuid:pk>/restore/", data_point_restore, name="data-point-restore"),
]
