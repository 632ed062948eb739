"""Answering: by a link, by the code of a room, or signed in. One page, the same for all; reading it changes nothing."""

import hashlib
import logging
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from collectives.forms.response import AnswerForm, answer_form
from collectives.models import Door, Gathering, GatheringState, Participant, Program
from collectives.models.user import LANGUAGES
from collectives.operations.door import WRONG_CODES_PER_MINUTE, knock, remember_door
from collectives.operations.gathering import CODE
from collectives.operations.response import AnsweredElsewhere, GatheringIsClosed, give_answers
from collectives.permissions.gathering import FEWEST, answerable_gatherings
from collectives.queries.gathering_words import CODES, words_in
from collectives.queries.response import (
    Answerer,
    AskedQuestion,
    Opened,
    count_asked,
    find_opened,
    has_answered,
    own_answers,
    question_in,
    recall_opened,
)
from collectives.requests import ProgramRequest
from collectives.views.door import Opener, does_not_open, needs_fresh, without_traces
from ilc.errors import Refused
from ilc.pages import page
from ilc.tenancy.scope import program_scope
from ilc.throttle import is_too_often

COOKIE: Final = "answer"
COOKIE_LASTS: Final = 90 * 24 * 60 * 60  # seconds
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
MOST_ANSWERS, WITHIN_SECONDS = 30, 10  # of one person: nobody types so fast, and all but the last are replaced
_NOT_IN_CODES = re.compile(r"[^0-9A-Z]")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asking:
    """One gathering put to one person, in one language. `kept`: the browser's secret, to be given to it again."""

    opened: Opened
    program: Program
    answerer: Answerer
    language: str
    kept: str = ""

    @property
    def gathering(self) -> Gathering:
        """What is asked."""
        return self.opened.gathering

    @property
    def hides_own(self) -> bool:
        """Whether the page never shows what was answered before: a link to a collective's own may be passed on."""
        return self.gathering.collective_id is not None and not self.kept


def answer_by_link(request: HttpRequest, found: Door) -> HttpResponse:
    """What a link in a mail opens: as the person whom it was sent to."""
    key, _colon, participant_pk = found.object_key.partition(":")
    secret = request.path.strip("/").rpartition("/")[2]
    pk, fresh = UUID(key), needs_fresh(request)
    if _only_thanks(request, fresh) and (opened := recall_opened(found.program_id, pk)):
        language = _language(request, found.program.language)
        return _answer(request, Asking(opened, found.program, Answerer(None, secret), language))
    with program_scope(found.program_id):
        opened = find_opened(pk, fresh=fresh)
        person = Participant.objects.filter(pk=participant_pk, left_at=None).first()
        if opened is None or opened.gathering.state == GatheringState.DRAFT or person is None:
            return does_not_open(request)
        if opened.gathering.state == GatheringState.OPEN:
            remember_door(found)
        language = _language(request, person.language)
        return _answer(request, Asking(opened, found.program, Answerer(person, secret), language))


@without_traces
@never_cache
@require_http_methods(["GET", "POST"])
def answer_by_code(request: HttpRequest, code: str, openers: Mapping[str, Opener]) -> HttpResponse:
    """What the code of a room opens: whoever is there answers. Who answers by name signs in first.

    `openers` gives other purposes of codes their views, as for doors.
    """
    wanted = _NOT_IN_CODES.sub("", code.upper())
    if wanted != code:
        return redirect("room-gathering", wanted) if wanted else redirect("room")
    address, fresh = get_client_ip(request) or "", needs_fresh(request)
    found = knock(code, address=address, now=now(), wrong_allowed=WRONG_CODES_PER_MINUTE, fresh=fresh)
    if found is not None and found.purpose in openers:
        return openers[found.purpose](request, found)
    if found is None or found.purpose != CODE:
        return _ask_for_code(request, wrong=True)
    return _by_code(request, found, fresh=fresh)


