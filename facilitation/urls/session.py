"""Addresses of sessions and their pieces."""

from django.urls import path

from facilitation.views.agenda import (
    agenda_bring_back,
    agenda_draft,
    agenda_item,
    agenda_item_move,
    agenda_item_remove,
    agenda_protocol,
    session_agenda,
)
from facilitation.views.agenda_prompt import agenda_item_prompt, agenda_item_prompts
from facilitation.views.attendance import session_attendance, session_coming
from facilitation.views.calendar_feed import my_calendar
from facilitation.views.note import notes_history, session_notes
from facilitation.views.session import session, sessions, sessions_of_collective
from facilitation.views.session_change import session_cancel, session_move, session_new, session_restore
from facilitation.views.session_pack import session_pack, session_pack_file, session_pack_print

urlpatterns = [
    path("sessions/", sessions, name="sessions"),
    path("sessions/calendar/", my_calendar, name="my-calendar"),
    path("collectives/<uuid:pk>/sessions/", sessions_of_collective, name="collective-sessions"),
    path("collectives/<uuid:pk>/sessions/new/", session_new, name="session-new"),
    path("sessions/<uuid:pk>/", session, name="session"),
    path("sessions/<uuid:pk>/move/", session_move, name="session-move"),
    path("sessions/<uuid:pk>/cancel/", session_cancel, name="session-cancel"),
    path("sessions/<uuid:pk>/restore/", session_restore, name="session-restore"),
    path("sessions/<uuid:pk>/attendance/", session_attendance, name="session-attendance"),
    path("sessions/<uuid:pk>/coming/", session_coming, name="session-coming"),
    path("sessions/<uuid:pk>/pack/", session_pack, name="session-pack"),
    path("sessions/<uuid:pk>/pack/print/", session_pack_print, name="session-pack-print"),
    path("sessions/<uuid:pk>/pack/<uuid:rendering_pk>/", session_pack_file, name="session-pack-file"),
    path("sessions/<uuid:pk>/notes/", session_notes, name="session-notes"),
    path("sessions/<uuid:pk>/notes/history/", notes_history, name="notes-history"),
    path("sessions/<uuid:pk>/agenda/", session_agenda, name="session-agenda"),
    path("sessions/<uuid:pk>/agenda/draft/", agenda_draft, name="agenda-draft"),
    path("sessions/<uuid:pk>/agenda/protocol/", agenda_protocol, name="agenda-protocol"),
    path("sessions/<uuid:pk>/agenda/bring-back/<uuid:change_pk>/", agenda_bring_back, name="agenda-bring-back"),
    path("agenda/<uuid:pk>/", agenda_item, name="agenda-item"),
    path("agenda/<uuid:pk>/move/", agenda_item_move, name="agenda-item-move"),
    path("agenda/<uuid:pk>/remove/", agenda_item_remove, name="agenda-item-remove"),
    path("agenda/<uuid:pk>/prompts/", agenda_item_prompts, name="agenda-item-prompts"),
    path("agenda/<uuid:pk>/prompts/<uuid:prompt_pk>/", agenda_item_prompt, name="agenda-item-prompt"),
]
