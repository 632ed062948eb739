"""Addresses of support: who would welcome a hand, one collective's reasons and log."""

from django.urls import path

from facilitation.views.support_flag import collective_support, flag_lower, flag_raise, support

urlpatterns = [
    path("support/", support, name="support"),
    path("support/<uuid:pk>/lower/", flag_lower, name="flag-lower"),
    path("collectives/<uuid:pk>/support/", collective_support, name="collective-support"),
    path("collectives/<uuid:pk>/support/raise/", flag_raise, name="flag-raise"),
]
