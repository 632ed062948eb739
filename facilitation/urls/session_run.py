"""Addresses of a session while it takes place: its three faces, and what whoever leads it does."""

from django.urls import path

from facilitation.views.session_asked import session_asked
from facilitation.views.session_here import session_here, session_join
from facilitation.views.session_mine import session_mine
from facilitation.views.session_people import session_people
from facilitation.views.session_room import session_room
from facilitation.views.session_run import (
    session_begin,
    session_end,
    session_resume,
    session_run,
    session_shorten,
    session_show,
    session_step,
    session_take_over,
)
from facilitation.views.session_summary import session_send_summary

urlpatterns = [
    path("sessions/<uuid:pk>/run/", session_run, name="session-run"),
    path("sessions/<uuid:pk>/here/", session_here, name="session-here"),
    path("sessions/<uuid:pk>/mine/", session_mine, name="session-mine"),
    path("sessions/<uuid:pk>/room/", session_room, name="session-room"),
    path("sessions/<uuid:pk>/asked/", session_asked, name="session-asked"),
    path("sessions/<uuid:pk>/people/", session_people, name="session-people"),
    path("sessions/<uuid:pk>/begin/", session_begin, name="session-begin"),
    path("sessions/<uuid:pk>/step/", session_step, name="session-step"),
    path("sessions/<uuid:pk>/shorten/", session_shorten, name="session-shorten"),
    path("sessions/<uuid:pk>/show/", session_show, name="session-show"),
    path("sessions/<uuid:pk>/take-over/", session_take_over, name="session-take-over"),
    path("sessions/<uuid:pk>/end/", session_end, name="session-end"),
    path("sessions/<uuid:pk>/summary/", session_send_summary, name="session-send-summary"),
    path("sessions/<uuid:pk>/resume/", session_resume, name="session-resume"),
    path("sessions/<uuid:pk>/join/", session_join, name="session-join"),
]
