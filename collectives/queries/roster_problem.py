"""Problems of roster rows in words: what we met, and what helps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from collectives.engine.roster import ACCEPTED
from collectives.models import LANGUAGES, Position, Role


@dataclass(frozen=True)
class ProblemWords:
    """One problem as a person reads it. `column` is empty when it is about the whole row; `quoted`: `met` is theirs."""

    column: str
    met: str
    helps: str
    quoted: bool


# What we met (None: the value itself, as it stands in the file), and what helps.
_WORDS: Final[dict[str, tuple[str | Promise | None, str | Promise]]] = {
    "name_missing": (_("no name"), _("Write the person’s name")),
    "email_missing": (_("no e-mail address"), _("Write the address they read at work")),
    "email_shape": (None, _("Write one whole address, like name@school.org")),
    "same_email": (_("the same e-mail as in row %(value)s"), _("Keep one of the two rows")),
    "formula": (None, _("Write the words themselves: this begins as a formula does")),
    "too_long": (None, _("Shorten it to 200 characters")),
    "lost_letter": (None, _("Write it anew: a letter was lost before the file came here")),
    "direction_override": (None, _("Write it anew: it holds an invisible mark that turns the text around")),
    "control_character": (None, _("Write it anew: it holds a character that nobody can see")),
    "cell_too_long": (_("a cell of %(value)s characters"), _("Shorten it")),
    "position_unknown": (None, _("Leave it empty, or write one of: %(accepted)s")),
    "role_unknown": (None, _("Leave it empty, or write one of: %(accepted)s")),
    "language_unknown": (None, _("Leave it empty, or write one of: %(accepted)s")),
    "ragged": (_("another number of cells than in the first row: %(value)s"), _("Give the row a cell for each column")),
    "broken_quotes": (_("quotation marks that do not match"), _("Close them, or take them out")),
    "left_program": (_("a person who left the program"), _("Bring them back from their page, or take the row out")),
    "school_unknown": (None, _("Correct the school’s name, or let the file add new places")),
    "district_unknown": (None, _("Correct the district’s name, or let the file add new places")),
    "region_unknown": (None, _("Correct the region’s name, or let the file add new places")),
    "school_needs_district": (None, _("Name the district of this new school in its row")),
    "district_needs_region": (None, _("Name the region of this new district in its row")),
    "school_ambiguous": (None, _("Name the district too: several have a school of this name")),
    "district_ambiguous": (None, _("Write the name exactly as it is here: several are alike")),
    "region_ambiguous": (None, _("Write the name exactly as it is here: several are alike")),
    "district_elsewhere": (_("a district that lies in %(value)s"), _("Correct the region or the district")),
    "coordinator_needs_region": (_("a coordinator without a region"), _("Name the region they look after")),
    "too_many_new_places": (
        _("more than %(value)s new places in one file"),
        _("Add the places first, or in two files"),
    ),
    "kept_changed": (_("changed again since"), _("Look at their page")),
    "kept_in_use": (_("invited, or part of something since"), _("Look at their page")),
}

_LABELS: Final[dict[str, dict[str, str | Promise]]] = {
    "position_unknown": dict(Position.choices),
    "role_unknown": dict(Role.choices),
    "language_unknown": dict(LANGUAGES),
}


def problem_words(problem: Sequence[str | int | None], *, headers: Sequence[str]) -> ProblemWords:
    """A kept problem (code, column, value) in the reader's words."""
    code, column, value = str(problem[0]), problem[1], str(problem[2])
    met, helps = _WORDS[code]
    accepted = ", ".join(str(_LABELS[code][accepted]) for accepted in ACCEPTED.get(code, ()))
    label = headers[column] if isinstance(column, int) and column < len(headers) else ""
    words = {"value": value, "accepted": accepted}
    return ProblemWords(label, str(met) % words if met else value, str(helps) % words, quoted=met is None)


def one_line(problems: Sequence[Sequence[str | int | None]], *, headers: Sequence[str]) -> str:
    """All problems of a row in one cell of a sheet."""
    words = [problem_words(problem, headers=headers) for problem in problems]
    return " / ".join(f"{word.column + ': ' if word.column else ''}{word.met}. {word.helps}." for word in words)


def kept_words(count: int) -> str:
    """How many rows an undo left as they are."""
    if not count:
        return gettext("Everything is as it was before.")
    return ngettext(
        "%(count)s person stays, because something later builds on them.",
        "%(count)s people stay, because something later builds on them.",
        count,
    ) % {"count": count}
