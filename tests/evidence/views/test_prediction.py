"""Predict, then look: on the page, alone and together."""

from typing import Any

import pytest
from django.test import Client

from evidence.models import Prediction, PredictionRound
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared
from tests.make import make_placemat
from tests.make_analysis import make_prediction
from tests.make_history import day, promise

HTMX = {"HX-Request": "true"}


def plain(content: bytes) -> str:
    return " ".join(content.decode().split())


def send(shared: Shared, client: Client, **fields: Any) -> Any:
    return client.post(shared.url("predictions", shared.indicator.pk), {"expected": "up", "words": "Soon"} | fields)


def shown(shared: Shared, client: Client, who: str) -> str:
    client.force_login(getattr(shared, who).user)
    return plain(client.get(shared.url("predictions", shared.indicator.pk)).content)


def test_a_prediction_needs_no_data_and_nobody_else_sees_it_before_it_is_laid_open(
    shared: Shared, client: Client
) -> None:
    client.force_login(shared.member.user)

    kept = send(shared, client, number="41,5 %", named="on")

    with program_scope(shared.program.pk):
        row = Prediction.objects.get()
        assert (kept.status_code, row.number, row.named) == (302, 41.5, True)
    pages = {who: "Soon" in shown(shared, client, who) for who in ("member", "colleague", "facilitator", "admin")}
    assert pages == {"member": True, "colleague": False, "facilitator": False, "admin": False}


def test_whoever_guides_the_group_lays_them_open_for_everybody(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)
    send(shared, client, named="on")
    url = shared.url("prediction-reveal", shared.indicator.pk)
    client.force_login(shared.colleague.user)
    of_a_member = client.post(url).status_code
    client.force_login(shared.facilitator.user)

    of_the_facilitator = client.post(url).status_code
    again = client.post(url).status_code

    assert (of_a_member, of_the_facilitator, again) == (403, 302, 302)
    pages = [shown(shared, client, who) for who in ("colleague", "admin")]
    assert [("Soon" in page, "Amara Okafor" in page, "What surprised us?" in page) for page in pages] == [
        (True, True, True)
    ] * 2
    assert ["Write down what you make of it" in page for page in pages] == [True, False]


def test_who_asked_for_predictions_may_lay_them_open(shared: Shared, client: Client) -> None:
    client.force_login(shared.colleague.user)

    client.post(shared.url("prediction-ask", shared.indicator.pk))
    client.post(shared.url("prediction-reveal", shared.indicator.pk))

    with program_scope(shared.program.pk):
        assert PredictionRound.objects.get().revealed_by == shared.colleague


def test_on_one_s_own_placemat_the_leader_predicts_and_lays_open_alone(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        own = make_placemat(shared.cycle, shared.member)
        indicator = promise(own, "My visits", by=shared.member, at=day(3))
        make_prediction(indicator, "Mine alone", by=shared.member)
    client.force_login(shared.colleague.user)
    of_others = client.get(shared.url("predictions", indicator.pk)).status_code
    client.force_login(shared.member.user)

    client.post(shared.url("prediction-reveal", indicator.pk))

    page = plain(client.get(shared.url("predictions", indicator.pk)).content)
    assert (of_others, "Mine alone" in page) == (404, True)


def test_after_looking_for_oneself_one_s_prediction_stays(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)
    send(shared, client)
    client.post(shared.url("prediction-look", shared.indicator.pk))

    page = plain(client.get(shared.url("predictions", shared.indicator.pk)).content)
    changed = send(shared, client, words="Changed my mind")
    removed = client.post(shared.url("prediction-remove", shared.indicator.pk), follow=True)

    with program_scope(shared.program.pk):
        assert list(Prediction.objects.values_list("words", "removed_at")) == [("Soon", None)]
    assert "Keep my prediction" not in page
    assert (changed.status_code, "your prediction stays as it is" in plain(changed.content)) == (422, True)
    assert "your prediction stays as it is" in plain(removed.content)


def test_one_takes_one_s_own_away(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)
    send(shared, client)

    client.post(shared.url("prediction-remove", shared.indicator.pk))

    assert "Nobody has written one yet." in shown(shared, client, "member")


def test_a_prediction_for_a_round_that_is_over_is_kept_in_the_field(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        asked = make_prediction(shared.indicator, by=shared.colleague).round
    client.force_login(shared.facilitator.user)
    client.post(shared.url("prediction-reveal", shared.indicator.pk))
    client.force_login(shared.member.user)

    late = send(shared, client, asked=str(asked.pk), words="Too late, yet mine")

    page = plain(late.content)
    assert (late.status_code, "Too late, yet mine" in page, "were laid open while you wrote" in page) == (
        422,
        True,
        True,
    )


@pytest.mark.parametrize(
    "fields", [{"expected": ""}, {"expected": "sideways"}, {"number": "many"}, {"number": "1e999"}]
)
def test_what_is_no_prediction_is_asked_for_again(shared: Shared, client: Client, fields: dict[str, Any]) -> None:
    client.force_login(shared.member.user)

    answer = send(shared, client, **fields)

    with program_scope(shared.program.pk):
        assert (answer.status_code, Prediction.objects.count()) == (422, 0)
    assert "Soon" in answer.content.decode()


def test_an_indicator_s_page_asks_for_the_piece(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)

    piece = client.get(shared.url("predictions", shared.indicator.pk), headers=HTMX).content.decode()

    assert ("<html" in piece, 'id="predictions"' in piece, "Keep my prediction" in piece) == (False, True, True)


def test_who_only_reads_neither_asks_nor_predicts_nor_looks(shared: Shared, client: Client) -> None:
    client.force_login(shared.admin.user)
    names = ("predictions", "prediction-ask", "prediction-look", "prediction-remove", "prediction-reveal")

    answers = [client.post(shared.url(name, shared.indicator.pk)).status_code for name in names]
    nothing = plain(client.get(shared.url("predictions", shared.indicator.pk)).content)

    assert answers == [403] * 5
    assert "Nobody has predicted this indicator yet" in nothing
