"""An adjustment to the theory of action, as people record it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiry.engine.writing import clean
from inquiry.forms.cycle import DAY_ASKED, within
from inquiry.models import MAX_WHY


class AdjustmentForm(forms.Form):
    """What led to it, on which day, and which parts it was about: all those that changed unless one is left out."""

    why = forms.CharField(
        label=_("What led to it?"),
        max_length=MAX_WHY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What did you see or hear that made you change it? A sentence is plenty."),
        error_messages={"required": _("Say in a sentence what led to it: next year somebody will want to know.")},
    )
    on = forms.DateField(
        label=_("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY_ASKED,
    )
    parts = forms.MultipleChoiceField(
        label=_("What did you adjust?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one part.")},
    )

    def __init__(self, *args: Any, changes: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["parts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(changes)
        field.initial = [value for value, _words in changes]

    def clean_why(self) -> str:
        """Without what no page can show."""
        return clean(self.cleaned_data["why"]).text

    def clean_on(self) -> date:
        """A day of our time."""
        return within(self.cleaned_data["on"])