def _by_code(request: HttpRequest, found: Door, *, fresh: bool) -> HttpResponse:
    pk = UUID(found.object_key)
    if _only_thanks(request, fresh) and (opened := recall_opened(found.program_id, pk)):
        return _answer(request, _asking_by_code(request, opened, found))
    with program_scope(found.program_id):
        opened = find_opened(pk, fresh=fresh)
        if opened is None:
            return _ask_for_code(request, wrong=True)
        if not opened.gathering.anonymous and opened.gathering.state != GatheringState.DRAFT:
            return redirect("collectives:gathering-answer", found.program.slug, pk)
        if opened.gathering.state == GatheringState.OPEN:
            remember_door(found)
        return _answer(request, _asking_by_code(request, opened, found))


@never_cache
@require_http_methods(["GET"])
def room(request: HttpRequest) -> HttpResponse:
    """Where one types the code that stands on the wall."""
    if code := _NOT_IN_CODES.sub("", request.GET.get("code", "").upper())[:12]:
        return redirect("room-gathering", code)
    return _ask_for_code(request)


@never_cache
@require_http_methods(["GET", "POST"])
def gathering_answer(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Signed in. Of an anonymous answer the browser keeps the secret, and it is good for this person only."""
    get_object_or_404(answerable_gatherings(request.participant), pk=pk)
    opened = find_opened(pk, fresh=True)
    if opened is None:
        raise Http404
    gathering = opened.gathering
    if gathering.anonymous and gathering.code:
        return redirect("room-gathering", gathering.code)
    kept = kept_secret(request)
    secret = signed_in_secret(kept, request.participant)
    language = _language(request, translation.get_language() or request.program.language)
    answerer = Answerer(request.participant, secret)
    return _answer(request, Asking(opened, request.program, answerer, language, kept))


def _answer(request: HttpRequest, asking: Asking) -> HttpResponse:
    """The page, the sending, and what is said afterwards; all of it in the language that the person chose."""
    if request.method == "POST" and request.POST.get("speak") in CODES:
        asking = replace(asking, language=request.POST["speak"])
    with translation.override(asking.language):
        if request.method == "POST" and "fresh" in request.POST:
            return _start_afresh(request, asking)
        if request.method == "GET" and "sent" in request.GET:
            return _show(request, asking, "sent")
        otherwise = asking.program.language
        questions = [question_in(one, asking.language, otherwise=otherwise) for one in asking.opened.questions]
        if request.method == "POST":
            return _take(request, asking, questions)
        if not asking.gathering.takes_answers(now()):
            return _show(request, asking, "closed")
        own = own_answers(asking.gathering, questions, asking.answerer)
        person = asking.answerer.participant
        if not own and person is not None and has_answered(asking.gathering, person):
            return _show(request, asking, "elsewhere")
        shown = {} if asking.hides_own else own
        return _show(request, asking, "page", form=answer_form(questions, own=shown), again=bool(own))


def _take(request: HttpRequest, asking: Asking, questions: list[AskedQuestion]) -> HttpResponse:
    form = answer_form(questions, data=request.POST, check="speak" not in request.POST)
    if "speak" in request.POST:
        return _show(request, asking, "page", form=form)
    if form.errors and asking.gathering.takes_answers(now()):
        return _show(request, asking, "page", form=form, status=422)
    if is_too_often(f"answer:{_draft_of(asking)}", most=MOST_ANSWERS, seconds=WITHIN_SECONDS):
        log.warning("Somebody answers gathering %s too often.", asking.gathering.pk)
        words = _("That was often. Your answer is still here: wait a moment, then send it once.")
        return _show(request, asking, "page", form=form, problem=words, status=429)
    problem, name = "", "page"
    try:
        give_answers(
            asking.gathering,
            form.answers,
            asked=[question.pk for question in questions],
            answerer=asking.answerer,
            language=asking.language,
            now=now(),
        )
    except GatheringIsClosed:
        name = "closed"
    except AnsweredElsewhere:
        name = "elsewhere"
    except Refused as reason:
        problem = str(reason)
    else:
        return _with_secret(redirect(f"{request.path}?sent=1&lang={asking.language}"), request, asking)
    return _show(request, asking, name, form=form, problem=problem, status=422)


def _show(
    request: HttpRequest, asking: Asking, name: str, *, form: AnswerForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    gathering, otherwise = asking.gathering, asking.program.language
    context = {
        "program": asking.program,
        "gathering": gathering,
        "title": words_in(gathering.title, asking.language, otherwise=otherwise),
        "intro": words_in(gathering.intro, asking.language, otherwise=otherwise),
        "person": asking.answerer.participant,
        "form": form,
        "lang": asking.language,
        "languages": LANGUAGES,
        "draft": _draft_of(asking),
        "shared_device": bool(asking.kept and gathering.code),
        "fewest": FEWEST,
        "hides_own": asking.hides_own,
        "repeats": gathering.collective_id is not None and form is not None and len(form.fields) == 1,
        **more,
    }
    if name == "page" and asking.answerer.participant is not None:
        context["asked"] = count_asked(gathering)
    response = page(request, f"collectives/response/{name}.html", "answer", context, status=status)
    response["Content-Language"] = asking.language
    return _with_secret(response, request, asking)


def _draft_of(asking: Asking) -> str:
    """A name for what one person types for one gathering, from which nobody gets at their secret."""
    return hashlib.sha256(f"draft:{asking.answerer.secret}:{asking.gathering.pk}".encode()).hexdigest()[:24]


def _start_afresh(request: HttpRequest, asking: Asking) -> HttpResponse:
    """The next person on the same device: the browser forgets the secret of the one before."""
    response = redirect(f"{request.path}?lang={asking.language}")
    response.delete_cookie(COOKIE, path=request.path, samesite="Lax")
    return response


def _with_secret(response: HttpResponse, request: HttpRequest, asking: Asking) -> HttpResponse:
    if asking.kept and asking.gathering.anonymous:
        give_secret(response, request, asking.kept, path=request.path)
    return response


def give_secret(response: HttpResponse, request: HttpRequest, kept: str, *, path: str) -> None:
    """Give the browser its secret before anything is sent, so that pressing twice is the same person twice."""
    if request.COOKIES.get(COOKIE) != kept:
        response.set_cookie(
            COOKIE, kept, max_age=COOKIE_LASTS, path=path, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )


def kept_secret(request: HttpRequest) -> str:
    """The browser's secret for anonymous answers; a new one when it has none."""
    kept = request.COOKIES.get(COOKIE, "")
    return kept if _SECRET.fullmatch(kept) else secrets.token_urlsafe(32)


def signed_in_secret(kept: str, participant: Participant) -> str:
    """The secret of a person at a browser: good for nobody else who uses it."""
    return hashlib.sha256(f"{kept}:{participant.pk}".encode()).hexdigest()


def _only_thanks(request: HttpRequest, fresh: bool) -> bool:
    """Whether nothing is to be read or written any more: the answer has arrived."""
    return request.method == "GET" and not fresh


def _asking_by_code(request: HttpRequest, opened: Opened, found: Door) -> Asking:
    language, kept = _language(request, translation.get_language() or found.program.language), kept_secret(request)
    return Asking(opened, found.program, Answerer(None, kept), language, kept)


def _language(request: HttpRequest, otherwise: str) -> str:
    """What the page is read in: as chosen on it, else as the person is used to."""
    for chosen in (request.POST.get("lang"), request.GET.get("lang"), otherwise):
        if chosen in CODES:
            return chosen
    return CODES[0]


def _ask_for_code(request: HttpRequest, *, wrong: bool = False) -> HttpResponse:
    context = {"wrong": wrong, "action": reverse("room")}
    return render(request, "collectives/response/code.html", context, status=404 if wrong else 200)
