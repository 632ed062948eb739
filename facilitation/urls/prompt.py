"""Addresses of what is put to the group of a session."""

from django.urls import path

from facilitation.views.answer_group import (
    answers_group,
    answers_put,
    answers_show,
    group_bring_back,
    group_dissolve,
    group_rename,
    prompt_answers,
)
from facilitation.views.prompt import (
    prompt_answer,
    prompt_exit_ticket,
    prompt_open,
    prompt_remove,
    prompt_send,
    prompt_show,
    session_prompts,
)

urlpatterns = [
    path("sessions/<uuid:pk>/prompts/", session_prompts, name="session-prompts"),
    path("sessions/<uuid:pk>/prompts/exit-ticket/", prompt_exit_ticket, name="prompt-exit-ticket"),
    path("sessions/<uuid:pk>/prompts/<uuid:prompt_pk>/answer/", prompt_answer, name="prompt-answer"),
    path("prompts/<uuid:pk>/open/", prompt_open, name="prompt-open"),
    path("prompts/<uuid:pk>/show/", prompt_show, name="prompt-show"),
    path("prompts/<uuid:pk>/send/", prompt_send, name="prompt-send"),
    path("prompts/<uuid:pk>/remove/", prompt_remove, name="prompt-remove"),
    path("prompts/<uuid:pk>/answers/", prompt_answers, name="prompt-answers"),
    path("prompts/<uuid:pk>/answers/group/", answers_group, name="answers-group"),
    path("prompts/<uuid:pk>/answers/put/", answers_put, name="answers-put"),
    path("prompts/<uuid:pk>/answers/show/", answers_show, name="answers-show"),
    path("answer-groups/<uuid:pk>/rename/", group_rename, name="group-rename"),
    path("answer-groups/<uuid:pk>/dissolve/", group_dissolve, name="group-dissolve"),
    path("answer-groups/<uuid:pk>/bring-back/", group_bring_back, name="group-bring-back"),
]
