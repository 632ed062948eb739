"""Where a leader's certificates stand."""

from django.urls import path

from facilitation.views.certificate import (
    certificate,
    certificate_give_again,
    certificate_take_back,
    certificates,
)
from facilitation.views.certificate_pdf import certificate_file, certificate_pdf, certificate_print

urlpatterns = [
    path("certificates/", certificates, name="certificates"),
    path("certificates/<uuid:pk>/", certificate, name="certificate"),
    path("certificates/<uuid:pk>/paper/", certificate_pdf, name="certificate-pdf"),
    path("certificates/<uuid:pk>/paper/print/", certificate_print, name="certificate-print"),
    path("certificates/<uuid:pk>/file/<uuid:rendering_pk>/", certificate_file, name="certificate-file"),
    path("certificates/<uuid:pk>/take-back/", certificate_take_back, name="certificate-take-back"),
    path("certificates/<uuid:pk>/give-again/", certificate_give_again, name="certificate-give-again"),
]
