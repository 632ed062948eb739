"""The app's place in Django."""

from django.apps import AppConfig


class InquiryConfig(AppConfig):
    """What collectives work on: the cycle and the placemat."""

    name = "inquiry"
    default_auto_field = "django.db.models.BigAutoField"
