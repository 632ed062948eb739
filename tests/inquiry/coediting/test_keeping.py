"""Rows are made of a document while others come in and write."""

from datetime import timedelta

from django.db import connection
from django.utils.timezone import now

from collectives.models import Program
from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import open_document
from inquiry.engine.saving import SheetWords, Touch
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
    words = SheetWords(texts={"priority": "Routines"})

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


def test_what_waited_for_the_disk_stands_behind_what_was_on_it_before(setting: Setting) -> None:
    earlier, later = now() - timedelta(seconds=2), now()
    with program_scope(setting.program.pk):
        document = open_document(setting.placemat, now=now())
        document.head_seq += 2
        document.save()

    for step, (text, by, at) in enumerate(
        [("Routines", setting.member, later), ("Routines, taught", setting.other_member, earlier)], start=1
    ):
        with program_scope(setting.program.pk):
            seq = document.head_seq - 2 + step
            touch = Touch(seq, "priority", by.pk, at)
            words = SheetWords(texts={"priority": text})
            keep_words(setting.placemat, words=words, touches=[touch], seq=seq, now=now())

    with program_scope(setting.program.pk):
        rows = setting.placemat.changes.filter(part="priority").order_by("-at", "-pk")
        assert [(row.text, row.at) for row in rows] == [("Routines, taught", later), ("Routines", later)]
