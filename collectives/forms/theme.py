"""What one writes about a theme, and which of those on offer are taken."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collectives.queries.theme import OfferedTheme


class ThemeForm(forms.Form):
    """Name, and what it is about."""

    name = forms.CharField(label=_("Name"), max_length=120)
    description = forms.CharField(
        label=_("What it is about"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A question or two that leaders would recognise as theirs."),
    )


class OfferedThemesForm(forms.Form):
    """Which of the themes on offer the program begins with."""

    keys = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the themes to begin with.")},
    )

    def __init__(self, *args: Any, offered: Sequence[OfferedTheme], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = offered
        self.fields["keys"].choices = [(one.key, one.name) for one in offered]  # type: ignore[attr-defined]  # its own

    def chosen(self) -> list[OfferedTheme]:
        """The themes that were ticked, once the form is valid."""
        return [one for one in self.offered if one.key in self.cleaned_data["keys"]]
