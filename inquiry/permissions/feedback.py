"""Who asks for feedback on a placemat, who is asked, and what those asked may see."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from collectives.models import Collective, Facilitator, Participant, Seat
from collectives.permissions.collective import belongs
from inquiry.models import FeedbackRound, Placemat
from inquiry.permissions.placemat import can_write_placemat, visible_placemats

WORKING_IN = "placemat__cycle__collective"


def asked_feedback(participant: Participant) -> QuerySet[FeedbackRound]:
    """The rounds in which the participant is asked and may still answer.

    Whoever asked is not asked, though they sit among those who are. It ends with the day, with the round, with the
    cycle, with the collective's closing, and when a leader takes their own placemat back.
    """
    at_work = Q(placemat__cycle__closed_at=None, placemat__cycle__collective__closed_at=None)
    readable = Q(placemat__leader=None) | Q(placemat__shown_at__isnull=False)
    return (
        FeedbackRound.objects.filter(at_work, readable, _asks(participant), closed_at=None, until__gt=Now())
        .exclude(Q(placemat__leader=participant) | Q(asked_by=participant))
        .order_by("until")
    )


def once_asked(participant: Participant) -> QuerySet[FeedbackRound]:
    """The rounds that ask the participant, or did: of those over they learn that they are over, and nothing else."""
    return FeedbackRound.objects.filter(_asks(participant))


def open_placemats(participant: Participant) -> QuerySet[Placemat]:
    """Those one sees, and those one is asked about.

    Only for comments; those asked read the sheet itself on the round's own page. Everything else about a placemat, such
    as its history, its PDFs and who is writing, goes by visible_placemats: being asked does not widen it.
    """
    visible = Q(pk__in=visible_placemats(participant).values("pk"))
    return Placemat.objects.filter(visible | Q(pk__in=asked_feedback(participant).values("placemat")))


def visible_feedback(participant: Participant) -> QuerySet[FeedbackRound]:
    """The rounds about placemats one belongs to, those over too; else those in which one is asked."""
    mine = FeedbackRound.objects.filter(at_work_on(participant, "placemat__"))
    asked = asked_feedback(participant).order_by().values("pk")
    return FeedbackRound.objects.filter(Q(pk__in=mine.values("pk")) | Q(pk__in=asked))


def at_work_on(participant: Participant, placemat: str = "") -> Q:
    """That the participant belongs to a placemat: the collective's, or their own, or one that is shown to them.

    `placemat` is the way to it from the row, such as "placemat__". Running the program or a region is no reason to.
    """
    leader, shown = f"{placemat}leader", f"{placemat}shown_at__isnull"
    open_there = Q(**{leader: None}) | Q(**{shown: False})
    return Q(**{leader: participant}) | (open_there & belongs(participant, f"{placemat}cycle__collective"))


def can_ask_feedback(participant: Participant, placemat: Placemat) -> bool:
    """Whoever writes the placemat; for a leader's own that is the leader alone. One query at most."""
    return can_write_placemat(participant, placemat)


def can_lead_feedback(participant: Participant, placemat: Placemat) -> bool:
    """Move a round from step to step, and close it: whoever writes the placemat. One query at most."""
    return can_write_placemat(participant, placemat)


def askable_collectives(placemat: Placemat) -> QuerySet[Collective]:
    """Collectives one may ask: every other one of the program that is at work and has people in it.

    Those who ask learn its name and its theme, no more: not who is in it, nor anything it wrote.
    """
    seats = Seat.objects.filter(collective=OuterRef("pk"), left_at=None)
    guides = Facilitator.objects.filter(collective=OuterRef("pk"), left_at=None)
    others = Collective.objects.filter(Exists(seats) | Exists(guides), closed_at=None)
    return others.exclude(pk=placemat.cycle.collective_id).select_related("theme").order_by("name")


def _asks(participant: Participant) -> Q:
    here = {"collective": OuterRef(WORKING_IN), "participant": participant, "left_at": None}
    return (
        Q(Q(collective__isnull=False) & belongs(participant, "collective"))
        | Q(Q(asks_members=True) & Exists(Seat.objects.filter(**here)))
        | Q(Q(asks_facilitators=True) & Exists(Facilitator.objects.filter(**here)))
    )
