"""What evidence one promised to bring, as a step of the home page."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.queries.evidence_plan import due_evidence
from facilitation.queries.home_step import Step
from ilc.zones import date_words

SHOWN = 4


def evidence_steps(participant: Participant, *, today: date) -> Iterator[Step]:
    """What one is asked to bring now, what was planned first coming first; four at most. One SQL query."""
    for row in due_evidence(participant, today=today)[:SHOWN]:
        where = _("%(place)s, %(collective)s") % {"place": row.place, "collective": row.collective}
        when = _("was planned for %(day)s") if row.past else _("due %(day)s")
        yield Step(
            row.text,
            f"{where} \N{MIDDLE DOT} {when % {'day': date_words(row.due)}}",
            _("Enter it"),
            "evidence:plan-line-bring",
            row.line,
            datetime.combine(row.due, time(), get_current_timezone()),
        )
