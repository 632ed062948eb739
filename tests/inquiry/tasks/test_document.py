"""Documents that a server left undone."""

from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.coediting.log import COMPACT_AT
from inquiry.coediting.writing import write_placemat
from inquiry.engine.saving import Edit
from inquiry.models import Document, DocumentUpdate, PlacematText
from inquiry.tasks.document import keep_program_documents
from tests.inquiry.setting import Setting


def test_rows_behind_their_document_are_made_and_a_long_log_is_folded(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        for number in range(COMPACT_AT + 1):
            edit = Edit("priority", str(number - 1) if number else "", str(number))
            write_placemat(setting.placemat, edits=[edit], by=setting.member, now=timezone.now())
        Document.objects.update(materialised_seq=0)
        PlacematText.objects.update(text="of long ago")

    keep_program_documents(program_id=setting.program.pk)
    keep_program_documents(program_id=setting.program.pk)

    with program_scope(setting.program.pk):
        document = Document.objects.get()
        left = DocumentUpdate.objects.count()
    assert (document.materialised_seq, document.snapshot_seq, left) == (COMPACT_AT + 1, COMPACT_AT + 1, 0)
    assert setting.text("priority") == str(COMPACT_AT)
