"""Analyses on their pages: written, pointed, read by whoever may, decided, taken away."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from evidence.models import Analysis, Course
from evidence.operations.analysis import decide_course, remove_analysis
from evidence.operations.citation import cited
from ilc.tenancy.scope import program_scope
from inquiry.models import Adjustment, Phase
from inquiry.operations.phase import move_phase
from tests.evidence.setting import ON, Shared
from tests.make import make_placemat
from tests.make_analysis import make_analysis, point_to
from tests.make_evidence import make_group
from tests.make_history import adjust, day, write

HTMX = {"HX-Request": "true"}


def plain(content: bytes) -> str:
    return " ".join(content.decode().split())


def send(shared: Shared, client: Client, **fields: Any) -> Any:
    return client.post(shared.url("analysis-new", shared.placemat.pk), {"seen": "It falls."} | fields)


def test_what_is_written_stands_on_the_page_of_whoever_sees_the_placemat(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        shared.bring()
        key = point_to(shared.indicator, ON).key
    client.force_login(shared.member.user)

    answer = send(shared, client, cites=[key], parts=["then"], rivals="Another test?")

    client.force_login(shared.admin.user)
    shown = plain(client.get(answer.headers["Location"]).content)
    listed = plain(client.get(shared.url("analyses", shared.placemat.pk)).content)
    assert [
        words
        for words in ("It falls.", "Another test?", "3 November 2026", "all places together")
        if words not in shown
    ] == []
    assert ["It falls." in listed, "Write an analysis" in listed, "Change it" in shown] == [True, False, False]


def test_a_citation_names_a_place_and_no_figure(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        group = make_group("Grade 3")
        shared.bring(group=group, numerator=173, denominator=179)
        cite = point_to(shared.indicator, ON, school=shared.school, group=group)
        made = make_analysis(shared.placemat, by=shared.member, cites=(cite,))
    client.force_login(shared.colleague.user)

    shown = plain(client.get(shared.url("analysis", made.pk)).content)

    assert ["Pictou Road School · Grade 3" in shown, "173" in shown, "179" in shown] == [True, False, False]


def test_one_points_to_all_places_together_and_to_one_s_own_district_only(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        shared.bring()
        shared.bring(far=True)
        theirs = point_to(shared.indicator, ON, school=shared.far_school).key
    client.force_login(shared.member.user)

    form = plain(client.get(shared.url("analysis-new", shared.placemat.pk)).content)
    answer = send(shared, client, cites=[theirs])

    assert ["all places together" in form, "Pictou Road School" in form, "Inland School" in form] == [True, True, False]
    assert answer.status_code == 422


def test_what_a_colleague_pointed_to_stays_when_one_changes_the_words(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        shared.bring(far=True)
        theirs = point_to(shared.indicator, ON, school=shared.far_school)
        made = make_analysis(shared.placemat, by=shared.colleague, cites=(theirs,))
    client.force_login(shared.member.user)
    url = shared.url("analysis-change", made.pk)

    form = plain(client.get(url).content)
    answer = client.post(url, {"seen": "It rises.", "cites": [theirs.key], "version": 1})

    with program_scope(shared.program.pk):
        assert ("Inland School" in form, answer.status_code, cited(made)) == (True, 302, [theirs])


def test_a_day_long_ago_is_pointed_to_from_its_own_page_and_no_day_without_data(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        for month in range(1, 13):
            shared.bring(date(2025, month, 3))
        old, never = point_to(shared.indicator, date(2025, 1, 3)).key, point_to(shared.indicator, ON).key
    client.force_login(shared.member.user)
    url = shared.url("analysis-new", shared.placemat.pk)

    plainly, from_there = (client.get(f"{url}{query}").content.decode() for query in ("", f"?cites={old}"))
    answers = [send(shared, client, cites=[key]).status_code for key in (old, never, "mangled")]

    assert [old in plainly, old in from_there] == [False, True]
    assert answers == [302, 422, 422]


@pytest.mark.parametrize("fields", [{"seen": " "}, {"parts": ["if:x"]}, {"seen": "x" * 5001}])
def test_what_is_not_said_is_asked_for_again_with_what_was_typed(
    shared: Shared, client: Client, fields: dict[str, Any]
) -> None:
    client.force_login(shared.member.user)

    answer = send(shared, client, reading="The storm came", **fields)

    with program_scope(shared.program.pk):
        assert (answer.status_code, Analysis.objects.count()) == (422, 0)
    assert "The storm came" in answer.content.decode()


def test_two_who_change_it_at_once_see_both_versions(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        made = make_analysis(shared.placemat, "First", by=shared.member)
    url = shared.url("analysis-change", made.pk)
    client.force_login(shared.colleague.user)
    client.post(url, {"seen": "Zoë sees this", "version": 1})
    client.force_login(shared.member.user)

    refused = client.post(url, {"seen": "Amara sees that", "version": 1})
    both = plain(refused.content)
    kept = client.post(url, {"seen": "Amara sees that", "version": 2}, follow=True)

    assert (refused.status_code, "Zoë sees this" in both, "Amara sees that" in both) == (422, True, True)
    assert 'value="2"' in both
    assert [words in plain(kept.content) for words in ("Amara sees that", "First", "Zoë sees this")] == [True] * 3


def test_the_list_is_narrowed_to_one_clause(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        make_analysis(shared.placemat, "About teachers", by=shared.member, parts=("then",))
        make_analysis(shared.placemat, "About visits", by=shared.member, parts=(f"if:{shared.action.pk}",))
    client.force_login(shared.member.user)
    url = shared.url("analyses", shared.placemat.pk)

    pages = [plain(client.get(f"{url}{query}").content) for query in ("", "?clause=then", "?clause=nonsense%00")]
    empty = plain(client.get(f"{url}?clause=so_that").content)

    assert [("About teachers" in page, "About visits" in page) for page in pages] == [
        (True, True),
        (True, False),
        (True, True),
    ]
    assert "Nobody has written about this clause yet" in empty


def test_a_piece_of_the_list_is_the_list_alone(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)

    piece = client.get(shared.url("analyses", shared.placemat.pk), headers=HTMX).content.decode()

    assert ("<html" in piece, "Nothing here yet" in piece) == (False, True)


def test_what_is_taken_away_is_seen_by_those_who_may_bring_it_back(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        made = make_analysis(shared.placemat, by=shared.member)
    client.force_login(shared.member.user)
    url = shared.url("analysis", made.pk)

    gone = client.post(shared.url("analysis-remove", made.pk), follow=True)
    mine = client.get(url)
    client.force_login(shared.admin.user)
    of_staff = client.get(url)
    client.force_login(shared.colleague.user)
    back = client.post(shared.url("analysis-restore", made.pk))
    client.force_login(shared.admin.user)

    assert "The analysis was taken away." in plain(gone.content)
    assert [mine.status_code, of_staff.status_code, back.status_code, client.get(url).status_code] == [
        200,
        404,
        302,
        200,
    ]


def test_on_a_private_placemat_nobody_else_reads_and_drafts_stay_the_leader_s(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        own = make_placemat(shared.cycle, shared.member)
        made = make_analysis(own, "Draft", by=shared.member, now=day(5))
    url = shared.url("analysis-change", made.pk)
    client.force_login(shared.member.user)
    client.post(url, {"seen": "For others", "version": 1})
    client.force_login(shared.colleague.user)
    private = client.get(shared.url("analysis", made.pk)).status_code
    with program_scope(shared.program.pk):
        change = made.changes.get()
        own.shown_at = change.at + (day(2) - day(1))
        own.save(update_fields=["shown_at"])

    shown = client.get(shared.url("analysis", made.pk))
    client.force_login(shared.member.user)
    mine = client.get(shared.url("analysis", made.pk))

    assert (private, shown.status_code) == (404, 200)
    assert ["For others" in plain(shown.content), "Draft" in plain(shown.content)] == [True, False]
    assert "Draft" in plain(mine.content)


def test_to_adapt_leads_to_an_adjustment_that_names_its_analysis(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        made = make_analysis(shared.placemat, "It falls.", by=shared.member)
        move_phase(shared.cycle, to_phase=Phase.ACTING, reason="On.", by=shared.facilitator, now=day(4))
        write(shared.placemat, "then", "teachers plan in pairs", by=shared.member, at=day(6))
    client.force_login(shared.member.user)
    adjust_url = shared.url("analysis-adjust", made.pk)

    too_early = client.get(adjust_url)
    decided = client.post(
        shared.url("analysis-course", made.pk), {"course": "adapt", "course_why": "Pairs help"}, follow=True
    )
    form = plain(client.get(adjust_url).content)
    done = client.post(adjust_url, {"why": "Pairs help", "on": "2026-11-05", "parts": ["then"]}, follow=True)

    with program_scope(shared.program.pk):
        adjustment = Adjustment.objects.get()
        assert Analysis.objects.get().adjustment == adjustment
    behind = plain(client.get(shared.url("adjustment-analyses", adjustment.pk)).content)
    assert too_early.headers["Location"].endswith(f"{shared.url('analysis', made.pk)}#course")
    assert "Say what you adjust in the theory of action" in plain(decided.content)
    assert "Pairs help" in form
    assert "It led to the adjustment of 5 November 2026" in plain(done.content)
    assert "It falls." in behind


def test_an_adjustment_recorded_before_is_named_and_let_go(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        made = make_analysis(shared.placemat, by=shared.member)
        decide_course(made, course=Course.ABANDON, why="", by=shared.member, now=day(9))
        adjustment = adjust(shared.placemat, "then", by=shared.member, since=day(3), at=day(4), why="It falls")
    client.force_login(shared.member.user)
    url = shared.url("analysis-link", made.pk)

    named = plain(client.post(url, {"adjustment": adjustment.pk}, follow=True).content)
    client.post(shared.url("analysis-course", made.pk), {"open": "yes"})
    refused = plain(client.post(url, {"adjustment": adjustment.pk}, follow=True).content)
    unknown = client.post(url, {"adjustment": made.pk}).status_code

    assert "It led to the adjustment of" in named
    assert "Decide first to adapt or to abandon something" in refused
    assert unknown == 404


def test_a_course_is_one_of_four(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        made = make_analysis(shared.placemat, by=shared.member)
    client.force_login(shared.member.user)

    answer = client.post(shared.url("analysis-course", made.pk), {"course": "punish", "course_why": "Because"})

    with program_scope(shared.program.pk):
        assert (answer.status_code, Analysis.objects.get().course) == (422, "")
    assert "Because" in answer.content.decode()


def test_who_only_reads_may_not_write_and_a_stranger_finds_nothing(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        made = make_analysis(shared.placemat, by=shared.member)
        removed = make_analysis(shared.placemat, by=shared.member)
        remove_analysis(removed, by=shared.member, now=day(9))

    def answers() -> list[int]:
        gets = [client.get(shared.url(name, made.pk)) for name in ("analysis", "analysis-change")]
        posts = [
            client.post(shared.url(f"analysis-{name}", made.pk)) for name in ("course", "link", "remove", "restore")
        ]
        return [one.status_code for one in (*gets, client.get(shared.url("analysis", removed.pk)), *posts)]

    client.force_login(shared.admin.user)
    reads = answers()
    client.force_login(shared.stranger.user)

    assert reads == [200, 403, 404, 403, 403, 403, 403]
    assert answers() == [404] * 7
