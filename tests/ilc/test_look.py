"""The look: two lists of dark colours that stay equal, contrast, no inline styles, and what a first page weighs."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static/src/css"
BUILT = Path(settings.BASE_DIR) / "static/built"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
FIRST_PAGE = ["app.css", "app.js"]
FIRST_FONTS = ["fonts/sans-400.woff2", "fonts/sans-600.woff2", "fonts/serif-400.woff2", "fonts/serif-600.woff2"]


def blocks(name):
    """The lists of colours of a style sheet, one for each selector that sets --paper."""
    css = re.sub(r"/\*.*?\*/", "", (CSS / name).read_text(), flags=re.DOTALL)
    found = [dict(re.findall(r"(--[\w-]+): ([^;]+);", body)) for body in re.findall(r"\{([^{}]*)\}", css)]
    return [block for block in found if "--paper" in block]


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2, 1.4.3: the ratio of the lighter to the darker, each with 0.05 of stray light."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_dark_is_the_same_by_choice_and_by_device():
    by_choice, by_device = blocks("dark.css")

    assert by_choice == by_device


def test_every_colour_has_its_dark():
    (light,) = blocks("tokens.css")

    assert blocks("dark.css")[0].keys() == light.keys()


@pytest.mark.parametrize("name", ["tokens.css", "dark.css"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *(
            (ink, paper)
            for ink in ("--ink", "--ink-2", "--ink-3")
            for paper in ("--paper", "--paper-sunk", "--paper-raised")
        ),
        *((f"--{clause}", f"--{clause}-wash") for clause in ("if", "then", "so", "stop", "ok")),
        *(("--ink-2", f"--{wash}-wash") for wash in ("if", "then", "so", "next", "stop", "ok")),
        ("--next-ink", "--next-wash"),
        ("--on-ink", "--ink-fill"),
        ("--on-ink", "--ink-fill-hover"),
    ],
)
def test_text_stands_out_from_its_ground(name, text, ground):
    colours = blocks(name)[0]

    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", ["tokens.css", "dark.css"])
def test_edges_of_controls_and_the_focus_are_seen(name):
    colours = blocks(name)[0]

    assert contrast(colours["--rule-firm"], colours["--paper-raised"]) >= 3
    assert contrast(colours["--focus"], colours["--paper"]) >= 3


def test_no_page_styles_or_scripts_within_the_page():
    """Paper and mail are no pages: no content policy stands over them, and mail programs read nothing else."""
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)|hx-on|hx-vals=['\"]js:")

    pages = [path for path in TEMPLATES.rglob("*.html") if path.name != "_print.html" and "mail" not in path.parts]
    found = [path.name for path in pages if inline.search(path.read_text())]

    assert found == []


def test_a_first_page_weighs_at_most_120_kilobytes():
    files = sum(len(gzip.compress((BUILT / name).read_bytes(), 9)) for name in FIRST_PAGE)
    fonts = sum((BUILT / name).stat().st_size for name in FIRST_FONTS)

    assert files + fonts <= 114_000  # leaves 6 kB for the page itself
