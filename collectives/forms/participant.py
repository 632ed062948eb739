"""What one writes about a participant, and what the list is narrowed to."""

from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet, TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from collectives.models import LANGUAGES, District, Participant, Position, Region, Role, School
from collectives.operations.participant import Particulars
from collectives.queries.participant import Entry, ParticipantFilter


def _capitals(choices: type[TextChoices]) -> list[tuple[str, Any]]:
    return [(value, capfirst(label)) for value, label in choices.choices]


class SchoolField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the stubs only
    """Schools under the name of their district. One SQL query."""

    class Choices(forms.models.ModelChoiceIterator):  # type: ignore[type-arg]  # likewise
        def __iter__(self) -> Any:
            yield ("", self.field.empty_label)
            schools = self.queryset.select_related("district").order_by("district__name", "name")
            for district, inside in groupby(schools, key=lambda school: school.district.name):
                yield (district, [self.choice(school) for school in inside])

    iterator = Choices


class ParticipantForm(forms.Form):
    """Name, e-mail, position, place and language of one person."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("Invitations go there. They sign in with it.")
    )
    position = forms.ChoiceField(
        label=_("Position"),
        choices=[("", _("Not said")), *_capitals(Position)],
        required=False,
        help_text=_("The job they do. What they may do here is their role, which you give on their page."),
    )
    school = SchoolField(School.objects.none(), label=_("School"), required=False, empty_label=_("No school"))
    district = forms.ModelChoiceField(
        District.objects.none(),
        label=_("District"),
        required=False,
        empty_label=_("No district"),
        help_text=_("Only for who works in no single school. A school brings its district with it."),
    )
    language = forms.ChoiceField(label=_("Language of their mail"), choices=LANGUAGES)

    def __init__(self, *args: Any, schools: QuerySet[School], districts: QuerySet[District], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["district"].queryset = districts.order_by("name")  # type: ignore[attr-defined]  # likewise

    def clean(self) -> dict[str, Any]:
        """A school and another district contradict each other."""
        found: dict[str, Any] = super().clean() or {}
        school, district = found.get("school"), found.get("district")
        if school and district and school.district_id != district.pk:
            self.add_error(
                "district",
                _("%(school)s is in %(district)s. Choose that, or no district.")
                % {"school": school, "district": school.district},
            )
        return found

    def particulars(self) -> Particulars:
        """What was written, once it is valid."""
        return Particulars(**self.cleaned_data)

    @staticmethod
    def now(person: Participant) -> dict[str, Any]:
        """What the fields say at first."""
        return {
            "name": person.name,
            "email": person.email if person.has_address else "",
            "position": person.position,
            "school": person.school_id,
            "district": None if person.school_id else person.district_id,
            "language": person.language,
        }


class ParticipantFilterForm(forms.Form):
    """What the list of participants is narrowed to. A value that is no longer there narrows nothing."""

    q = forms.CharField(required=False, max_length=100)
    region = forms.ModelChoiceField(Region.objects.none(), label=_("Region"), required=False, empty_label=_("All"))
    district = forms.ModelChoiceField(
        District.objects.none(), label=_("District"), required=False, empty_label=_("All")
    )
    school = SchoolField(School.objects.none(), label=_("School"), required=False, empty_label=_("All"))
    position = forms.ChoiceField(label=_("Position"), choices=[("", _("All")), *_capitals(Position)], required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("All")), *_capitals(Role)], required=False)
    entry = forms.ChoiceField(label=_("Invitation"), choices=[("", _("All")), *_capitals(Entry)], required=False)

    def __init__(
        self,
        *args: Any,
        regions: QuerySet[Region],
        districts: QuerySet[District],
        schools: QuerySet[School],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for name, rows in (
            ("region", regions.order_by("name")),
            ("district", districts.order_by("name")),
            ("school", schools),
        ):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # ModelChoiceFields

    def narrowed(self) -> ParticipantFilter:
        """What was chosen, as far as it makes sense."""
        self.is_valid()
        chosen = self.cleaned_data
        return ParticipantFilter(
            words=chosen.get("q") or "",
            region=chosen.get("region"),
            district=chosen.get("district"),
            school=chosen.get("school"),
            position=chosen.get("position") or "",
            role=chosen.get("role") or "",
            entry=chosen.get("entry") or "",
        )

    def is_narrowed(self) -> bool:
        """Whether anything but the words is chosen."""
        return any(
            self.cleaned_data.get(name) for name in ("region", "district", "school", "position", "role", "entry")
        )


class LeaveForm(forms.Form):
    """Why somebody leaves the program."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("One sentence, for those who run the program. It stays in the history."),
    )


INVITED_AT_ONCE = 500  # each invitation takes some 10 ms of one request; the others are invited by the next press


class InviteForm(forms.Form):
    """Who is invited: those who were ticked, or everyone not invited yet."""

    everyone = forms.BooleanField(required=False)
    participants = forms.ModelMultipleChoiceField(
        Participant.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("Somebody you ticked was invited meanwhile. Look at the list again.")},
    )

    def __init__(self, *args: Any, people: QuerySet[Participant], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = people
        self.fields["participants"].queryset = people  # type: ignore[attr-defined]  # a ModelMultipleChoiceField

    def clean(self) -> dict[str, Any]:
        """Somebody is chosen."""
        found: dict[str, Any] = super().clean() or {}
        if not self.errors and not found.get("everyone") and not found.get("participants"):
            raise forms.ValidationError(_("Tick the people to invite, or invite everyone not invited yet."))
        return found

    def chosen(self) -> list[Participant]:
        """The people to invite, by name, once the form is valid; of everyone the first INVITED_AT_ONCE."""
        return list(
            self.people[:INVITED_AT_ONCE] if self.cleaned_data["everyone"] else self.cleaned_data["participants"]
        )
