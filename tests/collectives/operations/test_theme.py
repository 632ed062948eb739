"""Making themes and setting them aside."""

import pytest
from django.utils.timezone import now

from collectives.models import ProgramChange, Theme
from collectives.operations.theme import (
    ThemeNameTaken,
    bring_theme_back,
    edit_theme,
    make_theme,
    set_theme_aside,
    take_offered_themes,
)
from collectives.queries.theme import offered_themes


def test_offered_themes_become_the_programs_own(admin):
    offered = offered_themes("fr")

    take_offered_themes(offered, by=admin, now=now())

    assert set(Theme.objects.values_list("name", flat=True)) == {one.name for one in offered}


def test_a_theme_stands_once(admin):
    make_theme("Grading", description="", by=admin, now=now())

    with pytest.raises(ThemeNameTaken, match="bring it back"):
        make_theme("GRADING", description="", by=admin, now=now())


def test_a_reworded_theme_keeps_its_name_its_own(admin):
    make_theme("Grading", description="", by=admin, now=now())
    other = make_theme("Belonging", description="", by=admin, now=now())

    with pytest.raises(ThemeNameTaken):
        edit_theme(other, name="grading", description="", by=admin, now=now())


def test_a_theme_is_set_aside_and_brought_back(admin):
    theme, at = make_theme("Grading", description="", by=admin, now=now()), now()

    set_theme_aside(theme, by=admin, now=at)
    theme.refresh_from_db()
    first = theme.set_aside_at
    bring_theme_back(theme, by=admin, now=at)

    theme.refresh_from_db()
    assert (first, theme.set_aside_at) == (at, None)
    kept = ProgramChange.objects.order_by("pk").values_list("about", "was__set_aside_at", "by")
    assert list(kept) == [(theme.pk, None, admin.pk), (theme.pk, at.isoformat(), admin.pk)]
