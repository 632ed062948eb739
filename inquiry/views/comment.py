"""Comments: all of a placemat, those beside one part, one more."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import named_key, page, require
from inquiry.coediting.news import tell
from inquiry.coediting.writing import ensure_fresh
from inquiry.forms.comment import AnswerForm, CommentForm
from inquiry.models import Comment, CommentKind, FeedbackStep, Placemat
from inquiry.operations.comment import add_comment, answer_comment
from inquiry.permissions.comment import visible_comments
from inquiry.permissions.placemat import can_write_placemat
from inquiry.queries.comment import (
    Beside,
    CommentRow,
    Reader,
    comment_reader,
    comments_beside,
    find_row,
    placemats_to_read,
)
from inquiry.queries.comment_part import Part, placemat_parts
from inquiry.queries.comment_undo import Done, comment_done
from inquiry.queries.feedback import list_feedback
from inquiry.queries.placemat import placemat_content


@dataclass(frozen=True)
class Desk:
    """A placemat with its comments as one person sees them."""

    placemat: Placemat
    parts: dict[str, Part]
    reader: Reader
    beside: dict[str, Beside]

    @property
    def rows(self) -> list[CommentRow]:
        """Every comment."""
        return [row for one in self.beside.values() for row in one.comments]


@require_http_methods(["GET", "POST"])
def comments(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """All comments of a placemat, or with `?part=` those beside one part. POST writes one more, or an answer."""
    desk = open_desk(request, pk)
    if request.method == "POST":
        return _write(request, desk)
    if "part" in request.GET:
        return part_page(request, desk, _part(desk, request.GET["part"]))
    context = _context(request, desk) | {
        "talked": [one for one in desk.beside.values() if one.comments],
        "open_count": sum(len(one.open) for one in desk.beside.values()),
        "resolved_count": sum(len(one.resolved) for one in desk.beside.values()),
        "shows": "resolved" if request.GET.get("show") == "resolved" else "open",
        "rounds": list_feedback(desk.placemat) if desk.reader.belongs else [],
        "done": just_done(request, desk.placemat, desk.reader),
        "to": "all",
    }
    return page(request, "inquiry/comment/comments.html", "comments", context)


@require_GET
def comments_news(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What stands beside every part, anew, for a page that is open. A browser gets the page of all comments."""
    desk = open_desk(request, pk)
    if "HX-Request" not in request.headers:
        return redirect("inquiry:comments", program_slug, pk)
    context = {"placemat": desk.placemat, "all_beside": desk.beside.values()}
    return page(request, "inquiry/comment/news.html", "news", context)


def open_desk(request: ProgramRequest, pk: UUID) -> Desk:
    """The placemat and what is said about it; 404 to strangers, 403 to those for whom comments are not."""
    mat = get_object_or_404(placemats_to_read(request.participant), pk=pk)
    reader = comment_reader(request.participant, mat, writes=can_write_placemat(request.participant, mat))
    require(reader.reads)
    ensure_fresh(mat)  # an if-action of a moment ago has a place, and what is quoted is what stands there
    parts = dict(placemat_parts(placemat_content(mat)))
    beside = comments_beside(mat, parts, reader)
    if reader.by_asking:  # what was taken away from the sheet is no part of what one was asked about
        parts = {name: part for name, part in parts.items() if not part.gone or beside[name].comments}
        beside = {name: beside[name] for name in parts}
    return Desk(mat, parts, reader, beside)


def just_done(request: ProgramRequest, placemat: Placemat, reader: Reader) -> Done | None:
    """What the address says was done to a comment just now."""
    named = {word: named_key(request.GET.get(word, "")) for word in ("removed", "settled")}
    return comment_done(reader, placemat, **named)


def part_page(
    request: ProgramRequest,
    desk: Desk,
    part: Part,
    *,
    form: AnswerForm | None = None,
    asked: dict[str, UUID] | None = None,
) -> HttpResponse:
    """The comments beside one part, and one form: for a new one, an answer, or one of one's own written anew.

    `asked` names what a form that was sent is about: `answer` or `change`.
    """
    beside = desk.beside[part.part]
    named = {word: named_key(request.GET.get(word, "")) for word in ("answer", "change", "back")} | (asked or {})
    changed = _allowed(find_row(beside.comments, named["change"]), "may_change")
    answered = _allowed(find_row(beside.comments, named["answer"]), "may_answer")
    if not (changed or answered or "new" in request.GET or form):
        answered = _question_to_answer(beside)
    context = _context(request, desk) | {
        "beside": beside,
        "part": part,
        "changed": changed,
        "answered": None if changed else answered,
        "form": form or _empty_form(desk, part, changed=changed, answered=answered),
        "done": just_done(request, desk.placemat, desk.reader),
        "back": named["back"],
        "said": "said" in request.GET,
        "to": request.POST.get("to") or request.GET.get("to", ""),
    }
    status = 422 if form and form.errors else 200
    return page(request, "inquiry/comment/part.html", "part", context, status=status)


