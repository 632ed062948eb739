"""How the collective's theory lands in its members' schools: what they show, clause by clause."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from collectives.models import Participant
from inquiry.models import IfActionOrigin, Placemat, PlacematField
from inquiry.permissions.placemat import visible_placemats
from inquiry.queries.placemat import Content, placemat_contents

CLAUSES = {
    PlacematField.PROBLEM_OF_PRACTICE: "",
    PlacematField.PRIORITY: "",
    PlacematField.THEN: "then",
    PlacematField.SO_THAT: "so",
}


@dataclass(frozen=True)
class LeaderWords:
    """What one leader wrote in one place. `placemat` is theirs; `school` in words, or ""."""

    name: str
    school: str
    placemat: UUID
    texts: tuple[str, ...]


@dataclass(frozen=True)
class LandingRow:
    """One clause: the collective's words, and those of the leaders who wrote there. `kind`: if, then, so."""

    label: str | Promise
    kind: str
    number: int | None
    text: str
    leaders: tuple[LeaderWords, ...]


@dataclass(frozen=True)
class Landing:
    """The whole page. `leaders` are those who show their placemats."""

    rows: tuple[LandingRow, ...]
    leaders: tuple[str, ...]


def landing(participant: Participant, placemat: Placemat) -> Landing:
    """The collective's placemat beside those that its members show. Five SQL queries."""
    shown = visible_placemats(participant).filter(cycle=placemat.cycle_id, leader__isnull=False)
    own = list(shown.exclude(shown_at=None).select_related("leader__school").order_by("leader__name"))
    theirs, *contents = placemat_contents([placemat, *own])
    origins = dict(IfActionOrigin.objects.filter(if_action__placemat__in=own).values_list("if_action", "origin"))
    first = [
        _text_row(field, theirs, contents) for field in (PlacematField.PROBLEM_OF_PRACTICE, PlacematField.PRIORITY)
    ]
    last = [_text_row(field, theirs, contents) for field in (PlacematField.THEN, PlacematField.SO_THAT)]
    rows = [*first, *_action_rows(theirs, contents, origins), *last]
    return Landing(tuple(rows), tuple(_name(content) for content in contents))


def _text_row(field: PlacematField, theirs: Content, contents: Sequence[Content]) -> LandingRow:
    leaders = [_leader(content, [content.text(field)]) for content in contents]
    return LandingRow(field.label, CLAUSES[field], None, theirs.text(field), _who_wrote(leaders))


def _action_rows(theirs: Content, contents: Sequence[Content], origins: Mapping[UUID, UUID]) -> Iterator[LandingRow]:
    """The collective's if-actions, each with what came of it; and what leaders set themselves beside them."""
    for number, action in enumerate(theirs.if_actions, start=1):
        leaders = [
            _leader(content, [mine.text for mine in content.if_actions if origins.get(mine.pk) == action.pk])
            for content in contents
        ]
        label = _("If-action %(number)d") % {"number": number}
        yield LandingRow(label, "if", number, action.text, _who_wrote(leaders))
    standing = {action.pk for action in theirs.if_actions}
    others = [
        _leader(content, [mine.text for mine in content.if_actions if origins.get(mine.pk) not in standing])
        for content in contents
    ]
    if any(one.texts for one in others):
        yield LandingRow(_("If-actions of their own"), "if", None, "", _who_wrote(others))


def _leader(content: Content, texts: Iterable[str]) -> LeaderWords:
    leader = content.placemat.leader
    school = str(leader.school) if leader and leader.school else ""
    return LeaderWords(_name(content), school, content.placemat.pk, tuple(text for text in texts if text.strip()))


def _who_wrote(leaders: Iterable[LeaderWords]) -> tuple[LeaderWords, ...]:
    return tuple(one for one in leaders if one.texts)


def _name(content: Content) -> str:
    return content.placemat.leader.name if content.placemat.leader else ""
