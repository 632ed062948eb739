"""What a formation goes by, who is asked, until when, and what a list of answers is narrowed to."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet, TextChoices
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from collectives.engine.rhythm import MAX_MINUTES, MIN_MINUTES
from collectives.forms.user import time_zone_choices
from collectives.models import MAX_SEATS, District, Formation, Theme
from collectives.operations.formation import Settings
from collectives.queries.formation_answers import Answered, AnswerFilter
from ilc.zones import local_time

NTH = [(1, _("the first")), (2, _("the second")), (3, _("the third")), (4, _("the fourth"))]
MONTHS_AHEAD = 13
LAST_MINUTE = time(23, 59)


def month_choices(today: date, *, also: date | None = None) -> list[tuple[str, str]]:
    """The coming months, from this one on; `also` keeps one that has passed."""
    first = today.replace(day=1)
    months = [first]
    while len(months) < MONTHS_AHEAD:
        months.append((months[-1] + timedelta(days=32)).replace(day=1))
    if also and also.replace(day=1) not in months:
        months.insert(0, also.replace(day=1))
    return [(month.isoformat(), date_format(month, "F Y")) for month in months]


class AnswersByForm(forms.Form):
    """Until when answers are asked for."""

    answers_by = forms.DateField(
        label=_("Answer by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "Two days before, who has not answered is reminded. Answers still count afterwards, until you close."
        ),
    )

    def moment(self, zone: str) -> datetime | None:
        """The end of that day on the clocks of a zone."""
        day: date | None = self.cleaned_data["answers_by"]
        return datetime.combine(day, LAST_MINUTE, tzinfo=ZoneInfo(zone)) if day else None


class FormationForm(AnswersByForm):
    """Everything but the weights. The themes are asked for while nobody was asked yet."""

    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("As members read it: “Spring 2027”."))
    fewest = forms.IntegerField(label=_("People in a collective, at least"), min_value=2, max_value=MAX_SEATS)
    most = forms.IntegerField(label=_("At most"), min_value=2, max_value=MAX_SEATS)
    district_most = forms.TypedChoiceField(
        label=_("Of one district, at most"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("as many as come")), *((number, str(number)) for number in range(1, 6))],
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these weekdays"),
        choices=[(number, capfirst(name)) for number, name in WEEKDAYS.items()],
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "across"}),
        error_messages={"required": _("Tick at least one weekday.")},
    )
    earliest = forms.TimeField(
        label=_("Earliest start"), widget=forms.TimeInput(attrs={"type": "time", "step": 1800}, format="%H:%M")
    )
    latest = forms.TimeField(
        label=_("Latest start"), widget=forms.TimeInput(attrs={"type": "time", "step": 1800}, format="%H:%M")
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=MIN_MINUTES, max_value=MAX_MINUTES)
    zone = forms.ChoiceField(label=_("On the clocks of"), choices=time_zone_choices)
    starts_on = forms.TypedChoiceField(label=_("First month"), coerce=date.fromisoformat)
    nth = forms.TypedChoiceField(label=_("In which week of the month"), choices=NTH, coerce=int)
    leaders_may_join = forms.BooleanField(
        label=_("Leaders may join a collective with a free seat themselves"), required=False
    )

    def __init__(self, *args: Any, themes: QuerySet[Theme] | None, also: date | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["starts_on"].choices = month_choices(localdate(), also=also)  # type: ignore[attr-defined]  # its own
        if themes is not None:
            self.fields["themes"] = forms.ModelMultipleChoiceField(
                themes,
                label=_("Themes that are open"),
                widget=forms.CheckboxSelectMultiple,
                help_text=_("About ten at once are plenty. Fewer themes make fuller collectives."),
                error_messages={"required": _("Tick at least one theme.")},
            )

    def clean(self) -> dict[str, Any]:
        """At least is not more than at most, and a session can begin."""
        found: dict[str, Any] = super().clean() or {}
        fewest, most = found.get("fewest"), found.get("most")
        if fewest and most and fewest > most:
            self.add_error("most", _("This is fewer than at least %(fewest)d.") % {"fewest": fewest})
        earliest, latest = found.get("earliest"), found.get("latest")
        if earliest and latest and latest < earliest:
            self.add_error("latest", _("This is before the earliest start."))
        return found

    def settings(self) -> Settings:
        """What was asked for, once the form is valid."""
        given = {name: self.cleaned_data[name] for name in Settings.__dataclass_fields__ if name != "answers_by"}
        return Settings(**given, answers_by=self.moment(given["zone"]))

    @staticmethod
    def values_of(formation: Formation) -> dict[str, Any]:
        """What the form shows at first."""
        values = {name: getattr(formation, name) for name in Settings.__dataclass_fields__}
        by = formation.answers_by
        return values | {
            "answers_by": local_time(by, formation.zone).date() if by else None,
            "starts_on": formation.starts_on.replace(day=1).isoformat(),
            "themes": [row.theme_id for row in formation.themes.all() if row.withdrawn_at is None],
        }


class AskForm(forms.Form):
    """Who is asked, of those who were not yet. Ticked districts narrow; none ticked means all."""

    class Whom(TextChoices):
        EVERYONE = "everyone", _("everyone with the role of leader")
        SEATLESS = "seatless", _("leaders who sit in no open collective")

    whom = forms.ChoiceField(label=_("Members"), choices=Whom, widget=forms.RadioSelect)
    districts = forms.ModelMultipleChoiceField(
        District.objects.none(),
        label=_("Only of these districts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none to ask people of every district."),
    )
    facilitators = forms.BooleanField(label=_("Ask facilitators what they can guide"), required=False)

    def __init__(self, *args: Any, districts: QuerySet[District], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["districts"].queryset = districts.order_by("name")  # type: ignore[attr-defined]  # its own


class AnswerFilterForm(forms.Form):
    """What the list of those who were asked is narrowed to."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    district = forms.ModelChoiceField(
        District.objects.none(), label=_("District"), required=False, empty_label=_("All")
    )
    state = forms.ChoiceField(
        label=_("Answer"),
        required=False,
        choices=[("", _("All")), *((value, capfirst(label)) for value, label in Answered.choices)],
    )

    def __init__(self, *args: Any, districts: QuerySet[District], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["district"].queryset = districts.order_by("name")  # type: ignore[attr-defined]  # its own

    def narrowed(self) -> AnswerFilter:
        """What was chosen, as far as it makes sense."""
        self.is_valid()
        chosen = self.cleaned_data
        words = (chosen.get("q") or "").replace("\0", "")
        return AnswerFilter(words=words, district=chosen.get("district"), state=chosen.get("state") or "")
