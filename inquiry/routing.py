"""Addresses of sockets."""

from django.urls import path

from inquiry.coediting.writing import PLACEMAT
from inquiry.consumers.sheet import SheetConsumer

websocket_urlpatterns = [
    path("p/<slug:program_slug>/placemats/<uuid:pk>/live", SheetConsumer.as_asgi(kind=PLACEMAT)),
]
