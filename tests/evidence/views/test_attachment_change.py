"""One attachment on its pages: its words, who sees it, taking it away and back."""

from django.test import Client

from evidence.models import Attachment
from ilc.tenancy.scope import program_scope
from tests.evidence.brought import fetch, list_url, made, plain
from tests.evidence.setting import Shared
from tests.make_evidence import make_attachment


def test_taken_away_it_is_gone_for_all_and_comes_back_with_undo(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        one = make_attachment(shared.indicator, by=shared.member, caption="Our wall", shared=True)
    client.force_login(shared.member.user)

    answer = client.post(shared.url("attachment-remove", one.pk))

    shown = plain(client.get(answer.headers["Location"]))
    assert ("It was taken away." in shown, "1 taken away" in shown) == (True, True)
    assert fetch(client, shared.url("attachment-file", one.pk)) == 404
    client.force_login(shared.colleague.user)
    assert ("Our wall" in plain(client.get(list_url(shared))), client.get(answer.headers["Location"]).status_code) == (
        False, 200,
    )  # fmt: skip
    client.force_login(shared.member.user)
    client.post(shared.url("attachment-restore", one.pk))
    assert fetch(client, shared.url("attachment-file", one.pk)) == 200


def test_what_is_erased_cannot_come_back_and_says_so(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        one = make_attachment(shared.indicator, by=shared.member)
    client.force_login(shared.member.user)
    client.post(shared.url("attachment-remove", one.pk))
    with program_scope(shared.program.pk):
        Attachment.objects.update(file="", preview="")

    answer = client.post(shared.url("attachment-restore", one.pk))

    assert (answer.status_code, "more than 30 days ago, and is erased" in plain(answer)) == (422, True)
    assert "taken away" not in plain(client.get(list_url(shared)))


def test_words_change_and_empty_ones_are_asked_for(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        one = make_attachment(shared.indicator, by=shared.member, caption="Before")
    client.force_login(shared.member.user)
    url = shared.url("attachment", one.pk)

    assert (client.post(url, {"caption": " "}).status_code, "Before" in plain(client.get(url))) == (422, True)
    named = client.post(url, {"caption": "Work of Mia Chen"})
    assert (named.status_code, "This seems to name somebody." in plain(named)) == (422, True)
    assert client.post(url, {"caption": "After"}).headers["Location"] == list_url(shared)
    assert [one.caption for one in made(shared)] == ["After"]


def test_showing_it_asks_to_look_once_more_and_can_be_taken_back(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        one = make_attachment(shared.indicator, by=shared.member)
    client.force_login(shared.member.user)

    assert "no child can be recognised in it" in plain(client.get(shared.url("attachment-show", one.pk)))
    client.post(shared.url("attachment-show", one.pk))
    client.force_login(shared.colleague.user)
    assert fetch(client, shared.url("attachment-file", one.pk)) == 200
    client.force_login(shared.member.user)
    client.post(shared.url("attachment-keep", one.pk))
    client.force_login(shared.colleague.user)
    assert fetch(client, shared.url("attachment-file", one.pk)) == 404


def test_a_colleague_of_another_district_cannot_change_what_they_see(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        one = make_attachment(shared.indicator, by=shared.member, shared=True)
    client.force_login(shared.colleague.user)

    names = ("attachment", "attachment-show", "attachment-keep", "attachment-remove", "attachment-restore")
    assert {client.post(shared.url(name, one.pk), {"caption": "x"}).status_code for name in names} == {403}
