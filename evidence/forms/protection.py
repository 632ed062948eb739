"""How a program protects small groups."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.engine.suppression import Rule
from evidence.models import SMALLEST_EVER

LARGEST = 100
ROUNDING = [(0, _("as they are")), (5, _("to fives")), (10, _("to tens"))]


class ProtectionForm(forms.Form):
    """The smallest group that is shown, ranges at the ends, how the number of people is told, and why."""

    smallest = forms.IntegerField(
        label=_("Smallest group whose figure is shown"),
        min_value=SMALLEST_EVER,
        max_value=LARGEST,
        help_text=_("Most states and provinces ask for 10. Fewer than 5 is never possible."),
    )
    coarsen = forms.BooleanField(
        label=_("Show what is near 0 % or 100 % as a range"),
        required=False,
        help_text=_("“95 % or more” instead of “100 %”. Without it, a group that is all alike is protected."),
    )
    show_counts = forms.BooleanField(label=_("Say how many people stand behind a figure"), required=False)
    round_to = forms.TypedChoiceField(
        label=_("How the number of people is told"), choices=ROUNDING, coerce=int, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("Why"), required=False, max_length=500, help_text=_("Everybody in the program can read it.")
    )

    @staticmethod
    def now(rule: Rule) -> dict[str, object]:
        """What the fields say at first."""
        return {name: getattr(rule, name) for name in ("smallest", "coarsen", "show_counts", "round_to")}

    def rule(self) -> Rule:
        """What was chosen."""
        said = self.cleaned_data
        return Rule(
            said["smallest"], coarsen=said["coarsen"], round_to=said["round_to"], show_counts=said["show_counts"]
        )
