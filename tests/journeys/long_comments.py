"""Comments beside a placemat while others write, and a tuning round from asking to what came of it."""

import re
from http import HTTPStatus

from playwright.sync_api import expect

from tests.browser import Live, axe, follow, look_over, sign_in_as, sign_in_by_code
from tests.journeys.conftest import Open
from tests.journeys.sheet import READING, joined, open_placemat, write


def test_a_question_is_answered_by_keyboard_while_another_goes_on_typing(opened: Open) -> None:
    amara, renee = opened(), opened()
    sign_in_as(amara, "amara.okafor@demo.example")
    sign_in_as(renee, "renee.theriault@demo.example")
    for page in (amara, renee):
        open_placemat(page)
    renee.locator("#about-then > summary").click()
    renee.get_by_role("link", name="Write a comment of your own instead").click()
    renee.locator("#about-then").get_by_label("Your comment").fill("Half a sentence that nobody may take aw")

    amara.locator("#about-then > summary").focus()
    amara.keyboard.press("Enter")
    expect(amara.locator("#comments-then")).to_contain_text("You answer Siobhán Ó Dálaigh:")
    axe(amara)
    amara.keyboard.press("Tab")
    amara.keyboard.type("Pairs at work, and one of us listening.")
    amara.keyboard.press("Tab")
    amara.keyboard.press("Enter")

    expect(amara.locator("#comments-then-list")).to_contain_text("Pairs at work, and one of us listening.")
    expect(amara.locator("#comments-then-send")).to_be_focused()
    expect(renee.locator("#comments-then-list")).to_contain_text("Pairs at work, and one of us listening.")
    expect(renee.locator("#comment-then-text")).to_have_value("Half a sentence that nobody may take aw")
    renee.locator("#comment-then-text").fill("")


def test_resolving_and_undoing_by_keyboard_while_indicators_change(opened: Open) -> None:
    page = opened()
    sign_in_as(page, "amara.okafor@demo.example")
    open_placemat(page)
    indicator = page.locator("#part3 .beside").first
    indicator.locator("> summary").click()
    indicator.get_by_label("Your comment").fill("Half a sentence that stays open")

    page.locator("body").dispatch_event("news:indicators")
    action = page.locator(".if-lines [id^=about-if-]").nth(3)
    action.locator("> summary").click()
    action.get_by_role("button", name="Resolve").first.focus()
    page.keyboard.press("Enter")

    expect(action.get_by_role("button", name="Undo")).to_be_focused()
    axe(page)
    page.keyboard.press("Enter")
    expect(action.locator(".thread:focus")).to_contain_text("Three visits a month")
    expect(action.get_by_role("button", name="Resolve").first).to_be_visible()
    expect(indicator.get_by_label("Your comment")).to_have_value("Half a sentence that stays open")
    indicator.get_by_label("Your comment").fill("")
    follow(page.get_by_role("link", name="All comments"))
    look_over(page)
    follow(page.get_by_role("link", name=re.compile("Answer.*Darnell Whitfield")))
    look_over(page)
    expect(page.locator(".comment-form")).to_contain_text("You answer Darnell Whitfield:")


def test_readers_comment_on_what_is_just_being_written(opened: Open) -> None:
    amara, renee = opened(), opened()
    sign_in_as(amara, "amara.okafor@demo.example")
    sign_in_as(renee, "renee.theriault@demo.example")
    open_placemat(amara)
    follow(amara.get_by_role("link", name="Open my own placemat"))
    follow(amara.get_by_role("button", name="Show it to my collective"))
    renee.goto(amara.url)
    joined(amara)
    joined(renee)
    first = renee.locator("#ifs > li:not(.gap)").first.locator(".beside")
    first.locator("> summary").click()
    first.get_by_label("Your comment").fill("Half a sentence")

    amara.get_by_role("button", name="Add an if-action").click()
    write(
        amara, amara.locator(".if-line textarea[id^=t-if-]").last.get_attribute("id").removeprefix("t-"), "listen first"
    )

    last = renee.locator("#ifs > li", has_text="listen first")
    expect(last).to_be_visible()
    expect(first.get_by_label("Your comment")).to_be_focused()
    expect(first.get_by_label("Your comment")).to_have_value("Half a sentence")
    first.get_by_label("Your comment").fill("")
    last.locator(".beside > summary").click()
    last.get_by_label("Your comment").fill("To whom?")
    last.get_by_role("button", name="Add the comment").click()
    expect(last.locator(".thread")).to_contain_text("To whom?")
    expect(amara.locator(".if-line").last.locator(".beside > summary")).to_contain_text(
        "Renée Thériault says: To whom?"
    )
    follow(amara.get_by_role("button", name="Keep it to myself again"))


