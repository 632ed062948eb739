"""Addresses of the proposals of a formation."""

from django.urls import path

from collectives.views.proposal import (
    proposal,
    proposal_again,
    proposal_by_hand,
    proposal_discard,
    proposal_restore,
    proposal_stop,
    proposal_undo,
    proposal_what_if,
    proposals,
)
from collectives.views.proposal_accept import proposal_accept, proposal_compare
from collectives.views.proposal_collective import proposed, proposed_close, proposed_new
from collectives.views.proposal_person import proposal_move, proposal_people, proposal_pin

ALL = "formations/<uuid:formation_pk>/proposals/"
ONE = f"{ALL}<uuid:pk>/"

urlpatterns = [
    path(ALL, proposals, name="proposals"),
    path(f"{ALL}by-hand/", proposal_by_hand, name="proposal-by-hand"),
    path(ONE, proposal, name="proposal"),
    path(f"{ONE}stop/", proposal_stop, name="proposal-stop"),
    path(f"{ONE}discard/", proposal_discard, name="proposal-discard"),
    path(f"{ONE}restore/", proposal_restore, name="proposal-restore"),
    path(f"{ONE}undo/", proposal_undo, name="proposal-undo"),
    path(f"{ONE}again/", proposal_again, name="proposal-again"),
    path(f"{ONE}what-if/", proposal_what_if, name="proposal-what-if"),
    path(f"{ONE}compare/", proposal_compare, name="proposal-compare"),
    path(f"{ONE}accept/", proposal_accept, name="proposal-accept"),
    path(f"{ONE}people/", proposal_people, name="proposal-people"),
    path(f"{ONE}people/<uuid:participant_pk>/", proposal_move, name="proposal-move"),
    path(f"{ONE}people/<uuid:participant_pk>/pin/", proposal_pin, name="proposal-pin"),
    path(f"{ONE}proposed/new/", proposed_new, name="proposed-new"),
    path(f"{ONE}proposed/<uuid:row_pk>/", proposed, name="proposed"),
    path(f"{ONE}proposed/<uuid:row_pk>/close/", proposed_close, name="proposed-close"),
]
