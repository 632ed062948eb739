import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from collectives.models import RosterImport, RosterState
from collectives.operations.roster import choose_columns
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, Shore, plain
from tests.collectives.views.rosters import CONTENT, brought_in, checked, post_file, state, uploaded


@pytest.fixture
def client(shore: Shore) -> Client:
    return shore.sign_in("admin")


def test_a_file_is_kept_and_leads_to_its_columns(client: Client, shore: Shore):
    answer = post_file(client, shore, CONTENT.encode())

    with program_scope(shore.program_pk):
        roster = RosterImport.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, shore.url(f"setup/roster/{roster.pk}/columns/"))
    assert roster.mapping == {"name": 0, "email": 1, "position": 2, "school": 3}
    assert roster.uploaded_by_id == shore.admin.pk


def test_a_file_that_is_too_large_is_refused_before_anything_is_stored(
    client: Client, shore: Shore, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("collectives.forms.table_upload.TableUploadForm.most_bytes", len(CONTENT.encode()) - 1)

    answer = post_file(client, shore, CONTENT.encode())

    assert answer.status_code == 422
    assert "Split it into smaller files" in plain(answer)
    with program_scope(shore.program_pk):
        assert not RosterImport.objects.exists()


def test_pasted_rows_do_as_well_as_a_file(client: Client, shore: Shore):
    pasted = "Nom\tCourriel\r\nZoë Côté\tzoe@example.org\r\n"

    answer = client.post(shore.url("setup/roster/"), {"pasted": pasted})

    with program_scope(shore.program_pk):
        roster = RosterImport.objects.get(mapping={"name": 0, "email": 1})
    assert (answer["Location"].endswith(f"{roster.pk}/columns/"), roster.file_name) == (True, "Pasted rows")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04workbook", "We cannot read this workbook to its end"),
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

    assert re.findall(r"<div>\s*([^<]*?)\s*</div>", words)[:3] == ["Zoë Côté", "Léo Roy", "=cmd|x"]
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


def test_the_template_is_recognised_when_it_comes_back(client: Client, shore: Shore):
    answer = client.get(shore.url("setup/roster/template/"))

    post_file(client, shore, answer.content)

    with program_scope(shore.program_pk):
        assert set(RosterImport.objects.get().mapping) == {
            "name", "email", "position", "school", "district", "region", "language", "roles",
        }  # fmt: skip


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
