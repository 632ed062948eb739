"""Analyses made in a session: written there, named afterwards, let go."""

import pytest
from django.utils import timezone

from evidence.models import Analysis
from evidence.operations.analysis import remove_analysis
from facilitation.models import SessionAnalysis
from ilc.tenancy.scope import program_scope
from inquiry.models import Cycle, Placemat
from tests.facilitation.views.conftest import Scene
from tests.make import make_collective, make_cycle, make_placemat
from tests.make_analysis import make_analysis

HTMX = {"HX-Request": "true"}


@pytest.fixture
def placemat(scene: Scene) -> Placemat:
    with program_scope(scene.program.pk):
        return make_placemat(Cycle.objects.get(collective=scene.collective))


def written(scene: Scene, placemat: Placemat, seen: str = "It falls.") -> Analysis:
    with program_scope(scene.program.pk):
        return make_analysis(placemat, seen, by=scene.member)


def named(scene: Scene) -> list[tuple[str, bool]]:
    with program_scope(scene.program.pk):
        rows = SessionAnalysis.objects.order_by("pk").select_related("analysis")
        return [(row.analysis.seen, row.ended_at is None) for row in rows]


def test_the_session_s_page_asks_for_its_analyses(scene: Scene) -> None:
    page = scene.client("member").get(scene.url()).text

    assert f'hx-get="{scene.url("analyses/")}"' in page


def test_one_is_written_in_a_session_and_stands_there(scene: Scene, placemat: Placemat) -> None:
    client = scene.client("member")

    form = client.get(scene.url("analyses/new/"))
    made = client.post(scene.url("analyses/new/"), {"seen": "It falls."})

    piece = scene.client("coordinator").get(scene.url("analyses/"), headers=HTMX).text
    assert "What do we see?" in form.text
    assert made.headers["Location"] == f"{scene.url()}#analyses"
    assert named(scene) == [("It falls.", True)]
    assert ["It falls." in piece, "<html" in piece, "Write an analysis" in piece] == [True, False, False]


def test_what_asks_for_words_is_asked_again_and_leads_back_to_the_session(scene: Scene, placemat: Placemat) -> None:
    answer = scene.client("member").post(scene.url("analyses/new/"), {"seen": " ", "reading": "The storm"})

    assert (answer.status_code, "The storm" in answer.text, f"{scene.url()}#analyses" in answer.text) == (
        422,
        True,
        True,
    )


def test_one_written_before_is_named_let_go_and_named_again(scene: Scene, placemat: Placemat) -> None:
    analysis, client = written(scene, placemat), scene.client("member")
    url, sent = scene.url("analyses/"), {"analysis": str(analysis.pk)}

    before = client.get(url).text
    client.post(url, sent)
    client.post(url, sent)
    here = client.get(url).text
    client.post(url, sent | {"not_here": "yes"})
    let_go = named(scene)
    client.post(url, sent)

    assert ["It was made in this session" in page for page in (before, here)] == [True, False]
    assert (let_go, named(scene)) == ([("It falls.", False)], [("It falls.", True)])


def test_what_was_taken_away_stands_in_no_session(scene: Scene, placemat: Placemat) -> None:
    analysis, client = written(scene, placemat), scene.client("member")
    client.post(scene.url("analyses/"), {"analysis": str(analysis.pk)})
    with program_scope(scene.program.pk):
        remove_analysis(analysis, by=scene.member, now=timezone.now())

    assert "It falls." not in client.get(scene.url("analyses/")).text


def test_an_analysis_of_others_or_of_one_s_own_is_refused(scene: Scene, placemat: Placemat) -> None:
    with program_scope(scene.program.pk):
        own = make_analysis(make_placemat(placemat.cycle, scene.member), "Mine", by=scene.member)
        theirs = make_analysis(make_placemat(make_cycle(make_collective())), "Theirs", by=scene.stranger)
    client = scene.client("member")

    refused = client.post(scene.url("analyses/"), {"analysis": str(own.pk)}, follow=True)
    unknown = [client.post(scene.url("analyses/"), {"analysis": pk}).status_code for pk in (str(theirs.pk), "x")]

    assert "not about this collective’s own evidence" in refused.text
    assert (unknown, named(scene)) == ([404, 404], [])


def test_without_a_placemat_one_is_led_to_it(scene: Scene) -> None:
    answer = scene.client("facilitator").get(scene.url("analyses/new/"))

    assert (answer.status_code, "/placemat" in answer.headers["Location"]) == (302, True)
    assert "Write an analysis" not in scene.client("facilitator").get(scene.url("analyses/")).text


def test_who_only_reads_names_none_and_a_stranger_finds_nothing(scene: Scene, placemat: Placemat) -> None:
    analysis = written(scene, placemat)

    def answers(who: str) -> list[int]:
        client, sent = scene.client(who), {"analysis": str(analysis.pk)}
        got = [client.get(scene.url("analyses/")), client.get(scene.url("analyses/new/"))]
        return [one.status_code for one in (*got, client.post(scene.url("analyses/"), sent))]

    assert {who: answers(who) for who in ("coordinator", "stranger", "former")} == {
        "coordinator": [200, 403, 403],
        "stranger": [404, 404, 404],
        "former": [404, 404, 404],
    }
