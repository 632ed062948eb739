"""Choosing a table of data points, and saying what its columns hold."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collectives.forms.table_upload import TableUploadForm
from evidence.engine.evidence_import_words import LEVELS
from evidence.models import EvidenceImport
from evidence.queries.evidence_import import FIELD_LABELS, SPREAD_LABELS, ColumnSample


class EvidenceUploadForm(TableUploadForm):
    """A table of data points, or the same rows pasted from a spreadsheet."""

    file_help = _("CSV or XLSX, at most 50 MB. The first row names the columns.")


class SheetForm(forms.Form):
    """Which sheet of a workbook is read."""

    sheet = forms.TypedChoiceField(label=_("Sheet"), coerce=int)

    def __init__(self, *args: Any, titles: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = list(enumerate(titles))  # type: ignore[attr-defined]


class EvidenceColumnsForm(forms.Form):
    """What each column holds: one choice for each, `column_0` and on; what holds for every row."""

    indicator = forms.ChoiceField(
        label=_("Indicator of rows that name none"),
        required=False,
    )
    day = forms.DateField(
        label=_("Day of rows that name none"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    day_first = forms.ChoiceField(
        label=_("3/4/2026 is"),
        choices=[("yes", _("3 April")), ("no", _("March 4"))],
        help_text=_("For days that can be read in two ways."),
    )
    decimal_comma = forms.ChoiceField(
        label=_("1,234 is"),
        choices=[("no", _("more than a thousand")), ("yes", _("a little more than one"))],
        help_text=_("For numbers that can be read in two ways."),
    )
    fill_down = forms.BooleanField(
        label=_("An empty indicator, day, school or student group means the one above"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        columns: Sequence[ColumnSample],
        indicators: Sequence[tuple[str, str]],
        levels: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._columns = columns
        self.fields["indicator"].choices = [("", _("each row names its own")), *indicators]  # type: ignore[attr-defined]
        of_levels = [
            (field, _("How many chose “%(level)s”") % {"level": level})
            for field, level in zip(LEVELS, levels, strict=False)
        ]
        choices = [
            ("", _("nothing we need")),
            (_("One column"), [*FIELD_LABELS.items(), *of_levels]),
            (_("One of several columns"), list(SPREAD_LABELS.items())),
        ]
        for index, column in enumerate(columns):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=_("What column %(letter)s, %(header)s, holds")
                % {"letter": column.letter, "header": column.header},
                choices=choices,
                required=False,
            )

    def rows(self) -> list[tuple[ColumnSample, forms.BoundField]]:
        """Each column beside its choice."""
        return [(column, self[f"column_{index}"]) for index, column in enumerate(self._columns)]

    def chosen(self) -> dict[str, Any]:
        """What the operation takes."""
        return {
            "columns": [self.cleaned_data[f"column_{index}"] for index in range(len(self._columns))],
            "indicator": self.cleaned_data["indicator"] or None,
            "day": self.cleaned_data["day"],
            "day_first": self.cleaned_data["day_first"] == "yes",
            "decimal_comma": self.cleaned_data["decimal_comma"] == "yes",
            "fill_down": self.cleaned_data["fill_down"],
        }

    def clean(self) -> dict[str, Any]:
        """No field in two columns."""
        cleaned = super().clean() or {}
        taken: dict[str, str] = {}
        for index, column in enumerate(self._columns):
            field = cleaned.get(f"column_{index}")
            if field and field in taken:
                words = _("Column %(other)s holds that already. Choose one of the two.")
                self.add_error(f"column_{index}", words % {"other": taken[field]})
            elif field and not field.startswith("each_"):
                taken[field] = column.letter
        return cleaned


def chosen_before(evidence_import: EvidenceImport) -> dict[str, Any]:
    """The guessed or former choices, as the columns form begins with them."""
    options = evidence_import.options
    columns = {f"column_{index}": field for index, field in enumerate(evidence_import.columns)}
    return columns | {
        "indicator": options["indicator"],
        "day": options["day"],
        "day_first": "yes" if options["day_first"] else "no",
        "decimal_comma": "yes" if options["decimal_comma"] else "no",
        "fill_down": options["fill_down"],
    }
