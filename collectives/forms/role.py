"""Which role is given, and for which region."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from collectives.models import Region, Role


class RoleForm(forms.Form):
    """One role; a coordinator's is for one region."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[(value, capfirst(label)) for value, label in Role.choices], widget=forms.RadioSelect
    )
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label=_("Region"),
        required=False,
        empty_label=_("No region"),
        help_text=_("Only for a regional coordinator: the region they look after."),
    )

    def __init__(self, *args: Any, regions: QuerySet[Region], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].queryset = regions.order_by("name")  # type: ignore[attr-defined]  # a ModelChoiceField
