"""Addresses of the evidence plan."""

from django.urls import path

from evidence.views.evidence_plan import plan, plan_line, plan_line_end, plan_line_new, plan_line_reopen

urlpatterns = [
    path("placemats/<uuid:pk>/evidence-plan/", plan, name="plan"),
    path("indicators/<uuid:pk>/evidence-plan/new/", plan_line_new, name="plan-line-new"),
    path("plan-lines/<uuid:pk>/", plan_line, name="plan-line"),
    path("plan-lines/<uuid:pk>/end/", plan_line_end, name="plan-line-end"),
    path("plan-lines/<uuid:pk>/reopen/", plan_line_reopen, name="plan-line-reopen"),
]
