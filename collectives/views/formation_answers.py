"""Who has answered."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from collectives.forms.formation import AnswerFilterForm
from collectives.models import Ballot, Offer
from collectives.permissions.formation import can_manage_formation
from collectives.permissions.region import visible_districts
from collectives.queries.formation_answers import answer_rows, count_asked, find_answers
from collectives.requests import ProgramRequest
from collectives.views.formation import find_formation
from ilc.pages import page

ON_A_PAGE = 50
FACILITATORS = "facilitators"


@require_GET
def formation_answers(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Members, or facilitators, who were asked; a coordinator sees those of their regions."""
    found = find_formation(request, pk)
    model = Offer if request.GET.get("of") == FACILITATORS else Ballot
    form = AnswerFilterForm(request.GET, districts=visible_districts(request.participant))
    answers = find_answers(request.participant, found, model, form.narrowed())
    listed = Paginator(answers, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "formation": found,
        "form": form,
        "listed": listed,
        "rows": answer_rows(list(listed)),
        "of_facilitators": model is Offer,
        "members": count_asked(found, Ballot),
        "facilitators": count_asked(found, Offer),
        "can_manage": can_manage_formation(request.participant),
        "is_narrowed": any(request.GET.get(name) for name in ("q", "district", "state")),
    }
    return page(request, "collectives/formation/answers.html", "answers", context)
