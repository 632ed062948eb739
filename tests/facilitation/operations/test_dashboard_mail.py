"""The monthly mail of a view across collectives."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from collectives.models import Collective, Door, Notice, Participant, Program, Role
from collectives.operations.door import door_secret
from facilitation.engine.mail_clock import MONTH
from facilitation.models import DashboardMonth, DashboardSubscription, DashboardView
from facilitation.operations.dashboard_mail import DUE_KIND, write_monthly
from facilitation.operations.dashboard_view import choose_monthly, save_view
from facilitation.operations.support_flag import raise_flag
from facilitation.tasks.dashboard import write_program_dashboards
from ilc.due import Due, begin_everywhere
from ilc.tenancy.scope import program_scope
from inquiry.models import Phase
from inquiry.operations.phase import move_phase
from tests.make import make_collective, make_cycle, make_participant, make_school, name_facilitator, seat

FIRST = datetime(2026, 12, 1, 7, tzinfo=UTC)  # of a month, at seven
BEFORE = FIRST - timedelta(days=9)


class Setting:
    """A collective in Shore that moved on in November, its coordinator, and a view that comes by mail."""

    def __init__(self) -> None:
        school = make_school()
        self.collective: Collective = make_collective("Reading with meaning")
        guide = make_participant("Renée Thériault")
        name_facilitator(self.collective, guide)
        seat(self.collective, make_participant(school=school))
        cycle = make_cycle(self.collective)
        self.reader: Participant = make_participant("Priya Raman", role=Role.COORDINATOR, region=school.district.region)
        self.view: DashboardView = save_view(
            None, name="All of Shore", filters={}, shared=False, by=self.reader, now=BEFORE
        )
        choose_monthly(self.view, participant=self.reader, wanted=True, now=BEFORE)
        move_phase(cycle, to_phase=Phase.ACTING, reason="Ready", by=guide, now=BEFORE)

    def zone(self, zone: str, language: str = "en") -> None:
        assert self.reader.user
        self.reader.user.time_zone, self.reader.user.language = zone, language
        self.reader.user.save()


@pytest.fixture
def setting(program: Program) -> Setting:
    begin_everywhere(DUE_KIND, due_at=BEFORE)
    with program_scope(program.pk):
        return Setting()


def write(program: Program, now: datetime = FIRST) -> list[Notice]:
    Due.objects.filter(kind=DUE_KIND).update(due_at=BEFORE)
    with program_scope(program.pk):
        return write_monthly(now=now) or []


def test_it_tells_what_changed_and_where_a_hand_is_up(program: Program, setting: Setting) -> None:
    with program_scope(program.pk):
        raise_flag(setting.collective, words="A reason of ours", kinds=[], by=setting.reader, now=BEFORE)

    [notice] = write(program)

    assert (notice.subject, notice.recipient_id) == ("All of Shore: November 2026", setting.reader.pk)
    assert "1 thing changed in what you look after here." in notice.text
    assert "Reading with meaning is in another phase: Acting, leading data" in notice.text
    assert "Where a hand would help:" in notice.text
    assert f"/p/{program.slug}/across/" in notice.html
    assert "A reason of ours" not in notice.text + notice.html
    assert write(program) == []


def test_it_comes_in_the_readers_language_on_the_readers_clocks(program: Program, setting: Setting) -> None:
    with program_scope(program.pk):
        setting.zone("America/Halifax", "fr")

    early = write(program, FIRST)
    [notice] = write(program, FIRST + timedelta(hours=4))

    assert early == []
    assert notice.subject == "All of Shore\N{NO-BREAK SPACE}: novembre 2026"
    assert "est dans une autre phase" in notice.text


def test_where_there_is_nothing_to_say_no_mail_comes(program: Program, setting: Setting) -> None:
    january = FIRST + timedelta(days=31)

    assert (len(write(program)), write(program, january)) == (1, [])
    with program_scope(program.pk):
        looked_at = [(one.month.month, one.notice_id is None) for one in DashboardMonth.objects.order_by("month")]
    assert looked_at == [(12, False), (1, True)]


@pytest.mark.parametrize("late", [timedelta(days=5), timedelta(hours=-1)])
def test_it_comes_in_the_first_days_of_a_month_alone(program: Program, setting: Setting, late: timedelta) -> None:
    assert write(program, FIRST + late) == []


def test_who_is_no_longer_staff_gets_none(program: Program, setting: Setting) -> None:
    with program_scope(program.pk):
        setting.reader.grants.update(taken_at=BEFORE)

    assert write(program) == []


def test_who_reads_a_shared_view_gets_what_their_regions_allow(program: Program, setting: Setting) -> None:
    with program_scope(program.pk):
        save_view(setting.view, name="All", filters={}, shared=True, by=setting.reader, now=BEFORE)
        far = make_school("Far", district="Valley", region="Inland").district.region
        other = make_participant("Tomás Echeverría", role=Role.COORDINATOR, region=far)
        choose_monthly(setting.view, participant=other, wanted=True, now=BEFORE)

    notices = write(program)

    assert [notice.recipient_id for notice in notices] == [setting.reader.pk]


def test_a_bare_press_on_the_link_in_it_stops_it(program: Program, setting: Setting) -> None:
    [notice] = write(program)
    with program_scope(program.pk):
        door = Door.objects.get(purpose="dashboard")
        address = f"/door/{door_secret(door)}/"

    looked = Client().get(address)
    pressed = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    again = Client().post(address, {"monthly": "on"})
    with program_scope(program.pk):
        said = [(one.ended_at is None, one.by_link) for one in DashboardSubscription.objects.order_by("begun_at")]

    assert "Opening this page has changed nothing." in looked.text
    assert "Stopped: it does not come any more." in pressed.text
    assert "It comes again, on the first of each month." in again.text
    assert said == [(False, True), (True, False)]
    assert f"door-{door.pk}" in notice.unsubscribe


def test_the_door_of_a_view_that_was_removed_does_not_open(program: Program, setting: Setting) -> None:
    write(program)
    with program_scope(program.pk):
        setting.view.removed_at = FIRST
        setting.view.save()
        address = f"/door/{door_secret(Door.objects.get(purpose='dashboard'))}/"

    assert Client().get(address).status_code == 410


def test_the_task_may_run_twice(program: Program, setting: Setting) -> None:
    for _ in range(2):
        write_program_dashboards(program_id=program.pk)

    with program_scope(program.pk):
        assert DashboardMonth.objects.count() <= 1  # one in the first days of a month
    assert Due.objects.get(kind=DUE_KIND, program=program).due_at > timezone.now()


def test_the_next_one_is_on_the_first_whatever_clocks_do() -> None:
    assert MONTH.next_mail("America/Halifax", now=FIRST) == datetime(2026, 12, 1, 11, tzinfo=UTC)
    assert MONTH.next_mail("UTC", now=FIRST) == datetime(2027, 1, 1, 7, tzinfo=UTC)
    assert MONTH.at_seven("UTC", now=FIRST + timedelta(days=3)) == FIRST
