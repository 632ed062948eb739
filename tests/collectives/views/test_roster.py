import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collectives.models import Participant, RosterImport, RosterState
from collectives.operations.roster import choose_columns, start_bringing_in, start_undoing, upload_roster
from collectives.tasks.roster import bring_in_roster, check_roster, take_back_roster
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, Shore, plain

CONTENT = (
    "Name,Email,Position,School,Notes\n"
    "Zoë Côté,zoe@example.org,principal,Pictou Road School,hello\n"
    "Léo Roy,not an address,astronaut,Nowhere School,\n"
    "=cmd|x,eve@example.org,,,\n"
)


@pytest.fixture
def client(shore: Shore) -> Client:
    return shore.sign_in("admin")


def post_file(client: Client, shore: Shore, content: bytes, name: str = "people.csv") -> HttpResponse:
    return client.post(shore.url("setup/roster/"), {"file": SimpleUploadedFile(name, content)})


def uploaded(shore: Shore, content: str = CONTENT) -> RosterImport:
    with program_scope(shore.program_pk):
        return upload_roster(io.BytesIO(content.encode()), file_name="p.csv", by=shore.admin, now=timezone.now())


def checked(shore: Shore, content: str = CONTENT, *, add_places: bool = False) -> RosterImport:
    roster = uploaded(shore, content)
    with program_scope(shore.program_pk):
        choose_columns(roster, mapping=roster.mapping, add_places=add_places, make_leaders=True, now=timezone.now())
    check_roster(program_id=shore.program_pk, roster_pk=str(roster.pk))
    return roster


def brought_in(shore: Shore, content: str = CONTENT) -> RosterImport:
    roster = checked(shore, content)
    with program_scope(shore.program_pk):
        start_bringing_in(roster, leave_out_problems=True, by=shore.admin, now=timezone.now())
    bring_in_roster(program_id=shore.program_pk, roster_pk=str(roster.pk))
    return roster


def state(shore: Shore, roster: RosterImport) -> str:
    with program_scope(shore.program_pk):
        return RosterImport.objects.get(pk=roster.pk).state


def test_a_file_is_kept_and_leads_to_its_columns(client: Client, shore: Shore):
    answer = post_file(client, shore, CONTENT.encode())

    with program_scope(shore.program_pk):
        roster = RosterImport.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, shore.url(f"setup/roster/{roster.pk}/columns/"))
    assert roster.mapping == {"name": 0, "email": 1, "position": 2, "school": 3}
    assert roster.uploaded_by_id == shore.admin.pk


def test_pasted_rows_do_as_well_as_a_file(client: Client, shore: Shore):
    pasted = "Nom\tCourriel\r\nZoë Côté\tzoe@example.org\r\n"

    answer = client.post(shore.url("setup/roster/"), {"pasted": pasted})

    with program_scope(shore.program_pk):
        assert answer["Location"].endswith(f"{RosterImport.objects.get(mapping={'name': 0, 'email': 1}).pk}/columns/")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04workbook", "This is a workbook"),
        (b" ", "There is nothing in this file"),
        (b'"Name\nZo', "Row 1 opens a quotation mark"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_reason(client: Client, shore: Shore, content: bytes, words: str):
    answer = post_file(client, shore, content)

    assert answer.status_code == 422
    assert words in plain(answer)
    with program_scope(shore.program_pk):
        assert not RosterImport.objects.exists()


def test_neither_or_both_are_asked_for_again(client: Client, shore: Shore):
    neither = client.post(shore.url("setup/roster/"), {})
    both = client.post(shore.url("setup/roster/"), {"file": SimpleUploadedFile("a.csv", b"Name\n"), "pasted": "Name\n"})

    assert [answer.status_code for answer in (neither, both)] == [422, 422]
    assert "one of the two" in plain(both)


def test_the_columns_page_shows_three_rows_beside_each_guess(client: Client, shore: Shore):
    roster = uploaded(shore)

    words = plain(client.get(shore.url(f"setup/roster/{roster.pk}/columns/")))

    assert "<div>Zoë Côté</div><div>Léo Roy</div><div>=cmd|x</div>" in words
    assert '<option value="email" selected>' in words
    assert "p.csv, read as UTF-8" in words


def test_chosen_columns_have_every_row_checked(client: Client, shore: Shore):
    roster = uploaded(shore)

    answer = client.post(
        shore.url(f"setup/roster/{roster.pk}/columns/"),
        {"column_0": "name", "column_1": "email", "column_3": "school", "add_places": "on"},
    )

    assert (answer.status_code, answer["Location"]) == (302, shore.url(f"setup/roster/{roster.pk}/"))
    with program_scope(shore.program_pk):
        roster = RosterImport.objects.get()
    assert (roster.state, roster.mapping) == (RosterState.CHECKING, {"name": 0, "email": 1, "school": 3})
    assert (roster.options["add_places"], roster.options["make_leaders"]) == (True, False)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"column_0": "name"}, "Choose the column that holds the e-mail addresses"),
        ({"column_0": "name", "column_1": "email", "column_2": "email"}, "Column B holds that already"),
        ({"column_0": "wizard"}, "Select a valid choice"),
    ],
)
def test_columns_that_do_not_fit_are_asked_for_again(client: Client, shore: Shore, chosen, words: str):
    roster = uploaded(shore)

    answer = client.post(shore.url(f"setup/roster/{roster.pk}/columns/"), chosen)

    assert answer.status_code == 422
    assert words in plain(answer)
    assert state(shore, roster) == RosterState.UPLOADED


