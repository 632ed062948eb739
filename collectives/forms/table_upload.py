"""Choosing a table: a file, or the same rows pasted from a spreadsheet."""

import io
from typing import Any, BinaryIO, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collectives.forms.file_or_pasted import FileOrPastedForm
from ilc.tables.reading import MAX_BYTES
from ilc.tables.refusals import TableTooLarge

MAX_PASTED = 2_000_000  # characters


class TableUploadForm(FileOrPastedForm):
    """One of the two. A form of its own says in `file_help` where the file comes from."""

    most_bytes = MAX_BYTES
    too_large = TableTooLarge
    one_of_two = _("Choose a file or paste the rows: one of the two.")
    file_help: ClassVar[str | Promise]

    file = forms.FileField(
        label=_("A CSV or Excel file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,text/csv"}),
    )
    pasted = forms.CharField(
        label=_("Or the rows themselves, pasted from a spreadsheet"),
        required=False,
        max_length=MAX_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("Copy the rows with their first row, the names of the columns."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].help_text = str(self.file_help)

    def chosen(self) -> tuple[BinaryIO, str]:
        """What to read, and what to call it."""
        if self.cleaned_data["file"]:
            return self.cleaned_data["file"], self.cleaned_data["file"].name
        return io.BytesIO(self.cleaned_data["pasted"].encode()), gettext("Pasted rows")
