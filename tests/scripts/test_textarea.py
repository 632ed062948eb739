"""A text area that several write in: caret, undo, paste, letters of several code points, in a real browser."""

import pytest
from playwright.sync_api import Page

from tests.scripts.writer import begin, remote, select, selection, texts


@pytest.mark.parametrize(
    ("change", "caret"),
    [
        ((0, 0, "So "), [7, 7]),  # before it
        ((4, 0, "XY"), [4, 4]),  # exactly there: it comes behind
        ((6, 0, "far"), [4, 4]),
        ((2, 4, ""), [2, 2]),  # around it
        ((0, 2, "A"), [3, 3]),
    ],
)
def test_the_caret_stays_where_it_was_while_others_write(
    page: Page, change: tuple[int, int, str], caret: list[int]
) -> None:
    begin(page, "abcdefgh")
    select(page, 4)

    remote(page, *change)

    assert selection(page) == caret
    assert len(set(texts(page))) == 1


def test_a_selection_stays_around_its_words_and_keeps_its_direction(page: Page) -> None:
    begin(page, "one two three")
    select(page, 4, 7, "backward")

    remote(page, 4, 0, "and ")
    remote(page, 11, 0, " or")

    assert selection(page) == [8, 11]
    assert page.evaluate("editors[0].area.selectionDirection") == "backward"


def test_a_long_text_does_not_jump_when_others_write(page: Page) -> None:
    begin(page, "line\n" * 100)
    page.evaluate("editors[0].area.scrollTop = 300")

    remote(page, 5, 0, "x")

    assert page.evaluate("editors[0].area.scrollTop") == 300


def test_typing_goes_where_the_caret_is_among_equal_letters(page: Page) -> None:
    begin(page, "aaaa")
    select(page, 1)
    page.evaluate("() => { window.seen = []; editors[0].words.observe(e => seen.push(e.delta)) }")

    page.keyboard.type("a")
    page.keyboard.press("Backspace")
    page.keyboard.press("Delete")

    assert page.evaluate("seen") == [
        [{"retain": 1}, {"insert": "a"}],
        [{"retain": 1}, {"delete": 1}],
        [{"retain": 1}, {"delete": 1}],
    ]


@pytest.mark.parametrize("keys", ["ControlOrMeta+z", "historyUndo"])
def test_undo_takes_back_my_words_only(page: Page, keys: str) -> None:
    begin(page, "start ")
    select(page, 6)
    page.keyboard.type("m")
    remote(page, 0, 0, "theirs ")

    if keys == "historyUndo":
        undo_by_gesture(page, "historyUndo")
    else:
        page.keyboard.press(keys)

    assert texts(page) == ["theirs start "] * 2
    if keys == "historyUndo":
        undo_by_gesture(page, "historyRedo")
    else:
        page.keyboard.press("ControlOrMeta+Shift+z")
    assert texts(page) == ["theirs start m"] * 2


def undo_by_gesture(page: Page, kind: str) -> None:
    """As an iPad tells it: an event before the input that can be stopped."""
    stopped = page.evaluate(
        "kind => !editors[0].area.dispatchEvent(new InputEvent('beforeinput', {inputType: kind, cancelable: true}))",
        kind,
    )
    assert stopped


def test_redo_by_the_key_of_windows(page: Page) -> None:
    begin(page, "")
    page.keyboard.type("a")
    page.keyboard.press("Control+z")
    assert texts(page) == ["", ""]

    page.keyboard.press("Control+y")

    assert texts(page) == ["a", "a"]


def test_undo_in_a_text_that_others_deleted_brings_nothing_of_theirs(page: Page) -> None:
    begin(page, "base")
    select(page, 4)
    page.keyboard.type("x")
    remote(page, 0, 5, "new")

    page.keyboard.press("ControlOrMeta+z")

    assert texts(page) == ["new", "new"]


