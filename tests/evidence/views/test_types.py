"""The page of the four types of data."""

from django.test import Client

from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared

HTMX = {"HX-Request": "true"}


def plain(content: bytes) -> str:
    return " ".join(content.decode().split())


def test_the_picture_and_its_table_say_the_same(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        shared.bring()
    client.force_login(shared.admin.user)

    page = plain(client.get(shared.url("types", shared.placemat.pk)).content)

    assert [
        words in page for words in ('<title id="net-t">', ">1/1<", "1 of 1", "reached by data", "still a question")
    ] == [True] * 5


def test_without_data_it_shows_the_plan_and_how_to_begin(shared: Shared, client: Client) -> None:
    client.force_login(shared.member.user)

    piece = plain(client.get(shared.url("types", shared.placemat.pk), headers=HTMX).content)

    assert ("<html" in piece, "the picture shows what is promised" in piece, "makes a beginning" in piece) == (
        False,
        True,
        True,
    )


def test_a_stranger_finds_no_picture(shared: Shared, client: Client) -> None:
    client.force_login(shared.stranger.user)

    assert client.get(shared.url("types", shared.placemat.pk)).status_code == 404
