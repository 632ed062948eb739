"""A small program with one of everything, and one person in each relation to one collective of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from collectives.models import (
    Collective,
    Membership,
    Notice,
    Participant,
    Program,
    Role,
    RosterImport,
    RosterState,
    User,
)
from collectives.operations.door import door_secret, make_door
from facilitation.models import AgendaItem, ChangeKind, NotesChange, SessionChange, SessionNotes
from ilc.tenancy.scope import program_scope
from inquiry.models import Clause, DataType, IfAction, Indicator, IndicatorKind, PlacematField, PlacematText
from tests.make import (
    give_role,
    make_collective,
    make_cycle,
    make_participant,
    make_placemat,
    make_program,
    make_rhythm,
    make_school,
    make_session,
    name_facilitator,
    seat,
)
from tests.world_analysis import make_analysis_here
from tests.world_board import make_board_here
from tests.world_certificate import make_certificate_here
from tests.world_coding import make_coding_here
from tests.world_comment import make_comments
from tests.world_dashboard import make_dashboard_here
from tests.world_evidence import make_evidence_here
from tests.world_export import make_export_here
from tests.world_file import rendering, store
from tests.world_formation import make_formation_here
from tests.world_gathering import make_gatherings
from tests.world_history import make_history_here
from tests.world_invitation import make_invitations
from tests.world_learning import make_learning_here
from tests.world_library import make_library
from tests.world_proposal import make_proposals
from tests.world_pulse import make_pulse_here
from tests.world_renewal import make_renewal_here
from tests.world_report import make_reports_here
from tests.world_session import make_run_here
from tests.world_support import make_support_here

HERE = ("member", "facilitator", "coordinator", "admin")
ELSEWHERE = ("member elsewhere", "facilitator elsewhere", "coordinator outside", "former member")
OUTSIDE = ("who left", "stranger", "anonymous", "door")
RELATIONS = (*HERE, *ELSEWHERE, *OUTSIDE)


@dataclass(frozen=True)
class World:
    """`things` are the ids an address may ask for; `users` who stands in which relation to the collective."""

    program: Program
    things: dict[str, object]
    users: dict[str, User]
    word: str
    sessions: dict[str, str]

    def client(self, relation: str) -> Client:
        """A fresh browser of somebody in this relation. Nobody is signed in as "anonymous" or as "door"."""
        client = Client(raise_request_exception=False)
        if relation in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[relation]
        return client


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written inside leaves no trace."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def make_world(slug: str, *, word: str = "") -> World:
    """The program. `word` stands in every text and every name of it, to be looked for where it must not be."""
    word = word or slug
    program = make_program(slug, name=f"{word} network")
    with program_scope(program.pk):
        school = make_school(f"{word} School", district=f"{word} District", region=f"{word} Region")
        other = make_school(f"{word} Far School", district=f"{word} Far District", region=f"{word} Far Region")
        region, far = school.district.region, other.district.region
        people = {
            "member": _person(word, "member", school=school),
            "facilitator": _person(word, "facilitator", Role.FACILITATOR, school=school),
            "coordinator": _person(word, "coordinator", Role.COORDINATOR, region=region),
            "admin": _person(word, "admin", Role.ADMIN),
            "member elsewhere": _person(word, "member elsewhere", school=other),
            "facilitator elsewhere": _person(word, "facilitator elsewhere", Role.FACILITATOR, school=other),
            "coordinator outside": _person(word, "coordinator outside", Role.COORDINATOR, region=far),
            "former member": _person(word, "former member", school=other),
            "who left": _person(word, "who left", school=school),
            "colleague": _person(word, "colleague", school=school),
        }
        email = f"{word}.invited@example.org"
        account = User.objects.create_user(email, name=f"{word} invited", language="en")
        invited = Participant.objects.create(
            name=account.name, email=email, user=account, school=other, invited_at=timezone.now()
        )
        Membership.objects.create(program=program, user=account)
        door = make_door("join", str(invited.pk), expires_at=None, now=timezone.now())
        things: dict[str, object] = {
            "region": region.pk,
            "district": school.district_id,
            "school": school.pk,
            "participant": people["member"].pk,
            "grant": people["member"].grants.get().pk,
            "taken_grant": _taken_grant(people["member"]),
            "secret": door_secret(door),
            "key": "unknown",
            "uidb36": "1",
            "number": 1,
        }
        things |= _make_collective_here(word, people) | make_gatherings(word, people)
        things |= make_board_here(word, people["admin"])
        things |= make_invitations(word, people)
        _make_collective_elsewhere(word, people)
        things |= make_comments(word, people, things) | make_library(word, people, things)
        things |= make_evidence_here(word, things, people)
        things |= make_coding_here(word, things, people)
        things |= make_analysis_here(word, things, people)
        things |= make_reports_here(word, things, people)
        things |= make_dashboard_here(word, people)
        things |= make_renewal_here(word, things, people)
        things |= make_learning_here(word, things, people)
        things |= make_pulse_here(word, things, people)
        things |= make_formation_here(word, people, theme=things["theme"])
        things |= make_proposals(word, people, formation=things["formation"])
        _leave(people["who left"], program)
    users = {relation: participant.user for relation, participant in people.items() if participant.user}
    users["stranger"] = _make_stranger(slug)
    return World(program, things, users, word, {relation: sign_in(user) for relation, user in users.items()})


def sign_in(user: User) -> str:
    """The key of a new session of this user."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _person(word: str, relation: str, role: str = Role.LEADER, **fields: object) -> Participant:
    email = f"{word}.{relation.replace(' ', '.')}@example.org"
    participant = make_participant(f"{word} {relation}", role=role, email=email, **fields)  # type: ignore[arg-type]
    EmailAddress.objects.create(user=participant.user, email=email, verified=True, primary=True)
    return participant


