"""Addresses of improvement plans."""

from django.urls import path

from collectives.views.improvement_plan import plan, plan_new, plan_remove

urlpatterns = [
    path("boards/<uuid:board_pk>/plans/", plan_new, name="plan-new"),
    path("boards/<uuid:board_pk>/plans/<uuid:pk>/", plan, name="plan"),
    path("boards/<uuid:board_pk>/plans/<uuid:pk>/remove/", plan_remove, name="plan-remove"),
]
