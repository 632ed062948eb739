"""The theme studio of the small world: a board, its texts, the themes on it, what was decided."""

import io

from django.utils import timezone

from collectives.models import Board, BoardText, ImprovementPlan, Participant, Passage, PlanState
from collectives.operations.answers_file import upload_answers
from collectives.operations.board_move import set_texts_aside
from collectives.operations.theme_decision import Opening, open_themes
from tests.make_board import add_answer, make_board_of, make_draft_of, texts_of


def make_board_here(word: str, admin: Participant) -> dict[str, object]:
    """Six texts of a gathering on one board, five of them under a theme that members can join."""
    texts = [f"{word} {number} times absent, the bus" for number in range(6)]
    board = make_board_of(texts, by=admin, name=f"{word} board", title=f"{word} gathering")
    found = texts_of(board)
    kept = make_draft_of(board, found[:5], name=f"{word} attendance", kept_by=admin)
    other = make_draft_of(board, found[5:], name=f"{word} proposed")
    openings = [Opening(kept, f"{word} attendance", f"{word} description")]
    open_themes(board, openings, reason=f"{word} reason", by=admin, now=timezone.now())
    kept.refresh_from_db()
    found[0].quoted = True
    found[0].save(update_fields=["quoted"])
    plan = ImprovementPlan.objects.create(
        title=f"{word} plan", state=PlanState.READ, added_by=admin, added_at=timezone.now()
    )
    plan.refresh_from_db()
    Passage.objects.create(plan=plan, number=1, text=f"{word} passage", place=f"{word} place", why="aim")
    content = io.BytesIO(f"Time,{word} question\n1,{word} answer about the bus\n".encode())
    answers = upload_answers(board, content, file_name=f"{word}.csv", by=admin, now=timezone.now())
    return {
        "answers_file": answers.pk,
        "plan": plan.pk,
        "board": board.pk,
        "draft": other.pk,
        "kept_draft": kept.pk,
        "board_text": found[0].pk,
        "board_gathering": board.sources.get().gathering_id,
        "open_theme": kept.theme_id,
    }


def more_on_the_board(things: dict[str, object], number: int) -> None:
    """One more text, theme, move, plan, passage, file and version of the record."""
    board, now = Board.objects.get(pk=things["board"]), timezone.now()
    admin = board.made_by
    make_board_of([f"Another {number}"], by=admin, name=f"Another {number}", title=f"Another {number}")
    gathering = board.sources.first().gathering
    answer = add_answer(gathering, f"More {number}", by=admin)
    text = BoardText.objects.create(board=board, response=answer, text=answer.text, source="More", quotable=True)
    draft = make_draft_of(board, [text], name=f"More {number}", kept_by=admin)
    open_themes(board, [Opening(draft, f"More {number}", "")], reason="More", by=admin, now=now)
    plan = ImprovementPlan.objects.create(title=f"More {number}", state=PlanState.READ, added_by=admin, added_at=now)
    plan.refresh_from_db()
    for one in (plan, ImprovementPlan.objects.get(pk=things["plan"])):
        Passage.objects.create(plan=one, number=number + 10, text="More", why="aim")
    upload_answers(board, io.BytesIO(b"Say\nMore of the same\n"), file_name="more.csv", by=admin, now=now)
    waiting = BoardText.objects.create(board=board, response=add_answer(gathering, "New", by=admin), text="New")
    BoardText.objects.filter(pk=waiting.pk).update(offered=draft)
    set_texts_aside(board, texts=[BoardText.objects.filter(board=board, draft=None).first().pk], by=admin, now=now)
