"""Addresses of bringing answers of other tools to a board."""

from django.urls import path

from collectives.views.answers_file import answers, answers_bring_in, answers_columns, answers_new, answers_undo

_FILE = "boards/<uuid:board_pk>/answers/<uuid:pk>/"

urlpatterns = [
    path("boards/<uuid:board_pk>/answers/", answers_new, name="answers-new"),
    path(_FILE, answers, name="answers"),
    path(f"{_FILE}columns/", answers_columns, name="answers-columns"),
    path(f"{_FILE}bring-in/", answers_bring_in, name="answers-bring-in"),
    path(f"{_FILE}undo/", answers_undo, name="answers-undo"),
]
