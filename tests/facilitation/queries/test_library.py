"""Protocols and outlines from the content files."""

import pytest
from django.utils import translation

from facilitation.queries.library import find_protocol, fit_minutes, list_protocols, outline_for
from ilc.content import read_content

LANGUAGES = ["en", "fr", "es"]


def test_every_text_is_written_in_every_language() -> None:
    protocols = read_content("facilitation", "protocols")["protocol"]
    agendas = read_content("facilitation", "agendas")

    texts = [text for p in protocols for text in (p["name"], p["about"], *(s["title"] for s in p["step"]))]
    texts += [entry["title"] for phase in agendas.values() for entry in phase]

    assert [text for text in texts if set(text) != set(LANGUAGES) or not all(text.values())] == []


def test_keys_are_told_apart_and_agendas_name_protocols_that_exist() -> None:
    protocols = read_content("facilitation", "protocols")["protocol"]
    keys = [protocol["key"] for protocol in protocols]
    named = {
        e["protocol"] for phase in read_content("facilitation", "agendas").values() for e in phase if "protocol" in e
    }

    assert len(keys) == len(set(keys))
    assert named <= set(keys)


@pytest.mark.parametrize("phase", range(1, 7))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phase_has_an_outline_that_fills_the_session(phase: int, language: str) -> None:
    with translation.override(language):
        steps = outline_for(phase, minutes=75)

    assert sum(step.minutes for step in steps) == 75


@pytest.mark.parametrize("total", range(15, 481))
def test_minutes_are_fitted_to_any_length(total: int) -> None:
    fitted = fit_minutes([10, 30, 25, 15, 10], total)

    assert sum(fitted) == total
    assert min(fitted) >= 1


def test_protocols_that_suit_the_phase_come_first() -> None:
    suits = [6 in protocol.phases for protocol in list_protocols(6)]

    assert suits == sorted(suits, reverse=True)


def test_a_protocol_names_its_origin_and_speaks_the_readers_language() -> None:
    with translation.override("fr"):
        protocol = find_protocol("five-whys")

    assert protocol is not None
    assert (protocol.name, protocol.minutes) == ("Cinq pourquoi", 35)
    assert "Toyoda" in protocol.origin
