"""The demonstration: as large as promised, believable, and the same however often it is loaded."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.db.models import Count, Q, Sum
from pytest_django.plugin import DjangoDbBlocker

from collectives.models import (
    Ballot,
    Collective,
    District,
    DraftTheme,
    Gathering,
    Notice,
    Participant,
    Program,
    Region,
    Role,
    School,
    Theme,
    ThemeDecision,
)
from collectives.queries.open_theme import list_open_themes
from evidence.models import Analysis, DataPoint, DataPointChange, Judgement, Prediction, Settlement
from evidence.queries.evidence_plan import due_evidence
from facilitation.models import (
    Attendance,
    Commitment,
    Decision,
    Help,
    Prompt,
    PromptUse,
    QuestionAsked,
    Renewal,
    SelfReflection,
    Session,
    SessionAnalysis,
    SessionNotes,
    SessionRun,
    SessionStep,
    SupportFlag,
)
from facilitation.operations.demonstration import make_demonstration
from facilitation.queries.home import home_of
from facilitation.queries.self_reflection import shared_reflections
from ilc.tenancy.scope import program_scope
from inquiry.models import Adjustment, Comment, FeedbackRound, Indicator, Placemat, PlacematText

pytestmark = pytest.mark.xdist_group("demonstration")  # one worker: what they share is made once

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Sequence[Program]]:
    """The demonstration, made once for all who only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_demonstration(now=NOW)
        transaction.set_rollback(True)


def counts(program: Program) -> dict[str, int]:
    with program_scope(program.pk):
        tables = (Region, District, School, Theme, Collective, Session, Attendance, Placemat, PlacematText, Indicator)
        return {model.__name__: model.objects.count() for model in tables} | {
            role: Participant.objects.filter(grants__role=role).count() for role in Role.values
        }


def test_the_demonstration_is_as_large_as_promised_and_changes_nothing_the_second_time(
    loaded: Sequence[Program],
) -> None:
    english, french = loaded
    first = counts(english), counts(french)

    again = make_demonstration(now=NOW)

    assert again == []
    assert (counts(english), counts(french)) == first
    assert {key: first[0][key] for key in ("Region", "District", "School", "Theme", "Collective", "facilitator")} == {
        "Region": 3,
        "District": 12,
        "School": 40,
        "Theme": 10,
        "Collective": 11,  # ten of leaders, and the facilitators' own
        "facilitator": 8,
    }
    assert first[0]["leader"] == 97  # 96 leaders, and a coordinator who is one too
    assert french.language == "fr"


def test_the_worked_example_has_sessions_behind_and_ahead(loaded: Sequence[Program]) -> None:
    english, _french = loaded

    with program_scope(english.pk):
        sessions = Session.objects.filter(collective__name="Reading with meaning, grades 3–5", rhythm__isnull=False)
        behind = sessions.filter(starts_at__lt=NOW).count()
        ahead = sessions.filter(starts_at__gte=NOW).count()
        placemat = Placemat.objects.get(cycle__collective__name="Reading with meaning, grades 3–5", leader=None)
        texts = placemat.texts.exclude(text="").count()

    assert (behind, ahead > 1, texts) == (3, True, 8)


def test_what_leaders_said_has_become_themes_with_quotes_and_a_record(loaded: Sequence[Program]) -> None:
    english, _french = loaded

    with program_scope(english.pk):
        states = sorted(Gathering.objects.filter(collective=None).values_list("state", flat=True))
        kept = DraftTheme.objects.filter(state="kept").count()
        [decision] = ThemeDecision.objects.all()
        quoted = [theme for theme in list_open_themes(Participant.objects.get(name="Amara Okafor")) if theme.quotes]
        answered = Ballot.objects.exclude(answered_at=None).count()
    assert states == ["closed", "open", "open"]
    assert kept > len(decision.themes) > 1
    assert len(quoted) == len(decision.themes)
    assert answered > 80


def test_a_theory_was_adjusted_and_a_decision_led_to_it(loaded: Sequence[Program]) -> None:
    for program in loaded:
        with program_scope(program.pk):
            adjustment = Adjustment.objects.get()
            decision = Decision.objects.get()
            moment = adjustment.placemat.moments.get()

            assert [(part["fate"], part["number"] > 2) for part in adjustment.parts] == [("added", True)]
            assert decision.adjustment_id == adjustment.pk
            assert decision.at < adjustment.at
            assert moment.at == adjustment.from_at


def test_people_talk_about_drafts_and_ask_each_other(loaded: Sequence[Program]) -> None:
    programs = loaded

    found = []
    for program in programs:
        with program_scope(program.pk):
            rounds = [(one.step, one.closed_at is None) for one in FeedbackRound.objects.order_by("asked_at")]
            resolved = Comment.objects.exclude(outcome="").exists()
            found.append((rounds, resolved, Comment.objects.filter(in_reply_to__isnull=False).exists()))
    assert found == [
        ([("", False), ("listen", True), ("", True)], True, True),
        ([("reflect", True)], True, True),
    ]


def test_those_who_guide_reflect_and_meet_and_a_hand_is_up(loaded: Sequence[Program]) -> None:
    found = []
    for program in loaded:
        with program_scope(program.pk):
            meeting = Collective.objects.get(for_facilitators=True)
            lead = Participant.objects.get(facilitates__collective=meeting)
            session = Session.objects.filter(collective=meeting, starts_at__gt=NOW).earliest("starts_at")
            shared = [row.collective for row in shared_reflections(session, reader=lead)]
            flags = sorted(SupportFlag.objects.filter(lowered_at=None).values_list("rule", "collective__name"))
            found.append((SelfReflection.objects.count(), shared, flags, Help.objects.count()))

    assert found == [
        (
            4,
            ["Everyone at the table"],
            [("not_held", "Grading that tells the truth"), ("wished", "Back in school by October")],
            1,
        ),
        (3, ["Noter moins, dire plus"], [("wished", "Noter moins, dire plus")], 1),
    ]


