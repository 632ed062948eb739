"""What the database keeps of attachments, whatever a form lets through."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from evidence.models import Attachment
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared
from tests.make_evidence import make_attachment


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "link", "address": "http://example.org/plan"},
        {"kind": "link", "address": "javascript:alert(1)"},
        {"kind": "link", "address": "https://example.org/", "state": "waiting"},
        {"kind": "file", "address": "https://example.org/"},
        {"caption": ""},
        {"sha256": ""},
        {"removed_at": timezone.now()},
    ],
)
def test_what_must_never_be_false_is_refused(shared: Shared, fields: dict[str, object]) -> None:
    with (
        program_scope(shared.program.pk),
        pytest.raises(IntegrityError, match="attachment_"),
        transaction.atomic(),
    ):
        make_attachment(shared.indicator, by=shared.member, **fields)


def test_an_attachment_of_another_program_is_not_there(shared: Shared, other_program: object) -> None:
    with program_scope(shared.program.pk):
        make_attachment(shared.indicator, by=shared.member)

    with program_scope(other_program.pk):
        assert list(Attachment.objects.all()) == []
