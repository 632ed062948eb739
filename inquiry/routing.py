"""Addresses of sockets."""

from django.urls import path, re_path

from inquiry.consumers.placemat import NowhereConsumer, PlacematConsumer

websocket_urlpatterns = [
    path("p/<slug:program_slug>/placemats/<uuid:pk>/live", PlacematConsumer.as_asgi()),
    re_path("", NowhereConsumer.as_asgi()),
]
