"""An admin sets a program up: places, people from a file, an invitation, seats, a facilitator, a rhythm."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import Live, follow, look_over, sign_in_as
from tests.journeys.conftest import Open

ADMIN = "ines.arsenault@demo.example"
ROSTER = """Name;E-mail;Position;School;District
Ñusta Quispe;nusta.quispe@demo.example;principal;North Spit School;North Spit
Wahid Łukasiewicz;wahid.lukasiewicz@demo.example;coach;North Spit School;North Spit
Nobody At All;no e-mail;coach;North Spit School;North Spit
"""


def add_place(page: Page, button: str, names: str) -> None:
    """Add regions, districts or schools and see them in the outline."""
    follow(page.get_by_role("link", name=re.compile(button)).first)
    look_over(page)
    page.locator('textarea[name="names"]').fill(names)
    page.get_by_role("button", name="Add these").click()
    expect(page.locator("#places")).to_contain_text(names)


def bring_in(page: Page, file: Path) -> None:
    """From the file to its rows in the program."""
    page.goto("/p/fundy-shore/setup/roster/")
    look_over(page)
    page.locator('input[type="file"]').set_input_files(file)
    page.get_by_role("button", name="Look at the columns").click()
    expect(page.get_by_role("heading", name="What do the columns hold?")).to_be_visible()
    look_over(page)
    page.get_by_role("button", name="Check every row").click()
    expect(page.get_by_role("heading", name="Before you bring them in")).to_be_visible(timeout=30_000)
    expect(page.locator("#rows")).to_contain_text("Ñusta Quispe")
    look_over(page)
    page.get_by_label(re.compile("Leave out")).check()
    page.get_by_role("button", name=re.compile("Bring in 2 people")).click()
    expect(page.get_by_role("link", name="Choose whom to invite")).to_be_visible(timeout=30_000)
    look_over(page)


def add_and_invite(page: Page) -> None:
    """One person by hand, and a mail to them."""
    page.goto("/p/fundy-shore/setup/participants/new/")
    look_over(page)
    page.locator('[name="name"]').fill("Tove Ærø")
    page.locator('[name="email"]').fill("tove.aero@demo.example")
    page.get_by_role("button", name="Add this person").click()
    expect(page.get_by_role("heading", name="Tove Ærø")).to_be_visible()
    look_over(page)
    page.get_by_role("button", name=re.compile("Invite")).first.click()
    expect(page.get_by_text(re.compile("invitation to Tove Ærø is on its way"))).to_be_visible()


def test_an_admin_makes_places_and_brings_in_people(opened: Open, tmp_path: Path) -> None:
    page = opened()
    sign_in_as(page, ADMIN)
    file = tmp_path / "leaders.csv"
    file.write_text(ROSTER, encoding="utf-8-sig")

    page.goto("/p/fundy-shore/setup/")
    look_over(page)
    page.goto("/p/fundy-shore/setup/places/")
    look_over(page)
    add_place(page, "Add regions", "Outer Banks")
    add_place(page, "Add districts.*Outer Banks", "North Spit")
    add_place(page, "Add schools.*North Spit", "North Spit School")
    bring_in(page, file)
    page.get_by_role("button", name="Undo this file").click()
    expect(page.get_by_text("This file is undone.")).to_be_visible(timeout=30_000)
    look_over(page)
    page.goto("/p/fundy-shore/setup/participants/?q=Quispe")
    look_over(page)
    expect(page.locator("main")).not_to_contain_text("nusta.quispe@demo.example")


def test_an_invited_person_comes_in_gets_a_seat_and_a_collective_gets_its_rhythm(opened: Open, live: Live) -> None:
    page, guest = opened(), opened(phone=True)
    sign_in_as(page, ADMIN)

    add_and_invite(page)
    mail = live.newest_mail("tove.aero@demo.example", about="/door/")
    link = re.search(r"http\S+/door/\S+", mail)
    assert link, mail
    guest.goto(link.group())
    look_over(guest)
    guest.get_by_role("button", name="Come in as Tove Ærø").click()
    guest.wait_for_url("**/p/fundy-shore/")
    look_over(guest)

    page.goto("/p/fundy-shore/collectives/new/")
    look_over(page)
    page.locator('[name="name"]').fill("Tides and tables")
    page.locator('select[name="theme"]').select_option(index=1)
    page.locator("main form button.btn-primary").click()
    expect(page.get_by_role("heading", name="Tides and tables")).to_be_visible()
    look_over(page)
    page.get_by_role("link", name="Members", exact=True).first.click()
    page.locator("#find").fill("Tove")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".picks li")).to_have_count(1)
    page.get_by_label(re.compile("Tove Ærø")).check()
    page.locator('#seats form[method="post"] button.btn-primary').click()
    expect(page.locator("#seats ol.people-lines")).to_contain_text("Tove Ærø")
    look_over(page)

    page.goto(re.sub(r"members/.*", "facilitators/", page.url))
    look_over(page)
    page.locator("#find").fill("Thériault")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".picks li")).to_have_count(1)
    page.get_by_label(re.compile("Thériault")).check()
    page.get_by_role("button", name="Name this facilitator").click()
    expect(page.locator("#facilitators .lines").first).to_contain_text("Thériault")

    page.goto(re.sub(r"facilitators/.*", "rhythm/", page.url))
    look_over(page)
    page.locator('[name="room"]').fill("Harbour room")
    follow(page.get_by_role("button", name=re.compile("Go on")))
    look_over(page)
    page.get_by_role("button", name="Set the rhythm").click()
    expect(page.get_by_text("The rhythm is set")).to_be_visible()
    look_over(page)
    guest.goto("/p/fundy-shore/sessions/")
    expect(guest.locator("main")).to_contain_text("Tides and tables", timeout=70_000)
