"""What was learned in the program: the part of the library that everybody reads."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
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


@require_GET
def library_learned(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Published summaries: those that hold the words, narrowed by what the address says."""
    facets = {name: request.GET.get(name, "").replace("\0", "")[:60] for name in FACETS}
    wanted = Wanted(searched_words(request), {name: value for name, value in facets.items() if value})
    number = request.GET.get("page", "")
    asked = min(int(number), MOST_PAGES) if number.isascii() and number.isdigit() else 1
    found = learned(wanted, page=max(asked, 1))
    sees_library = can_see_library(request.participant)
    context = {
        "found": found,
        "protocols": protocols_with(wanted.words) if sees_library else [],
        "wanted": wanted,
        "shares": can_share_library(request.participant),
        "sees_library": sees_library,
        "listed": Paginator(range(found.count), PER_PAGE).get_page(asked),
        "narrowed": [
            (label, [(_query(wanted, name, one), one) for one in found.facets[name]])
            for name, label in LABELS.items()
            if found.facets.get(name)
        ],
        "query": _query(wanted),
    }
    return page(request, "facilitation/learned/learned.html", "learned", context)


def _query(wanted: Wanted, facet: str = "", value: FacetValue | None = None) -> str:
    """The address's question; with a value chosen, or taken off where it is chosen."""
    asked = {"q": wanted.words, **wanted.facets}
    if value is not None:
        asked[facet] = "" if value.chosen else value.key
    return urlencode({name: one for name, one in asked.items() if one})
