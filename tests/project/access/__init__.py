"""The access table: what each relation gets from each address. One module for each app; a line is an address, a method
and the answers.

One number stands for every relation. Eight stand for the relations inside the program, in this order: member,
facilitator, coordinator of the region, admin; then those whose collective or region is another one: member,
facilitator, coordinator, former member. Two stand, outside of programs, for: signed in, not
signed in; a third, where it differs, for who left the only program they were in.

Nobody else has a column, because the middleware settles it: inside a program who left it and a stranger get 404
everywhere, and somebody who is not signed in is asked to (302), door or not.

A name may end in #variant: the same address about another thing, from VARIANTS.
"""

from dataclasses import dataclass

from tests.project.access import (
    accounts,
    analysis,
    attachment,
    board,
    coding,
    collectives,
    comments,
    evidence,
    exports,
    facilitation,
    formations,
    gatherings,
    inquiry,
    invitations,
    learning,
    library,
    live,
    participants,
    proposals,
    reports,
    site,
)
from tests.world import ELSEWHERE, HERE

INSIDE = (*HERE, *ELSEWHERE)
SIGNED_IN = (*INSIDE, "who left", "stranger")
VARIANTS = {
    "whole": {"report": "program_report"},
    "regional": {"report": "region_report"},
    "shared": {"attachment": "shared_attachment"},
    "joinable": {"collective": "joinable"},
    "own": {"placemat": "own_placemat", "analysis": "own_analysis"},
    "checked": {"evidence_import": "checked_import"},
    "shown": {"placemat": "shown_placemat"},
    "lent": {"placemat": "shown_placemat", "comment": "said", "feedback": "lent"},
    "taken": {"grant": "taken_grant"},
    "ended": {"seat": "ended_seat"},
    "done": {"reseating": "done_reseating"},
    "open": {"draft": "kept_draft"},
    "draft": {"gathering": "draft_gathering", "gathering_question": "draft_question"},
    "published": {"learning_summary": "published_summary"},
    "program": {"own_question": "program_question"},
    "closed": {"gathering": "closed_gathering", "gathering_question": "closed_question"},
}
TABLES = [
    site.TABLE,
    accounts.TABLE,
    collectives.TABLE,
    participants.TABLE,
    board.TABLE,
    formations.TABLE,
    gatherings.TABLE,
    invitations.TABLE,
    proposals.TABLE,
    reports.TABLE,
    exports.TABLE,
    inquiry.TABLE,
    comments.TABLE,
    evidence.TABLE,
    analysis.TABLE,
    attachment.TABLE,
    coding.TABLE,
    learning.TABLE,
    facilitation.TABLE,
    library.TABLE,
    live.TABLE,
]


@dataclass(frozen=True)
class Line:
    """What everybody gets from one address with one method."""

    name: str
    variant: str
    method: str
    answers: dict[str, int]


def lines() -> list[Line]:
    """The whole table."""
    return [_read(line) for table in TABLES for line in table.splitlines() if line.strip() and not line.startswith("#")]


def _read(line: str) -> Line:
    named, method, *said = line.split()
    name, _, variant = named.partition("#")
    answers = [int(answer) for answer in said if answer != "|"]
    if ":" in name:
        inside = answers * len(INSIDE) if len(answers) == 1 else answers
        given = dict(zip(INSIDE, inside, strict=True))
        given |= {"who left": 404, "stranger": 404, "anonymous": 302, "door": 302}
    else:
        signed_in, not_signed_in, left = (answers * 2)[:2] + (answers[2:] or answers[:1])
        given = dict.fromkeys(SIGNED_IN, signed_in) | {
            "anonymous": not_signed_in,
            "door": not_signed_in,
            "who left": left,
        }
    return Line(name, variant, method, given)
