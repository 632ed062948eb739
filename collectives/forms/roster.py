"""Choosing a file of participants, and saying what its columns hold."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collectives.forms.table_upload import TableUploadForm
from collectives.queries.roster import FIELD_LABELS, ColumnSample


class RosterUploadForm(TableUploadForm):
    """A file of people, or the same rows pasted from a spreadsheet."""

    file_help = _("As your spreadsheet saves it; of a workbook the first sheet. The first row names the columns.")


class RosterColumnsForm(forms.Form):
    """What each column holds: one choice for each, `column_0` and on."""

    add_places = forms.BooleanField(
        label=_("Add regions, districts and schools that are not here yet"),
        required=False,
        help_text=_("You see their names before anything is kept. Without this, a row that names one needs a look."),
    )
    make_leaders = forms.BooleanField(
        label=_("New people without a role in the file become leaders"),
        required=False,
        help_text=_("Roles that people hold already are never taken from them by a file."),
    )

    def __init__(self, *args: Any, columns: Sequence[ColumnSample], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._columns = columns
        for index, column in enumerate(columns):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=_("What column %(letter)s, %(header)s, holds")
                % {"letter": column.letter, "header": column.header},
                choices=[("", _("nothing we need")), *FIELD_LABELS.items()],
                required=False,
            )

    def rows(self) -> list[tuple[ColumnSample, forms.BoundField]]:
        """Each column beside its choice."""
        return [(column, self[f"column_{index}"]) for index, column in enumerate(self._columns)]

    def mapping(self) -> dict[str, int]:
        """Field to column. A field chosen twice keeps its first column here; `clean` has said so."""
        chosen: dict[str, int] = {}
        for index in range(len(self._columns)):
            field = self.cleaned_data[f"column_{index}"]
            if field:
                chosen.setdefault(field, index)
        return chosen

    def clean(self) -> dict[str, Any]:
        """No field in two columns."""
        cleaned = super().clean() or {}
        taken: dict[str, str] = {}
        for index, column in enumerate(self._columns):
            field = cleaned.get(f"column_{index}")
            if field and field in taken:
                words = _("Column %(other)s holds that already. Choose one of the two.")
                self.add_error(f"column_{index}", words % {"other": taken[field]})
            elif field:
                taken[field] = column.letter
        return cleaned


def chosen_before(mapping: dict[str, int], options: dict[str, Any]) -> dict[str, Any]:
    """The guessed or former choices, as the columns form begins with them."""
    columns = {f"column_{column}": field for field, column in mapping.items()}
    return columns | {name: options[name] for name in ("add_places", "make_leaders")}
