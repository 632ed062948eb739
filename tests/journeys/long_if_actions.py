"""If-actions, written, moved, taken away and put back by several people at once."""

import re

from playwright.sync_api import Page, expect

from tests.browser import look_over, sign_in_as
from tests.journeys.conftest import Open
from tests.journeys.sheet import AMARA, RENEE, both_there, open_placemat, saved

GRADING = "Grading that tells the truth"


def texts(page: Page) -> list[str]:
    """The if-actions as the page shows them, in order."""
    return page.locator(".if-line textarea").evaluate_all("all => all.map(one => one.value)")


def numbers(page: Page) -> list[str]:
    return page.locator(".if-line .no").all_inner_texts()


def test_two_add_move_and_write_at_once_by_keyboard(opened: Open) -> None:
    amara, renee = both_there(opened)
    before = texts(amara)

    amara.locator("#if-add").press("Enter")
    renee.locator("#if-add").press("Enter")
    amara.keyboard.type("from Amara")
    renee.keyboard.type("from Renée")
    saved(amara)
    saved(renee)
    expect(amara.locator(".if-line")).to_have_count(len(before) + 2)
    assert texts(amara)[: len(before)] == before
    assert set(texts(amara)[len(before) :]) == {"from Amara", "from Renée"}
    assert texts(amara) == texts(renee)

    amara.locator(".if-line textarea").nth(1).focus()
    amara.keyboard.press("ControlOrMeta+End")
    renee.locator(".if-line textarea").nth(1).focus()
    renee.keyboard.press("Alt+ArrowUp")
    amara.keyboard.type(" and on")
    renee.keyboard.press("Alt+ArrowUp")
    saved(amara)
    saved(renee)

    moved = [f"{before[1]} and on", before[0], *before[2:]]
    for page in (amara, renee):
        expect(page.locator(".if-line textarea").first).to_have_value(moved[0])
        assert texts(page)[: len(before)] == moved
        assert numbers(page) == [str(number) for number in range(1, len(before) + 3)]
        expect(page.locator(".if-line textarea").first).to_be_focused()
    expect(renee.locator("#announcer")).to_have_text("It is now number 1.")
    renee.keyboard.press("ControlOrMeta+z")
    saved(renee)
    expect(amara.locator(".if-line textarea").first).to_have_value(before[0])
    look_over(amara)
    for page, words in ((amara, "from Amara"), (renee, "from Renée")):
        remove(page, texts(page).index(words))
        saved(page)


def remove(page: Page, at: int) -> None:
    """By its menu."""
    line = page.locator(".if-line").nth(at)
    line.locator(".menu > summary").press("Enter")
    line.get_by_role("button", name="Remove").press("Enter")


def test_what_is_taken_away_can_be_put_back_with_what_was_written_meanwhile(opened: Open) -> None:
    amara, renee = both_there(opened)
    amara.locator("#if-add").click()
    amara.keyboard.type("try it")
    saved(amara)
    count = len(texts(amara))
    expect(renee.locator(".if-line")).to_have_count(count)
    renee.locator(".if-line textarea").last.focus()
    renee.keyboard.press("ControlOrMeta+End")
    renee.keyboard.type(" for a week")

    remove(amara, count - 1)

    expect(amara.locator("#toasts")).to_contain_text(f"If-action {count} was taken away.")
    expect(renee.locator(".if-line")).to_have_count(count - 1)
    expect(renee.locator("#toasts")).to_contain_text("Somebody took this if-action away.")
    expect(renee.locator("#toasts").get_by_role("button", name="Put it back")).to_be_focused()
    renee.keyboard.press("Enter")
    expect(renee.locator(".if-line textarea").last).to_be_focused()
    expect(amara.locator(".if-line textarea").last).to_have_value("try it for a week")
    remove(amara, count - 1)
    amara.locator("#removed-if-actions summary").click()
    amara.locator("#toasts").evaluate("place => place.replaceChildren()")  # it may lie over a button for some seconds
    amara.evaluate("scrollTo(0, 0)")  # and so may the bar at the top
    look_over(amara)
    away = amara.locator("#removed-if-actions li").filter(has_text="try it for a week")
    away.get_by_role("button", name="Put it back").click()
    expect(renee.locator(".if-line textarea").last).to_have_value("try it for a week")
    remove(amara, count - 1)
    saved(amara)


def test_what_indicators_hang_on_asks_before_it_goes(opened: Open) -> None:
    page = opened()
    sign_in_as(page, AMARA)
    open_placemat(page)
    before = texts(page)

    remove(page, 0)
    expect(page.locator("#confirm")).to_contain_text("They are kept, and wait for another clause.")
    page.get_by_role("button", name="Go back, change nothing").click()
    assert texts(page) == before

    remove(page, 0)
    page.locator("#confirm [data-yes]").click()
    expect(page.locator(".if-line")).to_have_count(len(before) - 1)
    saved(page)
    page.locator("#toasts").get_by_role("button", name="Put it back").click()
    saved(page)
    assert texts(page) == before


