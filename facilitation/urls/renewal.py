"""Addresses of the closing of a cycle, and of a collective's cycles one after another."""

from django.urls import path

from facilitation.views.cycle import collective_cycles
from facilitation.views.renewal import renewal, renewal_close, renewal_part, renewal_seats, renewal_undo

urlpatterns = [
    path("collectives/<uuid:pk>/cycles/", collective_cycles, name="cycles"),
    path("cycles/<uuid:pk>/renewal/", renewal, name="renewal"),
    path("cycles/<uuid:pk>/renewal/part/", renewal_part, name="renewal-part"),
    path("cycles/<uuid:pk>/renewal/seats/", renewal_seats, name="renewal-seats"),
    path("cycles/<uuid:pk>/renewal/close/", renewal_close, name="renewal-close"),
    path("cycles/<uuid:pk>/renewal/undo/", renewal_undo, name="renewal-undo"),
]
