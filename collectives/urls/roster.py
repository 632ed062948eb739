"""Addresses of bringing in participants from a file."""

from django.urls import path

from collectives.views.roster import (
    roster,
    roster_bring_in,
    roster_columns,
    roster_problems,
    roster_stop,
    roster_template_file,
    roster_undo,
    roster_upload,
)

urlpatterns = [
    path("setup/roster/", roster_upload, name="roster-upload"),
    path("setup/roster/template/", roster_template_file, name="roster-template"),
    path("setup/roster/<uuid:pk>/", roster, name="roster"),
    path("setup/roster/<uuid:pk>/columns/", roster_columns, name="roster-columns"),
    path("setup/roster/<uuid:pk>/stop/", roster_stop, name="roster-stop"),
    path("setup/roster/<uuid:pk>/bring-in/", roster_bring_in, name="roster-bring-in"),
    path("setup/roster/<uuid:pk>/undo/", roster_undo, name="roster-undo"),
    path("setup/roster/<uuid:pk>/problems/", roster_problems, name="roster-problems"),
]
