"""Two moments of a placemat side by side, and putting one of them back."""

from django.test import Client
from django.utils.timezone import now

from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import remove_if_action
from inquiry.models import MAX_IF_ACTIONS, Phase
from inquiry.operations.placemat import show_placemat
from inquiry.queries.moment import instant_key
from tests.inquiry.setting import Setting
from tests.make import make_placemat
from tests.make_history import act, agree, day, promise, write

HTMX = {"HX-Request": "true"}


def plain(content: bytes) -> str:
    return " ".join(content.decode().split())


def test_two_moments_stand_side_by_side_and_what_is_the_same_is_folded(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        write(setting.placemat, "priority", "routines", by=setting.member, at=day(1))
        write(setting.placemat, "then", "teachers plan", by=setting.member, at=day(1))
        action = act(setting.placemat, "visit", by=setting.member, at=day(1))
        promise(setting.placemat, "Rooms", if_action=action, by=setting.member, at=day(1))
        moment = agree(setting.placemat, "as agreed", by=setting.member, at=day(2))
        write(setting.placemat, "then", "teachers plan together", by=setting.member, at=day(3))
        remove_if_action(setting.placemat, pk=action.pk, by=setting.member, now=day(3))
        act(setting.placemat, "talk", by=setting.member, at=day(4))
    client.force_login(setting.member.user)
    url = setting.url("placemat-compare", setting.placemat.pk)

    page = plain(client.get(url, {"from": f"named-{moment.pk}", "to": "now"}).content)
    turned = plain(client.get(url, {"from": "now", "to": f"named-{moment.pk}"}).content)
    usual = plain(client.get(url).content)

    assert "teachers plan <ins>" in page
    assert [
        words for words in ("Taken away", "Not there yet", "2 parts are the same at both moments") if words not in page
    ] == []
    assert page.count("Put this back") == 2
    assert (
        turned.partition('id="comparison"')[2].partition("csrf")[0]
        == page.partition('id="comparison"')[2].partition("csrf")[0]
    )
    assert "as agreed (3 October 2026, 12:00)" in usual


def test_a_moment_that_an_address_mangles_is_the_usual_one(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)

    answer = client.get(
        setting.url("placemat-compare", setting.placemat.pk), {"from": "x\0", "to": "9999-99-99"}, headers=HTMX
    )

    assert answer.status_code == 200
    assert "Nothing changed between these two moments." in plain(answer.content)
    assert "<html" not in answer.content.decode()


def test_who_only_reads_is_offered_no_putting_back(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        write(setting.placemat, "priority", "routines", by=setting.member, at=day(1))
    client.force_login(setting.coordinator.user)

    page = plain(client.get(setting.url("placemat-compare", setting.placemat.pk)).content)
    restore = client.get(setting.url("placemat-restore", setting.placemat.pk), {"to": "beginning"})

    assert ("routines" in page, "Put this back" in page, restore.status_code) == (True, False, 403)


def test_drafts_from_before_it_was_shown_cannot_be_compared_by_others(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, setting.member)
        write(own, "priority", "a secret draft", by=setting.member, at=day(1))
        write(own, "priority", "open", by=setting.member, at=day(2))
        show_placemat(own, by=setting.member, now=day(3))
        write(own, "priority", "open words", by=setting.member, at=day(4))
    url = setting.url("placemat-compare", own.pk)
    client.force_login(setting.other_member.user)

    pages = [plain(client.get(url, {"from": key}).content) for key in ("beginning", "2026-10-02", instant_key(day(1)))]

    assert [("secret" in page, "open <ins>" in page) for page in pages] == [(False, True)] * 3


def test_putting_back_says_first_what_would_change_and_can_be_undone(setting: Setting, client: Client) -> None:
    placemat = setting.placemat
    with program_scope(setting.program.pk):
        write(placemat, "priority", "routines in every room", by=setting.member, at=day(1))
        write(placemat, "priority", "whatever comes", by=setting.member, at=day(3))
    client.force_login(setting.facilitator.user)
    url = setting.url("placemat-restore", placemat.pk)
    asked = {"to": instant_key(day(1)), "part": "priority"}

    question = client.get(url, asked)
    answer = client.post(url, asked | {"seen": question.context["seen"]}, follow=True)
    page = plain(answer.content)
    put_back = setting.text("priority")
    undone = client.post(url, answer.context["undo"])

    assert "Put this back: Priority?" in plain(question.content)
    assert "These get their former words: Priority." in plain(question.content)
    assert put_back == "routines in every room"
    assert [
        words
        for words in ("Put back to: 2 October 2026, 12:00.", "It is put back.", "Put back to how it stood")
        if words not in page
    ] == []
    assert (undone.status_code, setting.text("priority")) == (302, "whatever comes")


def test_what_somebody_wrote_since_one_looked_is_kept(setting: Setting, client: Client) -> None:
    placemat = setting.placemat
    with program_scope(setting.program.pk):
        write(placemat, "priority", "routines in every room", by=setting.member, at=day(1))
        write(placemat, "priority", "routines in some rooms", by=setting.member, at=day(2))
    client.force_login(setting.member.user)
    url, asked = setting.url("placemat-restore", placemat.pk), {"to": instant_key(day(1)), "part": "all"}
    seen = client.get(url, asked).context["seen"]
    with program_scope(setting.program.pk):
        write(placemat, "priority", "routines in some rooms. Families asked.", by=setting.other_member, at=now())

    client.post(url, asked | {"seen": seen})

    assert setting.text("priority") == "routines in every room. Families asked."


def test_a_yes_to_another_question_puts_nothing_back(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        write(setting.placemat, "priority", "routines", by=setting.member, at=day(1))
        own = make_placemat(setting.cycle, setting.member)
    client.force_login(setting.member.user)
    elsewhere = client.get(setting.url("placemat-restore", own.pk), {"to": "beginning"}).context["seen"]
    url = setting.url("placemat-restore", setting.placemat.pk)

    answers = [client.post(url, {"to": "beginning", "seen": seen}) for seen in ("", "mangled:x:y", elsewhere)]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert "please look once more" in plain(answers[0].content)
    assert setting.text("priority") == "routines"


def test_what_does_not_fit_any_more_is_refused_with_a_reason(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        gone = act(setting.placemat, "visit", by=setting.member, at=day(1))
        remove_if_action(setting.placemat, pk=gone.pk, by=setting.member, now=day(2))
        for number in range(MAX_IF_ACTIONS):
            act(setting.placemat, f"act {number}", by=setting.member, at=day(3, minutes=number))
    client.force_login(setting.member.user)
    url, asked = (
        setting.url("placemat-restore", setting.placemat.pk),
        {"to": instant_key(day(1)), "part": f"if:{gone.pk}"},
    )
    seen = client.get(url, asked).context["seen"]

    answer = client.post(url, asked | {"seen": seen}, headers=HTMX)

    assert answer.status_code == 422
    assert "A placemat holds 12 if-actions" in plain(answer.content)
    assert "<html" not in answer.content.decode()


def test_where_nothing_would_change_it_says_so(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)

    page = plain(client.get(setting.url("placemat-restore", setting.placemat.pk), {"to": "beginning"}).content)

    assert "There is nothing to put back" in page


def test_in_phase_four_the_comparison_offers_to_say_what_led_to_it(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        write(setting.placemat, "then", "teachers plan", by=setting.member, at=day(1))
        setting.cycle.phase = Phase.ACTING
        setting.cycle.save()
    client.force_login(setting.member.user)

    url = setting.url("placemat-compare", setting.placemat.pk)
    page = plain(client.get(url, {"from": "2026-10-01"}).content)

    assert "Say what led to the change of the theory" in page
