"""Putting a placemat back to how it stood; nobody's words vanish by it."""

from datetime import datetime

from ilc.tenancy.scope import program_scope
from inquiry.coediting.restoring import restore_standing
from inquiry.coediting.writing import move_if_action, remove_if_action
from inquiry.models import Placemat
from inquiry.operations.indicator import change_indicator, remove_indicator
from inquiry.queries.past import standing_at, standing_now
from inquiry.queries.placemat import placemat_content
from tests.inquiry.setting import Setting
from tests.make_history import act, day, promise, write


def put_back(
    setting: Setting, to: datetime, *, part: str = "all", seen_at: datetime | None = None, at: datetime
) -> None:
    """As the facilitator, who saw what stood at `seen_at`, or what stands now."""
    placemat = setting.placemat
    seen = standing_at(placemat, seen_at) if seen_at else standing_now(placemat_content(placemat))
    wanted = standing_at(placemat, to)
    restore_standing(placemat, part=part, seen=seen, wanted=wanted, by=setting.facilitator, now=at)


def texts(placemat: Placemat) -> dict[str, str]:
    return dict(standing_now(placemat_content(placemat)).texts)


def test_one_field_is_put_back_and_the_others_stay(setting: Setting) -> None:
    placemat, by = setting.placemat, setting.member
    with program_scope(setting.program.pk):
        write(placemat, "priority", "routines", by=by, at=day(1))
        write(placemat, "priority", "something quite different", by=by, at=day(3))
        write(placemat, "then", "teachers plan", by=by, at=day(3))

        put_back(setting, day(2), part="priority", at=day(4))

        assert texts(placemat) == {"priority": "routines", "then": "teachers plan"}
        row = placemat.changes.get(part="priority", at=day(4))
        assert (row.what, row.by_id, row.text) == ("restored", setting.facilitator.pk, "routines")
        assert standing_at(placemat, day(3)).texts["priority"] == "something quite different"


def test_all_of_it_is_put_back_and_once_more_undone(setting: Setting) -> None:
    placemat, by = setting.placemat, setting.member
    with program_scope(setting.program.pk):
        visit, plan = act(placemat, "visit", by=by, at=day(1)), act(placemat, "plan", by=by, at=day(1))
        read = act(placemat, "read", by=by, at=day(1))
        rooms = promise(placemat, "Rooms", if_action=visit, target="20", by=by, at=day(1))
        talks = promise(placemat, "Talks", by=by, at=day(1))
        write(placemat, "then", "teachers plan", by=by, at=day(1))
        before = standing_now(placemat_content(placemat))
        write(placemat, "then", "everybody does as they like", by=by, at=day(3))
        write(placemat, f"if:{visit.pk}", "visit in pairs, and talk about it afterwards", by=by, at=day(3))
        remove_if_action(placemat, pk=plan.pk, by=by, now=day(3))
        move_if_action(placemat, pk=read.pk, up=True, by=by, now=day(3))
        act(placemat, "later", by=by, at=day(3))
        change_indicator(rooms, words={"target": "32", "if_action": read}, version=1, by=by, now=day(3))
        remove_indicator(talks, by=by, now=day(3))
        promise(placemat, "Later", by=by, at=day(3))
        after = standing_now(placemat_content(placemat))

        put_back(setting, day(2), at=day(4))
        restored = standing_now(placemat_content(placemat))
        put_back(setting, day(3), at=day(5))
        undone = standing_now(placemat_content(placemat))

    assert restored == before
    assert (undone.texts, undone.if_actions) == (after.texts, after.if_actions)
    assert undone.indicators == after.indicators


def test_what_somebody_wrote_meanwhile_is_merged(setting: Setting) -> None:
    placemat, by = setting.placemat, setting.member
    with program_scope(setting.program.pk):
        action = act(placemat, "visit", by=by, at=day(1))
        write(placemat, "priority", "routines in every room", by=by, at=day(1))
        write(placemat, "priority", "routines in some rooms", by=by, at=day(2))
        write(placemat, "priority", "routines in some rooms. Families asked.", by=setting.other_member, at=day(4))
        new = act(placemat, "new", by=setting.other_member, at=day(4))
        remove_if_action(placemat, pk=action.pk, by=setting.other_member, now=day(4))

        put_back(setting, day(1), seen_at=day(3), at=day(5))

        assert texts(placemat)["priority"] == "routines in every room. Families asked."
        assert [one.pk for one in standing_now(placemat_content(placemat)).if_actions] == [new.pk]


def test_a_field_of_an_indicator_that_somebody_changed_meanwhile_stays_theirs(setting: Setting) -> None:
    placemat, by = setting.placemat, setting.member
    with program_scope(setting.program.pk):
        sign = promise(placemat, "Rooms", target="20", unit="rooms", by=by, at=day(1))
        change_indicator(sign, words={"target": "32", "unit": "classrooms"}, version=1, by=by, now=day(2))
        change_indicator(sign, words={"target": "40"}, version=2, by=setting.other_member, now=day(4))

        put_back(setting, day(1), part=f"indicator:{sign.pk}", seen_at=day(3), at=day(5))

        sign.refresh_from_db()
        assert (sign.target, sign.unit) == ("40", "rooms")


def test_one_if_action_comes_back_with_the_words_of_that_moment(setting: Setting) -> None:
    placemat, by = setting.placemat, setting.member
    with program_scope(setting.program.pk):
        action = act(placemat, "visit three rooms", by=by, at=day(1))
        write(placemat, f"if:{action.pk}", "visit four rooms", by=by, at=day(2))
        remove_if_action(placemat, pk=action.pk, by=by, now=day(3))

        put_back(setting, day(1), part=f"if:{action.pk}", at=day(4))

        assert [one.text for one in standing_now(placemat_content(placemat)).if_actions] == ["visit three rooms"]
