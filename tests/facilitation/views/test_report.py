"""Reports on a cycle: begun, written, talked over, taken away."""

import pytest

from collectives.models import Program
from evidence.models import Report, ReportChange, ReportKind
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared, browser
from tests.facilitation.drafts import begun, cycle_draft, url
from tests.make import make_placemat
from tests.make_analysis import make_analysis

HTMX = {"HX-Request": "true"}


@pytest.fixture
def shared(program: Program) -> Shared:
    """A collective of two districts."""
    return Shared(program)


@pytest.fixture
def report(shared: Shared) -> Report:
    """A draft of Amara's."""
    return cycle_draft(shared)


def filled(report: Report, **said: object) -> dict[str, object]:
    """What the form sends: the parts as they stand, unless told otherwise."""
    parts = {f"use-{name}": "on" for name in report.parts}
    return {"title": report.title, "language": "en", "paper": "letter", "version": report.version} | parts | said


def fresh(shared: Shared, report: Report) -> Report:
    with program_scope(shared.program.pk):
        return Report.objects.get(pk=report.pk)


@pytest.mark.parametrize("kind", ["cycle", "story"])
def test_one_is_begun_from_the_list_and_leads_to_its_form(shared: Shared, kind: str) -> None:
    client, here = browser(shared.facilitator), url(shared, "placemat-reports", shared.placemat.pk)

    answer = client.post(here, {"kind": kind})

    with program_scope(shared.program.pk):
        begun = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url(shared, "report-write", begun.pk))
    assert (begun.kind, begun.made_by_id, bool(begun.parts)) == (kind, shared.facilitator.pk, True)
    assert begun.title in client.get(here).text
    assert "<html" not in client.get(here, headers=HTMX).text


