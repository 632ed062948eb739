"""Addresses of invitations to collectives, of waiting lists, of joining by oneself, of seats moved."""

from django.urls import path

from collectives.views.invitation import invitation
from collectives.views.invitation_overview import (
    invitation_elsewhere,
    invitation_remind,
    invitation_withdraw,
    invitations,
    invitations_remind,
)
from collectives.views.joining import collective_join, collective_joining, collective_wait, collectives_open
from collectives.views.reseating import (
    formation_waiting,
    latecomers,
    repairs,
    reseating,
    reseating_discard,
    reseating_undo,
)
from collectives.views.waiting import collective_waiting, waiting_leave, waiting_seat

urlpatterns = [
    path("invitations/", invitations, name="invitations"),
    path("invitations/remind/", invitations_remind, name="invitations-remind"),
    path("invitations/<uuid:pk>/", invitation, name="invitation"),
    path("invitations/<uuid:pk>/remind/", invitation_remind, name="invitation-remind"),
    path("invitations/<uuid:pk>/take-back/", invitation_withdraw, name="invitation-withdraw"),
    path("invitations/<uuid:pk>/elsewhere/", invitation_elsewhere, name="invitation-elsewhere"),
    path("collectives/open/", collectives_open, name="collectives-open"),
    path("collectives/<uuid:pk>/join/", collective_join, name="collective-join"),
    path("collectives/<uuid:pk>/wait/", collective_wait, name="collective-wait"),
    path("collectives/<uuid:pk>/joining/", collective_joining, name="collective-joining"),
    path("collectives/<uuid:pk>/waiting/", collective_waiting, name="collective-waiting"),
    path("collectives/<uuid:pk>/waiting/<uuid:place_pk>/seat/", waiting_seat, name="waiting-seat"),
    path("waiting/<uuid:pk>/leave/", waiting_leave, name="waiting-leave"),
    path("collectives/<uuid:pk>/repairs/", repairs, name="repairs"),
    path("formations/<uuid:pk>/latecomers/", latecomers, name="latecomers"),
    path("formations/<uuid:pk>/waiting/", formation_waiting, name="formation-waiting"),
    path("reseatings/<uuid:pk>/", reseating, name="reseating"),
    path("reseatings/<uuid:pk>/discard/", reseating_discard, name="reseating-discard"),
    path("reseatings/<uuid:pk>/undo/", reseating_undo, name="reseating-undo"),
]
