"""Addresses of this app inside a program."""

from django.urls import URLPattern, URLResolver

from facilitation.urls import home

app_name = "facilitation"
urlpatterns: list[URLPattern | URLResolver] = [*home.urlpatterns]
