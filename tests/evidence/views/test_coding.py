"""The page of codes and words, and everything that can be pressed on it."""

from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from collectives.models import Role
from evidence.models import DataPoint, Measure, MeasureKind
from evidence.operations.coding_words import code_words_anew
from evidence.operations.prediction import ask_predictions
from ilc.tenancy.scope import program_scope
from tests.evidence.brought import plain
from tests.evidence.setting import browser
from tests.evidence.words import FAR_SAID, SAID, Told, address, coded, press, stands
from tests.make import make_participant

HTMX = {"HX-Request": "true"}


def test_ones_own_words_stand_on_the_page_and_no_others(told: Told) -> None:
    coded(told, "Time", told.words[2])

    page = plain(browser(told.member).get(address(told)))

    assert [words in page for words in (*SAID, "Time", "1 of 4 pieces of your district")] == [True] * 6
    assert [words in page for words in FAR_SAID] == [False] * 2
    assert "Protected" in page


@pytest.mark.parametrize("who", ["facilitator", "admin"])
def test_people_of_no_district_see_the_codes_and_no_words(told: Told, who: str) -> None:
    coded(told, "Time", told.words[2])

    page = plain(browser(getattr(told, who)).get(address(told)))

    assert ("Time" in page, "Words stay with the district" in page) == (True, True)
    assert [words in page for words in (*SAID, *FAR_SAID, "pieces of your district")] == [False] * 7


def test_a_stranger_finds_nothing_and_an_indicator_of_figures_has_no_codes(told: Told) -> None:
    strangers = browser(told.stranger).get(address(told)).status_code
    with program_scope(told.program.pk):
        DataPoint.objects.all().delete()
        Measure.objects.update(kind=MeasureKind.VALUE)

    assert (strangers, browser(told.member).get(address(told)).status_code) == (404, 404)


def test_htmx_gets_the_piece(told: Told) -> None:
    piece = browser(told.member).get(address(told), headers=HTMX).content.decode()

    assert ("<html" in piece, 'id="studio"' in piece) == (False, True)


def test_a_code_is_made_and_one_without_a_name_or_with_somebodys_is_not(told: Told) -> None:
    made = press(told, "coding", name="Time", **{"in": "none", "from": "0"})
    empty = press(told, "coding", name=" ")
    named = press(told, "coding", name="What Emma Tremblay needs")

    assert (made.status_code, made["Location"]) == (302, f"{address(told)}?in=none")
    assert (empty.status_code, "A few words are plenty" in plain(empty)) == (422, True)
    assert (named.status_code, "seems to name somebody" in plain(named)) == (422, True)
    assert 'value="What Emma Tremblay needs"' in plain(named)
    assert stands(told) == {"Time": 0}


def test_codes_are_renamed_merged_taken_away_and_brought_back(told: Told) -> None:
    time, hours = coded(told, "Time", told.words[2]), coded(told, "Hours")

    renamed = press(told, "code-rename", time.pk, name="Time to plan")
    merged = press(told, "code-merge", hours.pk, into=time.pk)
    gone = press(told, "code-remove", time.pk)
    after = stands(told)
    shown = plain(browser(told.member).get(address(told)))
    again = press(told, "code-restore", time.pk)

    assert [one.status_code for one in (renamed, merged, gone, again)] == [302] * 4
    assert (after, stands(told)) == ({}, {"Time to plan": 1})
    assert ("1 code was taken away" in shown, "Bring it back" in shown) == (True, True)


def test_names_that_cannot_be_and_merges_into_nothing_are_refused(told: Told) -> None:
    time, trust = coded(told, "Time"), coded(told, "Trust")
    press(told, "code-merge", trust.pk, into=time.pk)
    gone = plain(press(told, "code-rename", trust.pk, name="Trust again"))

    answers = {
        "taken": press(told, "code-rename", coded(told, "Hours").pk, name="time"),
        "empty": press(told, "code-rename", time.pk, name=""),
        "long": press(told, "code-rename", time.pk, name="x" * 121),
        "nothing": press(told, "code-merge", time.pk, into="mangled"),
        "merged": press(told, "code-restore", trust.pk),
    }

    assert {name: one.status_code for name, one in answers.items()} == dict.fromkeys(answers, 422)
    assert "There is a code “time” already" in plain(answers["taken"])
    assert ("121" in plain(answers["long"]), "That code is not there any more" in gone) == (True, True)
    assert stands(told) == {"Time": 0, "Hours": 0}


def test_only_who_writes_the_placemat_changes_codes(told: Told) -> None:
    time = coded(told, "Time")
    names = ("code-rename", "code-merge", "code-remove", "code-restore")

    by_admin = [press(told, name, time.pk, by=told.admin, name="Hours").status_code for name in names]
    by_stranger = [press(told, name, time.pk, by=told.stranger, name="Hours").status_code for name in names]
    new = press(told, "coding", name="Hours", by=told.admin).status_code
    facilitator = press(told, "code-rename", time.pk, by=told.facilitator, name="Time to plan").status_code

    assert (by_admin, by_stranger, new, facilitator) == ([403] * 4, [404] * 4, 403, 302)
    assert stands(told) == {"Time to plan": 0}


