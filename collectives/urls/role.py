"""Addresses of the roles of a participant."""

from django.urls import path

from collectives.views.role import role_restore, role_take, roles

urlpatterns = [
    path("participants/<uuid:pk>/roles/", roles, name="roles"),
    path("participants/<uuid:pk>/roles/<uuid:grant_pk>/take/", role_take, name="role-take"),
    path("participants/<uuid:pk>/roles/<uuid:grant_pk>/restore/", role_restore, name="role-restore"),
]
