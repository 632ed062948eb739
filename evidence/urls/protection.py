"""Addresses of the rule of protection."""

from django.urls import path

from evidence.views.protection import protection

urlpatterns = [path("protection/", protection, name="protection")]
