"""Addresses of predictions."""

from django.urls import path

from evidence.views.prediction import (
    prediction_ask,
    prediction_look,
    prediction_remove,
    prediction_reveal,
    predictions,
)

urlpatterns = [
    path("indicators/<uuid:pk>/predictions/", predictions, name="predictions"),
    path("indicators/<uuid:pk>/predictions/ask/", prediction_ask, name="prediction-ask"),
    path("indicators/<uuid:pk>/predictions/look/", prediction_look, name="prediction-look"),
    path("indicators/<uuid:pk>/predictions/reveal/", prediction_reveal, name="prediction-reveal"),
    path("indicators/<uuid:pk>/predictions/remove/", prediction_remove, name="prediction-remove"),
]
