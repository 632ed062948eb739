"""Addresses of what an indicator shows."""

from django.urls import path

from evidence.views.indicator import indicator

urlpatterns = [
    path("indicators/<uuid:pk>/evidence/", indicator, name="indicator"),
]
