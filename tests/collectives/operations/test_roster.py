import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from collectives.models import (
    Participant,
    Program,
    Region,
    Role,
    RosterImport,
    RosterRow,
    RosterState,
)
from collectives.operations import roster as operations
from collectives.operations.roster import choose_columns, start_bringing_in, start_undoing, stop_check, upload_roster
from collectives.tasks.roster import bring_in_roster, check_roster, take_back_roster
from ilc.errors import Refused
from ilc.tenancy.scope import program_scope
from tests.collectives.rosters import HEADERS, bring, check, people, reload, rows, undo, upload
from tests.make import give_role, make_participant, make_school


@pytest.fixture
def admin(program: Program) -> Participant:
    with program_scope(program.pk):
        return make_participant("Ana Admin", role=Role.ADMIN)


def test_new_changed_same_and_problem_rows_are_told_apart(program: Program, admin: Participant):
    with program_scope(program.pk):
        make_school("Gull Rock")
        make_participant("Zoë Côté", email="Zoe@example.org", position="coach")
        make_participant("Léo Roy", email="leo@example.org", position="principal")
    content = (
        "Name,Email,Position,Roles\n"
        "New Person,new@example.org,principal,leader\n"
        "Zoë Côté-Roy,zoe@example.org,principal,leader\n"
        "Léo Roy,LEO@example.org,directeur,\n"
        "Nobody,,,\n"
        "Second New,new@example.org,,\n"
    )

    roster = check(upload(admin, content))

    assert roster.state == RosterState.CHECKED
    assert roster.counts == {"new": 1, "changed": 1, "same": 1, "problem": 2}
    assert rows(roster) == [
        (2, "new", []),
        (3, "changed", []),
        (4, "same", []),
        (5, "problem", ["email_missing"]),
        (6, "problem", ["same_email"]),
    ]


def test_a_changed_row_says_what_was_before_field_by_field(program: Program, admin: Participant):
    with program_scope(program.pk):
        gull = make_school("Gull Rock")
        bay = make_school("Bay School", district="Bay")
        make_participant("Zoë Côté", email="zoe@example.org", position="coach", school=bay)

    roster = check(upload(admin, HEADERS + "Zoë C. Côté,zoe@example.org,coach,gull rock,,,fr,facilitator\n"))

    with program_scope(program.pk):
        row = RosterRow.objects.get(roster_import=roster)
        assert row.values == {
            "name": "Zoë C. Côté",
            "school": str(gull.pk),
            "district": str(gull.district_id),
            "language": "fr",
            "roles": ["facilitator"],
        }
        assert row.before == {"name": "Zoë Côté", "school": str(bay.pk), "district": "", "language": "en"}


def test_people_are_brought_in_with_their_places_and_roles(program: Program, admin: Participant):
    content = HEADERS + (
        'Zoë Côté,zoe@example.org,principal,École de la Baie,CSAP,Côte,fr,"leader, facilitator"\n'
        "Léo Roy,leo@example.org,coach,ECOLE DE LA BAIE,csap,cote,,\n"
        "Mia Noël,mia@example.org,superintendent,,CSAP,,,coordinator\n"
    )

    roster = bring(check(upload(admin, content), add_places=True, make_leaders=True), admin)

    assert roster.state == RosterState.DONE
    assert people(program) == {
        "zoe@example.org": ("Zoë Côté", "principal", "École de la Baie", "fr", ["facilitator", "leader"]),
        "leo@example.org": ("Léo Roy", "coach", "École de la Baie", "en", ["leader"]),
        "mia@example.org": ("Mia Noël", "superintendent", None, "en", ["coordinator"]),
        admin.email: ("Ana Admin", "", None, "en", ["admin"]),
    }
    with program_scope(program.pk):
        mia = Participant.objects.get(email="mia@example.org")
        assert mia.district is not None
        assert mia.district.name == "CSAP"
        assert [(grant.region and grant.region.name, grant.given_by) for grant in mia.grants.all()] == [("Côte", admin)]


