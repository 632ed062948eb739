"""A rhythm as people set it: "third Tuesday, 15:30, Halifax, not in July"."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from collectives.engine.rhythm import MAX_MINUTES, MIN_MINUTES, Kind, Rule
from collectives.forms.user import time_zone_choices
from collectives.models import Meeting, Rhythm
from collectives.operations.rhythm import RuleCannotBe, Venue, require_rule

PATTERNS = [
    ("nth_1", _("the first")),
    ("nth_2", _("the second")),
    ("nth_3", _("the third")),
    ("nth_4", _("the fourth")),
    ("last", _("the last")),
    ("last_day", _("the last day of the month, whatever weekday")),
    ("weeks_1", _("every week on")),
    ("weeks_2", _("every 2 weeks on")),
    ("weeks_3", _("every 3 weeks on")),
    ("weeks_4", _("every 4 weeks on")),
    ("weeks_5", _("every 5 weeks on")),
    ("weeks_6", _("every 6 weeks on")),
    ("weeks_8", _("every 8 weeks on")),
]
KINDS = {"nth": Kind.NTH_WEEKDAY, "weeks": Kind.EVERY_N_WEEKS}
FIELD_OF_PART = {
    "kind": "pattern",
    "nth": "pattern",
    "weeks": "pattern",
    "wall": "wall_time",
    "excluded_days": "break_1_from",
}
BREAKS = 3
FURTHEST = timedelta(days=365)  # sessions of a year that has begun may be brought in; none are made before that


class RhythmForm(forms.Form):
    """The rule, the place, and the breaks. Each break is a pair of days; both belong to it."""

    pattern = forms.ChoiceField(label=_("Which"), choices=PATTERNS)
    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=list(WEEKDAYS.items()), coerce=int)
    wall_time = forms.TimeField(
        label=_("Starts at"), widget=forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M")
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=MIN_MINUTES, max_value=MAX_MINUTES)
    zone = forms.ChoiceField(label=_("On the clocks of"), choices=time_zone_choices)
    meeting = forms.ChoiceField(label=_("How you meet"), choices=Meeting)
    room = forms.CharField(label=_("Room"), required=False, max_length=200)
    link = forms.URLField(
        label=_("Link"), required=False, max_length=500, help_text=_("Only members and facilitators see it.")
    )
    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends_on = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    excluded_months = forms.TypedMultipleChoiceField(
        label=_("Not in these months"),
        required=False,
        choices=list(MONTHS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "across"}),
    )
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.breaks = max(BREAKS, len([name for name in self.initial if name.endswith("_from")]) + 1)
        for number in range(1, self.breaks + 1):
            for end, label in (("from", _("Break %(number)d: first day")), ("to", _("Break %(number)d: last day"))):
                self.fields[f"break_{number}_{end}"] = forms.DateField(
                    label=label % {"number": number},
                    required=False,
                    widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                )

    @staticmethod
    def values_of(rhythm: Rhythm, *, today: date) -> dict[str, Any]:
        """What the form shows at first. A changed rhythm begins today, unless the former one is still to begin."""
        match rhythm.kind:
            case Kind.NTH_WEEKDAY:
                pattern = f"nth_{rhythm.nth}"
            case Kind.EVERY_N_WEEKS:
                pattern = f"weeks_{rhythm.weeks}"
            case _:
                pattern = "last" if rhythm.kind == Kind.LAST_WEEKDAY else "last_day"
        values = {name: getattr(rhythm, name) for name in ("wall_time", "minutes", "zone", "meeting", "room", "link")}
        for number, (first, last) in enumerate(rhythm.excluded_days, 1):
            values |= {f"break_{number}_from": first, f"break_{number}_to": last}
        return values | {
            "pattern": pattern,
            "weekday": rhythm.weekday,
            "starts_on": max(rhythm.starts_on, today),
            "ends_on": rhythm.ends_on,
            "excluded_months": rhythm.excluded_months,
            "seen": rhythm.pk,
        }

    def clean_starts_on(self) -> date:
        """At most a year back or ahead."""
        day: date = self.cleaned_data["starts_on"]
        if abs(day - localdate()) > FURTHEST:
            raise forms.ValidationError(_("That day is more than a year away. Which year is it?"))
        return day

    def clean(self) -> dict[str, Any]:
        """Every break has two ends, and the rule as a whole can be."""
        for number in range(1, self.breaks + 1):
            first, last = self._break(number)
            if bool(first) != bool(last):
                self.add_error(f"break_{number}_{'to' if first else 'from'}", _("A break needs both days."))
        if not self.errors:
            try:
                require_rule(self.rule())
            except RuleCannotBe as wrong:
                field = FIELD_OF_PART.get(wrong.part, wrong.part)
                self.add_error(field if field in self.fields else None, str(wrong))
        return self.cleaned_data

    def rule(self) -> Rule:
        """The rule that was asked for; only when no field has an error."""
        given = self.cleaned_data
        kind, _underscore, number = given["pattern"].partition("_")
        on_day = given["pattern"] == "last_day"
        return Rule(
            kind=Kind.LAST_DAY if on_day else KINDS.get(kind, Kind.LAST_WEEKDAY),
            starts_on=given["starts_on"],
            wall=given["wall_time"].replace(second=0, microsecond=0),
            zone=given["zone"],
            minutes=given["minutes"],
            weekday=None if on_day else given["weekday"],
            nth=int(number) if kind == "nth" else None,
            weeks=int(number) if kind == "weeks" else None,
            ends_on=given["ends_on"],
            excluded_months=frozenset(given["excluded_months"]),
            excluded_days=tuple(self._breaks()),
        )

    def venue(self) -> Venue:
        """How people come together; only when no field has an error."""
        given = self.cleaned_data
        return Venue(given["meeting"], given["room"], given["link"])

    def see(self, rhythm: Rhythm | None) -> None:
        """After a refusal the person has seen this rhythm: pressing again is a decision."""
        sent_again = QueryDict(mutable=True)
        sent_again.update(self.data)
        sent_again["seen"] = str(rhythm.pk) if rhythm else ""
        self.data = sent_again

    def break_fields(self) -> list[forms.BoundField]:
        """The fields of the breaks, for the template."""
        return [field for field in self if field.name.startswith("break_")]

    def _break(self, number: int) -> tuple[date | None, date | None]:
        return self.cleaned_data.get(f"break_{number}_from"), self.cleaned_data.get(f"break_{number}_to")

    def _breaks(self) -> Iterator[tuple[date, date]]:
        for number in range(1, self.breaks + 1):
            first, last = self._break(number)
            if first and last:
                yield first, last
