"""Addresses of what program staff sees across collectives."""

from django.urls import path

from facilitation.views.dashboard import changes, dashboard, dashboard_file, dashboard_meeting
from facilitation.views.dashboard_view import view, view_monthly, view_new, view_remove

urlpatterns = [
    path("across/", dashboard, name="dashboard"),
    path("across/changes/", changes, name="dashboard-changes"),
    path("across/who-with-whom/", dashboard_meeting, name="dashboard-map"),
    path("across/collectives.csv", dashboard_file, {"kind": "csv"}, name="dashboard-csv"),
    path("across/collectives.xlsx", dashboard_file, {"kind": "xlsx"}, name="dashboard-xlsx"),
    path("across/views/new/", view_new, name="dashboard-view-new"),
    path("across/views/<uuid:pk>/", view, name="dashboard-view"),
    path("across/views/<uuid:pk>/monthly/", view_monthly, name="dashboard-view-monthly"),
    path("across/views/<uuid:pk>/remove/", view_remove, name="dashboard-view-remove"),
]
