"""Everything that became of a placemat, by day and by spell."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import move_if_action, remove_if_action, restore_if_action
from inquiry.engine.difference import Piece
from inquiry.models import Placemat
from inquiry.operations.indicator import change_indicator, move_indicator, remove_indicator, restore_indicator
from inquiry.operations.phase import move_phase
from inquiry.operations.placemat import keep_placemat_private, show_placemat
from inquiry.queries.change import Line
from inquiry.queries.history import HistoryDay, history_days, history_keys, part_named
from tests.inquiry.setting import Setting
from tests.make import make_placemat
from tests.make_history import act, adjust, agree, day, promise, write


def told(placemat: Placemat, *, part: str = "", since: datetime | None = None) -> list[HistoryDay]:
    return history_days(placemat, history_keys(placemat, part=part, since=since), since=since)


def lines(placemat: Placemat, **asked: Any) -> list[tuple[str, str, str]]:
    """Every line as (what it is called, what happened, its words), the newest spell first."""
    found = [line for one in told(placemat, **asked) for spell in one.spells for line in spell.lines]
    return [(line.label, line.words, line.title or marked(line)) for line in found]


def marked(line: Line) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "added": "[+{}+]"}
    return "".join("…" if piece.fold else marks[piece.kind].format(piece.text) for piece in line.pieces)


def test_changes_stand_by_day_and_by_spell_with_who_and_when(setting: Setting) -> None:
    placemat = setting.placemat
    with program_scope(setting.program.pk):
        write(placemat, "priority", "routines", by=setting.member, at=day(1))
        write(placemat, "then", "teachers plan", by=setting.member, at=day(1, minutes=20))
        write(placemat, "so_that", "students read", by=setting.other_member, at=day(1, minutes=25))
        write(placemat, "priority", "routines in pairs", by=setting.member, at=day(2))

        days = told(placemat)

    assert [(str(one.day), [(spell.who, len(spell.lines)) for spell in one.spells]) for one in days] == [
        ("2026-10-03", [(("Amara Okafor",), 1)]),
        ("2026-10-02", [(("Zoë Lindqvist",), 1), (("Amara Okafor",), 2)]),
    ]
    spell = days[1].spells[1]
    assert (spell.began, spell.ended) == (day(1), day(1, minutes=20))


def test_what_was_written_is_told_as_a_difference(setting: Setting) -> None:
    placemat, by = setting.placemat, setting.member
    with program_scope(setting.program.pk):
        write(placemat, "priority", "routines", by=by, at=day(1))
        write(placemat, "priority", "routines in pairs", by=by, at=day(2))
        write(placemat, "priority", "routines\u00a0in pairs", by=by, at=day(3))
        write(placemat, "priority", "", by=by, at=day(4))
        write(placemat, "priority", "something else", by=by, at=day(5))

        found = lines(placemat)

    assert found == [
        ("Priority", "Written", "something else"),
        ("Priority", "", "[-routines\u00a0in pairs-]"),
        ("Priority", "Only spaces and line ends changed", "routines[- -][+\u00a0+]in pairs"),
        ("Priority", "", "routines[+ in pairs+]"),
        ("Priority", "Written for the first time", "routines"),
    ]


def test_several_changes_of_one_part_in_a_spell_are_one_line(setting: Setting) -> None:
    placemat = setting.placemat
    with program_scope(setting.program.pk):
        write(placemat, "priority", "routines every day", by=setting.member, at=day(1))
        for minutes, text in ((0, "routines"), (10, "routines in pairs"), (20, "routines in pairs every day")):
            write(placemat, "priority", text, by=setting.other_member, at=day(2, minutes=minutes))

        found = lines(placemat)

    assert found[0] == ("Priority", "", "routines [+in pairs +]every day")
    assert len(found) == 2


def test_if_actions_come_move_go_and_come_back_in_words(setting: Setting) -> None:
    placemat, by = setting.placemat, setting.member
    with program_scope(setting.program.pk):
        first = act(placemat, "visit", by=by, at=day(1))
        second = act(placemat, "plan", by=by, at=day(2))
        move_if_action(placemat, pk=second.pk, up=True, by=by, now=day(3))
        remove_if_action(placemat, pk=first.pk, by=by, now=day(4))
        gone = lines(placemat)
        restore_if_action(placemat, pk=first.pk, by=by, now=day(5))

        back = lines(placemat, part=f"if:{first.pk}")
        name = part_named(placemat, f"if:{first.pk}")

    assert gone == [
        ("An if-action that was taken away", "Taken away", "[-visit-]"),
        ("If-action 1", "Moved to another place", "plan"),
        ("If-action 1", "Added", "plan"),
        ("An if-action that was taken away", "Added", "visit"),
    ]
    assert [words for _label, words, _text in back] == ["Put back", "Taken away", "Added"]
    assert name == "visit"


def test_indicators_are_told_field_by_field(setting: Setting) -> None:
    placemat, by = setting.placemat, setting.member
    with program_scope(setting.program.pk):
        action = act(placemat, "visit", by=by, at=day(1))
        sign = promise(placemat, "Rooms", if_action=action, target="20", by=by, at=day(2))
        other = promise(placemat, "Talks", if_action=action, by=by, at=day(2))
        words = {"target": "32", "data_types": ["perceptions", "processes"], "how_often": "each month"}
        change_indicator(sign, words=words, version=1, by=by, now=day(3))
        move_indicator(other, beside=sign, by=by, now=day(4))
        remove_indicator(sign, by=by, now=day(5))
        restore_indicator(sign, by=by, now=day(6))

        found = lines(placemat, part=f"indicator:{sign.pk}")
        everything = lines(placemat, part="indicators")
        change = told(placemat, part=f"indicator:{sign.pk}")[2].spells[0].lines[0]

    assert found == [
        ("Indicator", "Put back", "Rooms"),
        ("Indicator", "Taken away", "Rooms"),
        ("Indicator", "", "Rooms"),
        ("Indicator", "Promised", "Rooms"),
    ]
    assert ("Indicator", "Moved to another place in the plan", "Talks") in everything
    assert [(str(value.name), value.pieces) for value in change.values] == [
        ("Type of data", (Piece("gone", "Student learning"), Piece("added", "Perceptions, School processes"))),
        ("Where you want to be", (Piece("gone", "20"), Piece("added", "32"))),
        ("How often you look", (Piece("added", "each month"),)),
    ]


def test_moves_of_the_phase_named_moments_and_adjustments_stand_between(setting: Setting) -> None:
    placemat, by = setting.placemat, setting.member
    with program_scope(setting.program.pk):
        write(placemat, "then", "teachers plan", by=by, at=day(1))
        agree(placemat, "as agreed", by=setting.facilitator, at=day(2))
        move_phase(setting.cycle, to_phase=4, reason="On.", by=setting.facilitator, now=day(3))
        write(placemat, "then", "teachers plan together", by=by, at=day(4))
        adjust(placemat, "then", by=by, since=day(2), at=day(5), why="The visits")

        kinds = [(spell.kind, spell.who) for one in told(placemat) for spell in one.spells]
        only = [spell.kind for one in told(placemat, part="then") for spell in one.spells]

    assert kinds == [
        ("adjustment", ("Amara Okafor",)),
        ("written", ("Amara Okafor",)),
        ("phase", ("Renée Thériault",)),
        ("moment", ("Renée Thériault",)),
        ("written", ("Amara Okafor",)),
    ]
    assert only == ["written", "written"]


def test_drafts_from_before_it_was_shown_are_not_told(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, setting.member)
        by = setting.member
        write(own, "priority", "a secret draft", by=by, at=day(1))
        sign = promise(own, "Secret sign", by=by, at=day(1))
        agree(own, "my secret moment", by=by, at=day(1))
        show_placemat(own, by=by, now=day(2))
        own.refresh_from_db()
        write(own, "priority", "an open word", by=by, at=day(3))
        change_indicator(sign, words={"text": "Open sign"}, version=1, by=by, now=day(4))

        found = lines(own, since=own.shown_at)
        everything = lines(own)

    assert found == [
        ("Indicator", "It says:", "Open sign"),
        ("Priority", "It says:", "an open word"),
        ("Who reads it", "Shown to the collective", ""),
    ]
    assert len(everything) == 5
    assert not any("secret" in "".join(line).lower() for line in found)


def test_shown_and_kept_private_again(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, setting.member)
        show_placemat(own, by=setting.member, now=day(1))
        keep_placemat_private(own, by=setting.member, now=day(2))

        found = lines(own)

    assert [words for _label, words, _text in found] == ["Kept to its leader again", "Shown to the collective"]


def test_it_costs_the_same_however_much_happened(setting: Setting) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            told(setting.placemat)
        return len(captured)

    with program_scope(setting.program.pk):
        write(setting.placemat, "priority", "one", by=setting.member, at=day(1))
        agree(setting.placemat, "moment 1", by=setting.member, at=day(1))
        adjust(setting.placemat, "then", by=setting.member, since=day(0), at=day(1), why="The visits")
        move_phase(setting.cycle, to_phase=4, reason="On.", by=setting.facilitator, now=day(1))
        one = cost()
        for number in range(2, 9):
            write(setting.placemat, "priority", f"text {number}", by=setting.other_member, at=day(number))
            act(setting.placemat, f"act {number}", by=setting.member, at=day(number))
            agree(setting.placemat, f"moment {number}", by=setting.member, at=day(number))
        many = cost()

    assert (one, many) == (7, 7)
