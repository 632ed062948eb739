"""Addresses of themes."""

from django.urls import path

from collectives.views.theme import theme, theme_bring_back, theme_set_aside, themes, themes_offered

urlpatterns = [
    path("setup/themes/", themes, name="themes"),
    path("setup/themes/offered/", themes_offered, name="themes-offered"),
    path("setup/themes/<uuid:pk>/", theme, name="theme"),
    path("setup/themes/<uuid:pk>/set-aside/", theme_set_aside, name="theme-set-aside"),
    path("setup/themes/<uuid:pk>/bring-back/", theme_bring_back, name="theme-bring-back"),
]
