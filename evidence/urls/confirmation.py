"""Addresses of confirmations."""

from django.urls import path

from evidence.views.confirmation import confirmation, confirmation_take_back

urlpatterns = [
    path("indicators/<uuid:pk>/things/", confirmation, name="confirmation"),
    path("indicators/<uuid:pk>/things/take-back/", confirmation_take_back, name="confirmation-take-back"),
]
