"""That members are asked on their home page whether others may read what they learned."""

from django.utils.timezone import now

from collectives.models import Program
from evidence.operations.learning_summary import answer_summary, take_back_summary
from facilitation.queries.home_learning import learning_steps
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared
from tests.make_learning import make_asked


def test_a_member_is_asked_until_they_have_answered(program: Program) -> None:
    shared = Shared(program)
    with program_scope(program.pk):
        summary = make_asked(shared.placemat, by=shared.facilitator)
        people = (shared.member, shared.colleague, shared.facilitator, shared.admin)
        answer_summary(summary, agrees=True, why="", by=shared.colleague, now=now())

        asked = [[step.title for step in learning_steps(who)] for who in people]
        take_back_summary(summary, by=shared.member, now=now())
        after = list(learning_steps(shared.member))

    assert asked == [["May others read what Reading with meaning learned?"], [], [], []]
    assert after == []
