"""Times on the clocks people look at, with the name of those clocks."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

GENERIC_NAMES = {
    "newfoundland": _("Newfoundland time"),
    "atlantic": _("Atlantic time"),
    "eastern": _("Eastern time"),
    "central": _("Central time"),
    "mountain": _("Mountain time"),
    "pacific": _("Pacific time"),
    "alaska": _("Alaska time"),
    "hawaii": _("Hawaii time"),
}

CITIES = {
    "newfoundland": "St_Johns",
    "atlantic": "Halifax Glace_Bay Moncton Goose_Bay Blanc-Sablon Puerto_Rico Thule",
    "eastern": "New_York Toronto Montreal Detroit Iqaluit Nipigon Thunder_Bay Pangnirtung Atikokan Nassau "
    "Indiana/Indianapolis Indiana/Marengo Indiana/Petersburg Indiana/Vevay Indiana/Vincennes Indiana/Winamac "
    "Kentucky/Louisville Kentucky/Monticello",
    "central": "Chicago Winnipeg Regina Swift_Current Rainy_River Rankin_Inlet Resolute Menominee Indiana/Knox "
    "Indiana/Tell_City North_Dakota/Beulah North_Dakota/Center North_Dakota/New_Salem",
    "mountain": "Denver Edmonton Calgary Phoenix Boise Yellowknife Inuvik Cambridge_Bay Creston Fort_Nelson "
    "Dawson_Creek",
    "pacific": "Los_Angeles Vancouver Tijuana",
    "alaska": "Anchorage Juneau Sitka Metlakatla Yakutat Nome",
}
GENERIC_OF_ZONE = {f"America/{city}": name for name, cities in CITIES.items() for city in cities.split()} | {
    "Pacific/Honolulu": "hawaii"
}


def zone_name(zone: ZoneInfo | str, instant: datetime | None = None) -> str:
    """A zone as people say it, in the reader's language: "Atlantic time (Halifax)", "Paris time".

    Summer and winter have one name, because nobody in the room changes words with the clocks. With an `instant`,
    a zone that has neither name nor city (such as Etc/GMT+3) is told by its distance from UTC at that instant.
    """
    key = str(zone)
    if key in {"UTC", "Etc/UTC"}:
        return gettext("UTC")
    city = key.rpartition("/")[2].replace("_", " ").replace("St Johns", "St. John’s")
    if key in GENERIC_OF_ZONE:
        return f"{GENERIC_NAMES[GENERIC_OF_ZONE[key]]} ({city})"
    if "/" not in key or key.startswith("Etc/"):
        return _distance(instant, key)
    return gettext("%(city)s time") % {"city": city}


def _distance(instant: datetime | None, key: str) -> str:
    if instant is None:
        return key
    offset = local_time(instant, key).strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}"


def local_time(instant: datetime, zone: ZoneInfo | str) -> datetime:
    """The instant as the clocks of a zone show it. Raises ValueError for a time without a zone of its own."""
    if instant.tzinfo is None:
        raise ValueError("An instant knows its own zone; this one has none.")
    return instant.astimezone(zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone))


def clock_words(value: datetime | time) -> str:
    """The time of day as it stands in `value`, in the reader's language: 15:30, or 15 h 30."""
    wall = value.time() if isinstance(value, datetime) else value
    if wall.minute == 0:
        return time_format(wall, pgettext("a full hour, format", "H:i"))
    return time_format(wall, pgettext("time of day, format", "H:i"))


def day_words(value: date) -> str:
    """The full day as it stands in `value`, in the reader's language: Tuesday 17 November 2026."""
    if value.day == 1:
        return date_format(_bare(value), pgettext("the first of a month, with its weekday, format", "l j F Y"))
    return date_format(_bare(value), pgettext("a day with its weekday, format", "l j F Y"))


def date_words(value: date) -> str:
    """A day inside a sentence, in the reader's language: 17 November 2026."""
    if value.day == 1:
        return date_format(_bare(value), pgettext("the first of a month inside a sentence, format", "j F Y"))
    return date_format(_bare(value), pgettext("a day inside a sentence, format", "j F Y"))


def _bare(value: date) -> date:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