def test_work_under_way_shows_how_far_it_is_and_asks_again_as_a_piece(client: Client, shore: Shore):
    roster = uploaded(shore)
    with program_scope(shore.program_pk):
        choose_columns(roster, mapping=roster.mapping, add_places=False, make_leaders=True, now=timezone.now())
        RosterImport.objects.update(rows_read=5000, rows_total=20_000)
    url = shore.url(f"setup/roster/{roster.pk}/")

    whole = plain(client.get(url))
    piece = plain(client.get(url, headers=HTMX))

    assert "Reading row 5,000 of about 20,000" in whole
    assert 'value="25"' in whole
    assert "<html" in whole
    assert "<html" not in piece
    assert f'hx-get="{url}"' in piece


def test_a_page_that_asks_again_is_renewed_when_the_work_is_done(client: Client, shore: Shore):
    roster = checked(shore)

    answer = client.get(shore.url(f"setup/roster/{roster.pk}/"), headers=HTMX)

    assert answer["HX-Refresh"] == "true"


def test_reading_can_be_stopped(client: Client, shore: Shore):
    roster = uploaded(shore)
    with program_scope(shore.program_pk):
        choose_columns(roster, mapping=roster.mapping, add_places=False, make_leaders=True, now=timezone.now())

    answer = client.post(shore.url(f"setup/roster/{roster.pk}/stop/"), follow=True)

    assert "We kept nothing from this file." in plain(answer)
    assert state(shore, roster) == RosterState.STOPPED


def test_the_preview_says_for_each_row_what_happens(client: Client, shore: Shore):
    content = CONTENT + f"Amara O.,{shore.member.email},principal,,\n"
    roster = checked(shore, content)
    url = shore.url(f"setup/roster/{roster.pk}/")

    everything = plain(client.get(url))
    changed = plain(client.get(url + "?show=changed"))
    problems = plain(client.get(url + "?show=problem"))

    assert "1 person is new" not in everything
    assert "2 people are new or change" in everything
    assert "School: Pictou Road School" in everything
    assert "<del>Amara Okafor</del>" in changed
    assert "Zoë Côté" not in changed
    assert "not an address" in problems
    assert "Leave it empty, or write one of: teacher leader" in problems
    assert "=cmd|x" in problems


def test_the_list_goes_on_below_a_line(client: Client, shore: Shore):
    roster = checked(shore, "Name,Email\n" + "".join(f"Person,p{n}@example.org\n" for n in range(60)))
    url = shore.url(f"setup/roster/{roster.pk}/")

    first = plain(client.get(url))
    second = plain(client.get(url + "?show=new&after=51"))

    assert "after=51" in first
    assert ("p49@" in first, "p50@" in first) == (True, False)
    assert ("p49@" in second, "p50@" in second) == (False, True)


def test_rows_with_problems_must_be_left_out_knowingly(client: Client, shore: Shore):
    roster = checked(shore)
    url = shore.url(f"setup/roster/{roster.pk}/bring-in/")

    refused = client.post(url)
    agreed = client.post(url, {"leave_out_problems": "on"})

    assert refused.status_code == 422
    assert "2 rows need a look" in plain(refused)
    assert agreed.status_code == 302
    assert state(shore, roster) == RosterState.BRINGING_IN


def test_what_was_brought_in_can_be_undone_from_its_page(client: Client, shore: Shore):
    roster = brought_in(shore)
    page = plain(client.get(shore.url(f"setup/roster/{roster.pk}/")))

    client.post(shore.url(f"setup/roster/{roster.pk}/undo/"))
    take_back_roster(program_id=shore.program_pk, roster_pk=str(roster.pk))

    assert "Brought in: 1 new, 0 changed." in page
    assert "By Inès Arsenault" in page
    assert "Everything is as it was before." in plain(client.get(shore.url(f"setup/roster/{roster.pk}/")))


