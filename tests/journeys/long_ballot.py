"""Asking what leaders want and when they can meet: an admin sets it up, people answer by the link of their mail."""

import re

from playwright.sync_api import Page, expect

from tests.browser import Live, follow, look_over, sign_in_as
from tests.journeys.conftest import Open

ADMIN = "ines.arsenault@demo.example"
WINDOW = 8  # half-hours of a day between 15:00 and 17:00, and a session of two hours after that


def set_up(page: Page) -> None:
    """A formation from nothing: Tuesdays and Thursdays; the people of one district are asked."""
    page.goto("/p/fundy-shore/formations/new/")
    look_over(page)
    page.get_by_label("Title").fill("Spring 2027")
    for weekday in ("Monday", "Wednesday", "Friday"):
        page.get_by_label(weekday).uncheck()
    page.get_by_label("Minutes").fill("120")
    follow(page.get_by_role("button", name="Save and go on"))
    look_over(page)
    page.get_by_role("link", name="Choose whom to ask").click()
    page.get_by_text("Only some districts").click()
    page.get_by_label("Rivière").check()
    follow(page.get_by_role("button", name="Count again"))
    look_over(page)
    page.get_by_role("button", name=re.compile(r"Send \d+ mails?")).click()
    expect(page.get_by_text(re.compile("mails? (is|are) on"))).to_be_visible()


def asked(page: Page) -> list[str]:
    """The addresses of the members who were asked, from their pages."""
    page.goto("/p/fundy-shore/formations/")
    page.get_by_role("link", name="Spring 2027").click()
    follow(page.get_by_role("link", name="See who has not answered"))
    look_over(page)
    names = page.locator("tbody th").all_inner_texts()
    found = []
    for name in names[:2]:
        page.goto(f"/p/fundy-shore/setup/participants/?q={name}")
        found.append(page.locator("tbody th .under").first.inner_text())
    return found


def link_in(live: Live, email: str) -> str:
    """The link of the mail that asks."""
    address = re.search(r"http\S+/door/\S+", live.newest_mail(email, about=r"(?m)/door/[^\s?]+$"))
    assert address
    return address.group()


def test_leaders_say_what_they_want_by_the_link_of_their_mail(opened: Open, live: Live) -> None:
    admin = opened()
    sign_in_as(admin, ADMIN)
    set_up(admin)
    first, second = asked(admin)

    answer_on_a_phone_without_a_script(opened(phone=True, scripts=False), link_in(live, first))
    answer_with_a_script(opened(), link_in(live, second))

    admin.goto("/p/fundy-shore/formations/")
    admin.get_by_role("link", name="Spring 2027").click()
    expect(admin.get_by_text(re.compile(r"^2 of \d+$"))).to_be_visible()
    expect(admin.get_by_text("Tuesday").first).to_be_visible()
    look_over(admin)


def send(page: Page) -> None:
    """In whichever language the person reads."""
    page.locator(".acts button[value=save]").click()
    expect(page.locator(".note.ok")).to_be_visible()


def answer_on_a_phone_without_a_script(page: Page, link: str) -> None:
    """Lists, boxes and buttons alone; a whole day by one press."""
    page.goto(link)
    page.locator("select[name=first]").select_option(index=2)
    page.locator("button[value=day-1]").click()
    expect(page.locator("input[name=half]:checked")).to_have_count(WINDOW)
    page.locator("button[value=same-3]").click()
    expect(page.locator("input[name=half]:checked")).to_have_count(2 * WINDOW)
    send(page)


def answer_with_a_script(page: Page, link: str) -> None:
    """Ranking by taps, dragging over half-hours, with the keyboard; what was not sent yet comes back."""
    page.goto(link)
    look_over(page)
    themes = page.locator("[data-theme]")
    themes.nth(1).locator("[data-choose]").click()
    themes.nth(3).locator("[data-choose]").click()
    themes.nth(3).locator("[data-up]").click()
    expect(themes.nth(3).locator("[data-choose]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("select[name=first]")).to_have_value(themes.nth(3).get_attribute("data-theme") or "")

    boxes = page.locator("tbody tr").first.locator(".half")
    page.locator("#week").scroll_into_view_if_needed()
    start, end = boxes.nth(0).bounding_box(), boxes.nth(5).bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 20, end["y"] + 20, steps=12)
    page.mouse.up()
    expect(page.locator("input[name=half]:checked")).to_have_count(6)
    boxes.nth(7).locator("input").focus()
    page.keyboard.press("Space")
    expect(page.locator("input[name=half]:checked")).to_have_count(7)

    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("[data-brought-back]")).to_be_visible()
    expect(page.locator("input[name=half]:checked")).to_have_count(7)
    look_over(page)
    send(page)
