"""Addresses of regions, districts and schools."""

from django.urls import path

from collectives.views.region import place, place_remove, places, places_new

urlpatterns = [
    path("setup/places/", places, name="places"),
    path("setup/places/new/<slug:kind>/", places_new, name="places-new"),
    path("setup/places/<uuid:pk>/new/<slug:kind>/", places_new, name="places-new-in"),
    path("setup/places/<slug:kind>/<uuid:pk>/", place, name="place"),
    path("setup/places/<slug:kind>/<uuid:pk>/remove/", place_remove, name="place-remove"),
]
