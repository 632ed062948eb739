"""Choosing a file of answers, and saying what its columns hold."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collectives.engine.answers import LANGUAGE, LEAVE, QUOTABLE, TEXT
from collectives.forms.table_upload import TableUploadForm
from collectives.models import LANGUAGES, AnswersFile
from collectives.operations.answers_file import Columns
from collectives.queries.answers_file import AnswersColumn, AnswersSheet


class AnswersUploadForm(TableUploadForm):
    """A file of another tool, or its rows pasted."""

    file_help = _("As Google Forms, Microsoft Forms, Mentimeter or your spreadsheet saves it.")


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
