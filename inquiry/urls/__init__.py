"""Addresses of this app inside a program."""

from django.urls import URLPattern, URLResolver

app_name = "inquiry"
urlpatterns: list[URLPattern | URLResolver] = []
