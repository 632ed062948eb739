"""Addresses of learning summaries."""

from django.urls import path

from evidence.views.learning_page import learning_summary, learning_withdraw
from evidence.views.learning_similar import learning_similar
from evidence.views.learning_start import learning_start, learning_start_undo, library_copy_start
from evidence.views.learning_summary import (
    learning,
    learning_answer,
    learning_ask,
    learning_publish,
    learning_take_back,
)
from evidence.views.library_copy import library_copy

HERE = "placemats/<uuid:pk>/learning/"

urlpatterns = [
    path(HERE, learning, name="learning"),
    path(f"{HERE}similar/", learning_similar, name="learning-similar"),
    path(f"{HERE}ask/", learning_ask, name="learning-ask"),
    path(f"{HERE}answer/", learning_answer, name="learning-answer"),
    path(f"{HERE}take-back/", learning_take_back, name="learning-take-back"),
    path(f"{HERE}publish/", learning_publish, name="learning-publish"),
    path("learning/<uuid:pk>/", learning_summary, name="learning-summary"),
    path("learning/<uuid:pk>/withdraw/", learning_withdraw, name="learning-withdraw"),
    path("learning/<uuid:pk>/start/", learning_start, name="learning-start"),
    path("learning/copies/<uuid:pk>/", library_copy, name="library-copy"),
    path("learning/copies/<uuid:pk>/start/", library_copy_start, name="library-copy-start"),
    path("learning/starts/<uuid:pk>/undo/", learning_start_undo, name="learning-start-undo"),
]
