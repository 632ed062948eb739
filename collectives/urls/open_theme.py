"""Addresses of the themes as members read them."""

from django.urls import path

from collectives.views.open_theme import open_theme, open_themes

urlpatterns = [
    path("themes/", open_themes, name="open-themes"),
    path("themes/<uuid:pk>/", open_theme, name="open-theme"),
]
