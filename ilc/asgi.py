"""Where a server finds the sockets; and the pages, for a demonstration that has one server for both."""

import os
from typing import cast

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi_typing import WSGIApp
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.wsgi import get_wsgi_application
from django.urls import path, re_path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ilc.settings")
pages = get_wsgi_application()

from facilitation import routing as facilitation_routing  # noqa: E402  they need the settings
from ilc.live.consumer import NewsConsumer  # noqa: E402
from inquiry import routing as inquiry_routing  # noqa: E402
from inquiry.consumers.sheet import NowhereConsumer  # noqa: E402

PAGES_AT_ONCE = 2  # of each process: more only take turns with each other, and all wait longer
application = ProtocolTypeRouter(
    {
        "http": WSGIMiddleware(cast("WSGIApp", pages), workers=PAGES_AT_ONCE),
        "websocket": URLRouter(
            [
                path("news", NewsConsumer.as_asgi()),
                *inquiry_routing.websocket_urlpatterns,
                *facilitation_routing.websocket_urlpatterns,
                re_path("", NowhereConsumer.as_asgi()),
            ]
        ),
    }
)
