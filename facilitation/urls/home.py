"""The first page of a program."""

from django.urls import path

from facilitation.views import home

urlpatterns = [path("", home.home, name="home")]