def test_a_word_put_right_by_the_device_is_one_small_change(page: Page) -> None:
    begin(page, "teh cat sat")
    page.evaluate("() => { window.seen = []; editors[0].words.observe(e => seen.push(e.delta)) }")

    # what autocorrect and spelling do: a range is replaced, and the caret stands behind
    page.evaluate(
        """() => { const area = editors[0].area; area.setSelectionRange(0, 3);
        document.execCommand('insertText', false, 'the'); }"""
    )
    page.evaluate(
        """() => { const area = editors[0].area; area.setRangeText('dog', 4, 7, 'end');
        area.dispatchEvent(new InputEvent('input', {inputType: 'insertReplacementText', bubbles: true})); }"""
    )

    assert texts(page) == ["the dog sat"] * 2
    assert page.evaluate("seen")[1] == [{"retain": 4}, {"delete": 3}, {"insert": "dog"}]


def test_cut_paste_and_drop(page: Page) -> None:
    begin(page, "one two three\n")
    select(page, 0, 4)
    page.keyboard.press("ControlOrMeta+x")
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.press("ControlOrMeta+v")
    assert texts(page) == ["two three\none "] * 2

    select(page, 0, 3)
    box = page.locator("#e0").bounding_box()
    assert box
    page.mouse.move(box["x"] + 12, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 26, steps=8)
    page.mouse.up()

    words = texts(page)
    assert words[0] == words[1]
    assert sorted(words[0]) == sorted("two three\none ")


def test_letters_of_several_code_points_are_written_and_deleted_whole(page: Page) -> None:
    begin(page, "")
    page.keyboard.insert_text("a👩‍🚀")
    page.keyboard.insert_text("👍🏽")
    page.evaluate("() => { window.seen = []; editors[0].words.observe(e => seen.push(e.delta)) }")

    page.evaluate(
        """() => { const area = editors[0].area; area.value = 'a👩‍🔬👍🏽'; area.setSelectionRange(6, 6);
        area.dispatchEvent(new InputEvent('input', {bubbles: true})); }"""
    )

    assert page.evaluate("seen") == [[{"retain": 1}, {"delete": 5}, {"insert": "👩‍🔬"}]]
    assert texts(page) == ["a👩‍🔬👍🏽"] * 2


def test_more_than_fits_is_not_put_in_and_is_told(page: Page) -> None:
    begin(page, "x" * 20, limit=25)
    select(page, 20)

    page.keyboard.insert_text("abcdef")
    page.keyboard.insert_text("abcde")

    assert page.evaluate("editors[0].area.value") == "x" * 20 + "abcde"
    assert page.evaluate("editors[0].refused") == [26]


def test_ends_of_lines_from_other_systems_become_one(page: Page) -> None:
    begin(page, "a")
    select(page, 1)

    remote(page, 1, 0, "\r\nb")
    page.keyboard.type("c")

    assert texts(page) == ["ac\nb"] * 2


@pytest.mark.parametrize(
    ("base", "typed", "theirs", "together"),
    [
        ("The text.", "The text.", "Other words.", "Other words."),
        ("The text.", "The text, mine.", "The text.", "The text, mine."),
        (
            "The old text stands.",
            "The text stands, and mine.",
            "Theirs. The old text stands here.",
            "Theirs. The text stands, and mine here.",
        ),
        ("a b c d", "a c d", "a b c", "a c"),
        ("", "mine", "theirs", "minetheirs"),
        ("one two", "", "one two three", " three"),
    ],
)
def test_words_typed_before_the_document_came_are_brought_in_once(
    page: Page, base: str, typed: str, theirs: str, together: str
) -> None:
    merged = page.evaluate(
        """([base, typed, theirs]) => { const text = new Y.Doc().getText('priority'); text.insert(0, theirs);
        bringIn(text, {base, typed, own}); return text.toString(); }""",
        [base, typed, theirs],
    )

    assert merged == together


@pytest.mark.parametrize("seed", range(1, 4))
def test_three_who_write_at_random_agree(page: Page, seed: int) -> None:
    outcome = page.evaluate("how => scramble(how)", {"steps": 1_500, "seed": seed})

    assert outcome["faults"] == []
    assert outcome["length"] > 0
