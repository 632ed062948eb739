"""Protocols and outlines from the content files."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from collectives.models import Program
from facilitation.queries import library
from facilitation.queries.library import (
    find_protocol,
    fit_minutes,
    list_protocols,
    outline_of,
    ready_protocols,
    steps_for,
)
from ilc.content import read_content
from ilc.tenancy.scope import program_scope

LANGUAGES = ["en", "fr", "es"]


FILES = [f"protocols_{file}" for file in library.FILES]
TEXTS = {"name", "about", "when", "origin"}


def entries() -> list[dict[str, Any]]:
    return [entry for file in FILES for entry in read_content("facilitation", file)["protocol"]]


def test_every_text_is_written_in_every_language() -> None:
    steps = [step for entry in entries() for step in entry["step"]]
    agendas, roles = read_content("facilitation", "agendas"), read_content("facilitation", "protocol_roles")

    texts = [entry[key] for entry in entries() for key in TEXTS]
    texts += [step[key] for step in steps for key in ("title", "guide")]
    texts += [role[key] for role in roles.values() for key in ("name", "does")]
    texts += [entry["title"] for phase in agendas.values() for entry in phase]

    assert [text for text in texts if set(text) != set(LANGUAGES) or not all(text.values())] == []


def test_no_content_file_of_protocols_is_forgotten() -> None:
    folder = Path(library.__file__).parents[1] / "content"

    assert sorted(path.stem for path in folder.glob("protocols_*.toml")) == sorted(FILES)


def test_there_are_at_least_twelve_protocols_each_with_three_steps_and_a_session_to_fit_into() -> None:
    protocols = ready_protocols()

    assert len(protocols) >= 12
    assert [p.key for p in protocols if len(p.steps) < 3 or not 15 <= p.minutes <= 90] == []
    assert [p.key for p in protocols if not p.phases or not set(p.phases) <= set(range(1, 7))] == []
    assert [p.key for p in protocols if not p.roles or not 1 < p.people[0] <= p.people[1]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_says_what_to_do_and_who_speaks(language: str) -> None:
    with translation.override(language):
        steps = [step for protocol in ready_protocols() for step in protocol.steps]

    assert [step.title for step in steps if not (step.title and step.guide and step.speaks)] == []
    assert [step.title for step in steps if len(step.title) > 200] == []
    assert any(step.silent for step in steps)


def test_the_steps_of_a_protocol_are_fitted_to_an_items_minutes() -> None:
    protocol = find_protocol("consultancy")
    assert protocol is not None

    fitted = {minutes: [step.minutes for step in steps_for(protocol, minutes)] for minutes in (6, 30, 60)}

    assert {minutes: sum(lengths) for minutes, lengths in fitted.items()} == {6: 6, 30: 30, 60: 60}
    assert fitted[6] == [1] * 6
    assert [step.title for step in steps_for(protocol, 30)] == [step.title for step in protocol.steps]


def test_no_step_is_lost_where_there_are_fewer_minutes_than_steps() -> None:
    protocol = find_protocol("consultancy")
    assert protocol is not None

    assert [step.minutes for step in steps_for(protocol, 3)] == [1] * 6


def test_keys_are_told_apart_and_agendas_name_protocols_that_exist() -> None:
    keys = [entry["key"] for entry in entries()]
    named = {
        e["protocol"] for phase in read_content("facilitation", "agendas").values() for e in phase if "protocol" in e
    }

    assert len(keys) == len(set(keys))
    assert named <= set(keys)


@pytest.mark.parametrize("phase", range(1, 7))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phase_has_an_outline_of_a_session_of_ninety_minutes(phase: int, language: str) -> None:
    with translation.override(language):
        outline = outline_of(phase)

    assert sum(item.minutes for item in outline) == 90
    assert all(item.title for item in outline)


@pytest.mark.parametrize("total", range(15, 481))
def test_minutes_are_fitted_to_any_length(total: int) -> None:
    fitted = fit_minutes([10, 30, 25, 15, 10], total)

    assert sum(fitted) == total
    assert min(fitted) >= 1


@pytest.mark.parametrize("total", [8, 40, 41, 44])
def test_no_length_becomes_nothing_where_all_are_about_the_same(total: int) -> None:
    fitted = fit_minutes([10, 9, 9, 9, 9], total)

    assert (sum(fitted), min(fitted) >= 1) == (total, True)


def test_protocols_that_suit_the_phase_come_first(program: Program) -> None:
    with program_scope(program.pk):
        suits = [6 in protocol.phases for protocol in list_protocols(6)]

    assert suits == sorted(suits, reverse=True)


def test_a_protocol_names_its_origin_and_speaks_the_readers_language() -> None:
    with translation.override("fr"):
        protocol = find_protocol("five-whys")

    assert protocol is not None
    assert (protocol.name, protocol.minutes) == ("Cinq pourquoi", 35)
    assert "Toyoda" in protocol.origin
