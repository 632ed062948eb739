"""Evidence through a cycle: planned, entered on a phone, brought as a table, seen, talked about, acted upon, judged."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate, now
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from collectives.models import Participant, Program
from collectives.operations.door import door_secret
from evidence.models import PlanLine
from evidence.operations.bringing import bringing_doors
from ilc.tenancy.scope import program_scope
from tests.browser import look_over, sign_in_as
from tests.databases import pointing_to
from tests.journeys.conftest import Open
from tests.reading import pdf_text

MEMBER, FACILITATOR, ADMIN = "amara.okafor@demo.example", "renee.theriault@demo.example", "ines.arsenault@demo.example"
INDICATOR = "Routine in place in most classrooms, spring visits"
ROUTINE = "Classrooms visited where the vocabulary routine was in use"
CHECKED = 60_000  # milliseconds that a table may take on a busy machine


@pytest.fixture
def link(worker_name: str, live: object, django_db_blocker: DjangoDbBlocker) -> str:
    """What the weekly mail holds for Amara: the link of one line of the plan."""
    with django_db_blocker.unblock(), pointing_to(f"live_{worker_name}"):
        program = Program.objects.get(slug="fundy-shore")
        with program_scope(program.pk):
            amara = Participant.objects.get(email=MEMBER)
            line = PlanLine.objects.filter(participant=amara, indicator__text=ROUTINE, ended_at=None).get()
            line.first_due = localdate() - timedelta(days=1)  # nothing of that day was brought yet
            line.save(update_fields=["first_due"])
            door = bringing_doors([line.pk], now=now())[line.pk]
            secret = door_secret(door)
    return f"/door/{secret}/"


def plan_of(page: Page) -> None:
    """The evidence plan of the collective."""
    page.goto("/p/fundy-shore/collectives/")
    page.get_by_role("link", name="Reading with meaning").first.click()
    page.get_by_role("link", name="Evidence", exact=True).first.click()
    page.get_by_role("link", name="Evidence plan").first.click()
    expect(page.get_by_role("heading", name="Evidence plan")).to_be_visible()


def test_evidence_goes_from_the_plan_to_the_judgement(opened: Open, link: str) -> None:
    page = opened()
    sign_in_as(page, MEMBER)

    # who brings what
    plan_of(page)
    look_over(page)
    page.get_by_role("link", name=re.compile(rf"Say who brings it.*{INDICATOR}")).click()
    page.get_by_label("From where").fill("spring visits")
    look_over(page)
    page.get_by_role("button", name="Keep it in the plan").click()
    expect(page.get_by_text("spring visits").first).to_be_visible()

    # one number on a phone, by the link in the mail: one page, one field, one press
    phone = opened(phone=True)
    phone.goto(link)
    look_over(phone)
    phone.get_by_label("Seen in").fill("5/6")
    phone.get_by_role("button", name="Bring it").click()
    expect(phone.get_by_text("5 of 6 (83 %)")).to_be_visible()
    expect(phone.get_by_text("What the others see")).to_be_visible()
    look_over(phone)

    # a table from a spreadsheet, looked at before and undone after
    plan_of(page)
    page.get_by_role("link", name="Bring in a table").click()
    day = localdate() - timedelta(days=3)
    table = f"Indicator\tDay\tSchool\tHow many\tOf how many\n{ROUTINE}\t{day}\tPictou Road School\t3\t4\n"
    page.get_by_label(re.compile("[Pp]aste")).fill(table + f"{ROUTINE}\t{day}\tNo such school\t3\t4\n")
    page.get_by_role("button", name="Look at the columns").click()
    look_over(page)
    page.get_by_role("button", name="Check every row").click()
    expect(page.get_by_role("heading", name="Before you bring it in")).to_be_visible(timeout=CHECKED)
    look_over(page)
    page.get_by_label(re.compile("Leave out the 1 row")).check()
    page.get_by_role("button", name=re.compile("Bring in 1 data")).click()
    expect(page.get_by_text("Brought in: 1 new, 0 changed.")).to_be_visible(timeout=CHECKED)
    look_over(page)

    # the line, as everybody sees it and as the district does
    page.goto("/p/fundy-shore/collectives/")
    page.get_by_role("link", name="Reading with meaning").first.click()
    page.get_by_role("link", name="Evidence", exact=True).first.click()
    look_over(page)
    page.get_by_role("link", name=ROUTINE).first.click()
    expect(page.get_by_role("img", name=re.compile(ROUTINE)).first).to_be_visible()
    look_over(page)
    page.get_by_role("link", name="My district").click()
    look_over(page)

    # the same chart on the screens of the session that is on
    guide = opened()
    sign_in_as(guide, FACILITATOR)
    guide.get_by_role("link", name="Take up the run sheet").first.click()
    guide.get_by_text("Show something else").click()
    guide.get_by_role("button", name=f"Chart: {ROUTINE}").click()
    expect(guide.locator(".screens .run-chart").first).to_be_visible()
    look_over(guide)
    member = opened(phone=True)
    sign_in_as(member, MEMBER)
    member.goto(re.sub(r"/run/.*$", "/here/", guide.url))
    expect(member.locator(".run-chart").last).to_be_visible()
    look_over(member)

    # what they make of it, and what follows
    plan_of(page)
    page.get_by_role("link", name="Analyses").first.click()
    page.get_by_role("link", name="Write an analysis").first.click()
    page.get_by_label("What do we see?").fill("The line rises since the visits happen in pairs.")
    page.get_by_label("What do we make of it?").fill("Pairs make the visits happen.")
    page.get_by_label("What else could explain it?").fill("The same schools were visited twice.")
    page.get_by_role("button", name="Keep the analysis").click()
    look_over(page)
    page.get_by_role("radio", name=re.compile("^Adapt")).check()
    page.get_by_role("button", name="Keep what we decided").click()
    page.get_by_role("link", name="Record the adjustment").click()
    look_over(page)


def test_a_theory_is_judged_clause_by_clause_and_staff_reads_it(opened: Open, tmp_path: Path) -> None:
    page = opened()
    sign_in_as(page, FACILITATOR)
    plan_of(page)
    page.get_by_role("link", name="Judgement").first.click()
    look_over(page)
    page.get_by_role("link", name=re.compile("^Answer")).first.click()
    page.get_by_role("radio", name="Partly").check()
    page.get_by_label("What speaks for it?").fill("Twelve of twelve units in two buildings.")
    page.get_by_label("What speaks against it?").fill("Two buildings had no materials before January.")
    page.get_by_role("button", name="Keep it in the draft").click()
    expect(page.get_by_text("Two buildings had no materials before January.")).to_be_visible()
    page.get_by_role("button", name="It is our judgement").click()
    look_over(page)

    staff = opened()
    sign_in_as(staff, ADMIN)
    staff.goto(re.sub(r"\?.*$", "", page.url))
    expect(staff.get_by_text("Two buildings had no materials before January.")).to_be_visible()
    look_over(staff)

    # on paper: as a PDF that comes by itself, and printed from the browser
    staff.get_by_role("link", name="Print or PDF").click()
    look_over(staff)
    staff.get_by_role("button", name="Make the PDF").click()
    expect(staff.get_by_role("heading", name="It is ready")).to_be_visible(timeout=CHECKED)
    look_over(staff)
    with staff.expect_download() as kept:
        staff.get_by_role("link", name="Keep it on this device").click()
    kept.value.save_as(tmp_path / "judgement.pdf")
    assert "no materials before January" in " ".join(pdf_text((tmp_path / "judgement.pdf").read_bytes()).split())
    staff.get_by_role("link", name="The pages as they print").click()
    look_over(staff)
    expect(staff.get_by_text("Two buildings had no materials before January.")).to_be_visible()
