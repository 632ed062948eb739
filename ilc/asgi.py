"""Where a server finds the sockets; and the pages, for a demonstration that has one server for both."""

import os
from typing import cast

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi_typing import WSGIApp
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ilc.settings")
pages = get_wsgi_application()

from inquiry.routing import websocket_urlpatterns  # noqa: E402  it needs the settings

PAGES_AT_ONCE = 8
application = ProtocolTypeRouter(
    {
        "http": WSGIMiddleware(cast("WSGIApp", pages), workers=PAGES_AT_ONCE),
        "websocket": URLRouter(websocket_urlpatterns),
    }
)
