"""The guide's page, its piece beside an open placemat, and questions put aside."""

import pytest
from django.test import Client
from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.models import HintAside, Indicator
from tests.inquiry.setting import Setting, person_named, promise_indicator, write_if_action
from tests.make import make_placemat

HTMX = {"HX-Request": "true"}
KEY = "open-problem:problem_of_practice"
ASKED = "Whose learning are you most concerned about?"


def asides(setting: Setting) -> list[tuple[object, str]]:
    with program_scope(setting.program.pk):
        return list(HintAside.objects.values_list("participant", "key"))


def test_a_question_stands_beside_its_part_and_on_the_guides_page(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)

    beside = client.get(setting.url("placemat", setting.placemat.pk)).content.decode()
    page = client.get(setting.url("placemat-guide", setting.placemat.pk)).content.decode()

    assert beside.count(ASKED) == 2  # with the button's own words for a screen reader
    assert ASKED in page
    assert "Begin with what you see, not with a cause." in page


def test_the_piece_is_the_margins_what_was_adjusted_the_next_step_and_the_phase_in_their_places(
    setting: Setting, client: Client
) -> None:
    client.force_login(setting.facilitator.user)

    piece = " ".join(
        client.get(setting.url("placemat-guide", setting.placemat.pk), headers=HTMX).content.decode().split()
    )

    assert piece.count('hx-swap-oob="true"') == 8
    assert "<html" not in piece
    assert "Write the problem" in piece


@pytest.mark.parametrize(("who", "status"), [("admin", 403), ("coordinator", 403), ("stranger", 404)])
def test_who_only_reads_a_placemat_is_not_asked_about_it(
    setting: Setting, client: Client, who: str, status: int
) -> None:
    client.force_login(person_named(setting, who).user)

    answers = [
        client.get(setting.url("placemat-guide", setting.placemat.pk)).status_code,
        client.post(setting.url("hint-aside", setting.placemat.pk), {"key": KEY}).status_code,
    ]

    assert answers == [status, status]
    assert asides(setting) == []


def test_nobody_is_asked_about_what_a_colleague_shows(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        shown = make_placemat(setting.cycle, setting.other_member, shown_at=timezone.now())
    client.force_login(setting.member.user)

    read = client.get(setting.url("placemat", shown.pk)).content.decode()

    assert client.get(setting.url("placemat-guide", shown.pk)).status_code == 403
    assert ASKED not in read


def test_not_now_and_show_them_again_without_a_script(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)
    placemat, url = setting.url("placemat", setting.placemat.pk), setting.url("hint-aside", setting.placemat.pk)

    away = client.post(url, {"key": KEY})
    without = client.get(placemat).content.decode()
    kept = asides(setting)
    back = client.post(url, {"again": "yes", "part": "part1"})

    assert (away["Location"], back["Location"]) == (f"{placemat}#part1", f"{placemat}#part1")
    assert kept == [(setting.member.pk, KEY)]
    assert ASKED not in without
    assert "One question is put aside." in without
    assert asides(setting) == []
    assert ASKED in client.get(placemat).content.decode()


def test_from_the_guides_page_and_with_a_script_one_comes_back_to_the_guide(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)
    url = setting.url("hint-aside", setting.placemat.pk)

    answers = [
        client.post(url, {"key": KEY, "page": "guide"}),
        client.post(url, {"key": "open-if"}, headers=HTMX),
        client.post(url, {"again": "yes"}, headers=HTMX),
    ]

    assert {answer["Location"] for answer in answers} == {setting.url("placemat-guide", setting.placemat.pk)}


def test_a_question_that_is_not_asked_cannot_be_put_aside(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)
    url = setting.url("hint-aside", setting.placemat.pk)

    answers = [client.post(url, data).status_code for data in ({"key": "nothing"}, {"key": "x" * 500}, {})]

    assert answers == [302, 302, 302]
    assert asides(setting) == []


def test_peoples_words_are_quoted_as_text(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "parents <b>read</b>")
        promise_indicator(setting, "Number of <i>workshops</i> held", if_action=action)
        Indicator.objects.update(baseline="1", target="2", how_often="each month")
    client.force_login(setting.member.user)

    page = client.get(setting.url("placemat-guide", setting.placemat.pk)).content.decode()

    assert "Would this tell you that something changed, or only that it took place?" in page
    assert "<i>workshops" not in page
