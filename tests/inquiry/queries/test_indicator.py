"""The evidence plan as a table."""

from ilc.tenancy.scope import program_scope
from inquiry.queries.indicator import evidence_rows, indicator_beside
from inquiry.queries.placemat import placemat_content
from tests.inquiry.setting import Setting, promise_indicator, write_if_action


def test_an_indicator_stands_under_its_first_type_and_is_named_under_the_others(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
        promise_indicator(setting, "seen", if_action=action, data_types=["demographic", "perceptions"])
        promise_indicator(setting, "moved")
        content = placemat_content(setting.placemat)

    rows = evidence_rows(content.indicators, content.if_actions)

    told = [
        (row.type, kind, [one.text for one in cell.rows], [one.text for one in cell.also])
        for row in rows
        for kind, cell in (("leading", row.leading), ("lagging", row.lagging))
        if cell.rows or cell.also
    ]
    assert told == [
        ("learning", "lagging", ["moved"], []),
        ("perceptions", "leading", ["seen"], []),
        ("demographic", "leading", [], ["seen"]),
    ]
    assert rows[1].leading.rows[0].number == 1


def test_an_indicator_whose_if_action_is_gone_is_adrift(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
        promise_indicator(setting, "seen", if_action=action)
        content = placemat_content(setting.placemat)

    row = evidence_rows(content.indicators, [])[0].leading.rows[0]

    assert (row.adrift, row.number) == (True, None)


def test_beside_an_indicator_stands_the_next_of_its_own_cell(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        first = promise_indicator(setting, "first")
        promise_indicator(setting, "elsewhere", data_types=["perceptions"])
        last = promise_indicator(setting, "last")

        beside = [indicator_beside(one, up=up) for one in (first, last) for up in (True, False)]

    assert beside == [None, last, first, None]
