"""The app's place in Django."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """What shows that it works: data points, analyses, judgements."""

    name = "evidence"
    default_auto_field = "django.db.models.BigAutoField"
