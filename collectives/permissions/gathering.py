"""Who makes gatherings, runs them, answers them, and who reads what was answered."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from collectives.models import Asked, Gathering, GatheringKind, GatheringState, Participant, Response, Role, Seat
from collectives.permissions.program import is_admin, is_staff, roles_of

FEWEST = 5  # anonymous answers, to a gathering and to a question, that are shown


def visible_gatherings(participant: Participant) -> QuerySet[Gathering]:
    """Those whose page one may open: all of them for program staff, one's own for who makes some.

    What is put to a collective's own people stays with them: it is none of these.
    """
    gatherings = Gathering.objects.filter(collective=None)
    return gatherings if is_staff(participant) else gatherings.filter(made_by=participant)


def can_see_gatherings(participant: Participant) -> bool:
    """The list of gatherings: for program staff and facilitators."""
    return is_staff(participant) or Role.FACILITATOR in roles_of(participant)


def can_make_gathering(participant: Participant) -> bool:
    """Write a gathering: admins and facilitators."""
    return bool(roles_of(participant) & {Role.ADMIN, Role.FACILITATOR})


def can_ask_everyone(participant: Participant) -> bool:
    """Put a gathering to the whole program. A facilitator asks the people they guide, or who has the code."""
    return is_admin(participant)


def can_run_gathering(participant: Participant, gathering: Gathering) -> bool:
    """Write it on, open it, remind, close it, ask it again: an admin, or who made it and still may make some."""
    return is_admin(participant) or (gathering.made_by_id == participant.pk and can_make_gathering(participant))


def answerable_gatherings(participant: Participant) -> QuerySet[Gathering]:
    """What a signed-in person may answer, or was asked: everything once opened that asks them, everyone, or by code.

    Of what is put to a collective's own people: what asked them, while they have a seat there. What is put to them
    live, they answer in the session.
    """
    asked = Exists(Asked.objects.filter(gathering=OuterRef("pk"), participant=participant))
    seated = Exists(Seat.objects.filter(collective=OuterRef("collective"), participant=participant, left_at=None))
    opened = Gathering.objects.exclude(state=GatheringState.DRAFT)
    anyone = Q(collective=None) & (Q(everyone=True) | ~Q(code="") | asked)
    return opened.filter(anyone | (seated & asked & ~Q(kind=GatheringKind.LIVE_POLL)))


def shows_results(gathering: Gathering) -> bool:
    """Whether answers may be shown at all: named ones always, anonymous ones once closed and from FEWEST on."""
    return not gathering.anonymous or (gathering.shuffled_at is not None and gathering.answers >= FEWEST)


def shown_responses() -> QuerySet[Response]:
    """Every answer that may be shown to somebody.

    Of anonymous gatherings only once they are closed, written anew, and with FEWEST answers to the gathering and to
    the question; so a question that four people answered shows nothing, not even that there were four.
    """
    named = Q(gathering__anonymous=False)
    closed = Q(gathering__shuffled_at__isnull=False, gathering__answers__gte=FEWEST)
    enough = Response.objects.order_by().values("question").annotate(rows=Count("pk")).filter(rows__gte=FEWEST)
    return Response.objects.filter(named | (closed & Q(question__in=enough.values("question"))))


def readable_responses(participant: Participant) -> QuerySet[Response]:
    """Every answer that this person may read: those shown, of all gatherings they see."""
    return shown_responses().filter(gathering__in=visible_gatherings(participant).values("pk"))
