"""The first page of a program: what is next for you."""

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from collectives.models import Role
from collectives.permissions.program import roles_of
from collectives.requests import ProgramRequest
from facilitation.queries.commitment import my_commitments, settled_commitment
from facilitation.queries.home import home_of
from ilc.pages import named_key, page


@require_safe
def home(request: ProgramRequest, program_slug: str) -> HttpResponse:
    moment, settled = now(), named_key(request.GET.get("settled", ""))
    context = {
        "commitments": my_commitments(request.participant, today=localdate()),
        "settled_commitment": settled_commitment(request.participant, settled),
        "home": home_of(request.participant, otherwise=request.program.language, now=moment),
        "now": moment,
        "rehearses": Role.FACILITATOR in roles_of(request.participant) and not request.program.is_rehearsal,
        "my_zone": request.participant.user.time_zone if request.participant.user else request.program.time_zone,
    }
    return page(request, "facilitation/home/home.html", "home", context)