def test_enter_in_the_last_one_begins_the_next_and_twelve_are_the_most(opened: Open) -> None:
    page = opened()
    sign_in_as(page, AMARA)
    open_placemat(page, GRADING)
    begun = len(texts(page))
    page.locator(".if-line textarea").last.press("ControlOrMeta+End")

    for number in range(begun + 1, 13):
        page.keyboard.press("Enter")
        page.keyboard.type(f"number {number}")
        expect(page.locator(".if-line")).to_have_count(number)

    expect(page.locator("#if-add")).to_be_hidden()
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("a second line")
    saved(page)
    page.reload()
    expect(page.locator(".if-line textarea").last).to_have_value("number 12\na second line")


def test_one_is_dragged_by_its_grip_while_another_writes_in_it(opened: Open) -> None:
    amara, renee = both_there(opened)
    before = texts(amara)
    renee.locator(".if-line textarea").first.press("ControlOrMeta+End")

    drag(amara, 0, 2)
    renee.keyboard.type(" dragged")
    saved(renee)

    wanted = [*before[1:3], f"{before[0]} dragged", *before[3:]]
    expect(amara.locator(".if-line textarea").nth(2)).to_have_value(wanted[2])
    assert [texts(amara), texts(renee)] == [wanted, wanted]
    expect(renee.locator(".if-line textarea").nth(2)).to_be_focused()
    renee.keyboard.press("ControlOrMeta+z")
    amara.get_by_role("button", name="Undo my last words").click()
    expect(renee.locator(".if-line textarea").first).to_have_value(before[0])
    saved(amara)


def drag(page: Page, line: int, to: int) -> None:
    """Take the grip of a line and let it go in the lower half of another."""
    grip, target = page.locator(".if-line .menu > summary").nth(line), page.locator(".if-line").nth(to)
    middle = page.locator(".if-line").nth((line + to) // 2)
    middle.evaluate("row => row.scrollIntoView({block: 'center'})")
    grip.hover()
    box = target.bounding_box()
    assert box
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] - 12, steps=6)
    page.mouse.up()


def test_indicators_of_others_come_while_a_form_is_open(opened: Open) -> None:
    amara, renee = both_there(opened)
    amara.get_by_role("link", name="Add an indicator").click()
    amara.locator("#indicator-slot [name=text]").fill("half a sen")

    renee.get_by_role("link", name="Add an indicator").click()
    form = renee.locator("#indicator-slot")
    form.locator("[name=text]").fill("classes that were visited twice")
    form.locator("[name=aligned_to]").first.select_option(index=1)
    form.locator("[name=data_types]").first.check()
    form.get_by_role("button", name="Save the indicator").click()

    expect(amara.locator("#evidence-plan")).to_contain_text("classes that were visited twice")
    expect(amara.locator("#indicator-slot [name=text]")).to_have_value("half a sen")


def test_who_is_here_is_seen_and_told_once(opened: Open) -> None:
    amara, renee, reader = opened(), opened(), opened()
    sign_in_as(amara, AMARA)
    sign_in_as(renee, RENEE)
    open_placemat(amara)
    expect(amara.locator("#here-words")).to_have_text("Everyone in the collective may write here.")
    open_placemat(renee)

    renee.locator(".if-line textarea").nth(2).focus()

    expect(amara.locator("#here-words")).to_have_text("Two of you are here. Renée is in If-action 3.")
    expect(amara.locator("#presence-said")).to_have_text(re.compile("Renée is in If-action 3.$"), timeout=12_000)
    box = amara.locator(".if-line .live").nth(2)
    expect(box.locator(".who")).to_have_text("Renée is here")
    renee.keyboard.type("x")
    renee.keyboard.press("Backspace")
    expect(box.locator(".who")).to_have_text("Renée is writing")
    expect(box.locator(".who")).to_have_text("Renée is here", timeout=6_000)
    look_over(amara)
    sign_in_as(reader, "ines.arsenault@demo.example")
    reader.goto(amara.url)
    renee.keyboard.type("!")
    shown = renee.locator(".if-line textarea").nth(2).input_value()
    expect(reader.locator("#ifs .prose").nth(2)).to_have_text(shown)
    expect(reader.locator("#here-words")).to_contain_text("Three of you are here.")
    look_over(reader)
    renee.keyboard.press("Backspace")
    saved(renee)
    renee.close()
    expect(amara.locator(".who")).to_have_count(0)
