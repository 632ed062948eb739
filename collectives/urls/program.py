"""Addresses of how a program is set up."""

from django.urls import path

from collectives.views.program import program_settings, setup

urlpatterns = [
    path("setup/", setup, name="setup"),
    path("setup/settings/", program_settings, name="program-settings"),
]
