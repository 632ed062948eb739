"""A table of data points on its pages: brought, its columns, looked at, brought in, undone, refused."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from evidence.models import EvidenceImport
from evidence.tasks.evidence_import import check_evidence_import
from ilc.tables.opening import open_table
from ilc.tenancy.scope import program_scope
from tests.evidence.imports import bring, check, points, reload, undo, upload
from tests.evidence.setting import Shared
from tests.make_evidence import make_group, make_measure

CONTENT = (
    "Indicator,Day,School,How many,Of how many\n"
    "Visits each week,2026-10-15,Pictou Road School,8,24\n"
    "Visits each week,2026-10-16,Pictou Rode School,9,24\n"
    "Visits each week,2026-10-17,Pictou Road School,<5,24\n"
)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def counted(shared: Shared, client: Client) -> Shared:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member)
        make_group("Grade 3")
    client.force_login(shared.member.user)
    return shared


def plain(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def post_table(shared: Shared, client: Client, content: bytes, name: str = "counts.csv") -> Any:
    return client.post(shared.url("import-new", shared.placemat.pk), {"file": SimpleUploadedFile(name, content)})


def only(shared: Shared) -> EvidenceImport:
    with program_scope(shared.program.pk):
        return EvidenceImport.objects.get()


def count(shared: Shared) -> int:
    with program_scope(shared.program.pk):
        return EvidenceImport.objects.count()


def test_a_table_goes_from_its_file_to_the_data_points_and_back(counted: Shared, client: Client):
    answer = post_table(counted, client, CONTENT.encode())
    one = only(counted)
    assert answer["Location"] == counted.url("import-columns", one.pk)
    columns = plain(client.get(answer["Location"]))
    assert "We filled in what the headers told us" in columns

    sent = {f"column_{index}": field for index, field in enumerate(one.columns)}
    answer = client.post(answer["Location"], sent | {"day_first": "no", "decimal_comma": "no"})
    assert answer["Location"] == counted.url("import", one.pk)

    assert "Waiting for its turn" in plain(client.get(answer["Location"]))
    check_evidence_import(program_id=counted.program.pk, import_pk=str(one.pk))

    done = bring(reload(one), counted.member, leave_out_problems=True)
    assert "Brought in: 1 new, 0 changed." in plain(client.get(counted.url("import", one.pk)))
    undo(done, counted.member)

    assert "Everything is as it was before." in plain(client.get(counted.url("import", one.pk)))
    assert points(one) == []


def test_pasted_rows_do_as_well_as_a_file(counted: Shared, client: Client):
    answer = client.post(
        counted.url("import-new", counted.placemat.pk), {"pasted": "Jour\tChiffre\r\n15/10/2026\t8 sur 24\r\n"}
    )

    assert answer.status_code == 302
    assert (only(counted).columns, only(counted).file_name) == (["day", "figure"], "Pasted rows")


def test_personal_data_is_marked_masked_and_nothing_is_kept(counted: Shared, client: Client):
    content = b"Student name,Day,Figure\nEmma Whitfield,2026-10-15,8 of 24\n"

    answer = post_table(counted, client, content)

    page = plain(answer)
    assert (answer.status_code, count(counted)) == (422, 0)
    assert [words for words in ("We kept nothing", "A2", "a person’s name", "E… W…") if words not in page] == []
    assert "Whitfield" not in page


def test_a_table_that_is_too_large_is_refused_before_anything_is_stored(
    counted: Shared, client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("evidence.forms.evidence_import.EvidenceUploadForm.most_bytes", 10)

    answer = post_table(counted, client, CONTENT.encode())

    assert (answer.status_code, count(counted)) == (422, 0)
    assert "Split it into smaller files" in plain(answer)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><table><tr><td>Day</td></tr></table>", "This is a web page"),
        (b"PK\x03\x04workbook", "We cannot read this workbook to its end"),
        (b" ", "There is nothing in this file"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(counted: Shared, client: Client, content: bytes, words: str):
    answer = post_table(counted, client, content, "counts.xlsx")

    assert (answer.status_code, count(counted)) == (422, 0)
    assert words in plain(answer)


def test_the_preview_says_what_every_row_does_and_what_helps(counted: Shared, client: Client):
    one = check(upload(counted.placemat, counted.member, CONTENT))

    page = plain(client.get(counted.url("import", one.pk)))
    problems = plain(client.get(counted.url("import", one.pk) + "?show=problem"))

    assert "1 data point is new or changes" in page
    assert "Did you mean “Pictou Road School”?" in problems
    assert "The source hides this small group: leave the row out, or bring the full figure" in problems
    assert "8 / 24" not in problems


def test_problems_are_left_out_only_when_somebody_says_so(counted: Shared, client: Client):
    one = check(upload(counted.placemat, counted.member, CONTENT))

    refused = client.post(counted.url("import-bring-in", one.pk))
    agreed = client.post(counted.url("import-bring-in", one.pk), {"leave_out_problems": "on"})

    assert (refused.status_code, agreed.status_code) == (422, 302)
    assert "2 rows need a look" in plain(refused)
    assert reload(one).state == "bringing_in"
    assert "Waiting for its turn" in plain(client.get(counted.url("import", one.pk), headers=HTMX))
    client.post(counted.url("import-stop", one.pk))
    assert reload(one).state == "checked"


def test_rows_that_need_a_look_come_back_as_a_file_that_computes_nothing(counted: Shared, client: Client):
    content = CONTENT + "=1+1,2026-10-17,Pictou Road School,8,24\n"
    one = check(upload(counted.placemat, counted.member, content))

    answer = client.get(counted.url("import-problems", one.pk))

    said = b"".join(answer.streaming_content).decode()
    assert said.count("\r\n") == 4
    assert '"\'=1+1"' in said
    assert "Did you mean “Pictou Road School”?" in said


def test_another_district_meets_no_table_and_no_figure(counted: Shared, client: Client):
    one = check(upload(counted.placemat, counted.member, CONTENT))
    client.force_login(counted.colleague.user)

    answers = [
        client.get(counted.url(name, one.pk)).status_code for name in ("import", "import-columns", "import-problems")
    ]

    assert answers == [404, 404, 404]
    assert "counts.csv" not in plain(client.get(counted.url("import-new", counted.placemat.pk)))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_has_the_indicators_and_own_schools_and_leads_back(
    counted: Shared, client: Client, form: str, tmp_path: Any
):
    answer = client.get(counted.url(f"import-template-{form}", counted.placemat.pk))
    path = tmp_path / "template"
    path.write_bytes(b"".join(answer.streaming_content))

    table = open_table(path)

    assert table.headers == ("Indicator", "Day", "School", "Student group", "How many", "Of how many", "Note")
    assert [row.cells[:4] for row in table] == [("Visits each week", "", "Pictou Road School", "")]
    filled = "\n".join((",".join(table.headers), "Visits each week,2026-10-15,Pictou Road School,,8,24,"))
    assert check(upload(counted.placemat, counted.member, filled)).counts["new"] == 1


def test_one_thing_in_two_columns_is_said_at_the_second(counted: Shared, client: Client):
    one = upload(counted.placemat, counted.member, CONTENT)
    sent = {"column_0": "day", "column_1": "day", "column_3": "figure", "day_first": "no", "decimal_comma": "no"}

    answer = client.post(counted.url("import-columns", one.pk), sent)

    assert answer.status_code == 422
    assert "Column A holds that already" in plain(answer)


def test_another_sheet_can_be_read(counted: Shared, client: Client):
    made = Workbook()
    made.active.append(("Read me",))
    made.create_sheet("Counts").append(("Day", "Figure"))
    made["Counts"].append((date(2026, 10, 15), "8 of 24"))
    file = io.BytesIO()
    made.save(file)
    post_table(counted, client, file.getvalue(), "counts.xlsx")
    one = only(counted)
    assert "Read this sheet" in plain(client.get(counted.url("import-columns", one.pk)))

    client.post(counted.url("import-sheet", one.pk), {"sheet": "1"})

    assert reload(one).columns == ["day", "figure"]
    assert client.post(counted.url("import-sheet", one.pk), {"sheet": "7"}).status_code == 302


def test_a_member_without_a_district_brings_in_no_table(counted: Shared, client: Client):
    client.force_login(counted.facilitator.user)

    assert client.get(counted.url("import-new", counted.placemat.pk)).status_code == 403


def test_a_preview_page_costs_the_same_for_one_row_and_for_many(
    counted: Shared, client: Client, django_assert_max_num_queries: Any
):
    header = "Indicator,Day,How many,Of how many\n"
    rows = [f"Visits each week,2026-{month:02}-{day:02},8,24\n" for month in (8, 9) for day in range(1, 29)]
    one = check(upload(counted.placemat, counted.member, header + "".join(rows)))
    client.get(counted.url("import", one.pk))

    with django_assert_max_num_queries(24):
        page = client.get(counted.url("import", one.pk))

    assert "?show=&amp;after=51-0" in plain(page)
    assert "2026" in plain(client.get(counted.url("import", one.pk) + "?after=51-0"))
    assert client.get(counted.url("import", one.pk) + "?after=x").status_code == 200
