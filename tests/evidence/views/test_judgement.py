"""The judgement on its pages: written together, settled, read by whoever may, taken up again."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evidence.models import Judgement, JudgementPart, Settlement
from evidence.operations.citation import cited
from evidence.operations.judgement import settle_judgement
from evidence.queries.clause import theory_clauses
from ilc.tenancy.scope import program_scope
from inquiry.models import Phase
from tests.evidence.setting import ON, Shared
from tests.make import make_placemat
from tests.make_analysis import make_judged, point_to
from tests.make_history import act, day

HTMX = {"HX-Request": "true"}


def plain(content: bytes) -> str:
    return " ".join(content.decode().split())


def read(shared: Shared, client: Client, who: str = "member") -> str:
    client.force_login(getattr(shared, who).user)
    return plain(client.get(shared.url("judgement", shared.placemat.pk)).content)


def test_a_clause_is_judged_and_stands_in_the_draft_of_the_group(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        shared.bring()
        key = point_to(shared.indicator, ON, school=shared.school).key
    client.force_login(shared.member.user)
    url = shared.url("judgement-if", shared.placemat.pk, shared.action.pk)

    form = plain(client.get(url).content)
    sent = {"answer": "partly", "speaks_for": "Visits rose", "cites_for": [key], "sure": "fairly", "version": 0}
    kept = client.post(url, sent | {"speaks_against": "Only in two schools", "sure_why": "One year"})

    assert [words in form for words in ("visit classrooms", "Visits each week", "What was to show it")] == [True] * 3
    assert kept.headers["Location"] == f"{shared.url('judgement', shared.placemat.pk)}#if-{shared.action.pk}"
    draft = read(shared, client, "colleague")
    wanted = ("Did it happen?", "Partly.", "Fairly sure", "Visits rose", "Only in two schools", "Pictou Road School")
    assert [words for words in wanted if words not in draft] == []


@pytest.mark.parametrize("name", ["judgement-then", "judgement-so-that", "judgement-theory"])
def test_then_so_that_and_the_whole_theory_have_their_pages(shared: Shared, client: Client, name: str) -> None:
    client.force_login(shared.member.user)
    url = shared.url(name, shared.placemat.pk)

    form = plain(client.get(url).content)
    kept = client.post(url, {"answer": "not_yet", "successes": "Small schools", "version": 0})

    assert (kept.status_code, "Where did it go well" in form) == (302, name == "judgement-theory")
    draft = read(shared, client)
    assert ("Not yet." in draft, "Small schools" in draft) == (True, name == "judgement-theory")


def test_a_draft_belongs_to_the_group_and_what_is_settled_to_whoever_sees_the_placemat(
    shared: Shared, client: Client
) -> None:
    with program_scope(shared.program.pk):
        make_judged(shared.placemat, "then", by=shared.member, speaks_for="Teachers met weekly")
    draft = [("Teachers met weekly" in read(shared, client, who)) for who in ("facilitator", "admin")]
    client.force_login(shared.member.user)

    settled = client.post(shared.url("judgement-settle", shared.placemat.pk), {"on": "2027-06-15"}, follow=True)

    assert draft == [True, False]
    assert "The group’s judgement of Tuesday 15 June 2027" in plain(settled.content)
    of_staff = read(shared, client, "admin")
    assert ("Teachers met weekly" in of_staff, "Take it up again" in of_staff) == (True, False)


@pytest.mark.parametrize("on", ["", "soon", "0001-01-01"])
def test_a_judgement_is_settled_on_a_day(shared: Shared, client: Client, on: str) -> None:
    with program_scope(shared.program.pk):
        make_judged(shared.placemat, "then", by=shared.member)
    client.force_login(shared.member.user)

    answer = client.post(shared.url("judgement-settle", shared.placemat.pk), {"on": on})

    with program_scope(shared.program.pk):
        assert (answer.status_code, Settlement.objects.count()) == (422, 0)


def test_without_an_answer_the_page_says_what_to_do_first(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)

    answer = client.post(shared.url("judgement-settle", shared.placemat.pk), {"on": "2027-06-15"})

    assert (answer.status_code, "Answer for at least one clause first" in plain(answer.content)) == (422, True)


def test_a_settled_one_is_taken_up_with_a_reason_and_read_as_it_was(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        make_judged(shared.placemat, "then", by=shared.member, speaks_for="As it was in June")
        clauses = theory_clauses(shared.placemat)
        settled = settle_judgement(
            shared.placemat, clauses=clauses, on=date(2027, 6, 15), by=shared.member, now=day(200)
        )
    client.force_login(shared.colleague.user)
    url = shared.url("judgement-take-up", shared.placemat.pk)
    then_url = shared.url("judgement-then", shared.placemat.pk)

    too_late = client.post(then_url, {"answer": "yes", "speaks_for": "Written too late", "version": 1})
    without = client.post(url, {"why": " "})
    client.post(url, {"why": "The results of June came."})
    again = client.post(url, {"why": "Twice"})
    client.post(then_url, {"answer": "yes", "speaks_for": "As it is in July", "version": 1})

    assert (too_late.status_code, "Written too late" in plain(too_late.content)) == (422, True)
    assert (without.status_code, again.status_code) == (422, 302)
    draft = read(shared, client)
    assert ["The results of June came." in draft, "As it is in July" in draft] == [True, True]
    client.force_login(shared.admin.user)
    as_it_was = plain(client.get(shared.url("settlement", settled.pk)).content)
    assert ["As it was in June" in as_it_was, "As it is in July" in as_it_was] == [True, False]


def test_two_who_write_at_once_see_both(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        shared.bring()
        key = point_to(shared.indicator, ON).key
    url = shared.url("judgement-then", shared.placemat.pk)
    client.force_login(shared.colleague.user)
    client.post(url, {"answer": "yes", "speaks_for": "Zoë’s words", "version": 0})
    client.force_login(shared.member.user)

    refused = client.post(url, {"answer": "partly", "speaks_for": "Amara’s words", "cites_for": [key], "version": 0})
    kept = client.post(url, {"answer": "partly", "speaks_for": "Amara’s words", "cites_for": [key], "version": 1})

    both = plain(refused.content)
    assert [refused.status_code, "Zoë’s words" in both, "Amara’s words" in both, kept.status_code] == [
        422,
        True,
        True,
        302,
    ]
    with program_scope(shared.program.pk):
        assert [one.key for one in cited(JudgementPart.objects.get())] == [key]
    assert "Zoë’s words" in plain(client.get(url).content)


@pytest.mark.parametrize("fields", [{"answer": "7 of 10"}, {"sure": "99"}, {"cites_for": ["x"]}])
def test_what_is_no_answer_is_asked_for_again(shared: Shared, client: Client, fields: dict[str, Any]) -> None:
    client.force_login(shared.member.user)

    sent = {"speaks_for": "Kept in the field", "version": 0} | fields
    answer = client.post(shared.url("judgement-then", shared.placemat.pk), sent)

    with program_scope(shared.program.pk):
        assert (answer.status_code, Judgement.objects.count()) == (422, 0)
    assert "Kept in the field" in answer.content.decode()


def test_an_if_action_of_another_placemat_is_not_found(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        own = make_placemat(shared.cycle, shared.member)
        mine = act(own, "my own", by=shared.member, at=day(3))
    client.force_login(shared.member.user)

    assert client.get(shared.url("judgement-if", shared.placemat.pk, mine.pk)).status_code == 404


def test_an_if_action_that_was_taken_away_stays_where_something_was_said_of_it(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        make_judged(shared.placemat, f"if:{shared.action.pk}", by=shared.member, speaks_for="It was tried")
        other = act(shared.placemat, "never judged", by=shared.member, at=day(3))
        for action in (shared.action, other):
            action.removed_at = day(4)
            action.save(update_fields=["removed_at"])

    draft = read(shared, client)

    assert ["It was tried" in draft, "never judged" in draft] == [True, False]


def test_on_a_private_placemat_the_leader_judges_alone(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        own = make_placemat(shared.cycle, shared.member)
        make_judged(own, "then", by=shared.member, speaks_for="Mine alone")
        clauses = theory_clauses(own)
        settled = settle_judgement(own, clauses=clauses, on=date(2027, 6, 15), by=shared.member, now=day(200))

    def answers(who: str) -> list[int]:
        client.force_login(getattr(shared, who).user)
        urls = [shared.url("judgement", own.pk), shared.url("settlement", settled.pk)]
        return [client.get(url).status_code for url in urls]

    assert {who: answers(who) for who in ("member", "colleague", "admin")} == {
        "member": [200, 200],
        "colleague": [404, 404],
        "admin": [404, 404],
    }


@pytest.mark.parametrize(("phase", "leads"), [(Phase.DESIGNING, False), (Phase.ACTING, True), (Phase.REVIEWING, True)])
def test_once_a_group_acts_its_placemat_leads_to_the_judgement(
    shared: Shared, client: Client, phase: int, leads: bool
) -> None:
    with program_scope(shared.program.pk):
        shared.cycle.phase = phase
        shared.cycle.save(update_fields=["phase"])
    client.force_login(shared.member.user)

    page = client.get(reverse("inquiry:placemat", args=[shared.program.slug, shared.placemat.pk])).content.decode()

    assert (shared.url("judgement", shared.placemat.pk) in page) == leads


def test_a_piece_of_the_page_is_the_judgement_alone(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)

    piece = client.get(shared.url("judgement", shared.placemat.pk), headers=HTMX).content.decode()

    assert ("<html" in piece, 'id="judgement"' in piece) == (False, True)