def test_what_an_undo_leaves_is_listed_with_the_reason(client: Client, shore: Shore):
    roster = brought_in(shore)
    with program_scope(shore.program_pk):
        Participant.objects.filter(email="zoe@example.org").update(invited_at=timezone.now())
        start_undoing(roster, by=shore.admin, now=timezone.now())
    take_back_roster(program_id=shore.program_pk, roster_pk=str(roster.pk))

    words = plain(client.get(shore.url(f"setup/roster/{roster.pk}/")))

    assert "1 person stays" in words
    assert "invited, or part of something since" in words


def test_a_step_that_was_taken_meanwhile_is_not_taken_twice(client: Client, shore: Shore):
    roster = brought_in(shore)

    answers = [
        client.post(shore.url(f"setup/roster/{roster.pk}/{step}/"), {"leave_out_problems": "on"}, follow=True)
        for step in ("bring-in", "stop")
    ]

    assert ["This roster has moved on meanwhile" in plain(answer) for answer in answers] == [True, True]
    assert state(shore, roster) == RosterState.DONE


def test_people_who_changed_meanwhile_are_looked_at_again(client: Client, shore: Shore):
    roster = checked(shore)
    with program_scope(shore.program_pk):
        Participant.objects.create(name="Zoë", email="ZOE@example.org")
        start_bringing_in(roster, leave_out_problems=True, by=shore.admin, now=timezone.now())
    bring_in_roster(program_id=shore.program_pk, roster_pk=str(roster.pk))

    words = plain(client.get(shore.url(f"setup/roster/{roster.pk}/")))

    assert "Nobody was brought in." in words
    assert "Read the file again" in words


def test_rows_that_need_a_look_come_as_a_file_that_can_be_repaired_and_brought_in(client: Client, shore: Shore):
    roster = checked(shore)

    answer = client.get(shore.url(f"setup/roster/{roster.pk}/problems/"))

    sheet = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert sheet[0] == '"Name","Email","Position","School","Notes","What helps"'
    assert sheet[1].startswith('"Léo Roy","not an address","astronaut","Nowhere School","","Email: not an address.')
    assert sheet[2].startswith('"\'=cmd|x","eve@example.org"')
    assert len(sheet) == 3


def test_the_template_is_recognised_when_it_comes_back(client: Client, shore: Shore):
    answer = client.get(shore.url("setup/roster/template/"))

    post_file(client, shore, answer.content)

    with program_scope(shore.program_pk):
        assert set(RosterImport.objects.get().mapping) == {
            "name", "email", "position", "school", "district", "region", "language", "roles",
        }  # fmt: skip


def test_new_places_are_named_before_they_are_made(client: Client, shore: Shore):
    roster = checked(shore, "Name,Email,School,District\nZoë,zoe@example.org,Gull Rock,Tidewater\n", add_places=True)

    assert "School: Gull Rock" in plain(client.get(shore.url(f"setup/roster/{roster.pk}/")))


def test_only_admins_bring_people_in(shore: Shore):
    roster = checked(shore)
    others = ("coordinator", "other_coordinator", "facilitator", "member", "outsider")

    for path in ("setup/roster/", "setup/roster/template/"):
        assert shore.answers(path) == {"admin": 200, "stranger": 404} | dict.fromkeys(others, 403)
    for path in ("", "columns/"):
        assert shore.answers(f"setup/roster/{roster.pk}/{path}") == {"admin": 200, "stranger": 404} | dict.fromkeys(
            others, 404
        )
    assert shore.sign_in("member").get(shore.url(f"setup/roster/{roster.pk}/problems/")).status_code == 404
    for step in ("stop", "bring-in", "undo"):
        assert shore.sign_in("member").post(shore.url(f"setup/roster/{roster.pk}/{step}/")).status_code == 404


def test_earlier_files_are_listed(client: Client, shore: Shore):
    roster = brought_in(shore)

    words = plain(client.get(shore.url("setup/roster/")))

    assert f"{roster.pk}/" in words
    assert "Brought in" in words


def test_the_preview_costs_the_same_for_one_row_and_for_many(client: Client, shore: Shore):
    few = checked(shore, "Name,Email,School\nA,a@example.org,Pictou Road School\n")
    many = checked(
        shore, "Name,Email,School\n" + "".join(f"A,a{n}@example.org,Pictou Road School\n" for n in range(40))
    )
    client.get(shore.url(f"setup/roster/{few.pk}/"))

    costs = []
    for roster in (few, many):
        with CaptureQueriesContext(connection) as queries:
            client.get(shore.url(f"setup/roster/{roster.pk}/"))
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 12
