"""A file of more than 50 MB: refused kindly, without being read."""

import tracemalloc

from django.core.files.uploadedfile import TemporaryUploadedFile

from evidence.forms.evidence_import import EvidenceUploadForm
from ilc.tables.reading import MAX_BYTES


def test_more_than_fifty_megabytes_are_refused_without_being_read():
    file = TemporaryUploadedFile("counts.csv", "text/csv", MAX_BYTES + 1, None)
    file.truncate(MAX_BYTES + 1)
    tracemalloc.start()

    form = EvidenceUploadForm({}, {"file": file})
    says = form.errors["file"]

    _now, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    file.close()
    assert says == ["This file is larger than 50 MB. Split it into smaller files and bring them in one by one."]
    assert highest < 1_000_000
