"""Every address of the product."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("p/<slug:program_slug>/", include("facilitation.urls")),
    path("p/<slug:program_slug>/", include("inquiry.urls")),
    path("p/<slug:program_slug>/", include("collectives.urls")),
]
