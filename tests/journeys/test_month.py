"""The main job: a facilitator runs a month with a collective, its leaders write, the placemat comes out on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import Live, follow, look_over, sign_in_as, sign_in_by_code
from tests.journeys.conftest import Open
from tests.journeys.sheet import open_placemat, saved, take_pdf, write

pytestmark = pytest.mark.xdist_group("journeys")  # one worker: what they share is made once

FACILITATOR = "renee.theriault@demo.example"
WENDY, HANNAH = "wendy.simmonds@demo.example", "hannah.boudreau@demo.example"
COLLECTIVE = "Ask them"


def test_a_facilitator_runs_the_month_and_takes_the_pdf(opened: Open, live: Live, tmp_path: Path) -> None:
    page = opened()
    page.goto("/")
    look_over(page)
    page.goto("/accounts/login/")
    look_over(page)
    sign_in_by_code(page, live, FACILITATOR)
    look_over(page)

    page.goto("/p/fundy-shore/sessions/")
    look_over(page)
    page.locator("main").get_by_role("link", name=COLLECTIVE, exact=True).first.click()
    expect(page.get_by_role("heading", name="Notes")).to_be_visible()
    look_over(page)
    follow(page.get_by_role("link", name="Mark attendance"))
    look_over(page)
    page.get_by_role("button", name="Room", exact=True).first.click()
    expect(page.get_by_role("button", name="Room", exact=True).first).to_have_attribute("aria-pressed", "true")
    page.go_back()
    page.reload()
    expect(page.locator("#notes")).to_have_attribute("data-live", "connected")
    page.locator("#t-notes").fill("We ask the students of grade 8 first.")
    saved(page)
    page.get_by_role("textbox", name="Write it down").fill("Ask grade 8 on Friday")
    page.get_by_role("button", name="Make it a commitment").click()
    expect(page.locator("#commitments")).to_contain_text("Ask grade 8 on Friday")
    page.get_by_role("textbox", name="Write it down").fill("Bring the answers along")
    page.get_by_role("button", name="Keep it as a note").click()
    expect(page.locator("#t-notes")).to_have_value(
        re.compile("grade 8 first.*Renée Thériault: Bring the answers", re.DOTALL)
    )

    open_placemat(page, COLLECTIVE)
    look_over(page)
    write(page, "problem_of_practice", "Students are asked for their voice and rarely hear what became of it.")
    page.get_by_role("button", name="Add an if-action").click()
    page.keyboard.type("close the loop with every class within ten days")
    saved(page)
    page.reload()
    expect(page.locator(".if-line textarea").last).to_have_value("close the loop with every class within ten days")
    saved(page)

    page.get_by_role("link", name=re.compile("indicator", re.IGNORECASE)).first.click()
    page.locator('[name="text"]').fill("classes that heard what became of their answers")
    aligned = page.locator('select[name="aligned_to"], input[name="aligned_to"]').first
    if aligned.evaluate("one => one.tagName") == "SELECT":
        aligned.select_option(index=1)
    else:
        aligned.check()
    page.locator('input[name="data_types"]').first.check()
    page.get_by_role("button", name="Save the indicator").click()
    expect(page.locator("#part3")).to_contain_text("classes that heard what became of their answers")

    words = take_pdf(page, tmp_path / "placemat.pdf")
    assert words.count("rarely hear what became of it") == 1
    assert "close the loop with every class" in words
    assert "classes that heard what became" in words


def test_two_leaders_write_at_once_and_nothing_is_lost(opened: Open, live: Live) -> None:
    wendy, hannah = opened(), opened()
    sign_in_by_code(wendy, live, WENDY)
    sign_in_by_code(hannah, live, HANNAH)
    open_placemat(wendy, COLLECTIVE)
    open_placemat(hannah, COLLECTIVE)
    write(wendy, "priority", "One question each month.")
    expect(hannah.locator("#t-priority")).to_have_value("One question each month.")

    hannah.locator("#t-priority").press("ControlOrMeta+Home")
    wendy.locator("#t-priority").press("ControlOrMeta+End")
    for step in range(12):
        wendy.keyboard.type(f" w{step}")
        hannah.keyboard.type(f"h{step} ")

    ours = "".join(f"h{step} " for step in range(12))
    theirs = "".join(f" w{step}" for step in range(12))
    for page in (wendy, hannah):
        expect(page.locator("#t-priority")).to_have_value(f"{ours}One question each month.{theirs}")
        saved(page)
    expect(wendy.locator("#here-words")).to_have_text("Two of you are here. Hannah is in Priority.")
    look_over(wendy)
    while hannah.locator("#t-priority").input_value().startswith("h0"):  # a pause ends what is undone at once
        hannah.get_by_role("button", name="Undo my last words").click()
    expect(wendy.locator("#t-priority")).to_have_value(f"One question each month.{theirs}")
    wendy.reload()
    expect(wendy.locator("#t-priority")).to_have_value(f"One question each month.{theirs}")


def test_the_same_on_a_phone(opened: Open) -> None:
    page = opened(phone=True)
    sign_in_as(page, "amara.okafor@demo.example")
    look_over(page)
    page.goto("/p/fundy-shore/collectives/")
    look_over(page)
    follow(page.get_by_role("link", name="Grading that tells the truth").first)
    look_over(page)
    follow(page.get_by_role("navigation").get_by_role("link", name="Placemat", exact=True).first)
    look_over(page)

    write(page, "priority", "One scale for everybody, written on a phone.")

    page.reload()
    expect(page.locator("#t-priority")).to_have_value("One scale for everybody, written on a phone.")
    page.goto("/p/fundy-shore/sessions/")
    look_over(page)


def test_the_same_without_scripts_on_a_phone(opened: Open, live: Live) -> None:
    page, other = opened(phone=True, scripts=False), opened(scripts=False)
    sign_in_as(page, "amara.okafor@demo.example")
    sign_in_by_code(other, live, "darnell.whitfield@demo.example")
    for window in (page, other):
        window.goto("/p/fundy-shore/collectives/")
        window.get_by_role("link", name="Reading with meaning, grades 3–5").first.click()
        window.get_by_role("navigation").get_by_role("link", name="Placemat", exact=True).first.click()

    page.locator("#t-system_goal").fill("Goal 2, written without a script.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator("#t-system_goal")).to_have_value("Goal 2, written without a script.")
    other.locator("#t-then").fill("Adults do it together.")
    other.get_by_role("button", name="Save", exact=True).first.click()
    expect(other.locator("#t-system_goal")).to_have_value("Goal 2, written without a script.")
    expect(other.locator("#t-then")).to_have_value("Adults do it together.")
