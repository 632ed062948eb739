"""Texts and tables are written anew: one encoding, and nothing that a spreadsheet computes."""

import io

import pytest

from ilc.uploads.making import Made
from ilc.uploads.refusals import KindNotTaken
from ilc.uploads.texts import make_text

TEXT = Made("text/plain; charset=utf-8", "txt")
TABLE = Made("text/csv; charset=utf-8", "csv")


@pytest.mark.parametrize(
    ("data", "made", "written"),
    [
        (b"What we saw, and what we did.\r\nMore.", TEXT, "What we saw, and what we did.\nMore."),
        ("Où est l’élève".encode("cp1252"), TEXT, "Où est l’élève"),
        ("Où est l’élève".encode("utf-16"), TEXT, "Où est l’élève"),
        (b"one\x1b[31mred\x07", TEXT, "one[31mred"),
        (b"School,Share\nGull Rock,58\n", TABLE, '\ufeff"School","Share"\r\n"Gull Rock","58"\r\n'),
        ("École;Part\nGull Rock;0,58\n".encode("cp1252"), TABLE, '\ufeff"École","Part"\r\n"Gull Rock","0,58"\r\n'),
        (b"a\tb\n=cmd|'/c calc'!A1\t-2\n", TABLE, '\ufeff"a","b"\r\n"\'=cmd|\'/c calc\'!A1","\'-2"\r\n'),
        (b'a,b\n"one, two",3\n', TABLE, '\ufeff"a","b"\r\n"one, two","3"\r\n'),
        (b"w" * 200_000 + b",b\n1,2\n", TEXT, "w" * 200_000 + ",b\n1,2\n"),
        (b"a,b\n", TEXT, "a,b\n"),
        (b'a,b\n"never closed,3\n', TEXT, 'a,b\n"never closed,3\n'),
        (b"First, second.\nThird, fourth, fifth.\n", TEXT, "First, second.\nThird, fourth, fifth.\n"),
    ],
)
def test_a_text_is_written_anew(data: bytes, made: Made, written: str) -> None:
    target = io.BytesIO()

    assert make_text(io.BytesIO(data), target) == made
    assert target.getvalue().decode() == written


@pytest.mark.parametrize("data", [b"words" * 2000 + b"\0MZ", b"\xef\xbb\xbfwords \xff", b"\xff\xfe\x00\xd8x"])
def test_what_turns_out_not_to_be_text_is_refused(data: bytes) -> None:
    with pytest.raises(KindNotTaken):
        make_text(io.BytesIO(data), io.BytesIO())
