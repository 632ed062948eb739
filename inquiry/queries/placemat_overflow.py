"""What does not fit on page one goes on to page two: the face of a placemat, shortened where a plan says so."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from inquiry.engine.texts import cut_parts
from inquiry.queries.placemat_face import Block, Box, Face


def shortened(face: Face, budgets: Mapping[str, int], *, spread: bool) -> Face:
    """The face with the boxes named in `budgets` cut, and what they lose numbered for page two. No word is lost."""
    later: list[Box] = [*face.side, *face.base] if spread else []
    cut: dict[str, Box] = {}
    rests: list[Box] = []
    for box in [box for box in face.boxes if box.id in budgets and box not in later]:
        kept, rest = _cut_blocks(box.blocks, budgets[box.id])
        if rest:
            cut[box.id] = replace(box, blocks=kept, more=len(rests) + 1)
            rests.append(Box(f"more-{len(rests) + 1}", _rest_title(face, box), "", rest, len(rests) + 1))
    return replace(
        face,
        theory=tuple(cut.get(box.id, box) for box in face.theory),
        side=() if spread else tuple(cut.get(box.id, box) for box in face.side),
        rows=tuple(
            replace(row, leading=cut.get(row.leading.id, row.leading), lagging=cut.get(row.lagging.id, row.lagging))
            for row in face.rows
        ),
        base=() if spread else tuple(cut.get(box.id, box) for box in face.base),
        spread=spread,
        later=(*later, *rests),
    )


def _cut_blocks(blocks: Sequence[Block], room: int) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    kept, rest = [], []
    for block, (stays, goes) in zip(blocks, cut_parts([block.text for block in blocks], room), strict=True):
        if stays:
            kept.append(replace(block, text=stays))
        if goes and stays:
            rest.append(replace(block, text=f"… {goes}", kind="paragraph", figures="", also="", tag="", number=None))
        elif goes:
            rest.append(block)
    return tuple(kept), tuple(rest)


def _rest_title(face: Face, box: Box) -> str:
    row = next((row for row in face.rows if box in (row.leading, row.lagging)), None)
    return f"{box.title} · {row.title}" if row else box.title
