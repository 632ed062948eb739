"""Protocols of a program's own: written, changed, retired, and never lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from collectives.models import Program
from facilitation.models import ProtocolChange
from facilitation.operations.protocol import (
    ProtocolChangedMeanwhile,
    ProtocolStep,
    StepsOutOfRange,
    bring_back_protocol,
    change_protocol,
    retire_protocol,
    write_protocol,
)
from facilitation.queries.library import find_protocol, list_protocols, protocol_names, steps_for
from ilc.tenancy.scope import program_scope
from tests.make import make_participant
from tests.make_protocol import STEPS, make_own_protocol, protocol_text

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def test_an_own_protocol_stands_in_the_list_before_ours_and_is_found_by_its_key(program: Program) -> None:
    with program_scope(program.pk):
        writer = make_participant("Renée Thériault")
        row = make_own_protocol(writer, roles=["presenter"], phases=[4], people=(4, 9))
        key = f"own:{row.pk}"

        listed, found = list_protocols()[0], find_protocol(key)

        assert found is not None
        assert listed.key == found.key == key
        assert (found.name, found.minutes, found.phases, found.people) == ("Kitchen table", 14, (4,), (4, 9))
        assert [(step.title, step.speaks, step.silent) for step in found.steps] == [
            ("One ordinary day", "the presenter speaks", "the others listen in silence"),
            ("What stays with us", "everyone speaks, in any order", ""),
        ]
        assert [role.name for role in found.roles] == ["Presenter"]
        assert (found.by, found.language, found.own) == ("Renée Thériault", "en", row.pk)
        assert [step.minutes for step in steps_for(found, 30)] == [15, 15]
        assert protocol_names([key, "atlas"]) == {key: "Kitchen table", "atlas": "Looking at data together (ATLAS)"}


@pytest.mark.parametrize("key", ["own:x", "own:", "own:01a216e0-196f-7598-abc6-38969eafcc30", "nothing", ""])
def test_a_mangled_key_finds_nothing(program: Program, key: str) -> None:
    with program_scope(program.pk):
        assert find_protocol(key) is None
        assert protocol_names([key]) == {}


def test_what_a_protocol_said_before_is_kept(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant()
        row = make_own_protocol(by)

        change_protocol(row, protocol_text("Long table"), version=1, by=by, now=NOW)
        same = change_protocol(row, protocol_text("Long table"), version=2, by=by, now=LATER)

        assert (same.name, same.version) == ("Long table", 2)
        assert [(change.what, change.was["name"]) for change in ProtocolChange.objects.all()] == [
            ("changed", "Kitchen table")
        ]


def test_two_who_write_at_once_do_not_overwrite_each_other(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant()
        row = make_own_protocol(by)
        change_protocol(row, protocol_text("First"), version=1, by=by, now=NOW)

        with pytest.raises(ProtocolChangedMeanwhile):
            change_protocol(row, protocol_text("Second"), version=1, by=by, now=LATER)


@pytest.mark.parametrize(
    "steps", [STEPS[:1], STEPS * 7, [ProtocolStep("x", 130, "everyone"), ProtocolStep("y", 111, "everyone")]]
)
def test_a_protocol_has_steps_that_fit_into_an_item(program: Program, steps: Any) -> None:
    with program_scope(program.pk):
        by = make_participant()

        with pytest.raises(StepsOutOfRange):
            write_protocol(protocol_text(steps=steps), by=by, now=NOW)


def test_a_retired_protocol_is_offered_no_more_and_goes_on_being_found(program: Program) -> None:
    with program_scope(program.pk):
        by = make_participant()
        row = make_own_protocol(by)
        key = f"own:{row.pk}"

        retire_protocol(row, by=by, now=NOW)
        retire_protocol(row, by=by, now=LATER)
        listed, found = [protocol.key for protocol in list_protocols()], find_protocol(key)
        bring_back_protocol(row, by=by, now=LATER)

        assert key not in listed
        assert found is not None
        assert found.retired
        assert list_protocols()[0].key == key
        assert [change.what for change in ProtocolChange.objects.order_by("at")] == ["retired", "back"]
