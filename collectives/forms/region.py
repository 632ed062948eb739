"""What one writes about a region, a district or a school."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collectives.models import District, Region, Surroundings

LONGEST = 200
AT_ONCE = 200


class NamesField(forms.CharField):
    """Names, one on each line; empty lines and names given twice are passed over."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **options)

    def clean(self, value: Any) -> Any:
        """The names, in the order in which they were written."""
        lines = (" ".join(line.split()) for line in super().clean(value).splitlines())
        names = list({line.casefold(): line for line in reversed([line for line in lines if line])}.values())[::-1]
        long = next((name for name in names if len(name) > LONGEST), None)
        if long:
            raise forms.ValidationError(
                _("“%(name)s…” is longer than %(longest)d characters."),
                params={"name": long[:40], "longest": LONGEST},
            )
        if len(names) > AT_ONCE:
            raise forms.ValidationError(_("At most %(most)d names at once."), params={"most": AT_ONCE})
        return names


class SurroundingsField(forms.ChoiceField):
    """Rural, large, or nothing said; `unsaid` says what that means for the place."""

    def __init__(self, *, unsaid: str | Promise, **options: Any) -> None:
        choices: Sequence[tuple[str, str | Promise]] = [*Surroundings.choices, ("", unsaid)]
        widget = forms.RadioSelect(attrs={"class": "across"})
        super().__init__(label=_("Rural or large"), required=False, choices=choices, widget=widget, **options)


class PlacesForm(forms.Form):
    """New places of one kind."""

    names = NamesField(
        label=_("Names"),
        max_length=20_000,
        help_text=_("One on each line. You can paste a whole list."),
    )


class RegionForm(forms.Form):
    """A region."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST)


class DistrictForm(forms.Form):
    """A district, and the region it is in."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST)
    region = forms.ModelChoiceField(
        Region.objects.none(), label=_("Region"), empty_label=None, help_text=_("Its schools and people move with it.")
    )
    surroundings = SurroundingsField(
        unsaid=_("neither, or not said"),
        help_text=_(
            "When collectives are formed, leaders from rural and from large places can be brought together. "
            "This holds for its schools too, unless one says otherwise."
        ),
    )

    def __init__(self, *args: Any, places: QuerySet[Region], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].queryset = places.order_by("name")  # type: ignore[attr-defined]  # a ModelChoiceField


class SchoolForm(forms.Form):
    """A school, and the district it is in."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST)
    district = forms.ModelChoiceField(
        District.objects.none(), label=_("District"), empty_label=None, help_text=_("Its people move with it.")
    )
    surroundings = SurroundingsField(
        unsaid=_("as its district"),
        help_text=_("When collectives are formed, leaders from rural and from large places can be brought together."),
    )

    def __init__(self, *args: Any, places: QuerySet[District], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["district"].queryset = places.order_by("name")  # type: ignore[attr-defined]  # a ModelChoiceField
