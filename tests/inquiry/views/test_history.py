"""The page of what became of a placemat."""

from django.test import Client

from ilc.tenancy.scope import program_scope
from inquiry.operations.placemat import show_placemat
from tests.inquiry.setting import Setting, person_named
from tests.make import make_placemat
from tests.make_history import act, adjust, agree, day, write

HTMX = {"HX-Request": "true"}


def plain(content: bytes) -> str:
    return " ".join(content.decode().split())


def test_a_member_reads_who_changed_what_and_when(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        write(setting.placemat, "priority", "routines", by=setting.member, at=day(1))
        write(setting.placemat, "priority", "routines <b>in pairs</b>", by=setting.other_member, at=day(2))
        agree(setting.placemat, "as agreed", by=setting.member, at=day(3))
        adjust(setting.placemat, "then", by=setting.member, since=day(1), at=day(4), why="The visits")
    client.force_login(setting.member.user)

    page = plain(client.get(setting.url("placemat-history", setting.placemat.pk)).content)

    assert 'aria-current="page" >History' in page
    said = ("Friday 2 October 2026", "Zoë Lindqvist", "as agreed", "The visits", "Written for the first time")
    assert [words for words in said if words not in page] == []
    assert 'routines <ins><span class="visually-hidden">[added: </span>&lt;b&gt;in pairs&lt;/b&gt;' in page


def test_an_open_page_is_told_that_something_was_written_since(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        write(setting.placemat, "priority", "routines", by=setting.member, at=day(1))
    client.force_login(setting.member.user)
    url = setting.url("placemat-history", setting.placemat.pk)
    news = "Something was written since you opened this page."

    opened = client.get(url)
    asks = f"{url}?seen={opened.context['seen']}"
    before = client.get(asks, headers=HTMX)
    with program_scope(setting.program.pk):
        write(setting.placemat, "then", "teachers plan", by=setting.other_member, at=day(2))
    after = client.get(asks, headers=HTMX)

    assert (before.status_code, after.status_code) == (204, 200)
    assert [news in plain(answer.content) for answer in (opened, after)] == [False, True]


def test_the_tab_leads_to_the_collectives_history(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)

    answer = client.get(setting.url("collective-history", setting.collective.pk))

    moments = client.get(setting.url("collective-history", setting.collective.pk), {"from": "2026-10-02", "to": "now"})

    assert answer.headers["Location"] == setting.url("placemat-history", setting.placemat.pk)
    compare = setting.url("placemat-compare", setting.placemat.pk)
    assert moments.headers["Location"] == f"{compare}?from=2026-10-02&to=now"


def test_without_a_cycle_the_tab_leads_to_where_one_begins(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        setting.placemat.delete()
    client.force_login(setting.member.user)

    answer = client.get(setting.url("collective-history", setting.collective.pk))

    assert answer.headers["Location"] == setting.url("collective-placemat", setting.collective.pk)


def test_the_history_is_narrowed_to_one_part_by_the_address(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        write(setting.placemat, "priority", "routines", by=setting.member, at=day(1))
        action = act(setting.placemat, "visit classrooms", by=setting.member, at=day(2))
    client.force_login(setting.member.user)
    url = setting.url("placemat-history", setting.placemat.pk)

    pages = {
        part: plain(client.get(url, {"part": part}, headers=HTMX).content)
        for part in ("priority", f"if:{action.pk}", "so_that", "nonsense\0")
    }

    assert ["routines" in page for page in pages.values()] == [True, False, False, False]
    assert "only: visit classrooms" in pages[f"if:{action.pk}"]
    assert "Nobody has changed this part yet." in pages["so_that"]
    assert not any("<html" in page for page in pages.values())


def test_a_long_history_has_pages(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        for number in range(45):
            write(setting.placemat, "priority", f"text {number}.", by=setting.member, at=day(number))
    client.force_login(setting.member.user)
    url = setting.url("placemat-history", setting.placemat.pk)

    first, second = (plain(client.get(url, {"page": page}).content) for page in ("1", "2"))

    assert ["1 to 40 of 45" in first, "text 0." in first] == [True, False]
    assert ["41 to 45 of 45" in second, "text 0." in second] == [True, True]


def test_an_empty_history_says_where_to_begin(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)

    page = plain(client.get(setting.url("placemat-history", setting.placemat.pk)).content)

    assert "Nothing is written yet." in page


def test_a_leaders_own_is_told_to_others_only_from_when_it_was_shown(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, setting.member)
        write(own, "priority", "a secret draft", by=setting.member, at=day(1))
        agree(own, "secret name", by=setting.member, at=day(1))
    url = setting.url("placemat-history", own.pk)
    answers = []
    for who in ("member", "other_member", "facilitator", "admin"):
        client.force_login(person_named(setting, who).user)
        answers.append(client.get(url).status_code)
    with program_scope(setting.program.pk):
        show_placemat(own, by=setting.member, now=day(2))
        write(own, "priority", "an open word", by=setting.member, at=day(3))

    pages = {}
    for who in ("member", "other_member", "facilitator"):
        client.force_login(person_named(setting, who).user)
        pages[who] = plain(client.get(url).content)
    client.force_login(setting.admin.user)
    closed = client.get(url).status_code

    assert (answers, closed) == ([200, 404, 404, 404], 404)
    assert {who: ("secret" in page, "an open word" in page) for who, page in pages.items()} == {
        "member": (True, True),
        "other_member": (False, True),
        "facilitator": (False, True),
    }
    assert "since Saturday 3 October 2026, when Amara Okafor showed it" in pages["facilitator"]
