"""Letters that are composed, and words that are dictated, while others write in the same place."""

from playwright.sync_api import Page

from tests.scripts.writer import begin, commit, compose, keyboard_of, remote, select, texts


def test_a_letter_that_is_composed_is_left_alone_while_others_write(page: Page) -> None:
    begin(page, "grade  three")
    session = keyboard_of(page)
    select(page, 6)

    compose(session, "ㅎ")
    remote(page, 0, 0, "In ")
    compose(session, "하")
    remote(page, 9, 0, "(!) ")
    assert page.evaluate("editors[0].area.value") == "grade 하 three"  # not touched
    compose(session, "한")
    commit(session, "한")

    together = texts(page)
    assert together[0] == together[1]
    assert sorted(together[0]) == sorted("In grade 한(!)  three")
    assert "한" in together[0]
    assert together[0].startswith("In grade ")


def test_what_is_deleted_while_composing_is_gone_and_nothing_else(page: Page) -> None:
    begin(page, "keep drop keep")
    session = keyboard_of(page)
    select(page, 5, 9)

    compose(session, "n")  # takes the place of what was selected
    remote(page, 7, 0, "MIDDLE")
    remote(page, 0, 4, "kept")
    compose(session, "ni")
    commit(session, "你")

    together = texts(page)
    assert together[0] == together[1]
    assert "你" in together[0]
    assert "MIDDLE" in together[0]
    assert together[0].startswith("kept ")
    assert together[0].endswith(" keep")
    assert sorted(together[0]) == sorted("kept 你MIDDLE keep")


def test_a_composition_that_is_given_up_leaves_nothing(page: Page) -> None:
    begin(page, "ab")
    session = keyboard_of(page)
    select(page, 1)

    compose(session, "に")
    remote(page, 0, 0, "x")
    compose(session, "")
    page.evaluate("editors[0].area.blur()")

    assert texts(page) == ["xab", "xab"]


def test_the_caret_is_right_after_composing_while_others_wrote_before_it(page: Page) -> None:
    begin(page, "ab")
    session = keyboard_of(page)
    select(page, 1)

    compose(session, "é")
    remote(page, 0, 0, "12345")
    commit(session, "é")
    page.wait_for_timeout(30)
    page.keyboard.type("!")

    assert texts(page) == ["12345aé!b"] * 2


def test_dictated_words_come_in_pieces(page: Page) -> None:
    begin(page, "Note: ")
    session = keyboard_of(page)
    select(page, 6)

    for words in ("we", "we visit", "We visit three"):
        compose(session, words)
    remote(page, 0, 0, "* ")
    commit(session, "We visit three classrooms.")

    assert texts(page) == ["* Note: We visit three classrooms."] * 2