def test_places_that_are_not_here_are_problems_unless_the_admin_wants_them(program: Program, admin: Participant):
    with program_scope(program.pk):
        make_school("Gull Rock", district="Tidewater", region="Shore")
        Region.objects.create(name="Valley")
    content = HEADERS + (
        "A,a@example.org,,Unknown School,,,,\n"
        "B,b@example.org,,,Unknown District,,,\n"
        "C,c@example.org,,,,Unknown Region,,\n"
        "D,d@example.org,,Gull Rock,Tidewater,Valley,,\n"
        "E,e@example.org,,gull rock,TIDEWATER,,,coordinator\n"
    )

    without = check(upload(admin, content))
    adding = check(upload(admin, content), add_places=True)

    codes = [problems for _, _, problems in rows(without)]
    assert codes == [["school_unknown"], ["district_unknown"], ["region_unknown"], ["district_elsewhere"], []]
    codes = [problems for _, _, problems in rows(adding)]
    assert codes == [["school_needs_district"], ["district_needs_region"], [], ["district_elsewhere"], []]
    assert [name for _, name, _ in adding.options["new_places"]["region"]] == ["Unknown Region"]


def test_rows_with_problems_are_left_out_only_when_the_admin_says_so(program: Program, admin: Participant):
    roster = check(upload(admin, "Name,Email\nZoë,zoe@example.org\nLéo,not an address\n"))

    with program_scope(program.pk), pytest.raises(operations.RowsNeedALook, match="1 row needs a look"):
        start_bringing_in(roster, leave_out_problems=False, by=admin, now=timezone.now())
    bring(roster, admin, leave_out_problems=True)

    assert set(people(program)) == {admin.email, "zoe@example.org"}


def test_a_roster_in_which_nothing_is_new_brings_in_nothing(program: Program, admin: Participant):
    roster = check(upload(admin, f"Name,Email\nAna Admin,{admin.email}\n"))

    with program_scope(program.pk), pytest.raises(operations.NothingToBringIn):
        start_bringing_in(roster, leave_out_problems=True, by=admin, now=timezone.now())


def test_nobody_is_taken_out_and_no_role_is_taken_away(program: Program, admin: Participant):
    with program_scope(program.pk):
        zoe = make_participant("Zoë", email="zoe@example.org", role=Role.FACILITATOR)
        make_participant("Absent", email="absent@example.org")
        give_role(zoe, Role.ADMIN)
    before = people(program)

    bring(check(upload(admin, "Name,Email,Roles\nZoë,zoe@example.org,leader\n")), admin)

    after = people(program)
    assert after.pop("zoe@example.org")[4] == ["admin", "facilitator", "leader"]
    before.pop("zoe@example.org")
    assert after == before


def test_a_person_who_left_is_a_problem(program: Program, admin: Participant):
    with program_scope(program.pk):
        make_participant("Zoë", email="zoe@example.org", left_at=timezone.now())

    roster = check(upload(admin, "Name,Email\nZoë,zoe@example.org\n"))

    assert rows(roster) == [(2, "problem", ["left_program"])]


def test_people_of_another_program_are_not_known_here(program: Program, other_program: Program, admin: Participant):
    with program_scope(other_program.pk):
        make_participant("Zoë Elsewhere", email="zoe@example.org")

    bring(check(upload(admin, "Name,Email\nZoë,zoe@example.org\n")), admin)

    assert people(program)["zoe@example.org"][0] == "Zoë"
    assert people(other_program)["zoe@example.org"][0] == "Zoë Elsewhere"


