"""A collective writes what it learned, asks its members, publishes it, withdraws it."""

from datetime import UTC, date, datetime

import pytest
from django.utils.timezone import now

from evidence.engine.learning_summary import read_frozen
from evidence.models import LearningChange, LearningConsent, LearningState, LearningSummary, LearningWord
from evidence.operations.data_point import PersonalData
from evidence.operations.learning_summary import (
    NobodyAsks,
    NotAgreed,
    ObjectionNeeded,
    PlacematNamesSomebody,
    SummaryMeanwhile,
    SummaryStands,
    SummaryUnfinished,
    SummaryWords,
    answer_summary,
    ask_members,
    publish_summary,
    take_back_summary,
    withdraw_summary,
    write_summary,
)
from evidence.operations.release import release_days
from evidence.queries.learning_summary import read_snapshot, summary_of
from ilc.tenancy.scope import program_scope
from inquiry.models import PlacematText
from tests.evidence.setting import ON, Shared
from tests.make_evidence import make_measure
from tests.make_history import day, write
from tests.make_learning import make_asked, make_published, make_summary

AT = datetime(2026, 11, 20, 15, tzinfo=UTC)


def states(shared: Shared) -> list[str]:
    return list(LearningSummary.objects.filter(placemat=shared.placemat).values_list("state", flat=True))


def happened(summary: LearningSummary) -> list[str]:
    return list(LearningChange.objects.filter(summary=summary).order_by("pk").values_list("what", flat=True))


