"""How an indicator is counted."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.engine.numbers import read_figure
from evidence.forms.figures import DECIMAL
from evidence.models import MAX_LEVELS, About, Measure, MeasureKind
from evidence.operations.measure import Counting

FEWEST_LEVELS = 2
LONGEST_LEVEL = 60
KINDS = [
    (MeasureKind.SHARE, gettext_lazy("so many of so many, such as 22 of 36 students")),
    (MeasureKind.VALUE, gettext_lazy("a number, such as an average or minutes")),
    (MeasureKind.SCALE, gettext_lazy("answers along a scale, such as how many said “often”")),
    (MeasureKind.YES_NO, gettext_lazy("seen or not seen, such as a routine on a visit")),
    (MeasureKind.WORDS, gettext_lazy("words, such as what families said")),
]


class MeasureForm(forms.Form):
    """What one data point is, whom it is about, and where the line begins and should arrive."""

    kind = forms.ChoiceField(label=gettext_lazy("What is counted?"), choices=KINDS, widget=forms.RadioSelect)
    about = forms.ChoiceField(
        label=gettext_lazy("About whom?"),
        choices=About,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Figures about people are protected outside their district where a group is small. That figures are about "
            "things is confirmed by somebody who guides the collective or runs the program."
        ),
    )
    scale = forms.CharField(
        label=gettext_lazy("The levels of the scale"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For a scale alone: one level on each line, the lowest first."),
    )
    baseline = forms.CharField(
        label=gettext_lazy("Baseline"), required=False, max_length=40, widget=forms.TextInput(attrs=DECIMAL)
    )
    target = forms.CharField(
        label=gettext_lazy("Target"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=DECIMAL),
        help_text=gettext_lazy("In percent for a share, and for what is seen or not."),
    )

    def clean_scale(self) -> list[str]:
        """One level a line."""
        return [line.strip() for line in self.cleaned_data["scale"].splitlines() if line.strip()]

    def clean_baseline(self) -> float | None:
        return self._number("baseline")

    def clean_target(self) -> float | None:
        return self._number("target")

    def clean(self) -> dict[str, Any]:
        """A scale has levels, and nothing else has."""
        said = self.cleaned_data
        levels = said.get("scale", [])
        if said.get("kind") != MeasureKind.SCALE:
            said["scale"] = []
        elif not FEWEST_LEVELS <= len(levels) <= MAX_LEVELS:
            self.add_error("scale", _("A scale has two levels at least and %(most)d at most.") % {"most": MAX_LEVELS})
        elif max(map(len, levels)) > LONGEST_LEVEL:
            self.add_error("scale", _("A level is a few words: %(most)d letters at most.") % {"most": LONGEST_LEVEL})
        return said

    def counting(self) -> Counting:
        """What was asked for; only after the form was found valid."""
        said = self.cleaned_data
        return Counting(said["kind"], said["about"], said["scale"], said["baseline"], said["target"])

    def _number(self, name: str) -> float | None:
        text = self.cleaned_data[name]
        if not text:
            return None
        figure = read_figure(text)
        if figure.kind == "part" and figure.denominator:
            return round(100 * figure.numerator / figure.denominator, 1)
        if figure.kind not in {"number", "percent"}:
            raise forms.ValidationError(_("This needs a number, such as 3.5 or 62 %."))
        return figure.value


def measure_initial(measure: Measure) -> dict[str, Any]:
    """What stands, for the form."""
    return {
        "kind": measure.kind,
        "about": measure.about,
        "scale": "\n".join(measure.scale),
        "baseline": measure.baseline,
        "target": measure.target,
    }
