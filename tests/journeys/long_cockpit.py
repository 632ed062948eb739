"""An admin goes from the program at a glance to what waits; a group is asked how it sees itself, and answers."""

import re

from playwright.sync_api import Page, expect

from tests.browser import Live, follow, look_over, sign_in_as
from tests.journeys.conftest import Open

ADMIN, ADMIN_FR = "ines.arsenault@demo.example", "benoit.gagnon@demo.example"
GUIDE, COORDINATOR = "renee.theriault@demo.example", "priya.raman@demo.example"
COCKPIT = "/p/fundy-shore/setup/cockpit/"
COLLECTIVE = "Ask them"
MEMBERS = ["wendy.simmonds", "hannah.boudreau", "elodie.samson", "isabel.cortes", "anneliese.kruger"]
STEPS = ["334322", "343433", "232343", "444434", "333322"]
WORDS = [
    "Ask grade 8 first, and tell them what became of it.",
    "A shorter list.",
    "Somebody who says when we drift.",
    "Students at our table.",
    "Time to read the answers before we talk about them.",
]


def glance(admin: Page) -> Page:
    """The program at a glance."""
    admin.goto("/p/fundy-shore/setup/")
    follow(admin.get_by_role("link", name="At a glance"))
    return admin


def ask(guide: Page) -> str:
    """From the page of the phases, with a press; the address of the pulse."""
    guide.goto("/p/fundy-shore/collectives/")
    follow(guide.locator("main").get_by_role("link", name=COLLECTIVE, exact=True).first)
    follow(guide.get_by_role("navigation", name="This collective").get_by_role("link", name="Phase"))
    follow(guide.get_by_role("link", name="Ask the group"))
    look_over(guide)
    follow(guide.get_by_role("button", name="Ask the group"))
    expect(guide.get_by_text("7 are asked, until")).to_contain_text("23:59")
    look_over(guide)
    return guide.url


def answer(phone: Page, live: Live, member: str, steps: str, words: str) -> None:
    """By the link in the member's own mail."""
    mail = live.newest_mail(f"{member}@demo.example", about="Seven short questions", patience=60)
    [link] = re.findall(r"https?://\S+/door/\S+", mail)
    phone.goto(link)
    expect(phone.get_by_role("heading", level=1)).to_have_text("How do we see ourselves as a group?")
    for number, step in enumerate(steps, 1):
        phone.locator(f"[name=q{number}][value='{step}']").check(force=True)
    phone.locator("#q7").fill(words)
    follow(phone.locator("main button.btn-primary").last)
    expect(phone.locator(".arrived")).to_be_visible()
    wide = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_from_a_glance_to_what_waits_and_back(opened: Open) -> None:
    admin = opened()
    sign_in_as(admin, ADMIN)
    glance(admin)
    look_over(admin)
    following = admin.get_by_role("region", name="What is next")
    expect(following).to_contain_text("See where a hand would help")
    many = re.search(r"\d+", following.inner_text())  # other journeys offer help, too
    assert many

    follow(admin.get_by_role("link", name="See what would help"))
    follow(admin.get_by_role("link", name=re.compile(f"^Offer help.*{COLLECTIVE}")))
    admin.get_by_label("What did you give or offer?").fill("I sit in on Tuesday and take the notes.")
    follow(admin.get_by_role("button", name="Write it down"))
    glance(admin)

    expect(following).to_contain_text(f"See where a hand would help: {int(many.group()) - 1} collective")
    follow(admin.get_by_role("link", name="Where would leaders without a seat fit?"))
    look_over(admin)


def test_a_group_says_how_it_sees_itself_and_reads_it_from_five_answers_on(opened: Open, live: Live) -> None:
    admin, guide = opened(), opened()
    sign_in_as(admin, ADMIN)
    sign_in_as(guide, GUIDE)
    admin.goto(COCKPIT)
    seen = admin.get_by_role("region", name="How collectives see themselves")
    expect(seen).to_contain_text("All answers of 4 collectives together")
    pulse = ask(guide)

    *first, last = zip(MEMBERS, STEPS, WORDS, strict=True)
    for member, steps, words in first:
        answer(opened(phone=True, scripts=False), live, member, steps, words)
    follow(guide.get_by_role("button", name="Close it now, for good"))
    expect(guide.get_by_role("button", name="Close it now, for good")).to_be_visible()
    expect(guide.locator(".pulse-q")).to_have_count(0)
    answer(opened(phone=True, scripts=False), live, *last)
    follow(guide.get_by_role("button", name="Close it now, for good"))

    expect(guide.get_by_text("This is what the group said of itself.")).to_be_visible()
    expect(guide.locator(".pulse-q")).to_have_count(6)
    expect(guide.locator(".pulse-q").first).to_contain_text("5 of 7 answered")
    expect(guide.get_by_text(WORDS[0])).to_be_visible()
    look_over(guide)
    coordinator = opened(phone=True)
    sign_in_as(coordinator, COORDINATOR)
    coordinator.goto(pulse)
    expect(coordinator.locator(".pulse-q")).to_have_count(6)
    expect(coordinator.get_by_text(WORDS[0])).to_have_count(0)
    look_over(coordinator)
    admin.reload()
    expect(seen).to_contain_text("All answers of 5 collectives together")
    expect(seen).not_to_contain_text(WORDS[0])


def test_a_program_sees_nothing_together_below_three_collectives(opened: Open) -> None:
    admin = opened(phone=True, locale="fr-CA")
    sign_in_as(admin, ADMIN_FR)
    admin.goto("/p/deux-rives/setup/cockpit/")
    look_over(admin)
    together = admin.locator("section[aria-labelledby=pulse]")

    expect(together.locator(".protected-x")).to_be_visible()
    expect(together.locator("table")).to_have_count(0)
