"""Addresses of the question guide: beside a session, and in the library."""

from django.urls import path

from facilitation.views.guide import (
    question_ask,
    question_favourite,
    question_outcome,
    question_outcome_take_back,
    question_take_back,
    session_questions,
)
from facilitation.views.question import library_favourite, library_questions, question_bring_back, question_remove

urlpatterns = [
    path("sessions/<uuid:pk>/questions/", session_questions, name="session-questions"),
    path("sessions/<uuid:pk>/questions/ask/", question_ask, name="question-ask"),
    path("sessions/<uuid:pk>/questions/favourite/", question_favourite, name="question-favourite"),
    path("asked/<uuid:pk>/take-back/", question_take_back, name="question-take-back"),
    path("asked/<uuid:pk>/outcome/", question_outcome, name="question-outcome"),
    path("outcomes/<uuid:pk>/take-back/", question_outcome_take_back, name="question-outcome-take-back"),
    path("library/questions/", library_questions, name="library-questions"),
    path("library/questions/favourite/", library_favourite, name="library-favourite"),
    path("library/own-questions/<uuid:pk>/remove/", question_remove, name="question-remove"),
    path("library/own-questions/<uuid:pk>/bring-back/", question_bring_back, name="question-bring-back"),
]