def test_a_summary_goes_from_its_draft_to_the_library(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        summary = make_summary(shared.placemat, by=shared.member)
        ask_members(summary, by=shared.member, now=AT)
        answer_summary(summary, agrees=True, why="", by=shared.member, now=AT)
        publish_summary(summary, by=shared.facilitator, now=AT)
        publish_summary(summary, by=shared.facilitator, now=AT)
        found = summary_of(shared.placemat)
        assert found

        assert (found.state, found.published_at, found.round) == (LearningState.PUBLISHED, AT, 1)
        assert happened(summary) == ["written", "asked", "answered", "published"]
        assert {"en:classroom", "en:visit", "en:talk"} <= set(LearningWord.objects.values_list("word", flat=True))


def test_what_is_published_is_frozen_when_the_members_are_asked(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        summary = make_asked(shared.placemat, by=shared.member)
        write(shared.placemat, "then", "teachers do something else", by=shared.member, at=day(9))
        answer_summary(summary, agrees=True, why="", by=shared.member, now=AT)
        publish_summary(summary, by=shared.facilitator, now=AT)
        summary.refresh_from_db()
        frozen = read_frozen(summary.snapshot)

    assert [(one.key, one.words) for one in frozen.clauses] == [
        ("if", "visit classrooms"),
        ("then", "teachers plan together"),
        ("so", "students read with meaning"),
    ]
    assert (frozen.collective, frozen.regions) == ("Reading with meaning", ("Shore",))


def test_figures_are_those_of_the_shared_view_and_what_is_protected_later_is_shut(counted: Shared) -> None:
    with program_scope(counted.program.pk):
        counted.bring(numerator=30, denominator=60)
        counted.bring(far=True, numerator=30, denominator=60)
        release_days(counted.indicator.pk, [ON], now=AT)
        summary = make_asked(counted.placemat, by=counted.member, now=AT)
        shown = [(one.latest, one.on, one.shut) for one in read_snapshot(summary).indicators]
        counted.indicator.releases.all().delete()
        later = [(one.latest, one.on, one.shut) for one in read_snapshot(summary).indicators]

    assert [(on, shut, latest != "") for latest, on, shut in shown] == [(ON.isoformat(), False, True)]
    assert later == [("", "", True)]


def test_a_small_figure_is_never_frozen(counted: Shared) -> None:
    with program_scope(counted.program.pk):
        counted.bring(numerator=3, denominator=6)
        release_days(counted.indicator.pk, [ON], now=AT)
        summary = make_asked(counted.placemat, by=counted.member, now=AT)

    rows = read_frozen(summary.snapshot).indicators
    assert [(one.latest, one.shut) for one in rows] == [("", True)]


def test_two_who_write_at_once_both_stay(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_summary(shared.placemat, by=shared.member)

        with pytest.raises(SummaryMeanwhile) as reason:
            write_summary(shared.placemat, words=SummaryWords("Mine"), version=0, by=shared.colleague, now=AT)

    assert (reason.value.theirs.title, shared.member.name in str(reason.value)) == ("Visits change talk", True)


def test_saving_the_same_words_again_changes_nothing(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        words = SummaryWords("One", "a", "b")
        first = write_summary(shared.placemat, words=words, version=0, by=shared.member, now=AT)
        again = write_summary(shared.placemat, words=words, version=0, by=shared.colleague, now=AT)

        assert (again.pk, again.version, again.changed_by_id) == (first.pk, 1, shared.member.pk)


@pytest.mark.parametrize("field", ["title", "tried", "learned", "helped", "hindered", "for_others"])
def test_no_word_of_it_names_somebody(shared: Shared, field: str) -> None:
    said = {"title": "One", "tried": "a", "learned": "b"} | {field: "It began with Emily Johnson."}

    with program_scope(shared.program.pk), pytest.raises(PersonalData) as reason:
        write_summary(shared.placemat, words=SummaryWords(**said), version=0, by=shared.member, now=AT)

    assert reason.value.field == field


def test_a_placemat_that_names_somebody_is_shown_to_nobody(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        PlacematText.objects.filter(placemat=shared.placemat, field="then").update(text="Emily Johnson plans with us")
        summary = make_summary(shared.placemat, by=shared.member)

        with pytest.raises(PlacematNamesSomebody):
            ask_members(summary, by=shared.member, now=AT)
        assert states(shared) == ["draft"]


def test_what_others_look_for_first_is_needed_before_the_members_are_asked(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        summary = make_summary(shared.placemat, by=shared.member, learned="")

        with pytest.raises(SummaryUnfinished):
            ask_members(summary, by=shared.member, now=AT)


def test_one_no_or_too_few_yes_keep_it_from_the_library(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        summary = make_summary(shared.placemat, by=shared.member)
        with pytest.raises(NobodyAsks):
            publish_summary(summary, by=shared.facilitator, now=AT)
        with pytest.raises(NobodyAsks):
            answer_summary(summary, agrees=True, why="", by=shared.member, now=AT)
        ask_members(summary, by=shared.member, now=AT)
        ask_members(summary, by=shared.colleague, now=AT)
        with pytest.raises(NotAgreed, match="At least half"):
            publish_summary(summary, by=shared.facilitator, now=AT)
        answer_summary(summary, agrees=True, why="", by=shared.member, now=AT)
        with pytest.raises(ObjectionNeeded):
            answer_summary(summary, agrees=False, why=" ", by=shared.colleague, now=AT)
        answer_summary(summary, agrees=False, why="The school can be told", by=shared.colleague, now=AT)
        with pytest.raises(NotAgreed, match="not like this"):
            publish_summary(summary, by=shared.facilitator, now=AT)
        answer_summary(summary, agrees=True, why="", by=shared.colleague, now=AT)
        answer_summary(summary, agrees=True, why="", by=shared.colleague, now=AT)
        publish_summary(summary, by=shared.facilitator, now=AT)

        assert states(shared) == ["published"]
        assert happened(summary) == ["written", "asked", "answered", "answered", "answered", "published"]


def test_words_that_members_are_asked_about_do_not_change_under_them(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        summary = make_asked(shared.placemat, by=shared.member)
        answer_summary(summary, agrees=True, why="", by=shared.member, now=AT)
        with pytest.raises(SummaryStands):
            write_summary(shared.placemat, words=SummaryWords("New"), version=1, by=shared.member, now=AT)
        take_back_summary(summary, by=shared.colleague, now=AT)
        take_back_summary(summary, by=shared.colleague, now=AT)
        write_summary(shared.placemat, words=SummaryWords("New", "a", "b"), version=1, by=shared.member, now=AT)
        ask_members(summary, by=shared.member, now=AT)

        with pytest.raises(NotAgreed):
            publish_summary(summary, by=shared.facilitator, now=AT)
        assert list(LearningConsent.objects.values_list("round", "agrees")) == [(1, True)]


def test_what_is_withdrawn_is_found_no_more_and_can_be_written_anew(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        summary = make_published(shared.placemat, by=shared.facilitator)
        with pytest.raises(ObjectionNeeded):
            withdraw_summary(summary, why="  ", by=shared.colleague, now=AT)
        withdraw_summary(summary, why="One school can be told", by=shared.colleague, now=AT)
        withdraw_summary(summary, why="Again", by=shared.colleague, now=AT)
        left = LearningWord.objects.count()
        withdrawn = states(shared)
        write_summary(shared.placemat, words=SummaryWords("New", "a", "b"), version=1, by=shared.member, now=now())

        assert (withdrawn, left, states(shared)) == (["withdrawn"], 0, ["draft"])
        assert LearningChange.objects.filter(what="withdrawn").values_list("why", flat=True).get() == (
            "One school can be told"
        )


def test_the_day_of_a_frozen_figure_is_a_day(shared: Shared) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member)
        shared.bring(numerator=60, denominator=120)
        release_days(shared.indicator.pk, [ON], now=AT)
        summary = make_asked(shared.placemat, by=shared.member, now=AT)

    assert [one.day for one in read_frozen(summary.snapshot).indicators] == [date(2026, 11, 3)]
