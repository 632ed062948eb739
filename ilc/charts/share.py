"""A bar of a share beside its number in a table: the number says it, the bar lets rows be compared."""

from django.utils.safestring import SafeString, mark_safe

LONG = 100


def draw_share(percent: float) -> SafeString:
    """A bar of so many percent. It stretches to the width of its cell, and is hidden from screen readers."""
    wide = min(max(percent, 0), LONG)
    return mark_safe(  # noqa: S308  numbers alone
        f'<svg class="chart share" viewBox="0 0 {LONG} 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="grid" d="M0 10H{LONG}"/><rect class="l6" width="{wide:.1f}" height="9"/></svg>'
    )
