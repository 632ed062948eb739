"""A coordinator comes back: what changed, who would welcome a hand, the help that is given, a view kept for later."""

import csv
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin

from django.utils.timezone import now
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from collectives.models import Program
from facilitation.engine.mail_clock import MONTH
from facilitation.models import DashboardSubscription
from facilitation.operations.dashboard_mail import DUE_KIND, write_monthly
from ilc.due import Due, begin_everywhere
from ilc.tenancy.scope import program_scope
from tests.browser import Live, follow, look_over, press, sign_in_as, sign_in_by_code
from tests.databases import pointing_to
from tests.journeys.conftest import Open

SHORE, HIGHLANDS, GUIDE = "priya.raman@demo.example", "gordon.macisaac@demo.example", "tomas.echeverria@demo.example"
SLUG, ZONE = "fundy-shore", "America/Halifax"
ACROSS = f"/p/{SLUG}/across/"
COLLECTIVE, VIEW = "Grading that tells the truth", "At work"
ACTING = ["Back in school by October", "Everyone at the table", "Seeing without inspecting"]  # phase 4
REASON, OFFERED = "Two sessions did not take place", "I call Tomás before the next session."
BECAME = "They meet on another day now, and nobody has to choose."


def fits(page: Page) -> None:
    """Nothing sticks out sideways; for windows in which no script runs."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels wider than the window."


def link_in(mail: str, part: str) -> str:
    """Where the last such link leads; it was written in this process, whose address is another one."""
    [*_others, found] = re.findall(rf"https?://[^/\s]+(\S*{part}\S*)", mail)
    return str(found)


def write_last_month(program: Program) -> None:
    """The subscription was there before the month began; then its seven o'clock comes."""
    seven = MONTH.at_seven(ZONE, now=now())
    begin_everywhere(DUE_KIND, due_at=seven)
    with program_scope(program.pk):
        DashboardSubscription.objects.filter(view__name=VIEW).update(begun_at=seven - timedelta(days=3))
        Due.objects.filter(program=program, kind=DUE_KIND).update(due_at=seven)
        write_monthly(now=seven + timedelta(minutes=1))


def test_from_the_flag_to_the_help_given_without_javascript(opened: Open, live: Live) -> None:
    page = opened(scripts=False)
    sign_in_as(page, SHORE)
    follow(page.get_by_role("link", name="Across collectives"))
    row = page.get_by_role("row", name=COLLECTIVE)
    follow(row.get_by_role("link", name="hand up"))
    expect(page.get_by_role("region", name="What could help here?")).to_contain_text(REASON)

    expect(page.get_by_label("What kind of help it is")).to_have_value("planning")
    page.get_by_label("What did you give or offer?").fill(OFFERED)
    page.get_by_label("Who reads it beside program staff").select_option(label="Tomás Echeverría")
    follow(page.get_by_role("button", name="Write it down"))
    expect(page.get_by_text("It stands in the log.")).to_be_visible()
    follow(page.get_by_role("link", name="Across collectives"))
    follow(row.get_by_role("link", name="help offered"))

    guide = opened(phone=True, scripts=False)
    sign_in_by_code(guide, live, GUIDE)
    guide.goto(page.url.replace("/support/", "/going/"))
    expect(guide.get_by_text(OFFERED)).to_be_visible()
    fits(guide)

    follow(page.get_by_role("link", name=re.compile(f"^Settle it ?: {REASON}")))
    page.get_by_label("What became of it?").fill("   ")
    follow(page.get_by_role("button", name="Settle it"))
    expect(page.get_by_label("What became of it?")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("What became of it?").fill(BECAME)
    follow(page.get_by_role("button", name="Settle it"))
    page.goto(ACROSS)
    expect(row).not_to_contain_text(re.compile("hand up|help offered"))
    expect(page.get_by_role("region", name="Where a hand would help")).to_contain_text(BECAME)


def test_a_view_is_narrowed_saved_taken_along_and_had_by_mail_on_a_phone(
    opened: Open, live: Live, worker_name: str, django_db_blocker: DjangoDbBlocker
) -> None:
    page = opened(phone=True)
    sign_in_as(page, SHORE)
    page.goto(ACROSS)
    look_over(page)
    page.get_by_label("Phase", exact=True).select_option("4")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**/across/?*phase=4*")
    expect(page.get_by_role("link", name=ACTING[0]).first).to_be_visible()
    expect(page.get_by_role("link", name=COLLECTIVE)).to_have_count(0)
    with page.expect_download() as taken:
        page.get_by_role("link", name="the collectives as CSV").click()
    rows = list(csv.DictReader(Path(taken.value.path()).read_text("utf-8-sig").splitlines()))
    assert sorted(row["Collective"] for row in rows) == ACTING

    follow(page.get_by_role("link", name="Save this view"))
    look_over(page)
    page.get_by_label("What do you call it?").fill(VIEW)
    press(page, "Save this view", r"/across/\?phase=4$")
    expect(page.get_by_role("heading", name=VIEW)).to_be_visible()
    follow(page.get_by_role("link", name="Share it, or get it by mail"))
    press(page, "Send it to me each month", r"/views/[0-9a-f-]+/$")
    expect(page.get_by_role("button", name="Stop this mail")).to_be_visible()
    look_over(page)

    with django_db_blocker.unblock(), pointing_to(f"live_{worker_name}"):
        write_last_month(Program.objects.get(slug=SLUG))
    mail = live.newest_mail(SHORE, about="once a month", patience=60)
    assert any(name in mail for name in ACTING)
    assert COLLECTIVE not in mail
    page.goto(link_in(mail, "/across/"))
    expect(page.get_by_role("heading", name=VIEW)).to_be_visible()
    reader = opened(phone=True, scripts=False)
    reader.goto(link_in(mail, "/door/"))
    expect(reader.get_by_text("Opening this page has changed nothing.")).to_be_visible()
    fits(reader)
    follow(reader.get_by_role("button", name="Stop this mail"))
    expect(reader.get_by_text("Stopped: it does not come any more.")).to_be_visible()


def test_changes_who_meets_whom_and_nothing_of_another_region(opened: Open, live: Live) -> None:
    page = opened()
    sign_in_as(page, SHORE)
    page.goto(ACROSS)
    look_over(page)
    mine = set(paths(page))
    follow(page.get_by_role("link", name=re.compile("^changed ")))
    look_over(page)
    follow(page.get_by_role("navigation", name="Where you are").get_by_role("link"))
    follow(page.get_by_role("link", name="Who learns with whom"))
    look_over(page)
    expect(page.get_by_role("img", name="Districts that meet in collectives")).to_be_visible()
    page.go_back()
    with page.expect_download() as taken:
        page.get_by_role("link", name="as a workbook").click()
    book = load_workbook(BytesIO(Path(taken.value.path()).read_bytes()), read_only=True)
    assert COLLECTIVE in {row[0].value for row in book.worksheets[0].rows}

    elsewhere = opened()
    sign_in_by_code(elsewhere, live, HIGHLANDS)
    elsewhere.goto(ACROSS)
    theirs = [path for path in paths(elsewhere) if path not in mine]
    assert theirs
    for path in theirs:
        answer = page.request.get(urljoin(page.url, path))
        assert answer.status == 404, path


def paths(page: Page) -> list[str]:
    """Where the board and what stands beside it lead."""
    hrefs = (link.get_attribute("href") or "" for link in page.locator("#across").get_by_role("link").all())
    return [href for href in hrefs if re.search("/[0-9a-f-]{36}/", href)]
