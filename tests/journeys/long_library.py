"""From what one group learned to another's placemat and back; and from a draft to the library, with everybody's yes."""

from playwright.sync_api import Page, expect

from tests.browser import Live, follow, look_over, sign_in_as, sign_in_by_code
from tests.journeys.conftest import Open

GUIDE, ADMIN = "renee.theriault@demo.example", "ines.arsenault@demo.example"
OBJECTING, *AGREEING = (
    f"{name}@demo.example"
    for name in ("isabel.cortes", "hannah.boudreau", "elodie.samson", "chidinma.obi", "eilidh.morrison")
)
TITLE, OURS = "Five minutes of number talk, every day, before anything else", "Answer a survey within two weeks"
WORDS = "Words to look for, in English, French or Spanish"


def find(page: Page, words: str) -> None:
    """In the library, by words."""
    page.goto("/p/fundy-shore/library/learned/")
    page.get_by_label(WORDS).fill(words)
    follow(page.get_by_role("button", name="Look", exact=True))


def test_a_group_begins_from_what_another_learned_and_takes_it_out_again(opened: Open) -> None:
    page = opened()
    sign_in_as(page, GUIDE)
    find(page, "“talk number”")
    expect(page.get_by_text("Nothing is just like this.")).to_be_visible()
    find(page, "“number talk” prompts")
    look_over(page)
    follow(page.get_by_role("link", name="Placemats"))
    expect(page.get_by_text("Ten minutes of number talk a day, from kindergarten to grade 2.")).to_be_visible()
    look_over(page)
    follow(page.get_by_role("link", name=TITLE))
    follow(page.get_by_role("link", name="Begin from this"))
    look_over(page)

    # the problem of practice and the priority alone: words stand in the first, and stay
    for box in page.get_by_role("checkbox").all()[2:]:
        box.uncheck()
    page.get_by_label("Ask them, 2026–27").check()
    follow(page.get_by_role("button", name="See what would happen"))
    expect(page.get_by_text("We survey students every spring.")).to_be_visible()
    expect(page.get_by_label("Put it below what stands there")).not_to_be_checked()
    look_over(page)
    follow(page.get_by_role("button", name="Write it into the placemat"))

    expect(page.locator("#t-priority")).to_have_value("Ten minutes of number talk a day, from kindergarten to grade 2.")
    expect(page.locator("#t-problem_of_practice")).to_have_value(
        "We survey students every spring. Nobody can name a lesson that changed because of it."
    )
    expect(page.get_by_text("Began from what Numbers before nine learned:")).to_be_visible()
    placemat = page.url
    find(page, "number talk")
    follow(page.get_by_role("link", name=TITLE))
    expect(page.get_by_text("One group began from it.")).to_be_visible()

    page.goto(placemat)
    follow(page.get_by_role("button", name="Take it out again"))
    expect(page.get_by_text("What you had begun from is taken out again.")).to_be_visible()
    expect(page.locator("#t-priority")).to_have_value("")


def test_members_agree_to_what_is_published_and_one_withdraws_it(opened: Open, live: Live) -> None:
    guide, member = opened(), opened(phone=True, scripts=False)
    sign_in_as(guide, GUIDE)
    guide.goto("/p/fundy-shore/collectives/")
    follow(guide.get_by_role("link", name="Ask them").first)
    follow(guide.get_by_role("navigation", name="This collective").get_by_role("link", name="Evidence", exact=True))
    follow(guide.get_by_role("link", name="What we learned", exact=True))
    address = guide.url
    sign_in_by_code(member, live, OBJECTING)
    member.goto(address)
    member.get_by_label("Not like this").check()
    member.get_by_label("What should be different?").fill("Say how soon we answered, please.")
    follow(member.get_by_role("button", name="Say so"))

    # the guide reads it, takes the words back, mends them, and asks anew
    guide.reload()
    expect(guide.get_by_text("Say how soon we answered, please.").first).to_be_visible()
    look_over(guide)
    follow(guide.get_by_role("button", name="Take it back, to change it"))
    guide.get_by_label("In one line").fill(OURS)
    guide.get_by_label("What did you learn?").fill(
        "Within two weeks is soon enough; after a month nobody remembers why."
    )
    follow(guide.get_by_role("button", name="Keep the draft"))
    look_over(guide)
    follow(guide.get_by_role("button", name="Ask the members"))
    expect(guide.get_by_text("0 of 7 members say yes")).to_be_visible()

    for email in AGREEING:
        phone = opened(phone=True, scripts=False)
        sign_in_by_code(phone, live, email)
        phone.goto(address)
        phone.get_by_label("Yes, as it stands").check()
        follow(phone.get_by_role("button", name="Say so"))
    guide.reload()
    expect(guide.get_by_text("4 of 7 members say yes")).to_be_visible()
    follow(guide.get_by_role("button", name="Publish it"))
    find(guide, "“nobody remembers why”")
    follow(guide.get_by_role("link", name=OURS))
    look_over(guide)

    # any of them may withdraw it, and says why
    member.goto(guide.url)
    member.get_by_text("Withdraw it from the library").click()
    member.get_by_label("Why is it withdrawn?").fill("One class would know itself in it.")
    follow(member.get_by_role("button", name="Withdraw it for everybody"))
    find(guide, "“nobody remembers why”")
    expect(guide.get_by_text("Nothing is just like this.")).to_be_visible()
    guide.goto(address)
    expect(guide.get_by_text("It is withdrawn.")).to_be_visible()
    guide.get_by_text("What became of it").click()
    expect(guide.get_by_text("One class would know itself in it.").first).to_be_visible()


def test_an_admin_agrees_to_show_on_a_phone_without_a_script(opened: Open) -> None:
    page = opened(phone=True, scripts=False)
    sign_in_as(page, ADMIN)
    page.goto("/p/fundy-shore/library/learned/")
    follow(page.get_by_role("link", name="Across programs"))
    page.get_by_label("Show other programs what we publish").check()
    follow(page.get_by_role("button", name="Keep it like this"))

    expect(page.get_by_label("Show other programs what we publish")).to_be_checked()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
