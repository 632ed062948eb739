"""Addresses of the decision record."""

from django.urls import path

from collectives.views.theme_decision import decision_new, decisions

urlpatterns = [
    path("boards/<uuid:board_pk>/decisions/", decisions, name="decisions"),
    path("boards/<uuid:board_pk>/decisions/new/", decision_new, name="decision-new"),
]
