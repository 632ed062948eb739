"""The sheet on which a cycle is closed: choosing part by part, saying who stays, pressing, taking back."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from collectives.models import Participant, Program, Role
from collectives.operations.seat import end_seat
from facilitation.models import Renewal, RenewalPart, RenewalSeat
from ilc.tenancy.scope import program_scope
from inquiry.models import Cycle
from tests.make import make_participant
from tests.make_renewal import Ending, make_ending

HTMX = {"HX-Request": "true"}
NEXT = {"following": "begin", "name": "2026–27", "starts_on": "2026-09-01", "ends_on": "2027-06-30", "why": ""}


@dataclass
class Stage:
    """A collective in phase 6, and who may come near it."""

    program: Program
    ending: Ending
    admin: Participant
    coordinator: Participant
    stranger: Participant

    def client(self, who: str) -> Client:
        person = getattr(self, who, None) or getattr(self.ending, who)
        client = Client(raise_request_exception=False)
        client.force_login(person.user)
        return client

    def url(self, tail: str = "") -> str:
        return f"/p/{self.program.slug}/cycles/{self.ending.cycle.pk}/renewal/{tail}"

    def choose(self, who: str, part: str, **said: object) -> Any:
        return self.client(who).post(self.url(f"part/?part={part}"), said)

    def press(self, who: str = "facilitator", **said: object) -> Any:
        with program_scope(self.program.pk):
            seen = self.ending.seen()
        return self.client(who).post(self.url("close/"), NEXT | {"seen": seen} | said)

    def rows(self) -> list[tuple[str, str, str]]:
        with program_scope(self.program.pk):
            return list(RenewalPart.objects.order_by("pk").values_list("part", "choice", "words"))


@pytest.fixture
def stage(program: Program) -> Stage:
    with program_scope(program.pk):
        ending = make_ending()
        region = ending.member.school.district.region  # type: ignore[union-attr]  # a member has one
        return Stage(
            program,
            ending,
            admin=make_participant(role=Role.ADMIN),
            coordinator=make_participant(role=Role.COORDINATOR, region=region),
            stranger=make_participant(),
        )


def test_the_sheet_shows_every_part_who_stays_and_what_is_promised(stage: Stage) -> None:
    page = stage.client("member").get(stage.url()).text

    shown = (
        "Talk about texts",
        "visit in pairs",
        "Visits a month",
        "Zoë Lindqvist",
        "Send the sheet",
        "has not said yet",
    )
    assert [words for words in shown if words not in page] == []


def test_a_member_keeps_a_part_without_a_script_and_comes_back_to_its_place(stage: Stage) -> None:
    answer = stage.choose("member", "priority", choice="keep", version="0")

    assert answer.headers["Location"] == stage.url() + "#priority"
    assert stage.rows() == [("priority", "keep", "")]


def test_htmx_gets_the_part_itself(stage: Stage) -> None:
    client = stage.client("member")

    answer = client.post(stage.url("part/?part=then"), {"choice": "sharpen", "words": "New"}, headers=HTMX, follow=True)

    assert ('id="then"' in answer.text, "<html" in answer.text, ">New</textarea>" in answer.text) == (True, False, True)
    assert 'id="renewal-progress" hx-swap-oob="true"' in answer.text
    assert re.search(r"\b1 of \d parts are chosen", " ".join(answer.text.split()))


def test_what_is_sharpened_without_words_is_asked_for_them_and_the_reason_is_kept(stage: Stage) -> None:
    answer = stage.choose("member", "then", choice="sharpen", words=" ", why="Too broad.")

    assert answer.status_code == 422
    assert ("How does it read once it is sharpened?" in answer.text, "Too broad." in answer.text) == (True, True)


def test_who_chose_upon_what_another_changed_sees_both_and_saves_again(stage: Stage) -> None:
    stage.choose("colleague", "priority", choice="drop", version="0")

    answer = stage.choose("member", "priority", choice="sharpen", words="Talk more", version="0")
    again = stage.choose("member", "priority", choice="sharpen", words="Talk more", version="1")

    page = answer.text
    assert ("Zoë Lindqvist chose here while you did" in page, "Talk more" in page, 'value="1"' in page) == (True,) * 3
    assert again.status_code == 302
    assert stage.rows() == [("priority", "sharpen", "Talk more")]


def test_a_part_that_nobody_wrote_is_not_there(stage: Stage) -> None:
    assert stage.choose("member", "system_goal", choice="keep").status_code == 404


def test_a_member_says_it_for_oneself_and_not_for_another(stage: Stage) -> None:
    own = {"participant": stage.ending.member.pk, "staying": "moves"}
    other = {"participant": stage.ending.colleague.pk, "staying": "leaves"}

    answers = [stage.client("member").post(stage.url("seats/"), said).status_code for said in (own, other)]
    noted = stage.client("facilitator").post(stage.url("seats/"), other).headers["Location"]

    with program_scope(stage.program.pk):
        said = list(RenewalSeat.objects.order_by("pk").values_list("participant__name", "staying", "said_by__name"))
    assert (answers, noted) == ([302, 403], stage.url() + "#seats")
    assert said == [
        ("Amara Okafor", "moves", "Amara Okafor"),
        ("Zoë Lindqvist", "leaves", "Renée Thériault"),
    ]


def test_nothing_is_noted_for_who_lost_their_seat_meanwhile(stage: Stage) -> None:
    with program_scope(stage.program.pk):
        seat = stage.ending.collective.seats.get(participant=stage.ending.colleague)
        end_seat(seat, reason="", by=stage.ending.facilitator, now=timezone.now())

    said = {"participant": stage.ending.colleague.pk, "staying": "stays"}
    answer = stage.client("facilitator").post(stage.url("seats/"), said)

    assert (answer.status_code, "no seat here any more" in answer.text) == (422, True)


def test_the_question_says_exactly_what_will_happen_and_proposes_the_next_school_year(stage: Stage) -> None:
    stage.choose("member", "priority", choice="drop")

    page = stage.client("facilitator").get(stage.url("close/")).text

    told = (
        "Nobody writes in 2025–26 any more", "(nobody chose)", "Amara Okafor, Zoë Lindqvist",
        "One line of the evidence plan goes on", "One open commitment goes on", 'value="2026–27"', 'value="2026-09-01"',
    )  # fmt: skip
    assert [words for words in told if words not in page] == []


def test_a_facilitator_presses_and_the_next_placemat_is_one_click_away(stage: Stage) -> None:
    answer = stage.press(why="We know what talk does.")

    page = stage.client("member").get(stage.url()).text
    with program_scope(stage.program.pk):
        assert list(Cycle.objects.order_by("number").values_list("name", flat=True)) == ["2025–26", "2026–27"]
    assert answer.headers["Location"] == stage.url()
    assert ("2026–27 has begun with what you kept" in page, "We know what talk does." in page) == (True, True)
    assert "Open the cycle again" not in page


def test_without_a_next_cycle_neither_name_nor_days_are_asked_for(stage: Stage) -> None:
    answer = stage.press(following="none", name="", starts_on="", ends_on="")

    with program_scope(stage.program.pk):
        assert (answer.status_code, Cycle.objects.count()) == (302, 1)


def test_turned_dates_are_asked_about_and_what_was_typed_is_kept(stage: Stage) -> None:
    answer = stage.press(ends_on="2026-08-01", why="Kept words")

    page = answer.text
    assert answer.status_code == 422
    assert ("look at the two dates again" in page, "Kept words" in page) == (True, True)


def test_what_changed_since_is_shown_before_it_happens(stage: Stage) -> None:
    with program_scope(stage.program.pk):
        seen = stage.ending.seen()
    stage.choose("member", "priority", choice="drop")

    first = stage.press(seen=seen)
    again = stage.press()

    assert (first.status_code, again.status_code) == (422, 302)
    assert "Something changed while you read" in first.text


def test_who_presses_a_second_time_is_not_let_through(stage: Stage) -> None:
    stage.press()

    assert stage.press().status_code == 403
    assert stage.client("facilitator").get(stage.url("close/")).headers["Location"] == stage.url()
    assert stage.choose("member", "priority", choice="keep").status_code == 403


def test_it_is_taken_back_by_who_leads_and_once(stage: Stage) -> None:
    stage.press()
    client = stage.client("facilitator")
    offered = "Open the cycle again" in client.get(stage.url()).text

    client.post(stage.url("undo/"))
    again = client.post(stage.url("undo/"), follow=True).text

    with program_scope(stage.program.pk):
        assert (offered, Cycle.objects.get().closed_at) == (True, None)
    assert "This closing was taken back already." in again


def test_after_a_week_it_is_not_offered_any_more(stage: Stage) -> None:
    stage.press()
    with program_scope(stage.program.pk):
        Renewal.objects.update(closed_at=timezone.now() - timedelta(days=8))

    assert "Open the cycle again" not in stage.client("facilitator").get(stage.url()).text


def test_who_may_do_what(stage: Stage) -> None:
    people = ("member", "facilitator", "admin", "coordinator", "stranger")
    part = "part/?part=priority"
    asked = {
        tail: [stage.client(who).get(stage.url(tail)).status_code for who in people] for tail in ("", part, "close/")
    }

    assert asked == {
        "": [200, 200, 200, 403, 404],
        part: [200, 200, 403, 403, 404],
        "close/": [403, 200, 200, 403, 404],
    }


def test_what_was_decided_is_read_by_everybody_who_sees_the_collective(stage: Stage) -> None:
    stage.press()

    assert [stage.client(who).get(stage.url()).status_code for who in ("coordinator", "stranger")] == [200, 404]


def test_a_cycle_that_closed_without_a_sheet_says_so(stage: Stage) -> None:
    with program_scope(stage.program.pk):
        Cycle.objects.update(closed_at=timezone.now())

    assert "It closed without a sheet of choices." in stage.client("member").get(stage.url()).text
