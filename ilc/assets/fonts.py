"""Fonts: small subsets for the browser, whole files for paper.

The browser gets each face twice: a base file that almost every page needs, and an extended file that it fetches
only when a page holds one of its letters (Vietnamese, the Americanist letters of Indigenous languages, ...).
Combining marks are in both, because a mark is only placed well on a letter of the same file.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

WEB_FEATURES = ["ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "tnum"]

COMMON_MARKS = "U+0300-0304,U+0308,U+030C,U+0313,U+0315,U+0323,U+0327,U+0328,U+0331,U+0332"
BASE_RANGE = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DC," + COMMON_MARKS + ",U+2009-200A,U+2010-2015,U+2018-201E,"
    "U+2020-2022,U+2026,U+202F,U+2032-2033,U+2039-203A,U+20AC,U+2122,U+2190-2193,U+2212,U+2260,U+2264-2265"
)
EXTENDED_RANGE = (
    "U+0100-0130,U+0132-0151,U+0154-02C5,U+02C7-02DB,U+02DD-036F,U+1D00-1DBF,U+1E00-1EFF,U+2016-2017,U+2030,"
    "U+2070-209F,U+20A0-20AB,U+20AD-20CF,U+2C60-2C7F,U+A720-A7FF,U+AB30-AB6F"
)


@dataclass(frozen=True)
class WebFace:
    """One face in the browser. The family is ours: Source is a reserved name, and a subset is a changed font."""

    family: str
    file: str
    weights: str
    source: str


WEB_FACES = [
    WebFace(
        "ILC Sans",
        "sans-400",
        "400",
        "source-sans-3/400Regular/SourceSans3_400Regular.ttf",
    ),
    WebFace(
        "ILC Sans",
        "sans-600",
        "600 700",
        "source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf",
    ),
    WebFace(
        "ILC Serif",
        "serif-400",
        "400",
        "source-serif-4/400Regular/SourceSerif4_400Regular.ttf",
    ),
    WebFace(
        "ILC Serif",
        "serif-600",
        "600 700",
        "source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf",
    ),
]

PAPER_FILES = [
    "source-sans-3/400Regular/SourceSans3_400Regular.ttf",
    "source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
    "source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf",
    "source-sans-3/700Bold/SourceSans3_700Bold.ttf",
    "source-serif-4/400Regular/SourceSerif4_400Regular.ttf",
    "source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf",
    "noto-sans-canadian-aboriginal/400Regular/NotoSansCanadianAboriginal_400Regular.ttf",
    "noto-sans-canadian-aboriginal/600SemiBold/NotoSansCanadianAboriginal_600SemiBold.ttf",
    "noto-sans-canadian-aboriginal/700Bold/NotoSansCanadianAboriginal_700Bold.ttf",
    "ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic_400Regular.ttf",
    "noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
    "noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf",
    "noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf",
]


def build_fonts(packages: Path, target: Path) -> None:
    """Write the subsets, the whole files and their licences into `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for face in WEB_FACES:
        write_subset(
            packages / face.source,
            target / f"{face.file}.woff2",
            BASE_RANGE,
            family=face.family,
        )
        extended = f"{EXTENDED_RANGE},{COMMON_MARKS}"
        write_subset(
            packages / face.source,
            target / f"{face.file}-ext.woff2",
            extended,
            family=face.family,
        )
    for name in PAPER_FILES:
        shutil.copyfile(packages / name, target / Path(name).name)
    for family in sorted({name.partition("/")[0] for name in PAPER_FILES}):
        shutil.copyfile(packages / family / "LICENSE_FONT", target / f"{family}.OFL.txt")


def font_faces() -> str:
    """The @font-face rules for `app.css`. The extended file stands last: where the base may speak first, a browser
    takes ễ apart into ê and a mark that the base cannot place.
    """
    rules = []
    for face in WEB_FACES:
        for suffix, letters in (("", BASE_RANGE), ("-ext", EXTENDED_RANGE)):
            rules.append(
                f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weights}; font-display: swap; '
                f'src: url("./fonts/{face.file}{suffix}.woff2") format("woff2"); unicode-range: {letters}; }}\n'
            )
    return "".join(rules)


def write_subset(source: Path, target: Path, letters: str, *, family: str) -> None:
    """Keep the letters of a unicode-range; the same input gives the same bytes."""
    options = subset.Options(
        layout_features=WEB_FEATURES,
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 13, 14],
    )
    with TTFont(source, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=code_points(letters))
        subsetter.subset(font)
        for record in font["name"].names:
            if record.nameID == 1:
                record.string = family
        font.flavor = "woff2"
        font.save(target)


def code_points(letters: str) -> set[int]:
    """The code points of a CSS unicode-range such as "U+0020-007E,U+0131"."""
    points: set[int] = set()
    for part in letters.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points
