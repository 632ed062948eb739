"""Addresses of sockets."""

from django.urls import path

from facilitation.coediting.note import NOTES
from inquiry.consumers.sheet import SheetConsumer

websocket_urlpatterns = [
    path("p/<slug:program_slug>/sessions/<uuid:pk>/notes/live", SheetConsumer.as_asgi(kind=NOTES)),
]
