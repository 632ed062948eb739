"""What is brought beside figures stays in the district unless whoever brought it shows it."""

import pytest

from collectives.models import Participant, Role
from evidence.permissions.attachment import (
    can_bring_attachment,
    can_change_attachment,
    can_show_attachment,
    visible_attachments,
)
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared
from tests.make import make_participant, seat
from tests.make_evidence import make_attachment


@pytest.fixture
def people(shared: Shared) -> dict[str, Participant]:
    with program_scope(shared.program.pk):
        district = shared.school.district
        region = make_participant("Ines Duarte", role=Role.COORDINATOR, region=district.region)
        neighbour = make_participant("Tomás Reid", school=shared.school)
        boss = make_participant("Ada Marsh", role=Role.ADMIN, district=district)
        return {
            "brought it": shared.member,
            "of the district, admin": boss,
            "of the district, elsewhere": neighbour,
            "of another district": shared.colleague,
            "facilitator": shared.facilitator,
            "coordinator": region,
            "admin": shared.admin,
            "stranger": shared.stranger,
        }


def test_a_photo_is_seen_in_its_district_and_by_all_once_it_is_shown(
    shared: Shared, people: dict[str, Participant]
) -> None:
    with program_scope(shared.program.pk):
        own = make_attachment(shared.indicator, by=shared.member, caption="own")
        shown = make_attachment(shared.indicator, by=shared.member, caption="shown", shared=True)
        seen = {name: {one.caption for one in visible_attachments(person)} for name, person in people.items()}

    assert seen == {
        "brought it": {own.caption, shown.caption},
        "of the district, admin": {own.caption, shown.caption},
        "of the district, elsewhere": set(),
        "of another district": {shown.caption},
        "facilitator": {shown.caption},
        "coordinator": {shown.caption},
        "admin": {shown.caption},
        "stranger": set(),
    }


@pytest.mark.parametrize(
    "fields", [{"state": "waiting"}, {"state": "refused"}, {"removed_at": "now"}, {"data_point": "removed"}]
)
def test_what_is_not_checked_or_taken_away_is_shown_to_nobody_else(shared: Shared, fields: dict[str, str]) -> None:
    with program_scope(shared.program.pk):
        given: dict[str, object] = dict(fields)
        if "removed_at" in fields:
            given = {"removed_at": shared.placemat.made_at, "removed_by": shared.member}
        if "data_point" in fields:
            point = shared.bring()
            point.removed_at, point.removed_by = shared.placemat.made_at, shared.member
            point.save()
            given = {"data_point": point}
        made = make_attachment(shared.indicator, by=shared.member, shared=True, **given)

        assert list(visible_attachments(shared.colleague)) == []
        assert list(visible_attachments(shared.member)) == [made]


def test_the_district_changes_it_and_only_who_brought_it_shows_it(
    shared: Shared, people: dict[str, Participant]
) -> None:
    with program_scope(shared.program.pk):
        made = make_attachment(shared.indicator, by=shared.member, shared=True)
        partner = make_participant("Lena Voss", school=shared.school)
        seat(shared.collective, partner)
        may = {
            name: (
                can_bring_attachment(person, shared.placemat),
                can_change_attachment(person, made),
                can_show_attachment(person, made),
            )
            for name, person in {**people, "partner": partner}.items()
        }

    assert may == {
        "brought it": (True, True, True),
        "partner": (True, True, False),
        "of the district, admin": (False, False, False),
        "of the district, elsewhere": (False, False, False),
        "of another district": (True, False, False),
        "facilitator": (False, False, False),
        "coordinator": (False, False, False),
        "admin": (False, False, False),
        "stranger": (False, False, False),
    }


def test_another_programs_admin_of_a_district_of_the_same_name_sees_nothing(
    shared: Shared, other_program: object
) -> None:
    with program_scope(shared.program.pk):
        make_attachment(shared.indicator, by=shared.member, shared=True)

    other = Shared(other_program)
    with program_scope(other_program.pk):
        assert list(visible_attachments(other.member)) == []
