"""Variables of style sheets, written out."""

import pytest

from ilc.pdf_variables import written_out


def test_a_variable_of_the_root_is_written_out_in_every_sheet():
    told = ":root { --ink: #123; --line: .25mm solid }\np { color: var(--ink) }"
    used = "td { border: var(--line) var( --ink ) }"

    assert written_out([told, used]) == [told.replace("var(--ink)", "#123"), "td { border: .25mm solid #123 }"]


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(":root { --ink: #123 } .dark { --ink: #eee } p { color: var(--ink) }", id="said again"),
        pytest.param(".sheet { --ink: #123 } p { color: var(--ink) }", id="said by others"),
        pytest.param(":root { --ink: var(--deep, #123) } p { color: var(--ink) }", id="needs another"),
        pytest.param("p { font-size: var(--body, 10pt) }", id="with a value for its absence"),
        pytest.param("p { color: var(--ink) }", id="said by nobody"),
    ],
)
def test_any_other_stays_a_variable(sheet: str):
    assert written_out([sheet]) == [sheet]


def test_a_variable_said_again_in_another_sheet_stays_one():
    sheets = [":root { --ink: #123 } p { color: var(--ink) }", ".dark { --ink: #eee }"]

    assert written_out(sheets) == sheets
