"""Addresses inside a rehearsal: its stations, the bar, and the chart that is read there."""

from django.urls import path

from facilitation.views.rehearsal_station import rehearsal_bar, rehearsal_chart, rehearsal_skip, rehearsal_stations

urlpatterns = [
    path("rehearsal/", rehearsal_stations, name="rehearsal-stations"),
    path("rehearsal/bar/", rehearsal_bar, name="rehearsal-bar"),
    path("rehearsal/skip/", rehearsal_skip, name="rehearsal-skip"),
    path("rehearsal/chart/", rehearsal_chart, name="rehearsal-chart"),
]
