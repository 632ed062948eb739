"""The question guide of a session: its bank, its order, its reasons."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone, translation

from collectives.models import Collective, Participant, Program, Role
from facilitation.engine.guide import FITS, Screen
from facilitation.models import AgendaItem, ItemKind, Prompt, PromptUse, Session, SessionRun, SessionStep
from facilitation.operations.decision import add_decision, remove_decision
from facilitation.operations.question import keep_outcome, mark_favourite
from facilitation.queries.guide import FITS as FIT_REASONS
from facilitation.queries.guide import GuideRow, guide_of
from facilitation.queries.question import FIT_NAMES, list_questions, of_jobs
from facilitation.queries.screen import screen_of
from ilc.content import read_content
from ilc.tenancy.scope import program_scope
from inquiry.models import IfAction, Indicator
from tests.make import make_collective, make_cycle, make_participant, make_placemat, make_session, name_facilitator
from tests.make_gathering import make_gathering
from tests.make_question import make_asked, make_question

LANGUAGES = {"en", "fr", "es"}
JOBS = ("anchor", "illuminate", "elevate")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def entries(job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_content("facilitation", f"questions_{job}")["question"]
    return found


def scene() -> tuple[Collective, Session, Participant]:
    collective = make_collective("Reading with meaning")
    facilitator = make_participant("Renée Thériault", role=Role.FACILITATOR)
    name_facilitator(collective, facilitator)
    return collective, make_session(collective, on=date(2026, 11, 22)), facilitator


def rows(session: Session, who: Participant, *, job: str = "anchor", show: str = "") -> list[GuideRow]:
    guide = guide_of(session, who, phase=4, job=job, show=show)
    return [*guide.first, *guide.rest]


def if_action(collective: Collective, *, with_indicator: bool) -> IfAction:
    placemat = make_placemat(make_cycle(collective))
    action = IfAction.objects.create(placemat=placemat, position="a1", text="We visit", changed_at=NOW)
    if with_indicator:
        Indicator.objects.create(
            placemat=placemat, kind="leading", clause="if", if_action=action, position=1, text="Visits",
            data_types=["processes"], changed_at=NOW,
        )  # fmt: skip
    return action


@pytest.mark.parametrize("job", JOBS)
def test_each_job_has_at_least_twelve_questions_whole_in_every_language(job: str) -> None:
    found = entries(job)

    assert len(found) >= 12
    assert [one["key"] for one in found if set(one["text"]) != LANGUAGES or not all(one["text"].values())] == []
    assert [one["key"] for one in found if not one["key"].startswith(f"{job}-")] == []
    assert [one["key"] for one in found if not one["phases"] or not set(one["phases"]) <= set(range(1, 7))] == []
    assert [one["key"] for one in found if not one["fits"] or not set(one["fits"]) <= set(FITS)] == []


@pytest.mark.parametrize("job", JOBS)
def test_every_phase_and_whatever_is_on_the_screen_has_a_question(job: str) -> None:
    phases = {phase for one in entries(job) for phase in one["phases"]}
    fits = {fit for one in entries(job) for fit in one["fits"]}

    assert phases == set(range(1, 7))
    assert set(FITS) - fits == set()


def test_keys_are_told_apart_and_every_fit_has_its_words() -> None:
    keys = [one["key"] for job in JOBS for one in entries(job)]

    assert len(keys) == len(set(keys))
    assert set(FIT_REASONS) == set(FIT_NAMES) == set(FITS)


def test_the_guide_speaks_the_readers_language(program: Program) -> None:
    with program_scope(program.pk), translation.override("fr"):
        _, session, who = scene()
        texts = [row.question.text for row in rows(session, who)]

    assert "De quelle partie de notre problème de pratique s’agit-il\xa0?" in texts


def test_an_if_without_an_indicator_brings_its_questions_first_and_says_why(program: Program) -> None:
    with program_scope(program.pk):
        collective, session, who = scene()
        bare = if_action(collective, with_indicator=False)

        guide = guide_of(session, who, phase=4, job="illuminate", show=f"if:{bare.pk}")

    assert guide.screen == "if-action 1"
    assert guide.first[0].question.key == "illuminate-what-shows-it"
    assert guide.first[0].reason == "fits an if that has no indicator yet · nobody has asked this yet"
    assert len(guide.first) == 4


def test_an_if_with_an_indicator_is_only_an_if(program: Program) -> None:
    with program_scope(program.pk):
        collective, session, _ = scene()
        action = if_action(collective, with_indicator=True)

        found = screen_of(session, f"if:{action.pk}")

    assert found.screen == Screen("if", f"if:{action.pk}", has_indicator=True)


def test_the_clause_of_another_collective_is_not_on_this_screen(program: Program) -> None:
    with program_scope(program.pk):
        _, session, _ = scene()
        action = if_action(make_collective("Another"), with_indicator=False)

        assert screen_of(session, f"if:{action.pk}").screen == Screen()


@pytest.mark.parametrize("mangled", ["if:x", "if", "indicator:x", "nothing", ":", "indicator_leading"])
def test_a_mangled_address_shows_nothing_on_the_screen(program: Program, mangled: str) -> None:
    with program_scope(program.pk):
        _, session, _ = scene()

        assert screen_of(session, mangled).screen == Screen()


@pytest.mark.parametrize(
    ("shows", "kind"),
    [
        ({}, ""),
        ({"kind": "commitments"}, "commitments"),
        ({"kind": "prompt", "pk": "x"}, ""),
        ({"kind": "theory"}, "theory"),
        ({"kind": "then"}, "then"),
        ({"kind": "if", "pk": "x"}, ""),
    ],
)
def test_a_running_session_says_what_it_shows(program: Program, shows: dict[str, str], kind: str) -> None:
    with program_scope(program.pk):
        _, session, who = scene()
        SessionRun.objects.create(
            session=session, started_at=NOW, started_by=who, led_by=who, led_since=NOW, shows=shows, code="AB12"
        )

        assert screen_of(session).screen.kind == kind


def test_the_answers_to_a_prompt_are_on_the_screen_once_they_are_shown(program: Program) -> None:
    with program_scope(program.pk):
        _, session, who = scene()
        gathering = make_gathering(who, kinds=("open_text",), anonymous=False, state="open")
        prompt = Prompt.objects.create(
            session=session, gathering=gathering, use=PromptUse.LIVE, made_by=who, made_at=NOW
        )
        shows = {"kind": "prompt", "pk": str(prompt.pk)}
        SessionRun.objects.create(
            session=session, started_at=NOW, started_by=who, led_by=who, led_since=NOW, shows=shows, code="AB12"
        )

        hidden = screen_of(session).screen.kind
        Prompt.objects.update(shown_at=NOW)

        assert (hidden, screen_of(session).screen.kind) == ("", "prompt_answers")


def test_an_item_about_commitments_has_their_questions(program: Program) -> None:
    with program_scope(program.pk):
        _, session, who = scene()
        item = AgendaItem.objects.create(
            session=session, position=1, title="x", minutes=5, kind=ItemKind.COMMITMENTS, made_at=NOW
        )
        run = SessionRun.objects.create(
            session=session, started_at=NOW, started_by=who, led_by=who, led_since=NOW, code="AB12"
        )
        SessionStep.objects.create(run=run, item=item, planned_seconds=300, began_at=NOW, by=who)

        assert screen_of(session).screen.kind == "commitments"


@pytest.mark.parametrize(("position", "kind"), [(1, "start"), (2, ""), (3, "end")])
def test_the_first_and_the_last_item_have_questions_of_their_own(program: Program, position: int, kind: str) -> None:
    with program_scope(program.pk):
        _, session, who = scene()
        items = [
            AgendaItem.objects.create(session=session, position=number, title="x", minutes=5, made_at=NOW)
            for number in (1, 2, 3)
        ]
        run = SessionRun.objects.create(
            session=session, started_at=NOW, started_by=who, led_by=who, led_since=NOW, code="AB12"
        )
        SessionStep.objects.create(run=run, item=items[position - 1], planned_seconds=300, began_at=NOW, by=who)

        assert screen_of(session).screen.kind == kind


def test_what_came_of_a_question_is_told_with_the_month_it_was_asked_in(program: Program) -> None:
    with program_scope(program.pk):
        collective, session, who = scene()
        earlier = make_session(collective, on=date(timezone.localdate().year, 10, 20))
        asked = make_asked(earlier, who, "anchor-one-sentence")
        decision = add_decision(earlier, text="We visit in pairs", by=who, now=NOW)
        keep_outcome(asked, decision=decision, by=who, now=NOW)
        make_asked(earlier, who, "anchor-staying-with-it")
        mark_favourite(who, key="anchor-one-sentence", favourite=True)

        told = {row.question.key: row for row in rows(session, who)}
        remove_decision(decision, by=who, now=NOW)
        afterwards = {row.question.key: row for row in rows(session, who)}

    assert told["anchor-one-sentence"].reason == "suits your phase · asked in October: “We visit in pairs”"
    assert told["anchor-one-sentence"].favourite
    assert told["anchor-staying-with-it"].reason == "suits your phase · asked in October"
    assert afterwards["anchor-one-sentence"].reason == "suits your phase · asked in October"


def test_what_was_asked_today_stands_in_its_own_list_and_last_in_the_guide(program: Program) -> None:
    with program_scope(program.pk):
        _, session, who = scene()
        asked = make_asked(session, who, "anchor-back-to-problem", words="Which part?")

        guide = guide_of(session, who, phase=4, job="anchor", show="")

    assert guide.rest[-1].question.key == "anchor-back-to-problem"
    assert guide.rest[-1].asked == asked.pk
    assert [(row.words, row.job, row.by) for row in guide.asked] == [("Which part?", "Anchor", "Renée Thériault")]


def test_one_sees_ones_own_questions_and_the_programs_and_nobody_elses(program: Program) -> None:
    with program_scope(program.pk):
        _, _, who = scene()
        other, admin = make_participant(role=Role.FACILITATOR), make_participant(role=Role.ADMIN)
        make_question(who, "Mine")
        make_question(other, "Theirs")
        make_question(admin, "Of the program", for_program=True)
        make_question(admin, "The admin’s own")

        seen = {person: {one.text for one in list_questions(person) if one.own} for person in (who, admin)}
        member = list_questions(make_participant())

    assert seen == {who: {"Mine", "Of the program"}, admin: {"The admin’s own", "Of the program"}}
    assert [one for one in member if one.own] == []


def test_the_guide_costs_the_same_however_much_was_asked(program: Program, django_assert_max_num_queries: Any) -> None:
    with program_scope(program.pk):
        collective, session, who = scene()
        for number, one in enumerate(of_jobs(list_questions(who))["anchor"]):  # type: ignore[index]
            asked = make_asked(make_session(collective, on=date(2026, 9, number + 1)), who, one.key)
            keep_outcome(asked, text="Something", by=who, now=NOW)

        with django_assert_max_num_queries(8):
            rows(session, who)
