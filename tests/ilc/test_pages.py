"""What people put into addresses and forms, read without trust."""

import pytest

from ilc.pages import named_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("30", 30), ("9999999999", 9_999_999_999), ("", None), ("-1", None), ("²", None), ("9" * 5000, None)],
)
def test_a_number_is_read_and_what_is_none_is_not(text, number):
    assert named_number(text) == number
