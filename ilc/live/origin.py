"""Where a socket may be opened from."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host


def is_own_origin(origin: str, host: str) -> bool:
    """Whether a page of ours opened the socket: its origin is the host it asked, or one that the settings trust."""
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    parts = urlsplit(origin)
    name, _port = split_domain_port(host)
    return parts.scheme in {"http", "https"} and parts.netloc == host and validate_host(name, settings.ALLOWED_HOSTS)
