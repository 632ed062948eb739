"""Addresses of the pulse of a collective."""

from django.urls import path

from facilitation.views.pulse import collective_pulse, pulse_beside, pulse_close, pulse_open

HERE = "collectives/<uuid:pk>/pulse/"

urlpatterns = [
    path(HERE, collective_pulse, name="collective-pulse"),
    path(f"{HERE}beside/", pulse_beside, name="pulse-beside"),
    path(f"{HERE}open/", pulse_open, name="pulse-open"),
    path("pulses/<uuid:pk>/close/", pulse_close, name="pulse-close"),
]
