"""What a person says about themselves."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from collectives.models import LANGUAGES, User
from ilc.zones import zone_name

FIRST = [
    "America/St_Johns", "America/Halifax", "America/Toronto", "America/New_York", "America/Winnipeg", "America/Chicago",
    "America/Regina", "America/Edmonton", "America/Denver", "America/Phoenix", "America/Vancouver",
    "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu",
]  # fmt: skip
AREAS = {
    "America": _("America"),
    "Atlantic": _("Atlantic"),
    "Europe": _("Europe"),
    "Africa": _("Africa"),
    "Asia": _("Asia"),
    "Australia": _("Australia"),
    "Pacific": _("Pacific"),
    "Indian": _("Indian Ocean"),
}

type Choices = list[tuple[Any, Any]]


def time_zone_choices() -> Choices:
    """Zones in groups: Canada and the United States from east to west, then all others by part of the world."""
    known = available_timezones()
    groups: Choices = [(_("Canada and the United States"), [(key, zone_name(key)) for key in FIRST])]
    for area, label in AREAS.items():
        keys = [key for key in known if key.startswith(f"{area}/") and key not in FIRST]
        by_place = sorted(((key, zone_name(key)) for key in keys), key=lambda pair: pair[1])
        groups.append((label, by_place))
    return [*groups, (_("Everywhere"), [("UTC", zone_name("UTC"))])]


class ProfileForm(forms.Form):
    """Name, language, time zone."""

    name = forms.CharField(label=_("Your name"), help_text=_("As the others see it."), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("All times are shown on these clocks."), choices=time_zone_choices
    )

    @staticmethod
    def values_of(user: User) -> dict[str, str]:
        """What the form shows at first."""
        return {"name": user.name, "language": user.language, "time_zone": user.time_zone}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