def to_comment(request: ProgramRequest, comment: Comment, **asked: str) -> HttpResponse:
    """After a change: tell open pages, and go back to where the person pressed: all, the round, else the part."""
    tell(comment.placemat, "comments")
    to = request.POST.get("to", "")
    slug, anchor = request.program.slug, f"#comment-{comment.in_reply_to_id or comment.pk}"
    words = f"?{urlencode(asked)}" if asked else ""
    if to == "round" and comment.feedback_round_id:
        return redirect(reverse("inquiry:feedback", args=[slug, comment.feedback_round_id]) + words + anchor)
    here = reverse("inquiry:comments", args=[slug, comment.placemat_id])
    if to == "all":
        return redirect(here + words + anchor)
    return redirect(f"{here}?{urlencode({'part': comment.part, 'new': '1', **asked})}{anchor}")


def _write(request: ProgramRequest, desk: Desk) -> HttpResponse:
    part = _part(desk, request.POST.get("part", ""))
    require(desk.reader.comments)
    key = named_key(request.POST.get("in_reply_to", ""))
    if key:
        return _answer(request, desk, part, key)
    asked = desk.reader.asked
    form = CommentForm(request.POST, in_round=asked is not None, auto_id=_auto_id(part))
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("text", "kind")}
        try:
            made = add_comment(
                desk.placemat, part=part, feedback_round=asked, by=request.participant, now=now(), **words
            )
        except Refused as reason:
            form.add_error("text", str(reason))
        else:
            return to_comment(request, made, said="yes")
    return part_page(request, desk, part, form=form)


def _answer(request: ProgramRequest, desk: Desk, part: Part, key: UUID) -> HttpResponse:
    comment = get_object_or_404(
        visible_comments(request.participant).select_related("in_reply_to"), pk=key, placemat=desk.placemat
    )
    form = AnswerForm(request.POST, auto_id=_auto_id(part))
    if form.is_valid():
        try:
            made = answer_comment(
                comment,
                text=form.cleaned_data["text"],
                presents=desk.reader.presents,
                by=request.participant,
                now=now(),
            )
        except Refused as reason:
            form.add_error("text", str(reason))
        else:
            return to_comment(request, made, said="yes")
    return part_page(request, desk, desk.parts[comment.part], form=form, asked={"answer": key})


def _part(desk: Desk, name: str) -> Part:
    if name not in desk.parts:
        raise Http404
    return desk.parts[name]


def _auto_id(part: Part) -> str:
    return f"comment-{part.key}-%s"  # several parts may be open on one page


def _allowed(row: CommentRow | None, right: str) -> CommentRow | None:
    return row if row and getattr(row, right) else None


def _question_to_answer(beside: Beside) -> CommentRow | None:
    """The newest question that somebody else put and nobody has answered: the form is for that one."""
    one = beside.newest
    waits = one and one.kind == CommentKind.QUESTION and one.may_answer and not one.mine and not one.answers
    return one if waits else None


def _empty_form(desk: Desk, part: Part, *, changed: CommentRow | None, answered: CommentRow | None) -> AnswerForm:
    auto_id = _auto_id(part)
    if changed:
        words = {"text": changed.text, "was": changed.text}
        return AnswerForm(auto_id=auto_id, initial=words, label=_("Your comment"))
    if answered:
        return AnswerForm(auto_id=auto_id)
    asked = desk.reader.asked
    kind = CommentKind.WARM if asked and asked.step == FeedbackStep.LISTEN else CommentKind.PLAIN
    if asked and asked.step == FeedbackStep.CLARIFY:
        kind = CommentKind.QUESTION
    return CommentForm(auto_id=auto_id, in_round=asked is not None, initial={"kind": kind})


def _context(request: ProgramRequest, desk: Desk) -> dict[str, Any]:
    return {
        "placemat": desk.placemat,
        "collective": desk.placemat.cycle.collective,
        "reader": desk.reader,
        "feedback": desk.reader.going_on,
    }
