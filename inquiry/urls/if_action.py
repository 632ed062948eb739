"""Addresses of if-actions."""

from django.urls import path

from inquiry.views.if_action import if_action_remove, if_action_restore

urlpatterns = [
    path("placemats/<uuid:pk>/if-actions/<uuid:if_action_pk>/remove/", if_action_remove, name="if-action-remove"),
    path("placemats/<uuid:pk>/if-actions/<uuid:if_action_pk>/restore/", if_action_restore, name="if-action-restore"),
]
