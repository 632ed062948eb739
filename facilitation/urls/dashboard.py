"""Addresses of what program staff sees across collectives."""

from django.urls import path

from facilitation.views.dashboard import dashboard

urlpatterns = [path("across/", dashboard, name="dashboard")]
