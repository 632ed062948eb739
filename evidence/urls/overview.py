"""Addresses of what is seen across collectives."""

from django.urls import path

from evidence.views.overview import evidence_overview

urlpatterns = [path("evidence/", evidence_overview, name="overview")]
