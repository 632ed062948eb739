"""A protocol of a program's own: what it is for, and its steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from facilitation.models import MAX_ITEM_MINUTES, OwnProtocol, Purpose, Silent, Speaks
from facilitation.operations.protocol import MOST_STEPS, ProtocolStep, ProtocolText
from facilitation.queries.library import role_of
from inquiry.models import Phase

ROLES = ("facilitator", "presenter", "host", "timekeeper", "note_taker")
MOST_PEOPLE = 99


def _line(label: Any, most: int, *, required: bool = False, rows: int = 1, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=required, widget=area, **options)


class OwnProtocolForm(forms.Form):
    """Everything but the steps."""

    name = forms.CharField(label=_("Name"), max_length=120)
    about = _line(_("What happens in it"), 500)
    when = _line(_("When it is good"), 500)
    purpose = forms.ChoiceField(label=_("What it is for"), choices=Purpose.choices)
    phases = forms.TypedMultipleChoiceField(
        label=_("Phases it suits"),
        help_text=_("None ticked: every phase."),
        choices=Phase.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    fewest = forms.IntegerField(label=_("From how many people"), min_value=2, max_value=MOST_PEOPLE, initial=3)
    most = forms.IntegerField(label=_("To how many"), min_value=2, max_value=MOST_PEOPLE, initial=12)
    roles = forms.MultipleChoiceField(
        label=_("Who does what"),
        choices=lambda: [(key, role_of(key).name) for key in ROLES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    origin = forms.CharField(
        label=_("Where it comes from"),
        help_text=_("Name its author. Write the steps in your own words, unless you have the right to copy them."),
        max_length=300,
        required=False,
    )
    link = forms.URLField(label=_("Address of the original"), max_length=500, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """The range of people is one."""
        given = super().clean() or {}
        fewest, most = given.get("fewest"), given.get("most")
        if fewest and most and most < fewest:
            self.add_error("most", gettext("That is fewer than the number before it."))
        return given

    @staticmethod
    def values_of(row: OwnProtocol) -> dict[str, Any]:
        """What the form shows at first."""
        return {name: getattr(row, name) for name in OwnProtocolForm.base_fields}

    def text(self, steps: list[ProtocolStep]) -> ProtocolText:
        """What was asked for, with these steps; only after both forms were found valid."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        people = given.pop("fewest"), given.pop("most")
        return ProtocolText(**given, people=people, steps=steps)


class StepForm(forms.Form):
    """One step. Without a title it is none: that is how a step is taken out."""

    title = forms.CharField(label=_("Step"), max_length=200, required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=MAX_ITEM_MINUTES, required=False)
    speaks = forms.ChoiceField(label=_("Who speaks"), choices=Speaks.choices)
    silent = forms.ChoiceField(
        label=_("Who is silent"), choices=[("", _("nobody has to be")), *Silent.choices], required=False
    )
    guide = _line(_("What to do, in one sentence"), 500)

    def clean(self) -> dict[str, Any]:
        """A step with a title has its minutes."""
        given = super().clean() or {}
        if given.get("title") and "minutes" in given and not given["minutes"]:
            self.add_error("minutes", gettext("How many minutes does this step take?"))
        return given


StepFormSet = forms.formset_factory(StepForm, extra=0, min_num=0, max_num=MOST_STEPS, absolute_max=MOST_STEPS)
BLANK = {"title": "", "minutes": None, "speaks": Speaks.EVERYONE.value, "silent": "", "guide": ""}


def steps_at_first(row: OwnProtocol | None) -> list[dict[str, Any]]:
    """The steps there are, and room for three more; five empty ones for a new protocol."""
    there = list(row.steps) if row else []
    room = 3 if there else 5
    return [*there, *[BLANK] * min(room, MOST_STEPS - len(there))]


def steps_of(formset: Any) -> list[ProtocolStep]:
    """The steps that have a title, in order; only after the formset was found valid."""
    return [ProtocolStep(**form.cleaned_data) for form in formset if form.cleaned_data.get("title")]
