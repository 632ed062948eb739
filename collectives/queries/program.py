"""What is still to do until a program is ready."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from collectives.models import (
    MAX_SEATS,
    Facilitator,
    Invitation,
    Membership,
    Participant,
    Program,
    ProposedCollective,
    Rhythm,
    Role,
    RoleGrant,
    Seat,
)
from collectives.permissions.collective import visible_collectives
from collectives.permissions.participant import visible_participants
from collectives.permissions.region import visible_districts, visible_regions, visible_schools
from collectives.permissions.theme import visible_themes
from collectives.queries.program_count import number_of
from collectives.queries.program_forming import Forming, SetupStep, forming_steps, gathering_steps


@dataclass(frozen=True)
class Readiness:
    """How far the setting up of a program has come, in counts. No count is about what a person did or did not do.

    Seats are those of open collectives of leaders; how many there are in each, its formation says, else ten.
    """

    zone_set: bool
    regions: int
    regions_without_coordinator: int
    districts: int
    schools: int
    participants: int
    not_invited: int
    invited: int
    entered: int
    leaders_without_seat: int
    themes: int
    collectives: int
    without_facilitator: int
    without_seats: int
    without_rhythm: int
    seats_taken: int
    seats_free: int


def place_rows(participant: Participant) -> dict[str, QuerySet[Any, Any]]:
    """What is counted for readiness(), by name, as far as the reader sees it: for count_rows()."""
    coordinators = RoleGrant.objects.filter(role=Role.COORDINATOR, region=OuterRef("pk"), taken_at=None)
    regions = visible_regions(participant)
    return {
        "regions": regions,
        "regions_without_coordinator": regions.filter(~Exists(coordinators)),
        "districts": visible_districts(participant),
        "schools": visible_schools(participant),
        "themes": visible_themes(participant).filter(set_aside_at=None),
    }


def readiness(participant: Participant, program: Program, counted: Mapping[str, int]) -> Readiness:
    """What stands, as far as the reader sees it; `counted`: place_rows(). Two SQL queries, however large it is."""
    return Readiness(
        zone_set=program.time_zone != "UTC",
        regions=counted["regions"],
        regions_without_coordinator=counted["regions_without_coordinator"],
        districts=counted["districts"],
        schools=counted["schools"],
        themes=counted["themes"],
        **_count_people(participant, program),
        **_count_collectives(participant),
    )


def _count_people(participant: Participant, program: Program) -> dict[str, int]:
    entered = Membership.objects.filter(program=program, user_id=OuterRef("user_id"), entered_at__isnull=False)
    leads = RoleGrant.objects.filter(role=Role.LEADER, participant=OuterRef("pk"), taken_at=None)
    sits = Seat.objects.filter(participant=OuterRef("pk"), left_at=None)
    people = visible_participants(participant).filter(left_at=None)
    people = people.annotate(inside=Exists(entered), leads=Exists(leads), sits=Exists(sits))
    counts: dict[str, int] = people.aggregate(
        participants=Count("pk"),
        not_invited=Count("pk", filter=Q(inside=False, invited_at=None)),
        invited=Count("pk", filter=Q(inside=False, invited_at__isnull=False)),
        entered=Count("pk", filter=Q(inside=True)),
        leaders_without_seat=Count("pk", filter=Q(leads=True, sits=False)),
    )
    return counts


def _count_collectives(participant: Participant) -> dict[str, int]:
    facilitators = Facilitator.objects.filter(collective=OuterRef("pk"), left_at=None)
    seats = Seat.objects.filter(collective=OuterRef("pk"), left_at=None)
    rhythms = Rhythm.objects.filter(collective=OuterRef("pk"), ended_at=None)
    proposed = ProposedCollective.objects.filter(collective=OuterRef("pk")).order_by("-pk")
    invited = Invitation.objects.filter(collective=OuterRef("pk"), formation__isnull=False).order_by("-sent_at")
    groups = visible_collectives(participant).filter(closed_at=None)
    groups = groups.annotate(
        guided=Exists(facilitators),
        meets=Exists(rhythms),
        taken=number_of(seats),
        room=Coalesce(
            Subquery(proposed.values("proposal__formation__most")[:1]),
            Subquery(invited.values("formation__most")[:1]),
            MAX_SEATS,
        ),
    )
    leaders = Q(for_facilitators=False)
    counts: dict[str, int] = groups.aggregate(
        collectives=Count("pk"),
        without_facilitator=Count("pk", filter=Q(guided=False)),
        without_seats=Count("pk", filter=Q(taken=0)),
        without_rhythm=Count("pk", filter=Q(meets=False)),
        seats_taken=Sum("taken", filter=leaders, default=0),
        seats_free=Sum(Greatest(F("room") - F("taken"), 0), filter=leaders, default=0),
    )
    return counts


def setup_steps(found: Readiness, forming: Forming) -> Sequence[SetupStep]:
    """The list, in the order in which a program comes to life. No SQL."""
    steps = [
        _settings_step(found),
        _places_step(found),
        *_people_steps(found),
        *gathering_steps(forming, themes=found.themes),
    ]
    return [*steps, _themes_step(found), *forming_steps(forming), *_collective_steps(found)]


def _settings_step(found: Readiness) -> SetupStep:
    return SetupStep(
        "settings",
        _("Name, language, time zone, paper"),
        gettext("Set.") if found.zone_set else gettext("The clocks are still those of UTC."),
        _("On which clocks does the program meet?"),
        _("Look at the settings") if found.zone_set else _("Set the clocks"),
        "collectives:program-settings",
        open=not found.zone_set,
        for_admin=True,
    )


def _places_step(found: Readiness) -> SetupStep:
    stands = [
        ngettext("%(count)d region", "%(count)d regions", found.regions) % {"count": found.regions},
        ngettext("%(count)d district", "%(count)d districts", found.districts) % {"count": found.districts},
        ngettext("%(count)d school", "%(count)d schools", found.schools) % {"count": found.schools},
    ]
    return SetupStep(
        "places",
        _("Regions, districts and schools"),
        ", ".join(stands) if found.regions else gettext("None yet."),
        _("Which regions, districts and schools take part?"),
        _("Look at the places") if found.schools else _("Add places"),
        "collectives:places",
        open=found.schools == 0,
    )


def _people_steps(found: Readiness) -> list[SetupStep]:
    alone = found.participants <= 1
    steps = [
        SetupStep(
            "participants",
            _("Participants"),
            ngettext("%(count)d person", "%(count)d people", found.participants) % {"count": found.participants},
            _("Who takes part?"),
            _("Bring in people from a file") if alone else _("Look at the participants"),
            "collectives:roster-upload" if alone else "collectives:participants",
            open=alone,
            for_admin=alone,
        )
    ]
    if found.regions:
        without = found.regions_without_coordinator
        words = ngettext("%(count)d region has nobody yet", "%(count)d regions have nobody yet", without)
        steps.append(
            SetupStep(
                "coordinators",
                _("Regional coordinators"),
                words % {"count": without} if without else gettext("Every region has one."),
                _("Who looks after each region?"),
                _("Choose from the participants") if without else _("See who they are"),
                "collectives:participants",
                open=without > 0,
                query="" if without else "?role=coordinator",
            )
        )
    if not alone:
        steps.append(_invitations_step(found))
    return steps


def _invitations_step(found: Readiness) -> SetupStep:
    counts = {"out": found.not_invited, "asked": found.invited, "inside": found.entered}
    words = gettext("%(inside)d have come in, %(asked)d are invited, %(out)d are not invited yet") % counts
    title, url_name = _("Invitations"), "collectives:participants"
    if found.not_invited:
        question, action = _("Is the list whole enough to invite people?"), _("Invite those not invited yet")
        return SetupStep(
            "invitations",
            title,
            words,
            question,
            action,
            "collectives:participants-invite",
            open=True,
            query="?everyone=on",
            for_admin=True,
        )
    question, action = _("Would a word help those who have not come in yet?"), _("See who they are")
    is_open = found.invited > 0
    return SetupStep("invitations", title, words, question, action, url_name, open=is_open, query="?entry=invited")


def _themes_step(found: Readiness) -> SetupStep:
    return SetupStep(
        "themes",
        _("Themes"),
        _count(ngettext("%(count)d theme", "%(count)d themes", found.themes), found.themes),
        _("What do leaders here want to work on?"),
        _("Look at the themes") if found.themes else _("Choose themes"),
        "collectives:themes",
        open=found.themes == 0,
    )


def _collective_steps(found: Readiness) -> list[SetupStep]:
    count = found.collectives
    first = SetupStep(
        "collectives",
        _("Collectives"),
        _count(ngettext("%(count)d open collective", "%(count)d open collectives", count), count),
        _("Which groups begin?"),
        _("Look at the collectives") if count else _("Make a collective"),
        "collectives:collectives" if count else "collectives:collective-new",
        open=count == 0,
        for_admin=count == 0,
    )
    if count == 0:
        return [first]
    see, url_name = _("See the collectives"), "collectives:collectives"
    guided = _collectives_with(found.without_facilitator, gettext("Every collective has one."))
    seated = _collectives_with(found.without_seats, gettext("Every collective has members."))
    seats = gettext("%(taken)d seats are taken, %(free)d are free.")
    seated = f"{seated} {seats % {'taken': found.seats_taken, 'free': found.seats_free}}"
    meets = _collectives_with(found.without_rhythm, gettext("Every collective has one."))
    waiting = found.leaders_without_seat
    if waiting:
        words = ngettext("%(count)d leader sits nowhere yet", "%(count)d leaders sit nowhere yet", waiting)
        seated = f"{words % {'count': waiting}}. {seated}"
    return [
        first,
        SetupStep("facilitators", _("Facilitators"), guided, _("Who guides each collective?"), see, url_name,
                  open=found.without_facilitator > 0),
        SetupStep("seats", _("Seats"), seated, _("Where would leaders without a seat fit?"), see, url_name,
                  open=waiting > 0 or found.without_seats > 0),
        SetupStep("rhythms", _("Rhythms"), meets, _("When does each collective meet?"), see, url_name,
                  open=found.without_rhythm > 0),
        SetupStep("placemats", _("Cycles and placemats"), gettext("Each collective opens its own from its page."),
                  _("What does each collective inquire into?"), see, url_name, open=None),
    ]  # fmt: skip


def _collectives_with(without: int, all_have: str) -> str:
    if not without:
        return all_have
    words = ngettext("%(count)d collective has none yet.", "%(count)d collectives have none yet.", without)
    return words % {"count": without}


def _count(words: str, count: int) -> str:
    return words % {"count": count} if count else gettext("None yet.")
