"""Addresses of judgements."""

from django.urls import path

from evidence.models import THEORY
from evidence.queries.clause import SO_THAT, THEN
from evidence.views.judgement import (
    judgement,
    judgement_settle,
    judgement_take_up,
    settlement,
)
from evidence.views.judgement_part import judgement_part
from evidence.views.judgement_pdf import judgement_pdf, judgement_pdf_file, judgement_print

HERE = "placemats/<uuid:pk>/judgement/"
SETTLED = "settlements/<uuid:pk>/"

urlpatterns = [
    path(HERE, judgement, name="judgement"),
    path(f"{HERE}if/<uuid:if_pk>/", judgement_part, name="judgement-if"),
    path(f"{HERE}then/", judgement_part, {"part": THEN}, name="judgement-then"),
    path(f"{HERE}so-that/", judgement_part, {"part": SO_THAT}, name="judgement-so-that"),
    path(f"{HERE}theory/", judgement_part, {"part": THEORY}, name="judgement-theory"),
    path(f"{HERE}settle/", judgement_settle, name="judgement-settle"),
    path(f"{HERE}take-up/", judgement_take_up, name="judgement-take-up"),
    path(SETTLED, settlement, name="settlement"),
    path(f"{SETTLED}on-paper/", judgement_pdf, name="judgement-pdf"),
    path(f"{SETTLED}on-paper/print/", judgement_print, name="judgement-print"),
    path(f"{SETTLED}on-paper/<uuid:rendering_pk>/", judgement_pdf_file, name="judgement-pdf-file"),
]
