"""One figure for what the evidence plan asks for now."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.forms.data_point import DAY
from evidence.forms.figures import figure_fields, read_figures
from evidence.models import MAX_NOTE, Measure
from evidence.operations.data_point import Told
from evidence.queries.bringing import BringingSheet


class BringingForm(forms.Form):
    """The figure first; the day is the one that was due, or today where that lies ahead."""

    on = forms.DateField(
        label=gettext_lazy("The day it tells about"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=MAX_NOTE)

    def __init__(self, data: Mapping[str, Any] | None, *, measure: Measure, sheet: BringingSheet) -> None:
        due = sheet.asked.due if sheet.asked else localdate()
        super().__init__(data, initial={"on": min(due, localdate())})
        self.measure, self.sheet = measure, sheet
        figures = figure_fields(measure)
        self.figure_names = list(figures)
        self.fields = {**figures, **self.fields}
        self.fields[self.figure_names[0]].widget.attrs["autofocus"] = True

    @property
    def figures(self) -> list[forms.BoundField]:
        """The fields of the figure."""
        return [self[name] for name in self.figure_names]

    def clean(self) -> dict[str, Any]:
        """There is a figure."""
        self.read = read_figures(self, self.measure)
        if self.read is None and not self.errors:
            self.add_error(self.figure_names[0], _("Nothing is entered yet. One number is enough."))
        return self.cleaned_data

    def told(self) -> Told:
        """What is to be brought; only after the form was found valid."""
        assert self.read is not None  # clean() saw to it
        line, said = self.sheet.line, self.cleaned_data
        return Told(said["on"], self.read, line.school, None, said["note"], line.source)
