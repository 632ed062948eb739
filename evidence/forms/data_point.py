"""Entering data points, correcting one, and saying how an indicator is counted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collectives.models import School
from evidence.engine.figures import Figures
from evidence.forms.figures import figure_fields, initial_figures, read_figures
from evidence.models import MAX_NOTE, DataPoint, Measure, MeasureKind, StudentGroup
from evidence.operations.data_point import PersonalData, Told
from evidence.queries.data_point import figures_of

GRID: Final = (MeasureKind.SHARE, MeasureKind.VALUE)  # of these, several groups are entered beside each other
DAY: Final = {"type": "date"}


class DataPointForm(forms.Form):
    """The figure of a place on a day, of all and, beside it, of groups. `rows` are those groups with their fields."""

    on = forms.DateField(
        label=gettext_lazy("The day it tells about"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    school = forms.TypedChoiceField(label=gettext_lazy("Of which place"), coerce=UUID, empty_value=None, required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=MAX_NOTE,
        help_text=gettext_lazy("What somebody who sees the chart should know, such as “snow week”."),
    )
    source = forms.CharField(label=gettext_lazy("From where"), required=False, max_length=200)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        measure: Measure,
        district: str,
        schools: Sequence[School],
        groups: Iterable[StudentGroup],
        today: date,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.measure, self.schools = measure, {school.pk: school for school in schools}
        self.groups = list(groups) if measure.kind in GRID else []
        self.fields["school"].choices = [("", district), *((one.pk, one.name) for one in schools)]  # type: ignore[attr-defined]
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        figures = figure_fields(measure, required=not self.groups)
        for group in self.groups:
            self.fields |= figure_fields(measure, prefix=_prefix(group), required=False)
        self.fields = {"on": self.fields.pop("on"), "school": self.fields.pop("school"), **figures, **self.fields}
        self.figure_names = list(figures)

    @property
    def figures(self) -> list[forms.BoundField]:
        """The fields of the figure of all."""
        return [self[name] for name in self.figure_names]

    @property
    def rows(self) -> list[tuple[StudentGroup, list[forms.BoundField]]]:
        """The groups, each with the fields of its figure."""
        return [(one, [self[f"{_prefix(one)}{name}"] for name in self.figure_names]) for one in self.groups]

    def clean(self) -> dict[str, Any]:
        """At least one figure."""
        self.read: list[tuple[StudentGroup | None, Figures | None]] = [(None, read_figures(self, self.measure))]
        self.read += [(one, read_figures(self, self.measure, prefix=_prefix(one))) for one in self.groups]
        if not self.errors and not any(said for _group, said in self.read):
            self.add_error(self.figure_names[0], _("Nothing is entered yet. One number is enough."))
        return self.cleaned_data

    def told(self) -> list[Told]:
        """What is to be brought; only after the form was found valid."""
        said = self.cleaned_data
        school = self.schools[said["school"]] if said["school"] else None
        return [
            Told(said["on"], figures, school, group, said["note"], said["source"])
            for group, figures in self.read
            if figures is not None
        ]


class CorrectForm(forms.Form):
    """A data point anew, with the reason."""

    on = forms.DateField(
        label=gettext_lazy("The day it tells about"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=MAX_NOTE)
    source = forms.CharField(label=gettext_lazy("From where"), required=False, max_length=200)
    why = forms.CharField(
        label=gettext_lazy("Why it is corrected"),
        max_length=500,
        help_text=gettext_lazy("Such as: counted twice, a class came later. It stays beside the former figure."),
        error_messages={"required": gettext_lazy("Say in a few words why. It stays beside the former figure.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, measure: Measure, point: DataPoint) -> None:
        initial = {"on": point.on, "note": point.note, "source": point.source, "version": point.version}
        super().__init__(data, initial=initial | initial_figures(measure, figures_of(point)))
        self.measure, self.point = measure, point
        self.fields = {**figure_fields(measure), **self.fields}

    def clean(self) -> dict[str, Any]:
        """The figure as its kind has it."""
        self.read = read_figures(self, self.measure)
        if self.read is None and not self.errors:
            self.add_error(next(iter(self.fields)), _("Nothing is entered. Take the data point away if it is wrong."))
        return self.cleaned_data

    def told(self) -> Told:
        """What it says now; only after the form was found valid."""
        said = self.cleaned_data
        assert self.read is not None  # clean() saw to it
        return Told(said["on"], self.read, self.point.school, self.point.group, said["note"], said["source"])


def mark_personal(form: forms.Form, refused: PersonalData) -> None:
    """Put what was recognised beside its field: the text stays in the form, and nowhere else."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))


def _prefix(group: StudentGroup) -> str:
    return f"g{group.pk}-"
