"""What one says about a proposal: what matters how much, what a collective of it is to be, that one accepts it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collectives.forms.formation_weights import LABELS, LEVELS, WeightsForm
from collectives.models import LANGUAGES, Participant, ProposedCollective, Theme
from collectives.operations.proposal_collective import Meant
from ilc.pages import named_number


class LevelInput(forms.NumberInput):
    """A slider whose steps have words; `now` is the word of the step it stands on."""

    input_type = "range"
    template_name = "collectives/proposal/_slider.html"

    def __init__(self, label: str | Promise) -> None:
        super().__init__(attrs={"min": 0, "max": len(LEVELS) - 1, "step": 1})
        self._label = label

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        level = named_number(str(value)) or 0
        words = [str(word) for _number, word in LEVELS]
        now = words[level if level < len(words) else 0]
        context["widget"] |= {"label": self._label, "levels": words, "now": now}
        return context


class WhatIfForm(WeightsForm):
    """What would matter how much in another proposal, by sliders."""

    def __init__(self, *args: Any, weights: Mapping[str, Any], rural_and_large: bool, **options: Any) -> None:
        super().__init__(*args, weights=weights, rural_and_large=rural_and_large, **options)
        for name, field in self.fields.items():
            field.widget = LevelInput(LABELS[name])


class ProposedForm(forms.Form):
    """What a collective of a proposal is to be."""

    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, help_text=_("Left empty, its theme’s name.")
    )
    theme = forms.ModelChoiceField(Theme.objects.none(), label=_("Theme"), empty_label=_("Choose a theme"))
    half_hour = forms.TypedChoiceField(label=_("When it meets"), coerce=int)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    facilitator = forms.ModelChoiceField(
        Participant.objects.none(), label=_("Facilitator"), empty_label=_("Choose a facilitator")
    )

    def __init__(
        self,
        *args: Any,
        themes: QuerySet[Theme],
        slots: Sequence[tuple[int, str]],
        facilitators: QuerySet[Participant],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        theme, guide, half_hour = self.fields["theme"], self.fields["facilitator"], self.fields["half_hour"]
        assert isinstance(theme, forms.ModelChoiceField)
        assert isinstance(guide, forms.ModelChoiceField)
        assert isinstance(half_hour, forms.TypedChoiceField)
        theme.queryset, guide.queryset, half_hour.choices = themes, facilitators, slots

    def meant(self) -> Meant:
        """What was said, for the operation."""
        data = self.cleaned_data
        name = data["name"].strip() or data["theme"].name
        return Meant(name, data["theme"], data["language"], data["half_hour"], data["facilitator"])

    @staticmethod
    def now(row: ProposedCollective) -> dict[str, Any]:
        """What the fields say at first."""
        return {
            "name": row.name,
            "theme": row.theme_id,
            "half_hour": row.half_hour,
            "language": row.language,
            "facilitator": row.facilitator_id,
        }


class AcceptForm(forms.Form):
    """That one accepts, and what one knows about it. The ticks stand only where there is something to know."""

    leave_out = forms.BooleanField(required=False, label=_("Accept it although answers have changed since"))
    even_so = forms.BooleanField(required=False, label=_("Accept it although these rules are broken: it is meant so"))

    def __init__(self, *args: Any, overtaken: bool, broken: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not overtaken:
            del self.fields["leave_out"]
        if not broken:
            del self.fields["even_so"]