def test_of_a_leaders_own_placemat_there_is_none(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        own = make_placemat(shared.cycle, shared.member)

    assert browser(shared.member).get(url(shared, "placemat-reports", own.pk)).status_code == 404


def test_it_is_written_with_its_parts_in_another_order(shared: Shared, report: Report) -> None:
    with program_scope(shared.program.pk):
        analysis = make_analysis(shared.placemat, "The line rises", by=shared.member)
    client, here = browser(shared.colleague), url(shared, "report-write", report.pk)
    said = filled(report, foreword="For whoever begins next", language="fr", paper="a4", title="Notre année")
    del said["use-sessions"]

    form = client.get(here).text
    answer = client.post(here, said | {"place-judgement": 1, "place-foreword": 2})

    written = fresh(shared, report)
    assert ("The line rises" in form, answer["Location"]) == (True, url(shared, "report", report.pk))
    assert (written.parts[:2], "sessions" in written.parts) == (["judgement", "foreword"], False)
    assert (written.title, written.language, written.paper, written.version) == ("Notre année", "fr", "a4", 2)
    assert written.left_out == [analysis.pk]
    with program_scope(shared.program.pk):
        was = ReportChange.objects.get(report=report).was
    assert (was["title"], "foreword" in was, "came" in was) == ("Our year with reading", True, False)


@pytest.mark.parametrize(
    ("said", "told"),
    [({"title": ""}, "Give the report a title."), ({"paper": "a9"}, "a9"), ({"place-chain": 99}, "11")],
)
def test_what_cannot_be_kept_comes_back_as_it_was_typed(
    shared: Shared, report: Report, said: dict[str, object], told: str
) -> None:
    client = browser(shared.member)

    answer = client.post(url(shared, "report-write", report.pk), filled(report, foreword="Kept words") | said)

    assert (answer.status_code, told in answer.text, "Kept words" in answer.text) == (422, True, True)


def test_what_names_a_student_comes_back_and_is_kept_nowhere(shared: Shared, report: Report) -> None:
    client, here = browser(shared.member), url(shared, "report-write", report.pk)
    named = "Zoë Smith now explains what he reads"

    words = client.post(here, filled(report, foreword=named))
    title = client.post(here, filled(report, title="Zoë Smith reads"))
    comment = client.post(url(shared, "report-comment", report.pk), {"text": named, "part": ""})

    assert [one.status_code for one in (words, title, comment)] == [422] * 3
    assert [named in words.text, "seems to name somebody" in words.text] == [True, True]
    assert [named in comment.text, "seems to name somebody" in comment.text] == [True, True]
    with program_scope(shared.program.pk):
        assert (report.comments.count(), report.changes.count()) == (0, 0)
    assert (fresh(shared, report).foreword, fresh(shared, report).title) == ("", "Our year with reading")


def test_who_took_part_is_named_as_are_places(shared: Shared, report: Report) -> None:
    thanks = "Thanks to Zoë Lindqvist and Renée Thériault, and to Pictou Road School. Zoë’s visits helped. Amara Okafor"

    answer = browser(shared.member).post(url(shared, "report-write", report.pk), filled(report, foreword=thanks))

    assert (answer.status_code, fresh(shared, report).foreword) == (302, thanks)


def test_without_any_part_it_says_so(shared: Shared, report: Report) -> None:
    said = {name: value for name, value in filled(report).items() if not name.startswith("use-")}

    answer = browser(shared.member).post(url(shared, "report-write", report.pk), said)

    assert (answer.status_code, "Choose at least one part" in answer.text) == (422, True)


def test_two_who_write_at_once_see_each_others_words(shared: Shared, report: Report) -> None:
    here = url(shared, "report-write", report.pk)
    browser(shared.member).post(here, filled(report, foreword="Amara’s words"))

    second = browser(shared.colleague).post(here, filled(report, foreword="Zoë’s words"))
    again = browser(shared.colleague).post(here, filled(report, foreword="Zoë’s words", version=2))

    assert (second.status_code, again.status_code, fresh(shared, report).foreword) == (422, 302, "Zoë’s words")
    assert [words in second.text for words in ("Amara’s words", "Zoë’s words", 'value="2"')] == [True] * 3


def test_it_is_taken_away_and_brought_back(shared: Shared, report: Report) -> None:
    client = browser(shared.member)

    gone = client.post(url(shared, "report-remove", report.pk), follow=True).text
    refused = client.post(url(shared, "report-write", report.pk), filled(report, title="Too late"))
    client.post(url(shared, "report-restore", report.pk))

    assert ("Bring it back" in gone, refused.status_code, "taken away meanwhile" in refused.text) == (True, 422, True)
    assert (fresh(shared, report).removed_at, fresh(shared, report).title) == (None, "Our year with reading")


def test_a_draft_is_talked_over(shared: Shared, report: Report) -> None:
    admin, here = browser(shared.admin), url(shared, "report", report.pk)
    empty = admin.post(url(shared, "report-comment", report.pk), {"text": " ", "part": "people"})
    admin.post(url(shared, "report-comment", report.pk), {"text": "Say what surprised you", "part": "judgement"})
    with program_scope(shared.program.pk):
        comment = report.comments.get()

    writer = browser(shared.member)
    open_page = writer.get(here).text
    writer.post(url(shared, "report-comment-resolve", comment.pk))
    done_page = writer.get(here).text
    writer.post(url(shared, "report-comment-resolve", comment.pk), {"again": "1"})

    assert (empty.status_code, "Say what surprised you" in open_page) == (422, True)
    assert ("taken up by" in open_page, "taken up by" in done_page) == (False, True)
    with program_scope(shared.program.pk):
        comment.refresh_from_db()
    assert comment.resolved_at is None


@pytest.mark.parametrize(("who", "status"), [("facilitator", 200), ("admin", 200), ("stranger", 404)])
def test_whoever_sees_the_collective_reads_it(shared: Shared, report: Report, who: str, status: int) -> None:
    client = browser(getattr(shared, who))

    names = ("report", "report-pdf", "report-print", "report-write")
    assert {client.get(url(shared, name, report.pk)).status_code for name in names} == {status}


def test_staff_begin_one_about_the_program(shared: Shared) -> None:
    client, here = browser(shared.admin), url(shared, "knowledge-reports")

    nothing = client.post(here, {})
    answer = client.post(here, {"about": "program"})

    with program_scope(shared.program.pk):
        begun = Report.objects.get(kind=ReportKind.KNOWLEDGE)
    assert (nothing.status_code, "Choose whom it is to tell of." in nothing.text) == (422, True)
    assert answer["Location"] == url(shared, "report-write", begun.pk)
    form = client.get(answer["Location"]).text
    assert ("Write and choose" in form, begun.title in client.get(here).text) == (True, True)
    twin = client.get(url(shared, "report-print", begun.pk)).text
    assert ("Reading with meaning" in twin, "students read with meaning" in twin) == (True, True)
    assert "The report on paper" in client.get(url(shared, "report-pdf", begun.pk)).text
    gone = client.post(url(shared, "report-remove", begun.pk), follow=True).text
    assert "Bring it back" in gone


@pytest.mark.parametrize("who", ["member", "facilitator"])
def test_the_others_neither_begin_nor_read_one_about_the_program(shared: Shared, who: str) -> None:
    made = begun(shared, ReportKind.KNOWLEDGE, title="All of us", by=shared.admin)
    client = browser(getattr(shared, who))

    assert client.get(url(shared, "knowledge-reports")).status_code == 403
    assert client.get(url(shared, "report", made.pk)).status_code == 404


def test_a_story_stays_short(shared: Shared) -> None:
    made = begun(shared, ReportKind.STORY, placemat=shared.placemat, title="A", by=shared.member)
    here = url(shared, "report-write", made.pk)

    long = browser(shared.member).post(here, filled(made, saw="word " * 100))
    short = browser(shared.member).post(here, filled(made, saw="word " * 70, indicator=str(shared.indicator.pk)))

    written = fresh(shared, made)
    assert (long.status_code, "400" in long.text, short.status_code) == (422, True, 302)
    assert (len(written.saw), written.indicator_id) == (349, shared.indicator.pk)