def _taken_grant(participant: Participant) -> object:
    grant = give_role(participant, Role.FACILITATOR)
    grant.taken_at = timezone.now()
    grant.save(update_fields=["taken_at"])
    return grant.pk


def _make_collective_here(word: str, people: dict[str, Participant]) -> dict[str, object]:
    member, now = people["member"], timezone.now()
    here = make_collective(f"{word} collective", theme=f"{word} theme")
    taken, guide = seat(here, member), name_facilitator(here, people["facilitator"])
    seat(here, people["colleague"])
    left = seat(here, people["former member"])
    left.left_at, left.left_reason = now, f"{word} moved away"
    left.save(update_fields=["left_at", "left_reason"])
    rhythm = make_rhythm(here, room=f"{word} room")
    item_of = _make_session(here, member, word)
    item_of |= make_run_here(word, item_of["session"], people)
    support = make_support_here(word, here, people)
    placemats = _make_placemats(here, people, word)
    notice = Notice.objects.create(
        recipient=member, kind="invitation", key=str(member.pk), email=member.email, language="en",
        subject=f"{word} subject", text=f"{word} text", html=f"<p>{word} html</p>",
        message_id=f"<{word}@example.org>", written_at=now,
    )  # fmt: skip
    roster = RosterImport.objects.create(
        file_name=f"{word}.csv",
        file=store(f"{word}-roster.csv", f"Name;E-mail\n{word};{word}@example.org\n".encode()),
        mapping={"name": 0, "email": 1},
        options={"headers": ["Name", "E-mail"], "encoding": "UTF-8", "add_places": False, "make_leaders": True},
        state=RosterState.UPLOADED,
        uploaded_by=people["admin"],
        uploaded_at=now,
    )
    return {
        "theme": here.theme_id,
        "collective": here.pk,
        "seat": taken.pk,
        "ended_seat": left.pk,
        "facilitator": guide.pk,
        "rhythm": rhythm.pk,
        "notice": notice.pk,
        "roster": roster.pk,
        **item_of,
        **support,
        **make_certificate_here(word, here, member),
        **make_export_here(word, here, member),
        **placemats,
        **make_history_here(word, {**item_of, **placemats}, member),
    }


