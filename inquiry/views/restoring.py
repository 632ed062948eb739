"""Putting a placemat, or a part of it, back to how it stood at a moment."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import page, require
from inquiry.coediting.news import tell
from inquiry.coediting.restoring import restore_standing
from inquiry.coediting.writing import ensure_fresh
from inquiry.forms.restoring import read_seen, seen_token
from inquiry.models import Placemat
from inquiry.permissions.placemat import can_write_placemat
from inquiry.queries.comparison import WHOLE, consequences, placemat_difference, standing_of
from inquiry.queries.moment import JUST, NOW, Point, instant_key, point_of
from inquiry.queries.placemat import readable_placemats
from inquiry.views.history import head_context


@require_http_methods(["GET", "POST"])
def placemat_restore(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """`?to=…&part=…` shows what putting it back would change; a yes does it, upon what that person saw."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_write_placemat(request.participant, placemat))
    asked = request.POST if "to" in request.POST else request.GET
    point, part = point_of(placemat, asked.get("to", ""), since=None), asked.get("part", WHOLE)
    if point is None or point.at is None:
        return redirect("inquiry:placemat-compare", program_slug, pk)  # where one chooses a moment
    error = ""
    if request.method == "POST":
        try:
            return _restore(request, placemat, point, part)
        except Refused as reason:
            error = str(reason)
    ensure_fresh(placemat)
    standing = standing_of(placemat, Point(NOW, None, ""))
    back = placemat_difference(standing, standing_of(placemat, point), part=part)
    context = head_context(request, placemat) | {
        "point": point,
        "part": part,
        "label": "" if part == WHOLE else ", ".join(str(one.label) for one in back.changed),
        "error": error,
        "consequences": consequences(back.comparison),
        "difference": back,
        "was": Point("", None, _("As it stands now")),
        "then": Point("", point.at, _("After putting it back")),
        "seen": seen_token(placemat.pk, standing),
    }
    return page(request, "inquiry/comparison/restore.html", "restore", context, status=422 if error else 200)


def _restore(request: ProgramRequest, placemat: Placemat, point: Point, part: str) -> HttpResponse:
    """Do it, and offer to undo it. Raises Refused."""
    seen, at = read_seen(placemat.pk, request.POST.get("seen", "")), now()
    if seen is None:
        raise Refused(_("Nothing was put back yet: please look once more at what would change."))
    wanted = standing_of(placemat, point)
    restore_standing(placemat, part=part, seen=seen, wanted=wanted, by=request.participant, now=at)
    tell(placemat, "history", "indicators")
    words = _("Put back to: %(moment)s. What stood there before is in the history.")
    messages.success(request, words % {"moment": point.words})
    asked = urlencode({"before": instant_key(at - JUST), "of": part})
    return redirect(f"{reverse('inquiry:placemat-history', args=[request.program.slug, placemat.pk])}?{asked}")
