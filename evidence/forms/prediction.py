"""A prediction, as people write it."""

import math
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from evidence.models import MAX_PREDICTION, Expected
from inquiry.engine.writing import clean

LARGEST = 1e12


class PredictionForm(forms.Form):
    """Which way, a few words, perhaps a number. Nothing of the data is needed to fill it in."""

    expected = forms.ChoiceField(
        label=_("Which way will it have moved?"),
        choices=[(value, capfirst(label)) for value, label in Expected.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one: a guess is enough.")},
    )
    words = forms.CharField(
        label=_("What do you expect, and why?"),
        required=False,
        max_length=MAX_PREDICTION,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A guess is welcome. What matters later is what surprised you, not who was right."),
    )
    number = forms.CharField(
        label=_("A number, if you like"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )
    named = forms.BooleanField(
        label=_("Show my name beside it"),
        required=False,
        help_text=_(
            "Otherwise it is shown without a name and in no order, and only if at least three people write without one."
        ),
    )
    asked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def clean_words(self) -> str:
        """Without what no page can show."""
        return clean(self.cleaned_data["words"]).text.strip()

    def clean_number(self) -> float | None:
        """A number with a point or a comma; None when there is none."""
        text = self.cleaned_data["number"].replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", ".")
        text = text.removesuffix("%")
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number) or abs(number) > LARGEST:
            raise ValidationError(_("Write one number, such as 12 or 41.5, or leave it open."))
        return number

    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        return {name: self.cleaned_data[name] for name in ("expected", "number", "words", "named", "asked")}