def test_some_have_answered_before_a_session_to_come_and_another_question_waits(loaded: Sequence[Program]) -> None:
    found = []
    for program in loaded:
        with program_scope(program.pk):
            prompts = Prompt.objects.filter(use=PromptUse.BEFORE, session__starts_at__gt=NOW)
            counted = prompts.annotate(answers=Count("gathering__responses")).order_by("session__starts_at")
            letters = Notice.objects.filter(kind="prework").count()
            bound = prompts.exclude(item=None).values_list("item__title", flat=True)
            found.append((list(counted.values_list("gathering__state", "answers")), letters > 0, list(bound)))

    assert found == [
        ([("open", 4), ("draft", 0)], True, ["What we answered beforehand"]),
        ([("open", 3), ("draft", 0)], True, ["Ce que nous avons répondu au préalable"]),
    ]


def test_a_session_is_on_in_both_programs_and_leads_its_people_in_from_their_first_page(
    loaded: Sequence[Program],
) -> None:
    stands, leads_to = [], []
    for program in loaded:
        with program_scope(program.pk):
            run = SessionRun.objects.get(ended_at=None)
            session, steps = run.session, SessionStep.objects.filter(run=run).order_by("began_at")
            prompts = Prompt.objects.filter(session=session).order_by("made_at", "gathering__opened_at")
            stands.append(
                (
                    [(step.item.position, step.number) for step in steps],
                    [
                        (prompt.use, prompt.gathering.state, prompt.shown_at is not None, prompt.gathering.anonymous)
                        for prompt in prompts
                    ],
                    str(prompts[1].pk) == run.shows["pk"],
                    0 < NOW.timestamp() - steps.latest("began_at").began_at.timestamp() < 60 * 8,
                    Attendance.objects.filter(session=session).exclude(came="").count() > 5,
                    SessionNotes.objects.get(session=session).text.count("\n") > 0,
                    Commitment.objects.filter(session=session).count() > 0,
                    QuestionAsked.objects.filter(session=session).count(),
                )
            )
            people = [run.led_by, Participant.objects.get(name="Zoë Lefèvre")]
            leads_to += [home_of(one, otherwise="en", now=NOW).steps[0].url_name for one in people]

    assert (
        stands
        == [
            (
                [(1, 1), (2, 1), (3, 1), (3, 2)],
                [
                    ("live", "closed", True, True),
                    ("live", "open", False, False),
                    ("exit", "draft", False, True),
                ],
                True,
                True,
                True,
                True,
                True,
                1,
            )
        ]
        * 2
    )
    assert leads_to == ["facilitation:session-run", "facilitation:session-here"] * 2


def test_people_make_something_of_their_evidence(loaded: Sequence[Program]) -> None:
    def made(program: Program) -> dict[str, int]:
        with program_scope(program.pk):
            return {
                "analyses": Analysis.objects.count(),
                "in a session": SessionAnalysis.objects.count(),
                "led to an adjustment": Analysis.objects.filter(adjustment__isnull=False).count(),
                "predictions": Prediction.objects.count(),
                "judgements": Judgement.objects.count(),
                "settled": Settlement.objects.count(),
                "cycles closed": Renewal.objects.exclude(next_cycle=None).count(),
            }

    english, french = (made(program) for program in loaded)

    assert english == {
        "analyses": 4,
        "in a session": 4,
        "led to an adjustment": 1,
        "predictions": 7,
        "judgements": 3,
        "settled": 2,
        "cycles closed": 1,
    }
    assert (french["analyses"], french["led to an adjustment"], french["predictions"]) == (2, 1, 4)


def test_evidence_is_counted_planned_and_brought_and_some_is_still_to_come(loaded: Sequence[Program]) -> None:
    for program, collectives in zip(loaded, (6, 2), strict=True):
        with program_scope(program.pk):
            of = Collective.objects.filter(cycles__placemats__indicators__data_points__isnull=False).distinct()
            districts = set(DataPoint.objects.values_list("district", flat=True))
            waiting = [
                row
                for person in Participant.objects.filter(plan_lines__isnull=False).distinct()
                for row in due_evidence(person, today=NOW.date())
            ]
            small = DataPoint.objects.filter(kind="share", denominator__lt=10).count()

            assert (of.count(), len(districts) > 3, len(waiting) > 3, small > 10) == (collectives, True, True, True)
            assert DataPoint.objects.filter(Q(brought_at__gt=NOW) | Q(on__gt=NOW.date())).count() == 0
            assert DataPointChange.objects.filter(what="corrected").exclude(why="").exists()
            assert DataPoint.objects.filter(evidence_import__state="done").count() > 1


def test_groups_of_a_kind_are_all_the_students_of_a_figure(loaded: Sequence[Program]) -> None:
    for program in loaded:
        with program_scope(program.pk):
            split = DataPoint.objects.filter(group__isnull=False)
            places = {(row.indicator_id, row.school_id, row.on) for row in split}
            for indicator, school, on in places:
                same = DataPoint.objects.filter(indicator=indicator, school=school, on=on)
                parts = same.filter(group__isnull=False).aggregate(Sum("numerator"), Sum("denominator"))
                whole = same.get(group=None)
                if not whole.changes.exists():
                    assert parts == {"numerator__sum": whole.numerator, "denominator__sum": whole.denominator}
            assert len(places) > 10
