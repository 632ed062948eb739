"""Every address of the product, read from the resolver, and how to fill in what it asks for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver, reverse

THING_BEFORE_ID = {
    "adjustments": "adjustment",
    "agenda": "agenda_item",
    "analyses": "analysis",
    "answer-groups": "answer_group",
    "answers": "answers_file",
    "as-pdf": "report_rendering",
    "asked": "asked",
    "attachments": "attachment",
    "boards": "board",
    "ballots": "ballot",
    "blank": "blank_rendering",
    "bring-back": "agenda_change",
    "codes": "code_of_words",
    "certificates": "certificate",
    "collectives": "collective",
    "commitments": "commitment",
    "copies": "library_copy",
    "cycles": "cycle",
    "data-points": "data_point",
    "decisions": "decision",
    "evidence-imports": "evidence_import",
    "comments": "comment",
    "drafts": "draft",
    "exports": "export",
    "facilitators": "facilitator",
    "feedback": "feedback",
    "file": "certificate_rendering",
    "formations": "formation",
    "gatherings": "gathering",
    "if": "if_action",
    "if-actions": "if_action",
    "in-words": "words_indicator",
    "indicators": "indicator",
    "invitations": "invitation",
    "mail": "notice",
    "learning": "learning_summary",
    "members": "seat",
    "moments": "moment",
    "offers": "offer",
    "on-paper": "judgement_rendering",
    "outcomes": "outcome",
    "own": "own_protocol",
    "across": "protocol_copy",
    "own-questions": "own_question",
    "pack": "pack_rendering",
    "paper": "chain_rendering",
    "participants": "participant",
    "pdf": "rendering",
    "people": "participant",
    "placemats": "placemat",
    "places": "region",
    "plan-lines": "plan_line",
    "plans": "plan",
    "prompts": "prompt",
    "pulses": "pulse",
    "questions": "gathering_question",
    "reseatings": "reseating",
    "report-comments": "report_comment",
    "reports": "report",
    "resources": "resource",
    "proposals": "proposal",
    "proposed": "proposed",
    "roles": "grant",
    "roster": "roster",
    "rules": "rule",
    "sessions": "session",
    "settlements": "settlement",
    "sources": "board_gathering",
    "starts": "learning_start",
    "student-groups": "group",
    "support": "flag",
    "texts": "board_text",
    "themes": "theme",
    "waiting": "waiting_place",
    "<slug:kind>": "region",
    "views": "dashboard_view",
}
KINDS = {"collectives:places-new": "region", "collectives:places-new-in": "district"}
ID = re.compile(r"([^/]+)/<uuid:(\w+)>")


@dataclass(frozen=True)
class Address:
    """One entry of the resolver. `ids` says which thing each id in it names: {"pk": "collective"}."""

    name: str
    route: str
    ids: Mapping[str, str]

    @property
    def in_program(self) -> bool:
        """Whether it lies inside a program."""
        return self.route.startswith("p/<slug:program_slug>/")

    def url(self, slug: str, things: Mapping[str, object]) -> str:
        """The address in a program, filled with the ids of these things."""
        asked: dict[str, object] = {parameter: things[word] for parameter, word in self.ids.items()}
        if self.in_program:
            asked["program_slug"] = slug
        if "<slug:kind>" in self.route:
            asked["kind"] = KINDS.get(self.name, "region")
        for word in ("secret", "key", "uidb36", "code", "protocol"):
            if f":{word}>" in self.route or f"<{word}>" in self.route:
                asked[word] = things[word]
        if "<int:pk>" in self.route:
            asked["pk"] = things["number"]
        return reverse(self.name, kwargs=asked)


@cache
def addresses() -> tuple[Address, ...]:
    """All of them, in the order of the resolver."""
    return tuple(_walk(get_resolver().url_patterns, "", ""))


def addresses_in_program() -> list[Address]:
    """Those below /p/<slug>/."""
    return [address for address in addresses() if address.in_program]


def find_address(name: str) -> Address:
    """The one with this name."""
    return next(address for address in addresses() if address.name == name)


def unknown_ids(address: Address) -> list[str]:
    """The ids of an address whose thing nobody has named yet: add the word before it to THING_BEFORE_ID."""
    return [
        f"{before}/<uuid:{parameter}>"
        for before, parameter in ID.findall(address.route)
        if before not in THING_BEFORE_ID
    ]


def _walk(patterns: list[URLPattern | URLResolver], before: str, namespace: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, route, inner)
        else:
            ids = {parameter: THING_BEFORE_ID.get(word, word) for word, parameter in ID.findall(route)}
            yield Address(f"{namespace}{pattern.name}" if pattern.name else route, route, ids)
