"""Comments in templates: those of one part, wherever on a page it stands."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from inquiry.queries.comment import Beside
from inquiry.queries.comment_part import Part

register = template.Library()

MOULD = "if:NEW"  # what a script makes one more if-action from


@register.inclusion_tag("inquiry/comment/_beside.html", takes_context=True)
def comments_beside(context: dict[str, Any], part: str) -> dict[str, Any]:
    """The newest open comment of a part, and the way to the others. Nothing where the page has no `comments`."""
    comments: dict[str, Beside] = context.get("comments", {})
    beside = Beside(Part(MOULD, _("An if-action"))) if comments and part == MOULD else comments.get(part)
    return {name: context.get(name) for name in ("request", "placemat", "csrf_token")} | {"beside": beside}