@pytest.mark.parametrize("change", ["name", "newcomer", "place"])
def test_nothing_is_brought_in_when_people_changed_since_the_preview(program: Program, admin: Participant, change: str):
    with program_scope(program.pk):
        zoe = make_participant("Zoë", email="zoe@example.org")
        make_school("Gull Rock")
    content = HEADERS + (
        "Léo,leo@example.org,,New School,Tidewater,,,\nZoë Côté,zoe@example.org,,,,,,\nMia,mia@example.org,,,,,,\n"
    )
    roster = check(upload(admin, content), add_places=True)
    with program_scope(program.pk):
        if change == "name":
            Participant.objects.filter(pk=zoe.pk).update(name="Somebody else")
        elif change == "newcomer":
            make_participant("Mia", email="MIA@example.org")
        else:
            make_school("new school")

    roster = bring(roster, admin)

    assert roster.state == RosterState.CHECKED
    assert '"people_changed"' in roster.trouble
    assert "leo@example.org" not in people(program)


def test_a_file_that_turns_out_unreadable_leaves_nothing_but_the_reason(program: Program, admin: Participant):
    roster = check(upload(admin, "Name,Email\n" + "Zoë,zoe@example.org\n" * 6000 + '"Léo,leo@example.org\n'))

    assert (roster.state, rows(roster)) == (RosterState.STOPPED, [])
    assert '"quote_never_closes"' in roster.trouble


class Thrown(Exception):
    """Something that goes wrong after the file was stored."""


def upload_and_throw(admin: Participant) -> None:
    upload_roster(io.BytesIO(b"Name,Email\n"), file_name="p.csv", by=admin, now=timezone.now())
    raise Thrown


def files_of(program: Program) -> list[bytes]:
    folder = Path(default_storage.path(f"p{program.pk}"))
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_with_its_roster(program: Program, admin: Participant):
    before = files_of(program)

    roster = upload(admin, "Name,Email\n")

    assert Path(default_storage.path(roster.file)).read_bytes() == b"Name,Email\n"
    assert len(files_of(program)) == len(before) + 1


def test_a_file_goes_when_its_roster_is_rolled_back(program: Program, admin: Participant):
    before = files_of(program)

    with pytest.raises(Thrown), program_scope(program.pk):
        upload_and_throw(admin)

    with program_scope(program.pk):
        assert not RosterImport.objects.exists()
    assert files_of(program) == before


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"name": 0}, "e-mail"),
        ({"email": 1}, "names"),
        ({"name": 0, "email": 0}, "twice"),
        ({"name": 0, "email": 9}, "not in the file"),
        ({"wizard": 0, "email": 1}, "not in the file"),
    ],
)
def test_columns_must_tell_who_the_people_are(program: Program, admin: Participant, mapping, words):
    roster = upload(admin, "Name,Email\nZoë,zoe@example.org\n")

    with program_scope(program.pk), pytest.raises(operations.ColumnsNotChosen, match=words):
        choose_columns(roster, mapping=mapping, add_places=False, make_leaders=False, now=timezone.now())


def test_a_stopped_roster_is_not_read_and_can_be_read_again(program: Program, admin: Participant):
    roster = upload(admin, "Name,Email\nZoë,zoe@example.org\n")
    with program_scope(program.pk):
        choose_columns(roster, mapping=roster.mapping, add_places=False, make_leaders=False, now=timezone.now())
        stop_check(roster, now=timezone.now())
    check_roster(program_id=program.pk, roster_pk=str(roster.pk))
    assert reload(roster).state == RosterState.STOPPED

    assert check(roster).counts["new"] == 1


def test_each_step_happens_once(program: Program, admin: Participant):
    roster = bring(check(upload(admin, "Name,Email\nZoë,zoe@example.org\n")), admin)
    bring_in_roster(program_id=program.pk, roster_pk=str(roster.pk))

    with program_scope(program.pk), pytest.raises(Refused, match="brought in"):
        start_bringing_in(roster, leave_out_problems=True, by=admin, now=timezone.now())
    roster = undo(roster, admin)
    take_back_roster(program_id=program.pk, roster_pk=str(roster.pk))
    with program_scope(program.pk), pytest.raises(Refused, match="undone"):
        start_undoing(roster, by=admin, now=timezone.now())

    assert set(people(program)) == {admin.email}
