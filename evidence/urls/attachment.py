"""Addresses of what is brought beside figures."""

from django.urls import path

from evidence.views.attachment import data_point_attachments, indicator_attachments
from evidence.views.attachment_change import (
    attachment,
    attachment_keep,
    attachment_remove,
    attachment_restore,
    attachment_show,
)
from evidence.views.attachment_file import attachment_file, attachment_preview

urlpatterns = [
    path("indicators/<uuid:pk>/attachments/", indicator_attachments, name="indicator-attachments"),
    path("data-points/<uuid:pk>/attachments/", data_point_attachments, name="data-point-attachments"),
    path("attachments/<uuid:pk>/", attachment, name="attachment"),
    path("attachments/<uuid:pk>/file/", attachment_file, name="attachment-file"),
    path("attachments/<uuid:pk>/preview/", attachment_preview, name="attachment-preview"),
    path("attachments/<uuid:pk>/show/", attachment_show, name="attachment-show"),
    path("attachments/<uuid:pk>/keep/", attachment_keep, name="attachment-keep"),
    path("attachments/<uuid:pk>/remove/", attachment_remove, name="attachment-remove"),
    path("attachments/<uuid:pk>/restore/", attachment_restore, name="attachment-restore"),
]
