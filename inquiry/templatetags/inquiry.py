"""What inquiry's templates have beyond the product's own: differences between two texts."""

from collections.abc import Iterable
from typing import Literal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from inquiry.engine.difference import Piece

register = template.Library()


@register.simple_tag
def pieces(some: Iterable[Piece], side: Literal["both", "was", "now"] = "both") -> SafeString:
    """A difference: what went and what came in one text, or one side of it. Marked by words for those who listen."""
    hidden = {"was": "added", "now": "gone"}.get(side)
    shown = format_html_join("", "{}", ((_piece(piece, side),) for piece in some if piece.kind != hidden))
    return format_html('<span class="prose">{}</span>', shown)


def _piece(piece: Piece, side: str) -> SafeString:
    if piece.fold:
        return SafeString('<span class="fold" aria-hidden="true">… </span>')
    if piece.blank and piece.kind == "gone" and side == "both":
        return SafeString("")
    if piece.blank or piece.kind == "same":
        return format_html("{}", piece.text)
    element, said = ("del", gettext("taken away:")) if piece.kind == "gone" else ("ins", gettext("added:"))
    words = piece.text.strip()
    before, _words, after = piece.text.partition(words)
    return format_html(
        '{0}<{1}><span class="visually-hidden">[{2} </span>{3}<span class="visually-hidden">]</span></{1}>{4}',
        before,
        SafeString(element),
        said,
        words,
        after,
    )
