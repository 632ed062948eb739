"""What every template may say: icons, people, phases, kinds of data, clauses, times."""

from datetime import UTC, date, datetime, time
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from ilc.icons import ICONS
from ilc.zones import clock_words, day_words, local_time, zone_name

register = template.Library()

PHASES = [
    _("Gathering"),
    _("Forming"),
    _("Designing"),
    _("Acting, leading data"),
    _("Lagging data"),
    _("Sharing"),
]
DATA_TYPES = {
    "demographic": _("Demographic"),
    "perceptions": _("Perceptions"),
    "learning": _("Student learning"),
    "processes": _("School processes"),
}
THEMES = {"light", "dark"}


class Named(Protocol):
    """Who can be shown as an avatar."""

    @property
    def initials(self) -> str: ...


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """One of our icons. With a label it is read aloud; without, it is decoration beside a word."""
    said = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="i{}" viewBox="0 0 20 20" {}><path d="{}"/></svg>', f" {css}" if css else "", said, ICONS[name]
    )


@register.simple_tag
def lang(language: str, around: str) -> SafeString:
    """The attribute that says which language words are in; nothing where all `around` them is in it already.

    For documents of thousands of such words: WeasyPrint spends a twentieth of its time on attributes that say nothing.
    """
    return format_html('lang="{}"', language) if language != around else SafeString("")


@register.simple_tag
def avatar(person: Named | str, state: str = "") -> SafeString:
    """Initials in a ring: "here", "writing", "away" or nothing. Decoration: the name stands nearby."""
    initials = person if isinstance(person, str) else person.initials
    return format_html('<span class="av{}" aria-hidden="true">{}</span>', f" {state}" if state else "", initials)


@register.simple_tag
def phases(number: int, mini: bool = False) -> SafeString:
    """The ruler of six, with the present phase in words. `mini` is one line for lists."""
    words = gettext("Phase %(number)d of 6: %(name)s") % {"number": number, "name": PHASES[number - 1]}
    if mini:
        marks = format_html_join("", '<span class="{}"></span>', ((_phase_state(n, number),) for n in range(1, 7)))
        return format_html(
            '<span class="phase-line"><span>{}</span><span class="phases mini" aria-hidden="true">{}</span></span>',
            words,
            marks,
        )
    steps = format_html_join(
        "",
        '<li class="{}"{}><b>{} {}</b></li>',
        (
            (_phase_state(n, number), SafeString(' aria-current="step"' if n == number else ""), n, name)
            for n, name in enumerate(PHASES, 1)
        ),
    )
    return format_html('<ol class="phases" aria-label="{}">{}</ol>', words, steps)


def _phase_state(number: int, now: int) -> str:
    if number < now:
        return "done"
    return "now" if number == now else "later"


@register.simple_tag
def data_type(key: str) -> SafeString:
    """A type of data: its own shape and its full name."""
    return format_html('<span class="dtype">{}{}</span>', icon(key), DATA_TYPES[key])


@register.simple_tag
def clause_tag(clause: str, number: int | None = None) -> SafeString:
    """A clause of the theory of action by its key "if", "then" or "so"; if-actions carry their number."""
    words = {
        "if": pgettext("clause", "If %(number)d") % {"number": number} if number else pgettext("clause", "If"),
        "then": pgettext("clause", "Then"),
        "so": pgettext("clause", "So that"),
    }
    return format_html('<span class="tag {}">{}</span>', clause, words[clause])


@register.filter
def zone(value: ZoneInfo | str, instant: datetime | None = None) -> str:
    """The zone's name as people say it: "Atlantic time (Halifax)"."""
    return zone_name(value, instant)


@register.filter
def in_zone(instant: datetime, value: ZoneInfo | str) -> datetime:
    """The same instant on the clocks of a zone. Follow with |clock or |day."""
    return local_time(instant, value)


@register.filter
def clock(value: datetime | time) -> str:
    """The time of day in the reader's language: 15:30. An instant is shown on the reader's clocks, or `in_zone`'s."""
    return clock_words(_on_clocks(value) if isinstance(value, datetime) else value)


@register.filter
def day(value: date) -> str:
    """The full day in the reader's language: Tuesday 17 November 2026. An instant as with `clock`."""
    return day_words(_on_clocks(value) if isinstance(value, datetime) else value)


def _on_clocks(instant: datetime) -> datetime:
    """What comes from the database stands in UTC, which is nobody's clock; what `in_zone` moved stays where it is."""
    return localtime(instant) if instant.tzinfo is UTC else instant


@register.simple_tag(takes_context=True)
def theme_attribute(context: dict[str, Any]) -> SafeString:
    """The look this device chose, for the html element; nothing when it follows the device."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme") if request is not None else None
    return format_html(' data-bs-theme="{}"', chosen) if chosen in THEMES else SafeString("")


@register.simple_tag(takes_context=True)
def theme_choice(context: dict[str, Any]) -> str:
    """Which of the three buttons is pressed: "light", "dark" or "device"."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme") if request is not None else None
    return chosen if chosen in THEMES else "device"
