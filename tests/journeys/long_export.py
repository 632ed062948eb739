"""An admin takes the whole program along: sees it being made, downloads it, and finds in it what is promised."""

import hashlib
import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser import Live, follow, look_over, sign_in_as
from tests.journeys.conftest import Open

ADMIN, COORDINATOR = "ines.arsenault@demo.example", "priya.raman@demo.example"
EXPORTS = "/p/fundy-shore/exports/"
COLLECTIVE = "Reading with meaning, grades 3–5"
MADE = 180_000  # a program of some years, where others use the machine as well


def make(page: Page, form: str, place: str) -> bytes:
    """Ask for a file on the page, see how far it is, and take it once it stands there."""
    page.get_by_role("radio", name=re.compile(f"^{place}")).check()
    page.get_by_role("radio", name=re.compile(f"^{re.escape(form)}")).check()
    page.get_by_role("button", name="Make the file").click()
    expect(page.locator("#export")).to_contain_text("Reading the rows")
    ready = page.get_by_role("region", name="Ready for you").locator("li").first
    expect(ready).to_contain_text(form, timeout=MADE)
    return take(page, ready.get_by_role("link").get_attribute("href"))


def take(page: Page, address: str | None) -> bytes:
    """What lies there, for who is signed in."""
    assert address
    answer = page.request.get(address)
    assert answer.status == 200, address
    return answer.body()


def wrong_in(schema: Any, found: Iterator[Any], part: str) -> list[str]:
    """What the published schema finds wrong with these rows, the first of each."""
    validator = Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": schema["$defs"]})
    return [error.message for row in found for error in validator.iter_errors(row)][:3]


def test_a_whole_program_goes_along_as_a_workbook_and_for_machines(opened: Open, live: Live) -> None:
    page = opened()
    sign_in_as(page, ADMIN)
    page.goto("/p/fundy-shore/setup/")
    follow(page.get_by_role("link", name="Exports", exact=True))
    look_over(page)
    schema = json.loads(take(page, page.get_by_role("link", name="The schema").get_attribute("href")))

    book = load_workbook(BytesIO(make(page, "Workbook (XLSX)", "The whole program")), read_only=True)
    look_over(page)
    with ZipFile(BytesIO(make(page, "JSON", "The whole program"))) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        wrong = wrong_in(schema, iter([manifest]), "manifest")
        for one in manifest["tables"]:
            lines = archive.read(one["file"])
            assert (len(lines), hashlib.sha256(lines).hexdigest()) == (one["bytes"], one["sha256"])
            wrong += wrong_in(schema, map(json.loads, lines.splitlines()), one["table"])

    assert wrong == []
    rows = {one["table"]: one["rows"] for one in manifest["tables"]}
    sheets = {name: sum(1 for _row in book[name].rows) - 1 for name in book.sheetnames}
    del rows["release"]  # of which the workbook has what everybody may see now
    assert {name: sheets.get(name) for name in rows} == rows
    assert sheets["shared_figure"] > 0
    assert COLLECTIVE in {cell.value for row in book["collective"].rows for cell in row}
    expect(page.get_by_role("region", name="Ready for you").locator("li")).to_have_count(2)

    # who leaves the page is told by mail
    page.get_by_role("radio", name=re.compile("^The whole program")).check()
    page.get_by_role("radio", name=re.compile("^Tables")).check()
    page.get_by_role("button", name="Make the file").click()
    expect(page.locator("#export")).to_contain_text("Reading the rows")
    page.goto("/p/fundy-shore/")
    assert EXPORTS in live.newest_mail(ADMIN, about="/exports/", patience=MADE / 1000)


def test_a_coordinator_takes_the_collectives_they_see_without_javascript_on_a_phone(opened: Open) -> None:
    page, other = opened(phone=True, scripts=False), opened()
    sign_in_as(page, COORDINATOR)
    page.goto(EXPORTS)
    expect(page.get_by_role("radio", name="The whole program")).to_have_count(0)
    page.get_by_role("radio", name="Tables (CSV)").check()
    follow(page.get_by_role("button", name="Make the file"))
    ready = page.get_by_role("region", name="Ready for you").locator("li").first
    expect(ready).to_contain_text("Tables (CSV)", timeout=MADE)  # the page comes anew by itself
    address = ready.get_by_role("link").get_attribute("href")
    with ZipFile(BytesIO(take(page, address))) as archive:
        table = archive.read("collective.csv").decode("utf-8-sig")

    assert COLLECTIVE in table
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    sign_in_as(other, ADMIN)
    assert other.request.get(str(address)).status == 404
