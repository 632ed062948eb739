"""Addresses of ballots and offers, for those who are signed in."""

from django.urls import path

from collectives.views.ballot import ballot, offer

urlpatterns = [
    path("formations/ballots/<uuid:pk>/", ballot, name="ballot"),
    path("formations/offers/<uuid:pk>/", offer, name="offer"),
]
