"""The evidence plan in the browser."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.utils.timezone import localdate, now

from evidence.models import PlanLine
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared, browser
from tests.make_evidence import make_plan_line


def filled(shared: Shared, **other: object) -> dict[str, object]:
    said = {
        "participant": shared.member.pk,
        "school": shared.school.pk,
        "how_often": "monthly",
        "first_due": (localdate() + timedelta(days=3)).isoformat(),
        "until": "",
        "source": "walkthrough sheet",
    }
    return said | other


def line_of(shared: Shared) -> PlanLine:
    with program_scope(shared.program.pk):
        return make_plan_line(shared.indicator, shared.member, first_due=localdate(), school=shared.school)


def test_who_brings_it_is_written_and_read(shared: Shared) -> None:
    client = browser(shared.facilitator)
    new = shared.url("plan-line-new", shared.indicator.pk)

    form, answer = client.get(new), client.post(new, filled(shared))
    page = client.get(shared.url("plan", shared.placemat.pk)).content.decode()

    assert (form.status_code, answer.status_code) == (HTTPStatus.OK, HTTPStatus.FOUND)
    assert answer.url == f"{shared.url('plan', shared.placemat.pk)}#plan-{shared.indicator.pk}"
    assert ("walkthrough sheet" in page, "Amara Okafor" in page, "Pictou Road School" in page) == (True,) * 3


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"participant": ""}, "This needs an answer."),
        ({"first_due": "2126-01-01"}, "more than two years away"),
        ({"until": "2026-01-01"}, "before the first day"),
        ({"first_due": "soon"}, "Enter a valid date."),
    ],
)
def test_what_cannot_be_planned_keeps_what_was_written(shared: Shared, other: dict[str, object], words: str) -> None:
    answer = browser(shared.member).post(shared.url("plan-line-new", shared.indicator.pk), filled(shared, **other))

    page = answer.content.decode()
    assert (answer.status_code, words in page, "walkthrough sheet" in page) == (422, True, True)


def test_a_school_of_another_district_is_refused_with_the_reason(shared: Shared) -> None:
    said = filled(shared, school=shared.far_school.pk)

    answer = browser(shared.member).post(shared.url("plan-line-new", shared.indicator.pk), said)

    assert (answer.status_code, "stay within their district" in answer.content.decode()) == (422, True)


def test_a_line_is_changed_ended_and_goes_on(shared: Shared) -> None:
    client, line = browser(shared.member), line_of(shared)

    changed = client.post(shared.url("plan-line", line.pk), filled(shared, how_often="weekly"))
    with program_scope(shared.program.pk):
        [new] = PlanLine.objects.filter(ended_at=None)
    ended = client.post(shared.url("plan-line-end", new.pk))
    undo = "Let it go on" in client.get(ended.url).content.decode()
    client.post(shared.url("plan-line-reopen", new.pk))

    with program_scope(shared.program.pk):
        standing = list(PlanLine.objects.filter(ended_at=None).values_list("pk", "how_often"))
    assert (changed.status_code, undo, standing) == (HTTPStatus.FOUND, True, [(new.pk, "weekly")])


def test_a_change_that_is_refused_is_said_beside_the_form(shared: Shared) -> None:
    line = line_of(shared)

    answer = browser(shared.member).post(shared.url("plan-line", line.pk), filled(shared, school=shared.far_school.pk))

    assert (answer.status_code, "stay within their district" in answer.content.decode()) == (422, True)


def test_a_line_whose_place_is_taken_does_not_go_on_and_says_so(shared: Shared) -> None:
    client, line = browser(shared.member), line_of(shared)
    client.post(shared.url("plan-line-end", line.pk))
    line_of(shared)

    answer = client.post(shared.url("plan-line-reopen", line.pk), follow=True)

    assert "brings this from there already" in answer.content.decode()


def test_staff_reads_the_plan_and_changes_nothing(shared: Shared) -> None:
    client, line = browser(shared.admin), line_of(shared)

    page = client.get(shared.url("plan", shared.placemat.pk)).content.decode()
    refused = [
        client.get(shared.url("plan-line-new", shared.indicator.pk)).status_code,
        client.post(shared.url("plan-line-end", line.pk)).status_code,
    ]

    assert ("Amara Okafor" in page, "Say who brings it" in page) == (True, False)
    assert refused == [HTTPStatus.FORBIDDEN] * 2


def test_a_plan_without_indicators_leads_to_the_placemat(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        shared.indicator.removed_at = now()
        shared.indicator.save()

    page = browser(shared.member).get(shared.url("plan", shared.placemat.pk)).content.decode()

    assert "Nothing is promised yet." in page


def test_htmx_gets_the_piece(shared: Shared) -> None:
    answer = browser(shared.member).get(shared.url("plan", shared.placemat.pk), headers={"HX-Request": "true"})

    assert answer.content.decode().lstrip().startswith('<div id="plan">')
