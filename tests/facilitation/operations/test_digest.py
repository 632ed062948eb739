"""The weekly mail: Monday at seven on each reader's clocks, once, with something to say or not at all."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from collectives.models import Collective, Notice, Participant, Program, ThingTold
from collectives.operations.gathering_open import NobodyLeftToRemind, remind, to_remind, write_letters
from collectives.operations.notice import Message, write_notices
from collectives.queries.notice import Thing
from facilitation.models import Commitment, DigestWeek, Prompt, PromptUse, SessionState
from facilitation.operations.attendance import say_coming
from facilitation.operations.commitment import NextStep, keep_commitment, make_commitment
from facilitation.operations.digest import (
    DUE_KIND,
    choose_digest,
    write_digests,
)
from facilitation.operations.help import Given, give_help
from facilitation.operations.support_flag import raise_flag
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from ilc.zones import local_time
from tests.make import make_collective, make_participant, make_session, name_facilitator, seat
from tests.make_gathering import make_gathering, open_to

MONDAY = datetime(2026, 11, 30, 11, 0, tzinfo=UTC)  # seven in Halifax
HALIFAX = "America/Halifax"


@pytest.fixture
def collective(program: Program) -> Iterator[Collective]:
    Due.objects.create(program=program, kind=DUE_KIND, key="", due_at=MONDAY - timedelta(days=7))
    with program_scope(program.pk):
        yield make_collective("Reading with meaning")


def reader(collective: Collective, name: str = "Amara Okafor", *, zone: str = HALIFAX) -> Participant:
    person = make_participant(name)
    assert person.user
    person.user.time_zone = zone
    person.user.save()
    seat(collective, person)
    return person


def takes_on(person: Participant, collective: Collective, text: str, *, days: int) -> Commitment:
    step = NextStep(text, person.pk, MONDAY.date() + timedelta(days=days))
    return make_commitment(collective, step, by=person, now=MONDAY - timedelta(days=40))


def write(now: datetime = MONDAY) -> list[Notice]:
    """All that is due at this time, whenever the next look was planned."""
    Due.objects.filter(kind=DUE_KIND).update(due_at=now)
    written: list[Notice] = []
    while (batch := write_digests(now=now)) is not None:
        written += batch
    return written


def texts(notices: list[Notice]) -> str:
    return " ".join(" ".join(notice.text for notice in notices).split())


def test_it_says_what_one_took_on_and_when_its_day_is(collective: Collective) -> None:
    amara = reader(collective)
    takes_on(amara, collective, "Send the sheet", days=4)
    takes_on(amara, collective, "Visit a colleague", days=-3)
    takes_on(amara, collective, "Far away", days=11)
    takes_on(amara, collective, "Long past", days=-29)
    keep_commitment(takes_on(amara, collective, "Done", days=1), by=amara, now=MONDAY)

    [notice] = write()

    text = texts([notice])
    assert "Send the sheet By Friday 4 December 2026, in Reading with meaning." in text
    assert "Visit a colleague It was for Friday 27 November 2026, in Reading with meaning. Is it done" in text
    assert [word for word in ("Far away", "Long past", "Done ") if word in text] == []
    assert "overdue" not in text.lower()


def test_it_names_the_next_session_and_whether_one_answered(collective: Collective) -> None:
    amara, darnell = reader(collective), reader(collective, "Darnell Whitfield")
    session = make_session(collective, on=(MONDAY + timedelta(days=3)).date())
    make_session(collective, on=(MONDAY + timedelta(days=1)).date(), state=SessionState.CANCELLED)
    say_coming(session, coming="online", by=amara, now=MONDAY)

    said = {notice.recipient_id: texts([notice]) for notice in write()}

    assert "Thursday 3 December 2026, 15:30 Atlantic time (Halifax)" in said[amara.pk]
    assert "You said that you come, online." in said[amara.pk]
    assert "You have not answered yet." in said[darnell.pk]


def test_a_session_that_one_answered_and_that_is_more_than_a_week_away_is_nothing_to_say(
    collective: Collective,
) -> None:
    amara = reader(collective)
    say_coming(make_session(collective, on=(MONDAY + timedelta(days=9)).date()), coming="room", by=amara, now=MONDAY)

    assert write() == []


def test_questions_that_wait_open_by_ones_own_link(collective: Collective) -> None:
    amara = reader(collective)
    open_to(make_gathering(amara, anonymous=False), [amara], now=MONDAY - timedelta(days=10))

    [notice] = write()

    assert "What troubles you?" in notice.text
    assert "/door/door-" in notice.text


def test_a_prompt_of_the_session_itself_is_not_asked_by_mail(collective: Collective) -> None:
    amara = reader(collective)
    session = make_session(collective, on=(MONDAY + timedelta(days=20)).date())
    for use in (PromptUse.LIVE, PromptUse.BEFORE):
        gathering = make_gathering(amara, anonymous=False, title={"en": f"Asked {use}"})
        open_to(gathering, [amara], now=MONDAY - timedelta(days=10))
        Prompt.objects.create(session=session, gathering=gathering, use=use, made_by=amara, made_at=MONDAY)

    [notice] = write()

    assert ("Asked before" in notice.text, "Asked live" in notice.text) == (True, False)


def test_help_that_was_offered_is_told_without_its_reason(collective: Collective) -> None:
    guide, staff = make_participant("Renée Thériault"), make_participant("Priya Raman")
    name_facilitator(collective, guide)
    flag = raise_flag(collective, words="New to the role", kinds=[], by=staff, now=MONDAY)
    given = Given("visit", "I sit in on Thursday", MONDAY.date(), "Call on Tuesday", guide, flag)
    give_help(collective, given, by=staff, now=MONDAY - timedelta(days=2))

    [notice] = write()

    assert "I sit in on Thursday Priya Raman, Reading with meaning. Next: Call on Tuesday" in texts([notice])
    assert "New to the role" not in notice.text
    assert write(MONDAY + timedelta(days=7)) == []


def test_nothing_to_say_is_no_mail_and_the_week_was_looked_at(collective: Collective) -> None:
    amara = reader(collective)

    assert write() == []
    assert [(week.participant_id, week.monday, week.notice) for week in DigestWeek.objects.all()] == [
        (amara.pk, date(2026, 11, 30), None)
    ]
    takes_on(amara, collective, "Send the sheet", days=4)
    assert write(MONDAY + timedelta(hours=3)) == []


def test_one_mail_a_week_however_often_it_runs_and_one_more_the_next_week(collective: Collective) -> None:
    amara = reader(collective)
    takes_on(amara, collective, "Send the sheet", days=9)

    numbers = [len(write(MONDAY + timedelta(hours=hours))) for hours in (0, 0, 1, 30, 7 * 24)]

    assert numbers == [1, 0, 0, 0, 1]


def test_it_runs_only_when_it_is_due(collective: Collective) -> None:
    takes_on(reader(collective), collective, "Send the sheet", days=4)
    Due.objects.update(due_at=MONDAY)

    assert write_digests(now=MONDAY - timedelta(minutes=1)) is None
    assert len(write_digests(now=MONDAY) or []) == 1
    assert write_digests(now=MONDAY) is None
    assert Due.objects.get(kind=DUE_KIND).due_at == MONDAY + timedelta(hours=1)


def test_it_comes_at_seven_on_each_readers_own_clocks(collective: Collective) -> None:
    people = {
        zone: reader(collective, zone, zone=zone) for zone in ("Europe/Paris", "America/St_Johns", "America/Vancouver")
    }
    for person in people.values():
        takes_on(person, collective, "Send the sheet", days=4)
    came = {}
    for quarter in range(-12 * 4, 12 * 4):
        now = MONDAY + timedelta(minutes=15 * quarter)
        came |= {notice.recipient.name: local_time(now, notice.recipient.name) for notice in write(now)}

    assert {zone: f"{at:%A %H:%M}" for zone, at in came.items()} == dict.fromkeys(people, "Monday 07:00")


def test_who_moves_to_another_zone_on_monday_gets_no_second_one(collective: Collective) -> None:
    amara = reader(collective)
    takes_on(amara, collective, "Send the sheet", days=4)
    first = write()
    assert amara.user
    amara.user.time_zone = "America/Vancouver"
    amara.user.save()

    assert (len(first), write(MONDAY + timedelta(hours=5))) == (1, [])


def test_what_could_not_go_out_by_wednesday_waits_for_the_next_monday(collective: Collective) -> None:
    takes_on(reader(collective), collective, "Send the sheet", days=9)

    assert write(MONDAY + timedelta(days=2)) == []
    assert len(write(MONDAY + timedelta(days=7))) == 1


def test_off_means_off_until_it_is_wanted_again(collective: Collective) -> None:
    amara = reader(collective)
    takes_on(amara, collective, "Send the sheet", days=9)

    choose_digest(amara, wanted=False, now=MONDAY)
    choose_digest(amara, wanted=False, now=MONDAY)
    assert (write(), amara.digest_choices.count()) == ([], 1)

    choose_digest(amara, wanted=True, now=MONDAY + timedelta(days=1))
    assert len(write(MONDAY + timedelta(days=7))) == 1


def test_who_left_or_has_no_account_gets_none(collective: Collective) -> None:
    gone = reader(collective)
    takes_on(gone, collective, "Send the sheet", days=4)
    Participant.objects.filter(pk=gone.pk).update(left_at=MONDAY)
    seat(collective, Participant.objects.create(name="Not invited", email="not.invited@example.org"))

    assert write() == []


def test_more_readers_than_fit_into_one_transaction_are_all_served(collective: Collective) -> None:
    others = [make_collective() for _ in range(6)]
    for number in range(53):
        person = reader(others[number // 10], f"Reader {number}")
        takes_on(person, others[number // 10], "Send the sheet", days=4)

    assert len(write()) == 53


def test_it_is_written_in_the_readers_language(collective: Collective) -> None:
    amara = reader(collective)
    assert amara.user
    amara.user.language = "fr"
    amara.user.save()
    make_session(collective, on=(MONDAY + timedelta(days=3)).date())

    [notice] = write()

    assert (notice.language, "Bonjour Amara Okafor" in notice.text, "jeudi 3 décembre 2026" in notice.subject) == (
        "fr",
        True,
        True,
    )


def test_what_other_mail_told_this_week_is_not_told_again(collective: Collective) -> None:
    amara = reader(collective)
    told, untold = (takes_on(amara, collective, text, days=4) for text in ("Told", "Not told yet"))
    context = {"door_url": "https://example.org/", "by": amara, "until": MONDAY}
    for days, about in ((5, told), (8, untold)):
        message = Message(amara, str(days), context, tells=[Thing("commitment", str(about.pk))])
        write_notices([message], kind="invitation", template="invitation", now=MONDAY - timedelta(days=days))

    [notice] = write()

    assert ("- Not told yet" in notice.text, "- Told" in notice.text) == (True, False)
    assert [(row.what, row.about) for row in ThingTold.objects.filter(notice=notice)] == [
        ("commitment", str(untold.pk))
    ]


def test_a_reminder_leaves_out_whom_the_weekly_mail_told(collective: Collective) -> None:
    amara, darnell = reader(collective), reader(collective, "Darnell Whitfield")
    gathering = open_to(make_gathering(amara, anonymous=False), [amara, darnell], now=MONDAY - timedelta(days=10))
    choose_digest(darnell, wanted=False, now=MONDAY)
    write()
    tuesday = MONDAY + timedelta(days=1, hours=3)

    assert (to_remind(gathering, now=tuesday), remind(gathering, by=amara, now=tuesday)) == (1, 1)
    letters = write_letters(gathering.pk, "202612011400", after=None, now=tuesday)
    assert [letter.recipient_id for letter in letters] == [darnell.pk]
    assert to_remind(gathering, now=MONDAY + timedelta(days=6, minutes=1)) == 2


def test_a_reminder_to_nobody_is_refused(collective: Collective) -> None:
    amara = reader(collective)
    gathering = open_to(make_gathering(amara, anonymous=False), [amara], now=MONDAY - timedelta(days=10))
    write()

    with pytest.raises(NobodyLeftToRemind):
        remind(gathering, by=amara, now=MONDAY + timedelta(days=1))
