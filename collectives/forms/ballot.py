"""What a member wants and when they can meet; what a facilitator can guide."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from collectives.engine.weekly_times import HALF_HOURS
from collectives.forms.user import time_zone_choices
from collectives.models import LANGUAGES, Ballot, Meeting, Offer, Theme
from collectives.operations.ballot import LONGEST_NOTE, MAX_CHOICES, Said
from ilc.pages import named_number

MEETINGS = [
    (Meeting.HYBRID, _("Either suits me")),
    (Meeting.ROOM, _("In a room")),
    (Meeting.ONLINE, _("Online")),
]
MOST_COLLECTIVES = 10
CHOICES = {"first": _("First choice"), "second": _("Second choice"), "third": _("Third choice")}


class AnswerForm(forms.Form):
    """What members and facilitators both say. `half` are half-hours of the week in `zone`."""

    zone = forms.ChoiceField(label=_("Show the week on the clocks of"), choices=time_zone_choices)
    half = forms.TypedMultipleChoiceField(
        required=False, coerce=int, choices=[(number, str(number)) for number in range(HALF_HOURS)]
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you can work in"),
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "across"}),
        error_messages={"required": _("Tick at least one language.")},
    )
    meeting = forms.ChoiceField(
        label=_("How you would rather meet"), choices=MEETINGS, widget=forms.RadioSelect(attrs={"class": "across"})
    )
    note = forms.CharField(
        label=_("Anything else"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For those who form the collectives. It is not read by a machine."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def said(self) -> Said:
        """What both say, once the form is valid."""
        given = self.cleaned_data
        return Said(given["zone"], sorted(set(given["half"])), given["languages"], given["meeting"], given["note"])

    def ticked(self) -> set[int]:
        """The half-hours that were ticked, as far as they make sense; also while the form is not valid."""
        if not self.is_bound:
            return set(self.initial.get("half", []))
        sent = self.data.getlist("half")  # type: ignore[attr-defined]  # a QueryDict
        return {at for one in sent if (at := named_number(one)) is not None and at < HALF_HOURS}

    def zone_shown(self, usual: str) -> str:
        """The zone that the grid is in, also while the form is not valid."""
        known = {key for _group, zones in self.fields["zone"].choices for key, _name in zones}  # type: ignore[attr-defined]
        chosen = str(self["zone"].value() or "")
        return chosen if chosen in known else usual


class BallotForm(AnswerForm):
    """Up to three themes, the dearest first; then the rest."""

    def __init__(self, *args: Any, themes: QuerySet[Theme], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in CHOICES.items():
            self.fields[name] = forms.ModelChoiceField(
                themes,
                label=label,
                required=name == "first",
                empty_label=_("No theme chosen"),
                error_messages={
                    "required": _("Choose the theme you want most."),
                    "invalid_choice": _("This theme is no longer open. Choose another one."),
                },
            )

    def clean(self) -> dict[str, Any]:
        """No theme twice."""
        found: dict[str, Any] = super().clean() or {}
        before: set[Any] = set()
        for name in CHOICES:
            theme = found.get(name)
            if theme in before:
                self.add_error(name, _("You chose “%(theme)s” already.") % {"theme": theme})
            elif theme:
                before.add(theme)
        return found

    def choices(self) -> list[Theme]:
        """The themes, the dearest first, once the form is valid."""
        return [theme for name in CHOICES if (theme := self.cleaned_data[name])]

    def choice_fields(self) -> list[forms.BoundField]:
        """The selects, for the template."""
        return [self[name] for name in CHOICES]

    @staticmethod
    def values_of(ballot: Ballot, *, open_ones: QuerySet[Theme]) -> dict[str, Any]:
        """What an answered ballot says, without themes that are no longer open."""
        still = {theme.pk for theme in open_ones}
        ranked = [one.theme_id for one in ballot.choices.order_by("rank") if one.theme_id in still][:MAX_CHOICES]
        return _values_of(ballot) | dict(zip(CHOICES, ranked, strict=False))


class OfferForm(AnswerForm):
    """Themes one would guide and how many collectives at most; then the rest."""

    capacity = forms.TypedChoiceField(
        label=_("How many collectives at most"),
        coerce=int,
        choices=[(number, str(number)) for number in range(1, MOST_COLLECTIVES + 1)],
    )

    def __init__(self, *args: Any, themes: QuerySet[Theme], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["themes"] = forms.ModelMultipleChoiceField(
            themes,
            label=_("Themes you would guide"),
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("Tick at least one theme."),
                "invalid_choice": _("A theme you ticked is no longer open."),
            },
        )

    @staticmethod
    def values_of(offer: Offer, *, open_ones: QuerySet[Theme]) -> dict[str, Any]:
        """What an answered offer says, without themes that are no longer open."""
        still = {theme.pk for theme in open_ones}
        named = [one.theme_id for one in offer.themes.all() if one.theme_id in still]
        return _values_of(offer) | {"themes": named, "capacity": offer.capacity or 1}


def _values_of(answer: Ballot | Offer) -> dict[str, Any]:
    return {
        "zone": answer.zone,
        "half": answer.half_hours,
        "languages": answer.languages,
        "meeting": answer.meeting,
        "note": answer.note,
    }
