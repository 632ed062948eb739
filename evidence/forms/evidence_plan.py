"""Who brings what shows an indicator, how often, from where, by when."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from collectives.models import Participant, School
from evidence.models import HowOften, PlanLine
from evidence.operations.evidence_plan import Promise
from ilc.forms import near_day


class PlanLineForm(forms.Form):
    """One line. `people` may bring evidence, `schools` are those of their districts."""

    participant = forms.TypedChoiceField(label=_("Who brings it"), coerce=UUID, empty_value=None)
    school = forms.TypedChoiceField(
        label=_("Of which place"),
        coerce=UUID,
        empty_value=None,
        required=False,
        help_text=_("A school, or the whole district of whoever brings it."),
    )
    how_often = forms.ChoiceField(label=_("How often"), choices=HowOften, initial=HowOften.MONTHLY)
    first_due = forms.DateField(
        label=_("Due first on"),
        validators=[near_day],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        validators=[near_day],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    source = forms.CharField(
        label=_("From where"),
        max_length=200,
        required=False,
        help_text=_("For example: walkthrough sheet, common assessment, staff survey."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        people: Sequence[Participant],
        schools: Sequence[School],
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.people = {person.pk: person for person in people}
        self.schools = {school.pk: school for school in schools}
        self.fields["participant"].choices = [(person.pk, person.name) for person in people]  # type: ignore[attr-defined]
        by_district = groupby(schools, key=lambda school: school.district.name)
        listed = [(name, [(school.pk, school.name) for school in some]) for name, some in by_district]
        self.fields["school"].choices = [("", _("the whole district")), *listed]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        first, until = self.cleaned_data.get("first_due"), self.cleaned_data.get("until")
        if first and until and until < first:
            self.add_error("until", _("This is before the first day. Choose a later one, or leave it open."))
        return self.cleaned_data

    def promise(self) -> Promise:
        """What was asked for; only after the form was found valid."""
        said = self.cleaned_data
        return Promise(
            participant=self.people[said["participant"]],
            school=self.schools[said["school"]] if said["school"] else None,
            how_often=said["how_often"],
            source=said["source"],
            first_due=said["first_due"],
            until=said["until"],
        )


def plan_line_initial(line: PlanLine) -> dict[str, Any]:
    """What a line says, for its form."""
    return {
        "participant": line.participant_id,
        "school": line.school_id or "",
        "how_often": line.how_often,
        "first_due": line.first_due,
        "until": line.until,
        "source": line.source,
    }
