"""Addresses of the members of a collective."""

from django.urls import path

from collectives.views.seat import collective_seats, seat_end, seat_move, seat_restore

urlpatterns = [
    path("collectives/<uuid:pk>/members/", collective_seats, name="collective-seats"),
    path("collectives/<uuid:pk>/members/<uuid:seat_pk>/end/", seat_end, name="seat-end"),
    path("collectives/<uuid:pk>/members/<uuid:seat_pk>/restore/", seat_restore, name="seat-restore"),
    path("collectives/<uuid:pk>/members/<uuid:seat_pk>/move/", seat_move, name="seat-move"),
]
