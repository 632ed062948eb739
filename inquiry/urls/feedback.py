"""Addresses of feedback rounds."""

from django.urls import path

from inquiry.views.feedback import feedback, feedback_close, feedback_draft, feedback_new, feedback_step

urlpatterns = [
    path("placemats/<uuid:pk>/feedback/", feedback_new, name="feedback-new"),
    path("feedback/<uuid:pk>/", feedback, name="feedback"),
    path("feedback/<uuid:pk>/placemat/", feedback_draft, name="feedback-draft"),
    path("feedback/<uuid:pk>/step/", feedback_step, name="feedback-step"),
    path("feedback/<uuid:pk>/close/", feedback_close, name="feedback-close"),
]