def test_what_others_say_comes_to_all_comments_and_to_who_is_just_answering(opened: Open) -> None:
    amara, renee, reader = opened(), opened(), opened()
    sign_in_as(amara, "amara.okafor@demo.example")
    sign_in_as(renee, "renee.theriault@demo.example")
    sign_in_as(reader, "amara.okafor@demo.example")
    open_placemat(reader)
    follow(reader.get_by_role("link", name="All comments"))
    amara.goto(f"{reader.url}?part=then&new=1&to=all")
    renee.goto(amara.url)
    amara.get_by_label("Your comment").fill("Half a sentence")
    amara.get_by_label("Your comment").focus()
    reader.get_by_role("button", name="Resolve").first.click()
    expect(reader.get_by_text("The comment is resolved.")).to_be_visible()

    renee.get_by_label("Your comment").fill("Said while others look on.")
    follow(renee.get_by_role("button", name="Add the comment"))

    for page in (reader, amara):
        expect(page.locator(".thread", has_text="Said while others look on.")).to_be_visible(timeout=45_000)
    expect(amara.get_by_label("Your comment")).to_be_focused()
    expect(amara.get_by_label("Your comment")).to_have_value("Half a sentence")
    expect(amara.locator("[data-brought-back]")).to_be_hidden()
    follow(reader.get_by_role("button", name="Undo"))
    amara.get_by_label("Your comment").fill("")


def test_a_list_that_cannot_be_asked_for_again_stays_and_says_nothing(opened: Open) -> None:
    reader = opened()
    sign_in_as(reader, "amara.okafor@demo.example")
    open_placemat(reader)
    follow(reader.get_by_role("link", name="All comments"))
    listed = reader.locator("#comments-all").inner_text()
    with reader.expect_event("requestfailed", timeout=45_000):
        reader.context.set_offline(True)
    reader.context.set_offline(False)
    reader.context.clear_cookies()
    with reader.expect_response(lambda answer: answer.status == HTTPStatus.UNAUTHORIZED, timeout=45_000):
        pass
    assert reader.locator("#comments-all").inner_text() == listed
    expect(reader.locator("#toasts")).to_be_empty()


def test_comments_work_on_a_phone_without_scripts(opened: Open) -> None:
    page = opened(phone=True, scripts=False)
    sign_in_as(page, "amara.okafor@demo.example")
    page.goto("/p/fundy-shore/collectives/")
    follow(page.get_by_role("link", name=READING).first)
    follow(page.get_by_role("navigation").get_by_role("link", name="Placemat", exact=True).first)

    page.locator("#about-so_that > summary").click()
    page.locator("#about-so_that").get_by_role("link", name="Open the comments").click()
    page.get_by_label("Your comment").fill("Written without a script.")
    page.get_by_role("button", name="Add the comment").click()

    thread = page.locator(".thread", has_text="Written without a script.")
    expect(thread).to_be_visible()
    thread.get_by_role("button", name="Take away").click()
    expect(page.get_by_text("Your comment is taken away.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".thread", has_text="Written without a script.")).to_be_visible()


def test_a_tuning_round_from_asking_to_what_came_of_it(opened: Open, live: Live) -> None:
    tomas, iain = opened(), opened(phone=True)
    sign_in_by_code(tomas, live, "tomas.echeverria@demo.example")
    open_placemat(tomas, "Grading that tells the truth")
    follow(tomas.get_by_role("link", name="Ask for feedback on this draft"))
    look_over(tomas)
    tomas.get_by_label("What do you most want to hear?").fill("Would a family say that this is fair?")
    tomas.get_by_label("Another collective of the program").select_option(
        label="Time to think together (Collaborative cultures)"
    )
    tomas.get_by_label("A tuning round").check()
    follow(tomas.get_by_role("button", name="Ask for feedback"))
    round_url = tomas.url

    mail = live.newest_mail("iain.gillis@demo.example", about="Would a family say that this is fair?")
    assert round_url.removeprefix(live.address) in mail
    sign_in_by_code(iain, live, "iain.gillis@demo.example")
    iain.goto(round_url)
    look_over(iain)
    follow(tomas.get_by_role("button", name="Go on: we listen"))
    iain.reload()
    follow(iain.get_by_role("link", name="Read the placemat"))
    look_over(iain)
    iain.locator("#about-priority > summary").click()
    iain.get_by_label("cool: what could be stronger").check()
    iain.locator("#comment-priority-text").fill("Fair to whom?")
    iain.get_by_role("button", name="Add the comment").click()
    expect(iain.locator("#comments-priority-list")).to_contain_text("Fair to whom?")

    tomas.reload()
    expect(tomas.locator("#feedback-said")).to_contain_text("Fair to whom?")
    expect(tomas.get_by_role("button", name="We take this up")).to_have_count(0)
    follow(tomas.get_by_role("button", name="Go on: we reflect"))
    follow(tomas.get_by_role("button", name="We take this up"))
    follow(tomas.get_by_role("link", name="Close the round").first)
    tomas.get_by_label("What do you take from it?").fill("We name the family first.")
    follow(tomas.get_by_role("button", name="Close the round"))
    look_over(tomas)
    expect(tomas.get_by_text("We name the family first.")).to_be_visible()
    assert "We name the family first." in live.newest_mail(
        "iain.gillis@demo.example", about="We name the family first."
    )
    iain.goto(re.sub(r"placemat/$", "", round_url))
    expect(iain.locator("h1")).to_have_text("This feedback round is over")
    look_over(iain)
