"""Making, editing, closing and reopening collectives."""

import pytest
from django.utils.timezone import now

from collectives.models import CollectiveChange, Theme
from collectives.operations.collective import (
    AlreadyClosed,
    CollectiveNameTaken,
    NotClosed,
    ThemeSetAside,
    close_collective,
    edit_collective,
    make_collective,
    reopen_collective,
)


@pytest.fixture
def theme(scope: None) -> Theme:
    return Theme.objects.create(name="Grading practices")


def test_a_name_stands_once_whatever_its_case(admin, theme):
    make_collective("Ask them", theme=theme, language="en", by=admin, now=now())

    with pytest.raises(CollectiveNameTaken, match="There is a collective called “ASK THEM” already"):
        make_collective("ASK THEM", theme=theme, language="en", by=admin, now=now())


def test_a_theme_that_is_set_aside_takes_no_new_collective(admin, theme):
    Theme.objects.update(set_aside_at=now())
    theme.refresh_from_db()

    with pytest.raises(ThemeSetAside):
        make_collective("Ask them", theme=theme, language="en", by=admin, now=now())


def test_a_collective_keeps_its_theme_when_that_is_set_aside(admin, theme):
    collective = make_collective("Ask them", theme=theme, language="en", by=admin, now=now())
    Theme.objects.update(set_aside_at=now())
    theme.refresh_from_db()

    edit_collective(collective, name="Ask us", theme=theme, language="en", by=admin, now=now())

    collective.refresh_from_db()
    assert collective.name == "Ask us"


def test_what_a_collective_was_called_stays_in_its_history(admin, theme):
    collective = make_collective("Ask them", theme=theme, language="en", by=admin, now=now())

    edit_collective(collective, name="Ask us", theme=theme, language="fr", by=admin, now=now())

    change = CollectiveChange.objects.get()
    assert (change.what, change.was["name"], change.was["language"], change.by) == ("edited", "Ask them", "en", admin)


def test_an_edit_that_changes_nothing_leaves_no_trace(admin, theme):
    collective = make_collective("Ask them", theme=theme, language="en", by=admin, now=now())

    edit_collective(collective, name="Ask them", theme=theme, language="en", by=admin, now=now())

    assert not CollectiveChange.objects.exists()


def test_closing_and_reopening_are_history(admin, theme):
    collective = make_collective("Ask them", theme=theme, language="en", by=admin, now=now())

    close_collective(collective, reason="The year is over", by=admin, now=now())
    reopen_collective(collective, reason="A second year", by=admin, now=now())

    collective.refresh_from_db()
    assert collective.closed_at is None
    assert [(change.what, change.reason) for change in collective.changes.order_by("at")] == [
        ("closed", "The year is over"),
        ("reopened", "A second year"),
    ]


def test_closed_is_closed_and_open_is_open(admin, theme):
    collective = make_collective("Ask them", theme=theme, language="en", by=admin, now=now())
    with pytest.raises(NotClosed):
        reopen_collective(collective, reason="", by=admin, now=now())
    close_collective(collective, reason="Done", by=admin, now=now())

    with pytest.raises(AlreadyClosed):
        close_collective(collective, reason="Again", by=admin, now=now())
