"""Addresses of charts with sessions on them."""

from django.urls import path

from facilitation.views.session_chart import indicator_chart

urlpatterns = [
    path("indicators/<uuid:pk>/evidence/sessions/", indicator_chart, name="indicator-chart"),
]
