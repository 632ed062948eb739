"""Addresses of this app inside a program."""

from django.urls import URLPattern, URLResolver

app_name = "facilitation"
urlpatterns: list[URLPattern | URLResolver] = []
