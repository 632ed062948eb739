"""Addresses of this app inside a program."""

from django.urls import URLPattern, URLResolver

app_name = "collectives"
urlpatterns: list[URLPattern | URLResolver] = []
