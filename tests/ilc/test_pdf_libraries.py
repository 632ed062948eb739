"""What a computer must have for PDFs."""

import pytest

from ilc.pdf_libraries import LIBRARIES, explain_missing_libraries, missing_libraries


def test_this_computer_has_what_pdfs_need():
    assert missing_libraries() == []
    assert explain_missing_libraries() == ""


def test_a_missing_library_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(LIBRARIES, "pango", ("libnowhere.so",))

    explanation = explain_missing_libraries()

    assert missing_libraries() == ["pango"]
    assert "this computer does not have: pango." in explanation
    assert "apt install" in explanation
