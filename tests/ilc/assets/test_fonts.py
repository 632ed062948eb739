"""The letters of the browser's fonts."""

from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

from ilc.assets.fonts import BASE_RANGE, COMMON_MARKS, EXTENDED_RANGE, WEB_FACES, code_points, font_faces, write_subset

PACKAGES = Path(settings.BASE_DIR) / "node_modules/@expo-google-fonts"
NAMES = (
    "Nguyễn Thị Hồng, Łucja Wiśniewska, Siobhán Ó Dálaigh, SENĆOŦEN, Sḵwx̱wú7mesh, hən̓q̓əmin̓əm̓, Mateo Núñez, Zoë Lefèvre"
)


def test_a_range_is_read_as_css_writes_it():
    assert code_points("U+0041-0043,U+20AC") == {0x41, 0x42, 0x43, 0x20AC}


def test_the_two_files_share_nothing_but_the_marks():
    shared = code_points(BASE_RANGE) & code_points(EXTENDED_RANGE)

    assert shared == code_points(COMMON_MARKS)


def test_names_of_several_cultures_are_within_reach():
    letters = {ord(letter) for letter in NAMES}

    assert letters - code_points(BASE_RANGE) - code_points(EXTENDED_RANGE) == set()


def test_the_same_letters_make_the_same_bytes_under_a_name_of_our_own(tmp_path):
    face = WEB_FACES[0]

    for name in ("one.woff2", "two.woff2"):
        write_subset(PACKAGES / face.source, tmp_path / name, "U+0041-005A,U+0301", family=face.family)

    assert (tmp_path / "one.woff2").read_bytes() == (tmp_path / "two.woff2").read_bytes()
    with TTFont(tmp_path / "one.woff2") as font:
        assert font["name"].getDebugName(1) == "ILC Sans"
        assert set(font.getBestCmap()) == code_points("U+0041-005A,U+0301")


def test_every_face_waits_for_nothing():
    assert font_faces().count("font-display: swap") == 2 * len(WEB_FACES)
