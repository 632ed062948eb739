"""What was learned in the program: the part of the library that everybody reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from collectives.requests import ProgramRequest
from evidence.permissions.library_copy import can_share_library
from evidence.queries.learned import FACETS, PER_PAGE, FacetValue, Wanted, learned
from facilitation.permissions.library import can_see_library
from facilitation.queries.library import protocols_with
from ilc.pages import page, searched_words

MOST_PAGES = 5_000
LABELS = {
    "theme": gettext_lazy("Theme"),
    "type": gettext_lazy("Type of data"),
    "position": gettext_lazy("Position of a member"),
    "level": gettext_lazy("Level of analysis"),
    "phase": gettext_lazy("Phase when it was written"),
    "lang": gettext_lazy("Language"),
    "from": gettext_lazy("From which program"),
}


LONG = 4  # a facet of more values is folded, unless one of them is chosen
PLACEMATS, PROTOCOLS = "placemats", "protocols"


@dataclass(frozen=True)
class Facet:
    """What one may narrow by: each value with the address that takes it, or takes it off."""

    label: str | Promise
    values: Sequence[tuple[str, FacetValue]]

    @property
    def folds(self) -> bool:
        """Whether it is a long list."""
        return len(self.values) > LONG

    @property
    def chosen(self) -> bool:
        """Whether it narrows."""
        return any(one.chosen for _query, one in self.values)


@require_GET
def library_learned(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """What was published, its placemats, or protocols: what holds the words, narrowed by what the address says."""
    sees_library = can_see_library(request.participant)
    shown = request.GET.get("show", "")
    shown = shown if shown == PLACEMATS or (shown == PROTOCOLS and sees_library) else ""
    facets = {name: request.GET.get(name, "").replace("\0", "")[:60] for name in FACETS}
    facets = {name: value for name, value in facets.items() if value}
    wanted = Wanted(searched_words(request), facets, placemats=shown == PLACEMATS)
    number = request.GET.get("page", "")
    asked = min(int(number), MOST_PAGES) if number.isascii() and number.isdigit() else 1
    found = learned(wanted, page=max(asked, 1))
    protocols = protocols_with(wanted.words) if sees_library else []
    here = partial(_query, wanted, shown)
    narrowed = [
        Facet(label, [(here(name, one), one) for one in found.facets[name]])
        for name, label in LABELS.items()
        if found.facets.get(name)
    ]
    context = {
        "found": found,
        "shown": shown,
        "ways": [
            (_query(wanted, way), way == shown, label, count)
            for way, label, count in (
                ("", _("Summaries"), found.count),
                (PLACEMATS, _("Placemats"), found.count),
                (PROTOCOLS, _("Protocols"), len(protocols)),
            )
            if way != PROTOCOLS or sees_library
        ],
        "protocols": protocols,
        "wanted": wanted,
        "shares": can_share_library(request.participant),
        "sees_library": sees_library,
        "listed": Paginator(range(found.count), PER_PAGE).get_page(asked),
        "narrowed": narrowed,
        "chosen": [pair for facet in narrowed for pair in facet.values if pair[1].chosen],
        "query": wanted.words or wanted.facets,
    }
    return page(request, "facilitation/learned/learned.html", "learned", context)


def _query(wanted: Wanted, shown: str, facet: str = "", value: FacetValue | None = None) -> str:
    """The address's question; with a value chosen, or taken off where it is chosen."""
    asked = {"q": wanted.words, **wanted.facets, "show": shown}
    if value is not None:
        asked[facet] = "" if value.chosen else value.key
    return urlencode({name: one for name, one in asked.items() if one})
