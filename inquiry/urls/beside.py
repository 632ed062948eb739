"""Addresses between a leader's own placemat and the collective's."""

from django.urls import path

from inquiry.views.beside import clause_take_back, clause_take_over, if_action_carry, placemats_shown

urlpatterns = [
    path("placemats/<uuid:pk>/take-over/", clause_take_over, name="clause-take-over"),
    path("placemats/<uuid:pk>/take-back/", clause_take_back, name="clause-take-back"),
    path("placemats/<uuid:pk>/carry/", if_action_carry, name="if-action-carry"),
    path("collectives/<uuid:pk>/placemat/shown/", placemats_shown, name="placemats-shown"),
]
