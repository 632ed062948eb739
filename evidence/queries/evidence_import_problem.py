"""Problems of rows of evidence in words: what we met, and what helps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class ProblemWords:
    """One problem as a person reads it. `column` is empty when it is about the whole row; `quoted`: `met` is theirs."""

    column: str
    met: str
    helps: str
    quoted: bool


_FULL_FIGURE: Final = _("The source hides this small group: leave the row out, or bring the full figure")

# What we met (None: the value itself, as it stands in the table), and what helps.
_WORDS: Final[dict[str, tuple[str | Promise | None, str | Promise]]] = {
    "indicator_missing": (_("no indicator"), _("Name the indicator, or choose one for all rows")),
    "indicator_unknown": (None, _("Write the indicator as it stands on the placemat")),
    "indicator_ambiguous": (None, _("Two indicators are called this. Change the words of one of them first")),
    "indicator_not_counted": (
        None,
        _("Say first how this indicator is counted: on its page in the evidence plan"),
    ),
    "day_missing": (_("no day"), _("Write the day it tells about, or choose one for all rows")),
    "day_unclear": (None, _("Write the day like 2026-11-15")),
    "day_unreadable": (None, _("Write the day like 2026-11-15")),
    "day_ahead": (None, _("This day lies ahead. Write the day it tells about")),
    "day_long_ago": (None, _("This day lies too far back. Write the day it tells about")),
    "school_unknown": (None, _("Correct the school’s name, or leave it empty for the whole district")),
    "school_ambiguous": (None, _("Two of your schools have names that read alike. Write it exactly as it is here")),
    "school_elsewhere": (None, _("This school is in another district: its own people bring its figures")),
    "group_unknown": (None, _("Correct the student group’s name, or leave it empty for all students")),
    "group_ambiguous": (None, _("Several student groups are called this. Write the kind before it: Grade: 3")),
    "hidden": (None, _FULL_FIGURE),
    "about": (None, _("Write the exact figure")),
    "formula": (None, _("Write the words or the figure itself: this begins as a formula does")),
    "unclear": (None, _("Write it without a mark between thousands: we cannot tell 1200 from 1.2")),
    "unreadable": (None, _("Write a figure such as 12, 41 % or 8 of 36")),
    "not_whole": (None, _("Write a whole number: people and things are counted")),
    "whole_missing": (None, _("Write of how many, too: 8 of 36")),
    "whole_differs": (None, _("The figure says another whole. Correct one of the two")),
    "part_above_whole": (None, _("The part is larger than the whole. Correct one of the two")),
    "percent_not_exact": (None, _("Several numbers of people round to this. Write how many of how many")),
    "part_for_number": (None, _("This indicator is counted as one number. Write that number")),
    "number_missing": (None, _("This indicator is counted as one number. Name the column that holds it")),
    "level_missing": (_("no count for this level"), _("Write 0 where nobody chose it")),
    "level_beyond": (_("a level beyond the %(value)s of this indicator"), _("Take this column out")),
    "levels_unlike": (None, _("Write one count for each level, the lowest first: 3, 5, 8, 2")),
    "too_long": (_("more than %(value)s characters"), _("Shorten it")),
    "lost_letter": (None, _("Write it anew: a letter was lost before the file came here")),
    "direction_override": (None, _("Write it anew: it holds an invisible mark that turns the text around")),
    "control_character": (None, _("Write it anew: it holds a character that nobody can see")),
    "cell_too_long": (_("a cell of %(value)s characters"), _("Shorten it")),
    "ragged": (_("another number of cells than in the first row: %(value)s"), _("Give the row a cell for each column")),
    "broken_quotes": (_("quotation marks that do not match"), _("Close them, or take them out")),
    "twice": (_("the same as in row %(value)s: indicator, day, school and group"), _("Keep one of the two rows")),
    "kept_changed": (_("changed again since"), _("Look at its page")),
}


def problem_words(problem: Sequence[str | int | None], *, headers: Sequence[str]) -> ProblemWords:
    """A kept problem (code, column, value, what may have been meant) in the reader's words."""
    code, column, value = str(problem[0]), problem[1], str(problem[2])
    meant = str(problem[3]) if len(problem) > 3 else ""  # noqa: PLR2004 - problems of a table as such have three
    met, helps = _WORDS[code]
    label = headers[column] if isinstance(column, int) and column < len(headers) else ""
    said = str(helps) % {"value": value} if "%(" in str(helps) else str(helps)
    if meant:
        said = gettext("Did you mean “%(name)s”?") % {"name": meant}
    return ProblemWords(label, str(met) % {"value": value} if met else value, said, quoted=met is None)


def one_line(problems: Sequence[Sequence[str | int | None]], *, headers: Sequence[str]) -> str:
    """All problems of a data point in one cell of a sheet."""
    words = [problem_words(problem, headers=headers) for problem in problems]
    return " / ".join(f"{word.column + ': ' if word.column else ''}{word.met}. {word.helps}." for word in words)


def kept_words(count: int) -> str:
    """How many rows an undo left as they are."""
    if not count:
        return gettext("Everything is as it was before.")
    return ngettext(
        "%(count)s data point stays, because it was changed since.",
        "%(count)s data points stay, because they were changed since.",
        count,
    ) % {"count": count}
