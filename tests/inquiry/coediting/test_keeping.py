"""Rows are made of a document while others come in and write."""

from django.db import connection
from django.utils.timezone import now

from collectives.models import Program
from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import open_document
from inquiry.engine.saving import PlacematWords
from inquiry.models import Placemat
from inquiry.operations.words import keep_words
from tests.at_once import at_once
from tests.inquiry.setting import Setting
from tests.make import make_program


def test_rows_are_kept_while_somebody_comes_to_the_document(committed: None) -> None:
    program: Program = make_program("fundy-shore")
    setting = Setting(program)
    with program_scope(program.pk):
        document = open_document(setting.placemat, now=now())
        document.head_seq += 1
        document.save()
    words = PlacematWords(texts={"priority": "Routines"})

    def keep() -> int:
        with program_scope(program.pk):
            connection.cursor().execute("SET LOCAL lock_timeout = '3s'")
            placemat = Placemat.objects.get(pk=setting.placemat.pk)
            return keep_words(placemat, words=words, touches=[], seq=document.head_seq, now=now())

    with program_scope(program.pk):
        open_document(setting.placemat, now=now())
        came = at_once(keep)

    assert came == [document.head_seq]
    assert setting.text("priority") == "Routines"