def test_after_its_cycle_codes_are_read_and_stay_as_they_are(told: Told) -> None:
    time = coded(told, "Time", told.words[0])
    with program_scope(told.program.pk):
        told.cycle.closed_at = now()
        told.cycle.save(update_fields=["closed_at"])

    page = plain(browser(told.member).get(address(told)))

    assert ("Time" in page, SAID[0] in page, "Give a code" in page, "Undo" in page) == (True, True, False, False)
    assert press(told, "code-remove", time.pk).status_code == 403


def test_undo_takes_back_the_latest_step_and_says_when_it_is_not_the_latest(told: Told) -> None:
    coded(told, "Time", told.words[0])
    page = plain(browser(told.member).get(address(told)))
    move = page.split('name="move" value="')[1][:36]

    undone = press(told, "coding-undo", move=move)
    again = press(told, "coding-undo", move=move)
    mangled = press(told, "coding-undo", move="mangled")
    by_admin = press(told, "coding-undo", move=move, by=told.admin)

    assert "gave words a code, Time (1 piece)" in page
    assert [one.status_code for one in (undone, again, mangled, by_admin)] == [302, 422, 422, 403]
    assert stands(told) == {"Time": 0}


def test_many_words_come_page_by_page_and_by_code(told: Told) -> None:
    with program_scope(told.program.pk):
        more = [told.bring(words=f"Piece {number:04}", lang="en").pk for number in range(60)]
    time = coded(told, "Time", *more[:30])
    reader = browser(told.member)

    def listed(query: str) -> tuple[int, bool]:
        page = plain(reader.get(f"{address(told)}{query}"))
        return page.count('class="slip"'), "The next ones" in page

    assert [listed(query) for query in ("", "?from=50", f"?in={time.pk}", f"?in={time.pk}&from=25")] == [
        (25, True),
        (14, False),
        (25, True),
        (5, False),
    ]
    assert [listed(query) for query in ("?in=none&from=25", "?in=mangled&from=x", "?from=9999")] == [
        (9, False),
        (25, True),
        (25, True),
    ]


def test_markup_in_words_and_names_is_shown_as_it_was_written(told: Told) -> None:
    with program_scope(told.program.pk):
        told.bring(words="<script>alert(1)</script>", lang="en")
    coded(told, "<b>bold</b>", told.words[0])

    page = browser(told.member).get(address(told)).content.decode()

    assert ("<script>alert(1)" in page, "<b>bold" in page, "&lt;script&gt;alert(1)" in page) == (False, False, True)


def test_the_page_costs_the_same_however_many_words_there_are(
    told: Told, client: Client, django_assert_max_num_queries: Any
) -> None:
    coded(told, "Time", *told.words)
    client.force_login(told.member.user)
    client.get(address(told))

    with django_assert_max_num_queries(26):
        client.get(address(told))


def test_the_indicator_shows_codes_with_numbers_to_the_district_and_protected_to_others(told: Told) -> None:
    coded(told, "Time", *told.words[2:])
    url = told.url("indicator", told.indicator.pk)

    own, shown = (plain(browser(told.member).get(f"{url}{query}")) for query in ("?view=mine", ""))

    assert ("2 of 4" in own, "2 pieces carry no code yet" in own, "Time" in own) == (True, True, True)
    assert ("Time" in shown, "Protected" in shown, "2 of 4" in shown, SAID[2] in shown) == (True, True, False, False)


def test_the_indicator_shows_in_how_many_districts_once_there_are_three(told: Told) -> None:
    coded(told, "Time", told.words[2])
    with program_scope(told.program.pk):
        more = [told.another_district(name) for name in ("Northern", "Southern")]
        for member, point in more:
            code_words_anew(told.indicator, [point], name="Time", by=member, now=now())

    shown = plain(browser(told.admin).get(told.url("indicator", told.indicator.pk)))

    assert ("3 districts" in shown, "Protected" in shown) == (True, False)


def test_of_many_words_the_indicator_shows_the_latest_and_leads_to_all(told: Told) -> None:
    with program_scope(told.program.pk):
        for number in range(20):
            told.bring(words=f"Piece {number:04}", lang="en")

    page = plain(browser(told.member).get(f"{told.url('indicator', told.indicator.pk)}?view=mine"))

    assert (page.count("Piece 00"), "12 more" in page) == (12, True)


def test_an_admin_of_the_district_reads_its_words_and_codes_none(told: Told) -> None:
    with program_scope(told.program.pk):
        admin = make_participant("Léonie Marchand", role=Role.ADMIN, school=told.school)

    page = plain(browser(admin).get(address(told)))

    assert (SAID[0] in page, "Give a code" in page, "Add this code" in page) == (True, False, False)


def test_whoever_is_asked_to_predict_does_so_before_seeing_codes(told: Told) -> None:
    coded(told, "Time", told.words[0])
    with program_scope(told.program.pk):
        ask_predictions(told.indicator, by=told.facilitator, now=now())

    page = plain(browser(told.member).get(address(told)))

    assert ("Time" in page, SAID[0] in page) == (False, False)
