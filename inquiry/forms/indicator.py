"""An indicator, as people fill it in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inquiry.engine.writing import clean
from inquiry.models import Clause, DataType, Direction, IfAction, Indicator, IndicatorKind

TEXTS = ("text", "unit", "baseline", "target", "how_often")


class IndicatorForm(forms.Form):
    """What one would see, which clause it shows, and how it is counted. Says what belongs to what without a script."""

    text = forms.CharField(
        label=_("What would you see?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("So exactly that two people would count the same thing."),
        error_messages={"required": _("Say in a sentence what you would see.")},
    )
    aligned_to = forms.ChoiceField(
        label=_("What does it show?"), error_messages={"required": _("Choose the clause that it shows.")}
    )
    data_types = forms.MultipleChoiceField(
        label=_("Which type of data is it?"),
        choices=DataType.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One or more."),
        error_messages={"required": _("Choose at least one: it decides where the indicator stands in the plan.")},
    )
    baseline = forms.CharField(
        label=_("Where you are now"), max_length=60, required=False, help_text=_("As you would say it: 8 of 36, 41 %.")
    )
    target = forms.CharField(label=_("Where you want to be"), max_length=60, required=False)
    unit = forms.CharField(
        label=_("Unit"), max_length=60, required=False, help_text=_("If the figures do not say it: classrooms, points.")
    )
    direction = forms.ChoiceField(label=_("The figure"), choices=Direction.choices)
    how_often = forms.CharField(
        label=_("How often you look"), max_length=60, required=False, help_text=_("Each month, in June, …")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, kind: str, if_actions: Sequence[IfAction], **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        self.if_actions = {str(action.pk): action for action in if_actions}
        field = self.fields["aligned_to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _clauses(kind, if_actions)
        if kind == IndicatorKind.LEADING and not if_actions:
            field.help_text = _("Write an if-action first: a leading indicator shows that one of them is happening.")

    def clean(self) -> dict[str, Any]:
        """Texts without what no page can show."""
        data = super().clean() or {}
        return data | {name: clean(data[name]).text for name in TEXTS if name in data}

    def words(self) -> dict[str, Any]:
        """What the operations take: clause and if-action apart."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in {"aligned_to", "version"}}
        aligned_to = self.cleaned_data["aligned_to"]
        action = self.if_actions.get(aligned_to)
        return data | {"clause": Clause.IF if action else aligned_to, "if_action": action}


def indicator_initial(indicator: Indicator) -> dict[str, Any]:
    """An indicator as the form shows it."""
    aligned_to = str(indicator.if_action_id) if indicator.if_action_id else indicator.clause
    values = {name: getattr(indicator, name) for name in (*TEXTS, "direction", "data_types", "version")}
    return values | {"aligned_to": aligned_to}


def _clauses(kind: str, if_actions: Sequence[IfAction]) -> list[tuple[str, Any]]:
    if kind == IndicatorKind.LAGGING:
        return [(Clause.THEN.value, Clause.THEN.label), (Clause.SO_THAT.value, Clause.SO_THAT.label)]
    return [
        (str(action.pk), gettext("If %(number)d: %(text)s") % {"number": number, "text": _short(action.text)})
        for number, action in enumerate(if_actions, start=1)
    ]


def _short(text: str) -> str:
    longest = 70
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
