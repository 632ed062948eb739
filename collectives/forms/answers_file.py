"""Choosing a file of answers, and saying what its columns hold."""

import io
from typing import Any, BinaryIO

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collectives.engine.answers import LANGUAGE, LEAVE, QUOTABLE, TEXT
from collectives.models import LANGUAGES, AnswersFile
from collectives.operations.answers_file import Columns
from collectives.queries.answers_file import AnswersColumn, AnswersSheet
from ilc.tables.reading import MAX_BYTES
from ilc.tables.refusals import TableTooLarge

MAX_PASTED = 2_000_000  # characters


class AnswersUploadForm(forms.Form):
    """A file of another tool, or its rows pasted."""

    file = forms.FileField(
        label=_("A CSV or Excel file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,text/csv"}),
        help_text=_("As Google Forms, Microsoft Forms, Mentimeter or your spreadsheet saves it."),
    )
    pasted = forms.CharField(
        label=_("Or the rows themselves, pasted from a spreadsheet"),
        required=False,
        max_length=MAX_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=_("Copy the rows with their first row, the names of the columns."),
    )

    def clean_file(self) -> Any:
        """Not larger than a table may be."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(str(TableTooLarge(megabytes=MAX_BYTES // 1_000_000)))
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("file")) == bool((cleaned.get("pasted") or "").strip()):
            self.add_error("file", _("Choose a file or paste the rows: one of the two."))
        return cleaned

    def chosen(self) -> tuple[BinaryIO, str]:
        """What to read, and what to call it."""
        if self.cleaned_data["file"]:
            return self.cleaned_data["file"], self.cleaned_data["file"].name
        return io.BytesIO(self.cleaned_data["pasted"].encode()), gettext("Pasted rows")


class AnswersColumnsForm(forms.Form):
    """What each column holds: one choice for each, `column_0` and on; and what is true of all answers."""

    label = forms.CharField(
        label=_("What are these answers from?"),
        max_length=120,
        help_text=_("It stands under each text on the board, for example: exit ticket, August."),
    )
    language = forms.ChoiceField(
        label=_("Their language"),
        choices=[("", _("several, or I do not know")), *LANGUAGES],
        required=False,
    )
    quotable = forms.BooleanField(
        label=_("Everyone who answered was told that their words may be quoted without their name"),
        required=False,
        help_text=_("Without this tick nothing of this file is shown to members, unless a column says so."),
    )

    def __init__(self, *args: Any, sheet: AnswersSheet, **options: Any) -> None:
        super().__init__(*args, **options)
        self._sheet = sheet
        for index, column in enumerate(sheet.columns):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=_("What column %(letter)s, %(header)s, holds")
                % {"letter": column.letter, "header": column.header},
                choices=[
                    (TEXT, _("what people wrote")),
                    (LANGUAGE, _("the language")),
                    (QUOTABLE, _("whether it may be quoted")),
                    (LEAVE, _("nothing we take")),
                ],
                initial=column.use,
            )

    def rows(self) -> list[tuple[AnswersColumn, forms.BoundField]]:
        """Each column beside its choice."""
        return [(column, self[f"column_{index}"]) for index, column in enumerate(self._sheet.columns)]

    def columns(self) -> Columns:
        """What was chosen, once the form is valid."""
        return Columns(
            uses=[self.cleaned_data[f"column_{index}"] for index in range(len(self._sheet.columns))],
            label=self.cleaned_data["label"],
            language=self.cleaned_data["language"],
            quotable=self.cleaned_data["quotable"],
        )


def named_before(answers: AnswersFile) -> dict[str, Any]:
    """What was said of all answers before, as the columns form begins with it."""
    label = answers.label or answers.file_name.rpartition(".")[0][:120]
    return {"label": label, "language": answers.language, "quotable": answers.mapping["quotable"]}
