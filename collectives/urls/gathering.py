"""Addresses of gatherings."""

from django.urls import path

from collectives.views.gathering import (
    gathering,
    gathering_copy,
    gathering_discard,
    gathering_edit,
    gathering_new,
    gathering_preview,
    gatherings,
)
from collectives.views.gathering_people import gathering_people
from collectives.views.gathering_question import (
    gathering_question,
    gathering_question_move,
    gathering_question_remove,
    gathering_questions,
)
from collectives.views.gathering_results import gathering_answers_file, gathering_results
from collectives.views.gathering_run import (
    gathering_close,
    gathering_closes,
    gathering_open,
    gathering_remind,
    gathering_wall,
)
from collectives.views.response import gathering_answer

HERE = "gatherings/<uuid:pk>/"
QUESTION = f"{HERE}questions/<uuid:question>/"
urlpatterns = [
    path("gatherings/", gatherings, name="gatherings"),
    path("gatherings/new/", gathering_new, name="gathering-new"),
    path(HERE, gathering, name="gathering"),
    path(f"{HERE}edit/", gathering_edit, name="gathering-edit"),
    path(f"{HERE}copy/", gathering_copy, name="gathering-copy"),
    path(f"{HERE}discard/", gathering_discard, name="gathering-discard"),
    path(f"{HERE}preview/", gathering_preview, name="gathering-preview"),
    path(f"{HERE}people/", gathering_people, name="gathering-people"),
    path(f"{HERE}questions/", gathering_questions, name="gathering-questions"),
    path(QUESTION, gathering_question, name="gathering-question"),
    path(f"{QUESTION}move/", gathering_question_move, name="gathering-question-move"),
    path(f"{QUESTION}remove/", gathering_question_remove, name="gathering-question-remove"),
    path(f"{QUESTION}answers.csv", gathering_answers_file, name="gathering-answers-file"),
    path(f"{HERE}open/", gathering_open, name="gathering-open"),
    path(f"{HERE}close/", gathering_close, name="gathering-close"),
    path(f"{HERE}closes/", gathering_closes, name="gathering-closes"),
    path(f"{HERE}remind/", gathering_remind, name="gathering-remind"),
    path(f"{HERE}wall/", gathering_wall, name="gathering-wall"),
    path(f"{HERE}results/", gathering_results, name="gathering-results"),
    path(f"{HERE}answer/", gathering_answer, name="gathering-answer"),
]
