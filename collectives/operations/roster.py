"""A roster on its way in: uploaded, columns named, looked at, brought in or stopped, undone."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import BinaryIO, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.engine.roster_words import FIELDS, guess_mapping
from collectives.models import Participant, RosterImport, RosterState
from ilc.due import cancel, schedule
from ilc.errors import Refused
from ilc.files import keep_file_with_rows
from ilc.tables.opening import open_table

CHECK: Final = "roster_check"
BRING_IN: Final = "roster_bring_in"
UNDO: Final = "roster_undo"
"""What is due for a roster; the key is the roster's id."""


class ColumnsNotChosen(Refused):
    """The columns do not tell who the people are."""


class RosterElsewhere(Refused):
    """The roster is at another point than the person saw; nothing was done."""


class RowsNeedALook(Refused):
    """Some rows have problems and nobody said to leave them out."""


class NothingToBringIn(Refused):
    """Every row is there already, or has a problem."""


def upload_roster(file: BinaryIO, *, file_name: str, by: Participant, now: datetime) -> RosterImport:
    """Keep a file and guess what its columns hold. Raises TableRefused when it cannot be read as a table.

    The file goes again when the transaction does not come to its end.
    """
    table = open_table(file)
    file.seek(0)
    path = f"p{by.program_id}/rosters/{uuid.uuid4().hex}"
    keep_file_with_rows(path, file)
    roster = RosterImport.objects.create(
        file_name=file_name[:250],
        file=path,
        mapping=guess_mapping(table.headers),
        options={"headers": table.headers, "encoding": table.encoding, "add_places": False, "make_leaders": True},
        uploaded_by=by,
        uploaded_at=now,
    )
    roster.refresh_from_db(fields=["pk"])
    return roster


@transaction.atomic
def choose_columns(
    roster: RosterImport,
    *,
    mapping: Mapping[str, int],
    add_places: bool,
    make_leaders: bool,
    now: datetime,
) -> None:
    """Say what the columns hold (field to column) and have every row checked. Raises ColumnsNotChosen, RosterElsewhere.

    `add_places` lets the file bring regions, districts and schools that are not here yet; `make_leaders` gives new
    people whose row names no role the role of leader.
    """
    _check_mapping(mapping, columns=len(roster.options["headers"]))
    roster = _locked(roster, RosterState.UPLOADED, RosterState.CHECKED, RosterState.STOPPED)
    roster.mapping = dict(mapping)
    roster.options |= {"add_places": add_places, "make_leaders": make_leaders}
    roster.state, roster.trouble, roster.counts = RosterState.CHECKING, "", {}
    roster.rows_read, roster.rows_total = 0, None
    roster.save()
    schedule(CHECK, str(roster.pk), due_at=now)


@transaction.atomic
def stop_check(roster: RosterImport, *, now: datetime) -> None:
    """Stop reading the file; nothing of it is in the program. Raises RosterElsewhere when it has been read already."""
    roster = _locked(roster, RosterState.CHECKING)
    roster.state = RosterState.STOPPED
    roster.save(update_fields=["state"])
    cancel(CHECK, str(roster.pk), now=now)


@transaction.atomic
def start_bringing_in(roster: RosterImport, *, leave_out_problems: bool, by: Participant, now: datetime) -> None:
    """Have the new and changed people brought in. Raises RowsNeedALook, NothingToBringIn, RosterElsewhere."""
    roster = _locked(roster, RosterState.CHECKED)
    problems = roster.counts["problem"]
    if not roster.counts["new"] + roster.counts["changed"]:
        raise NothingToBringIn(_("Nobody in this file is new or changed, so there is nothing to bring in."))
    if problems and not leave_out_problems:
        raise RowsNeedALook(
            ngettext(
                "%(count)s row needs a look. Repair it in the file, or say that it may be left out.",
                "%(count)s rows need a look. Repair them in the file, or say that they may be left out.",
                problems,
            )
            % {"count": problems},
        )
    roster.state, roster.trouble = RosterState.BRINGING_IN, ""
    roster.brought_in_by, roster.brought_in_at = by, now
    roster.save()
    schedule(BRING_IN, str(roster.pk), due_at=now)


@transaction.atomic
def start_undoing(roster: RosterImport, *, by: Participant, now: datetime) -> None:
    """Have what was brought in taken back, as far as nothing later builds on it. Raises RosterElsewhere."""
    roster = _locked(roster, RosterState.DONE)
    roster.state = RosterState.UNDOING
    roster.undone_by, roster.undone_at = by, now
    roster.save()
    schedule(UNDO, str(roster.pk), due_at=now)


def _locked(roster: RosterImport, *states: RosterState) -> RosterImport:
    """The roster as it is now, until this transaction ends; two people may press at once."""
    roster = RosterImport.objects.select_for_update().get(pk=roster.pk)
    if roster.state not in states:
        raise RosterElsewhere(
            _("This roster has moved on meanwhile: it is %(state)s. Look at it again.")
            % {"state": RosterState(roster.state).label},
        )
    return roster


def _check_mapping(mapping: Mapping[str, int], *, columns: int) -> None:
    if not set(mapping) <= set(FIELDS) or not all(0 <= column < columns for column in mapping.values()):
        raise ColumnsNotChosen(_("One of these columns is not in the file. Choose the columns again."))
    if len(set(mapping.values())) < len(mapping):
        raise ColumnsNotChosen(_("One column is chosen twice. Choose each column for one thing only."))
    if "email" not in mapping:
        raise ColumnsNotChosen(_("Choose the column that holds the e-mail addresses: we know people by them."))
    if not {"name", "first_name", "last_name"} & set(mapping):
        raise ColumnsNotChosen(_("Choose the column that holds the names, or the two for first and last names."))
