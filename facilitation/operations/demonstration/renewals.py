"""Cycles that ended: one that was closed and led to the next, one whose closing is being prepared."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from collectives.models import Collective, Participant
from evidence.operations.judgement import PartWords, judge_part, settle_judgement
from evidence.queries.clause import theory_clauses
from facilitation.operations.renewal import PartChoice, choose_part, say_staying
from facilitation.operations.renewal_close import Following, renew_cycle
from facilitation.queries.renewal_plan import plan_renewal, standing_renewal
from inquiry.coediting.writing import add_if_action, write_placemat
from inquiry.engine.saving import Edit
from inquiry.models import Cycle, Phase, Placemat, PlacematField
from inquiry.operations.cycle import start_cycle
from inquiry.operations.phase import move_phase


def renewed_cycle(
    collective: Collective,
    facilitator: Participant,
    members: Sequence[Participant],
    former: Mapping[str, Any],
    *,
    since: date,
) -> Cycle:
    """A whole former school year in its outcome, closed when this one began; gives the cycle that follows."""
    first = since.replace(year=since.year - 1)
    begun = datetime.combine(first, time(14), UTC)
    cycle = start_cycle(
        collective,
        name=year_name(first),
        starts_on=first,
        ends_on=since.replace(month=6, day=30),
        by=facilitator,
        now=begun,
    )
    placemat = Placemat.objects.select_related("cycle__collective").get(cycle=cycle, leader=None)
    edits = [Edit(field, "", former[field]) for field in PlacematField.values if field in former]
    write_placemat(placemat, edits=edits, by=members[0], now=begun + timedelta(days=20))
    for number, text in enumerate(former["if_actions"]):
        add_if_action(placemat, text=text, by=members[number % len(members)], now=begun + timedelta(days=21 + number))
    for phase, reason in zip((Phase.ACTING, Phase.REVIEWING, Phase.SHARING), former["moves"], strict=True):
        at = begun + timedelta(days=70 * (phase - Phase.DESIGNING))
        move_phase(cycle, to_phase=phase, reason=reason, by=facilitator, now=at)
    ended = datetime.combine(since, time(14), UTC) - timedelta(days=70)  # in the last days of school
    _judge(placemat, former["judged"], facilitator, at=ended)
    _choose(placemat, former["choices"], members, at=ended + timedelta(days=1))
    return _close(placemat, former["why"], facilitator, since=since, at=ended + timedelta(days=2))


def draft_renewal(
    placemat: Placemat, entry: Mapping[str, Any], members: Sequence[Participant], *, at: datetime
) -> None:
    """What a group in its last phase has chosen so far, and who has said whether they stay."""
    _choose(placemat, entry["choices"], members, at=at)
    for person, staying in zip(members, entry["staying"], strict=False):
        say_staying(placemat.cycle, participant=person, staying=staying, by=person, now=at)


def year_name(first: date) -> str:
    """What people call a school year."""
    return f"{first.year}–{first.year % 100 + 1:02}"


def _judge(placemat: Placemat, judged: Mapping[str, Sequence[str]], by: Participant, *, at: datetime) -> None:
    for part, (answer, speaks_for, speaks_against, sure) in judged.items():
        words = PartWords(answer=answer, speaks_for=speaks_for, speaks_against=speaks_against, sure=sure)
        judge_part(
            placemat, part=_named(placemat, part), words=words, cites_for=(), cites_against=(), version=0, by=by, now=at
        )
    settle_judgement(placemat, clauses=theory_clauses(placemat), on=at.date(), by=by, now=at)


def _choose(
    placemat: Placemat, choices: Sequence[Sequence[str]], members: Sequence[Participant], *, at: datetime
) -> None:
    for number, (part, choice, words, why) in enumerate(choices):
        choose_part(
            placemat.cycle,
            part=_named(placemat, part),
            chosen=PartChoice(choice, words, why),
            version=0,
            by=members[number % len(members)],
            now=at + timedelta(minutes=7 * number),
        )


def _close(placemat: Placemat, why: str, by: Participant, *, since: date, at: datetime) -> Cycle:
    following = Following(year_name(since), since, date(since.year + 1, 6, 30))
    seen = plan_renewal(placemat, standing_renewal(placemat.cycle_id)).digest
    renewal = renew_cycle(placemat, following=following, why=why, seen=seen, by=by, now=at)
    assert renewal.next_cycle is not None
    return renewal.next_cycle


def _named(placemat: Placemat, part: str) -> str:
    """The part that a file names: an if-action by its number."""
    kind, _, number = part.partition(":")
    if kind != "if":
        return part
    actions = placemat.if_actions.filter(removed_at=None).order_by("position", "pk")
    return f"if:{actions[int(number) - 1].pk}"
