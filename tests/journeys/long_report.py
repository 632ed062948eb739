"""A report from its draft to its PDF: parts and their order, a foreword, what a colleague says, paper and a phone."""

import re

from playwright.sync_api import Page, expect

from tests.browser import Live, follow, look_over, sign_in_as
from tests.journeys.conftest import Open

ADMIN, COORDINATOR, ADMIN_FR = "ines.arsenault@demo.example", "priya.raman@demo.example", "benoit.gagnon@demo.example"
FOREWORD = (
    "For the groups that begin in September. Read the judgements first: we were wrong in two of them, and say so."
)
REMARK = "Could a sentence say which groups are still at work?"


def begin(page: Page, program: str, about: str, button: str) -> None:
    """A draft about a region or the program; its form is open then."""
    page.goto(f"/p/{program}/reports/")
    look_over(page)
    page.get_by_label(about, exact=True).check()
    follow(page.get_by_role("button", name=button))


def test_an_admins_report_goes_from_its_draft_by_a_colleague_to_paper(opened: Open, live: Live) -> None:
    page = opened()
    sign_in_as(page, ADMIN)
    begin(page, "fundy-shore", "Shore", "Begin a knowledge report")

    # what goes in, in which order, and the words that only the report has; a student is not named
    look_over(page)
    page.get_by_label("Title").fill("What the Shore learned")
    page.locator("textarea[name=foreword]").fill("Jayden Smith explains what he reads.")
    page.get_by_label("Place of “Where to find what”").fill("2")
    page.get_by_label("Place of “The themes and their collectives”").fill("3")
    follow(page.get_by_role("button", name="Keep it in the draft"))
    expect(page.get_by_text("This seems to name somebody.").first).to_be_visible()
    look_over(page)
    page.locator("textarea[name=foreword]").fill(FOREWORD)
    follow(page.get_by_role("button", name="Keep it in the draft"))
    draft = page.url
    parts = page.get_by_role("region", name="What the Shore learned").locator(".lines > li a")
    expect(parts).to_have_text(
        ["Foreword", "Where to find what", "The themes and their collectives", "What each collective found"]
    )
    look_over(page)

    # a colleague reads the draft and says what would make it better; it is taken up
    other = opened(phone=True)
    sign_in_as(other, COORDINATOR)
    other.goto(draft)
    other.get_by_label("What would make it better?").fill(REMARK)
    follow(other.get_by_role("button", name="Say it"))
    other.goto(draft)  # at its head: where a comment was said, the bar below covers half a button
    look_over(other)
    page.reload()
    said = page.get_by_role("listitem").filter(has_text=REMARK)
    follow(said.get_by_role("button", name="Taken up"))
    expect(page.get_by_text("taken up by Inès Arsenault")).to_be_visible()

    # as it will be, then the PDF
    follow(page.get_by_role("link", name="See it as it will be"))
    expect(page.get_by_text(FOREWORD)).to_be_visible()
    look_over(page)
    page.goto(draft)
    follow(page.get_by_role("link", name="Print or PDF"))
    look_over(page)
    page.get_by_role("button", name="Make the PDF").click()
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible(timeout=90_000)
    look_over(page)
    file = page.get_by_role("link", name="Open the PDF").get_attribute("href")
    assert page.request.get(f"{file}").body().startswith(b"%PDF-1.7")
    follow(page.get_by_role("button", name="Make it anew if something changed"))
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible()


def test_on_a_phone_in_french_without_a_script_whoever_leaves_the_page_gets_mail(opened: Open, live: Live) -> None:
    page = opened(phone=True, scripts=False, locale="fr-CA")
    sign_in_as(page, ADMIN_FR)
    page.goto("/p/deux-rives/reports/")
    page.locator("input[name=about][value=program]").check()
    follow(page.locator("main form.sec button"))
    follow(page.locator("form[data-guard] .acts button"))
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0

    follow(page.locator(".acts a[href$='/on-paper/']"))
    follow(page.locator("#pdf form button").first)
    page.goto("/p/deux-rives/")

    mail = live.newest_mail(ADMIN_FR, about="Le fichier que vous avez demandé est prêt", patience=150)
    link = re.search(r"https?://\S+/on-paper/", mail)
    assert link
    page.goto(link.group())
    expect(page.locator("#pdf a[href$='?keep']")).to_be_visible()
