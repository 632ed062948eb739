"""The bar that every page of a rehearsal carries."""

from typing import Any

from django import template
from django.http import HttpRequest

from facilitation.queries.rehearsal import bar_context

register = template.Library()


@register.inclusion_tag("facilitation/rehearsal/_bar.html", takes_context=True)
def rehearsal_bar(context: dict[str, Any]) -> dict[str, Any]:
    """Where one is among the stations. Three SQL queries; used in rehearsals only."""
    request: HttpRequest = context["request"]
    return {"request": request, **bar_context(context["participant"], context["program"], path=request.path)}
