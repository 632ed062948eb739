"""Putting answers together: two people at once, by dragging, by a finger and by the keyboard; and without a script."""

from playwright.sync_api import Locator, Page, expect

from tests.browser import follow, look_over, sign_in_as
from tests.journeys.conftest import Open

FACILITATOR, ADMIN = "renee.theriault@demo.example", "ines.arsenault@demo.example"
COLLECTIVE, PROMPT = "Reading with meaning, grades 3–5", "In the ten minutes you observed"
STARTERS, TALKED = 1, 2  # their place among the groups


def open_answers(page: Page, who: str) -> None:
    """The answers to the prompt of the session that was."""
    sign_in_as(page, who)
    page.goto("/p/fundy-shore/collectives/")
    follow(page.get_by_role("link", name=COLLECTIVE).first)
    page.goto(f"{page.url.split('/p/fundy-shore')[0]}{page.url[page.url.index('/p/') :]}sessions/")
    follow(page.locator("a[href*='/sessions/'] >> visible=true").filter(has_text="2026").first)
    follow(page.locator("nav.sec a.lead-in"))
    follow(page.get_by_role("link", name="Prompts and what was answered"))
    follow(page.locator("a").filter(has_text="The answers").filter(has_text=PROMPT))


def group(page: Page, place: int) -> Locator:
    return page.locator(".answer-group").nth(place)


def slip(page: Page, words: str) -> Locator:
    return page.locator("[data-answer]").filter(has_text=words)


def test_two_facilitators_group_at_once(opened: Open) -> None:
    desk, phone = opened(), opened(phone=True)
    open_answers(desk, FACILITATOR)
    open_answers(phone, ADMIN)
    look_over(desk)
    look_over(phone)

    slip(desk, "One word answers").drag_to(group(desk, TALKED))
    expect(group(phone, TALKED)).to_contain_text("One word answers")

    desk.get_by_label("What these answers have in common").fill("Silence")
    moved = slip(phone, "One word answers")
    moved.locator("summary").click()
    moved.get_by_label("Move to").select_option(label="Alone")
    moved.get_by_role("button", name="Move", exact=True).click()
    expect(phone.locator(".answer-group.alone")).to_contain_text("One word answers")
    desk.get_by_role("button", name="Add the group").click()
    expect(phone.get_by_role("heading", name="Silence")).to_be_visible()
    expect(desk.locator(".answer-group.alone")).to_contain_text("One word answers")

    slip(desk, "One word answers").locator("summary").focus()
    for key in ("Enter", "Tab", "ArrowUp", "Tab", "Enter"):
        desk.keyboard.press(key)
    expect(desk.locator(".answer-group.alone")).not_to_contain_text("One word answers")
    expect(slip(desk, "One word answers").get_by_role("button", name="Move", exact=True)).to_be_focused()

    group(desk, STARTERS).locator(".change > summary").click()
    group(desk, STARTERS).get_by_role("button", name="Dissolve the group").click()
    expect(phone.get_by_role("heading", name="Sentence starters")).to_have_count(0)
    expect(desk.get_by_role("button", name="Undo")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="Sentence starters")).to_be_visible()
    expect(group(desk, STARTERS).locator("[data-answer]")).to_have_count(2)


def test_without_a_script_a_list_and_a_button_do_the_same(opened: Open) -> None:
    page = opened(phone=True, scripts=False)
    open_answers(page, FACILITATOR)

    page.get_by_label("What these answers have in common").fill("To try")
    follow(page.get_by_role("button", name="Add the group"))
    moved = slip(page, "One word answers")
    moved.locator("summary").click()
    moved.get_by_label("Move to").select_option(label="To try")
    follow(moved.get_by_role("button", name="Move", exact=True))

    expect(page.locator(".answer-group").filter(has=page.get_by_role("heading", name="To try"))).to_contain_text(
        "One word"
    )
