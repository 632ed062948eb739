"""What codes tell to whom."""

from django.utils.timezone import now

from evidence.models import DataPoint
from evidence.operations.coding import make_code, remove_code
from evidence.operations.coding_words import code_words_anew
from evidence.queries.coding import CodeSummary, code_names, code_summary, own_codes, shared_codes
from ilc.tenancy.scope import program_scope
from tests.evidence.words import Told


def test_others_learn_of_districts_from_three_on_and_none_is_not_told_from_two(told: Told) -> None:
    with program_scope(told.program.pk):
        make_code(told.indicator, name="Nobody", by=told.member, now=now())
        brought = [(told.member, told.words[0]), (told.colleague, told.far_words[0])]
        brought += [told.another_district(name) for name in ("Northern", "Southern")]
        seen = {}
        for many, (member, point) in enumerate(brought, start=1):
            code_words_anew(told.indicator, [point], name="Time", by=member, now=now())
            shared = shared_codes([told.indicator.pk])[told.indicator.pk]
            seen[many] = {one.name: one.districts for one in shared.codes}

    assert seen == {
        1: {"Nobody": None, "Time": None},
        2: {"Nobody": None, "Time": None},
        3: {"Nobody": None, "Time": 3},
        4: {"Nobody": None, "Time": 4},
    }


def test_nobody_outside_can_tell_what_fewer_than_three_districts_coded(told: Told) -> None:
    with program_scope(told.program.pk):
        for name in ("Time", "Trust"):
            make_code(told.indicator, name=name, by=told.member, now=now())
        views = [shared_codes([told.indicator.pk])]
        for name, points in (("Time", told.far_words[:1]), ("Trust", told.far_words), ("Time", told.far_words)):
            code_words_anew(told.indicator, points, name=name, by=told.colleague, now=now())
            views.append(shared_codes([told.indicator.pk]))
        code_words_anew(told.indicator, told.words, name="Time", by=told.member, now=now())
        views.append(shared_codes([told.indicator.pk]))

    assert all(view == views[0] for view in views)
    assert [one.protected for one in views[0][told.indicator.pk].codes] == [True, True]


def test_a_district_counts_its_own_words_and_no_one_elses(told: Told) -> None:
    with program_scope(told.program.pk):
        code_words_anew(told.indicator, told.words[:3], name="Time", by=told.member, now=now())
        code_words_anew(told.indicator, told.words[:1], name="Trust", by=told.member, now=now())
        code_words_anew(told.indicator, told.far_words, name="Time", by=told.colleague, now=now())

        mine, theirs = (
            own_codes([told.indicator.pk], one.district_id)[told.indicator.pk] for one in (told.school, told.far_school)
        )

    assert [({one.name: one.count for one in view.codes}, view.words, view.open) for view in (mine, theirs)] == [
        ({"Time": 3, "Trust": 1}, 4, 1),
        ({"Time": 2, "Trust": 0}, 2, 0),
    ]


def test_words_and_codes_that_were_taken_away_count_nowhere(told: Told) -> None:
    with program_scope(told.program.pk):
        time = code_words_anew(told.indicator, told.words[:2], name="Time", by=told.member, now=now())
        trust = code_words_anew(told.indicator, told.words[:1], name="Trust", by=told.member, now=now())
        DataPoint.objects.filter(pk=told.words[0]).update(removed_at=now(), removed_by=told.member)
        remove_code(trust, by=told.member, now=now())

        view = code_summary(told.indicator.pk, told.member, own=True)

    assert ([(one.pk, one.count) for one in view.codes], view.words, view.open) == ([(time.pk, 1)], 3, 2)


def test_whoever_has_no_district_gets_the_shared_view_whatever_they_ask_for(told: Told) -> None:
    with program_scope(told.program.pk):
        code_words_anew(told.indicator, told.words[:2], name="Time", by=told.member, now=now())

        view = code_summary(told.indicator.pk, told.admin, own=True)

    assert (view.own, view.words, [one.count for one in view.codes]) == (False, 0, [None])


def test_codes_in_a_line_begin_with_the_most_frequent(told: Told) -> None:
    with program_scope(told.program.pk):
        for name, many in (("One", 1), ("Three", 3), ("None", 0), ("Two", 2)):
            code = make_code(told.indicator, name=name, by=told.member, now=now())
            if many:
                code_words_anew(told.indicator, told.words[:many], name=code.name, by=told.member, now=now())
        own = code_summary(told.indicator.pk, told.member, own=True)
        shown = code_summary(told.indicator.pk, told.member, own=False)

    assert code_names(own) == "Three 3, Two 2, One 1"
    assert code_names(own, most=2) == "Three 3, Two 2 and 1 more"
    assert code_names(shown) == "One, Three, None, Two"
    assert code_names(CodeSummary((), own=False)) == ""
