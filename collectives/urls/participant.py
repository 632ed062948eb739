"""Addresses of participants."""

from django.urls import path

from collectives.views.participant import (
    participant,
    participant_edit,
    participant_leave,
    participant_new,
    participant_return,
    participants,
)
from collectives.views.participant_invite import participant_invite, participants_invite

urlpatterns = [
    path("setup/participants/", participants, name="participants"),
    path("setup/participants/new/", participant_new, name="participant-new"),
    path("setup/participants/invite/", participants_invite, name="participants-invite"),
    path("participants/<uuid:pk>/", participant, name="participant"),
    path("participants/<uuid:pk>/edit/", participant_edit, name="participant-edit"),
    path("participants/<uuid:pk>/leave/", participant_leave, name="participant-leave"),
    path("participants/<uuid:pk>/return/", participant_return, name="participant-return"),
    path("participants/<uuid:pk>/invite/", participant_invite, name="participant-invite"),
]