def _make_session(here: Collective, member: Participant, word: str) -> dict[str, object]:
    now = timezone.now()
    session = make_session(here, on=(now + timedelta(days=9)).date(), room=f"{word} room")
    item = AgendaItem.objects.create(session=session, position=1, title=f"{word} item", minutes=20, made_at=now)
    SessionNotes.objects.create(session=session, text=f"{word} note", version=1, changed_by=member, changed_at=now)
    NotesChange.objects.create(session=session, text=f"{word} note", version=1, by=member, at=now)
    was = {"title": f"{word} removed item", "minutes": 10, "protocol": "", "note": "", "position": 2}
    change = SessionChange.objects.create(session=session, what=ChangeKind.AGENDA, was=was, by=member, at=now)
    pack = rendering("session_pack", f"session:{session.pk}", word, member)
    return {
        "session": session.pk,
        "agenda_item": item.pk,
        "agenda_change": change.pk,
        "pack_rendering": pack.pk,
    }


def _make_placemats(here: Collective, people: dict[str, Participant], word: str) -> dict[str, object]:
    member, now = people["member"], timezone.now()
    cycle = make_cycle(here, name=f"{word} cycle")
    placemat = make_placemat(cycle)
    own = make_placemat(cycle, member)
    shown = make_placemat(cycle, people["colleague"], shown_at=now)
    for mat in (placemat, own):
        for part in PlacematField.values:
            PlacematText.objects.create(
                placemat=mat, field=part, text=f"{word} {part}", version=1, changed_by=member, changed_at=now
            )
    action = IfAction.objects.create(
        placemat=placemat, position="a0", text=f"{word} if we", changed_by=member, changed_at=now
    )
    indicator = Indicator.objects.create(
        placemat=placemat,
        kind=IndicatorKind.LEADING,
        clause=Clause.IF,
        if_action=action,
        position=1,
        text=f"{word} indicator",
        data_types=[DataType.LEARNING],
        changed_by=member,
        changed_at=now,
    )
    sheet = rendering("placemat_pdf", f"placemat:{placemat.pk}", word, member)
    blank = rendering("blank_pdf", f"blank:{here.pk}:names", word, member)
    return {
        "cycle": cycle.pk,
        "placemat": placemat.pk,
        "own_placemat": own.pk,
        "shown_placemat": shown.pk,
        "if_action": action.pk,
        "indicator": indicator.pk,
        "rendering": sheet.pk,
        "blank_rendering": blank.pk,
    }


def _make_collective_elsewhere(word: str, people: dict[str, Participant]) -> None:
    elsewhere = make_collective(f"{word} far collective", theme=f"{word} far theme")
    seat(elsewhere, people["member elsewhere"])
    name_facilitator(elsewhere, people["facilitator elsewhere"])
    make_session(elsewhere, on=(timezone.now() + timedelta(days=10)).date(), room=f"{word} far room")
    make_placemat(make_cycle(elsewhere, name=f"{word} far cycle"))


def _leave(participant: Participant, program: Program) -> None:
    Participant.objects.filter(pk=participant.pk).update(left_at=timezone.now())
    Membership.objects.filter(program=program, user=participant.user).update(left_at=timezone.now())


def _make_stranger(slug: str) -> User:
    """Somebody whose only program is another one. Outside its scope: program scopes do not nest."""
    stranger = User.objects.create_user(f"stranger.to.{slug}@example.org", name="A stranger", language="en")
    EmailAddress.objects.create(user=stranger, email=stranger.email, verified=True, primary=True)
    other = make_program(f"not-{slug}")
    with program_scope(other.pk):
        Membership.objects.create(program=other, user=stranger)
        Participant.objects.create(name=stranger.name, email=stranger.email, user=stranger)
    return stranger
