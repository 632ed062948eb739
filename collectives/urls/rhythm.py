"""The address of a collective's rhythm."""

from django.urls import path

from collectives.views.rhythm import collective_rhythm

urlpatterns = [path("collectives/<uuid:pk>/rhythm/", collective_rhythm, name="collective-rhythm")]
