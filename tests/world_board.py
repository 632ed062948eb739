"""The theme studio of the small world: a board, its texts, the themes on it, what was decided."""

from django.utils import timezone

from collectives.models import Participant
from collectives.operations.theme_decision import Opening, open_themes
from tests.make_board import make_board_of, make_draft_of, texts_of


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
    return {
        "board": board.pk,
        "draft": other.pk,
        "kept_draft": kept.pk,
        "board_text": found[0].pk,
        "board_gathering": board.sources.get().gathering_id,
        "open_theme": kept.theme_id,
    }
