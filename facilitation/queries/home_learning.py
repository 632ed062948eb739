"""Whether others may read what one's collective learned, as a step of the home page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.queries.learning_summary import summaries_asked
from facilitation.queries.home_step import Step


def learning_steps(participant: Participant) -> Iterator[Step]:
    """Learning summaries to which one has not said anything yet. One SQL query."""
    for summary in summaries_asked(participant):
        yield Step(
            _("May others read what %(collective)s learned?") % {"collective": summary.placemat.cycle.collective.name},
            _("Every member is asked: it is shown as it stands, or changed first. Two minutes."),
            _("Read it"),
            "evidence:learning",
            summary.placemat_id,
            None,
        )
