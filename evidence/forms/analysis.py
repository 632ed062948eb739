"""An analysis, as people write it, and what they decide upon it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from evidence.engine.reference import Reference, read_references
from evidence.models import MAX_ANSWER, Analysis, Course
from evidence.operations.analysis import AnalysisWords
from evidence.queries.citation import CitedPoint
from evidence.queries.clause import ClauseLine
from inquiry.engine.writing import clean

ANSWERS = ("seen", "reading", "rivals", "next_step")


class AnswerField(forms.CharField):
    """A few lines, without what no page can show."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=MAX_ANSWER, widget=widget, **options)

    def clean(self, value: Any) -> str:
        """As it is kept."""
        return clean(super().clean(value)).text.strip()


class AnalysisForm(forms.Form):
    """Four questions in the order in which a group talks about data, what they rest on, and which clause they show."""

    seen = AnswerField(
        label=_("What do we see?"),
        help_text=_(
            "Only what is there: the day, the figure, the direction. No causes yet. No names of students, and no "
            "figures of small groups: everybody who sees the placemat reads this."
        ),
        error_messages={"required": _("Say in a sentence what you see.")},
    )
    cites = forms.MultipleChoiceField(
        label=_("Where do you see it?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reading = AnswerField(
        label=_("What do we make of it?"),
        required=False,
        help_text=_("Find more than one reading. Which of them would surprise you?"),
    )
    rivals = AnswerField(
        label=_("What else could explain it?"),
        required=False,
        help_text=_(
            "Another group of students, another test, another month, a colleague who left: what would a doubter say?"
        ),
    )
    next_step = AnswerField(
        label=_("What do we do next?"),
        required=False,
        help_text=_("What would you try or look at until you meet again, to find out which reading holds?"),
    )
    parts = forms.MultipleChoiceField(
        label=_("Which clause of the theory does it speak of?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self,
        *args: Any,
        clauses: Sequence[ClauseLine],
        citable: Sequence[tuple[str, Sequence[CitedPoint]]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        choices(self, "parts", [(one.part, one.label) for one in clauses])
        choices(self, "cites", [(name, [(one.key, one.label) for one in points]) for name, points in citable])

    def words(self) -> AnalysisWords:
        """What the operations take."""
        data = self.cleaned_data
        return AnalysisWords(**{name: data[name] for name in ANSWERS}, parts=tuple(data["parts"]))

    def references(self) -> list[Reference]:
        """What it points to."""
        return read_references(self.cleaned_data["cites"])


class CourseForm(forms.Form):
    """What follows from an analysis."""

    course = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[(value, capfirst(label)) for value, label in Course.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one; you can decide anew later.")},
    )
    course_why = AnswerField(label=_("Why?"), rows=2, required=False, help_text=_("A sentence is plenty."))


def analysis_initial(analysis: Analysis, cites: Sequence[Reference]) -> dict[str, Any]:
    """An analysis as the form shows it."""
    values = {name: getattr(analysis, name) for name in (*ANSWERS, "parts", "version")}
    return values | {"cites": [one.key for one in cites]}


def choices(form: forms.Form, name: str, offered: Sequence[Any]) -> None:
    """Say what there is to choose from."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(offered)
