"""Comments: what an operation keeps, and what it refuses."""

import pytest
from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.models import MAX_COMMENT, MAX_QUOTED, Comment, CommentChange, Outcome, PlacematField
from inquiry.operations.comment import (
    CommentChangedMeanwhile,
    CommentTooLong,
    CommentWithoutWords,
    OnlyListening,
    add_comment,
    answer_comment,
    change_comment,
    open_comment,
    remove_comment,
    resolve_comment,
    restore_comment,
)
from inquiry.queries.comment_part import Part
from tests.inquiry.setting import Setting
from tests.make_comment import make_comment, make_listening

THEN = Part(PlacematField.THEN, "Then", "teachers   plan\ntogether")


def changes(comment: Comment) -> list[tuple[str, str]]:
    return list(CommentChange.objects.filter(comment=comment).order_by("pk").values_list("what", "was"))


def test_a_comment_keeps_its_writer_its_language_and_the_words_it_speaks_of(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        assert setting.member.user is not None
        setting.member.user.language = "fr"

        made = add_comment(
            setting.placemat, part=THEN, text="  Lesquels?\r\n", kind="question", by=setting.member, now=timezone.now()
        )

        kept = Comment.objects.get(pk=made.pk)
    assert (kept.part, kept.kind, kept.text, kept.lang, kept.quoted, kept.by_id) == (
        "then",
        "question",
        "Lesquels?",
        "fr",
        "teachers plan together",
        setting.member.pk,
    )


def test_a_long_passage_is_quoted_from_its_beginning() -> None:
    passage = Part("then", "Then", "word " * 1000).passage

    assert (len(passage), passage[:9], passage[-1]) == (MAX_QUOTED, "word word", "…")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", CommentWithoutWords), (" \n\x00", CommentWithoutWords), ("x" * (MAX_COMMENT + 1), CommentTooLong)],
)
def test_nothing_and_too_much_are_refused(setting: Setting, text: str, refusal: type[Exception]) -> None:
    with program_scope(setting.program.pk):
        with pytest.raises(refusal):
            add_comment(setting.placemat, part=THEN, text=text, by=setting.member, now=timezone.now())

        assert Comment.objects.count() == 0


def test_exactly_as_much_as_fits_is_kept(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        made = add_comment(setting.placemat, part=THEN, text="x" * MAX_COMMENT, by=setting.member, now=timezone.now())

        assert len(made.text) == MAX_COMMENT


def test_an_answer_to_an_answer_goes_to_the_comment_above(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        first = make_comment(setting.placemat, setting.member, part="then")
        one = answer_comment(first, text="This.", presents=True, by=setting.facilitator, now=timezone.now())

        two = answer_comment(one, text="And that.", presents=True, by=setting.member, now=timezone.now())

        assert [(row.in_reply_to_id, row.part) for row in (one, two)] == [(first.pk, "then")] * 2


def test_presenters_who_only_listen_answer_and_settle_later(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        listening = make_listening(setting.placemat, setting.member)
        said = make_comment(setting.placemat, setting.stranger, feedback_round=listening, kind="cool")

        with pytest.raises(OnlyListening):
            answer_comment(said, text="But", presents=True, by=setting.member, now=timezone.now())
        with pytest.raises(OnlyListening):
            resolve_comment(said, outcome="taken_up", presents=True, by=setting.member, now=timezone.now())
        answer_comment(said, text="I see it too", presents=False, by=setting.other_member, now=timezone.now())
        listening.step = "reflect"
        listening.save()
        answer_comment(said, text="Thank you", presents=True, by=setting.member, now=timezone.now())

        assert list(said.answers.order_by("at").values_list("text", flat=True)) == ["I see it too", "Thank you"]
        assert {one.feedback_round_id for one in said.answers.all()} == {listening.pk}


def test_what_was_written_before_is_kept(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        comment = make_comment(setting.placemat, setting.member, "Fisrt\nlines")

        change_comment(comment, text="First\nlines", was="Fisrt\r\nlines", by=setting.member, now=timezone.now())
        change_comment(comment, text="First\nlines", was="First\nlines", by=setting.member, now=timezone.now())

        comment.refresh_from_db()
        assert (comment.text, comment.changed_at is None, changes(comment)) == (
            "First\nlines",
            False,
            [("written", "Fisrt\nlines")],
        )


def test_words_written_upon_others_are_not_put_over_them(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        comment = make_comment(setting.placemat, setting.member, "Second")

        with pytest.raises(CommentChangedMeanwhile):
            change_comment(comment, text="Third", was="First", by=setting.member, now=timezone.now())

        comment.refresh_from_db()
        assert comment.text == "Second"


def test_resolved_opened_taken_away_and_brought_back_leave_their_trace(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        comment = make_comment(setting.placemat, setting.member, "Hm")
        act = {"by": setting.facilitator, "now": timezone.now()}
        outcome = {"outcome": Outcome.SETTLED, "presents": True, **act}

        for _twice in range(2):
            resolve_comment(comment, **outcome)
        comment.refresh_from_db()
        resolved = (comment.outcome, comment.resolved_by_id)
        for _twice in range(2):
            open_comment(comment, **act)
        for _twice in range(2):
            remove_comment(comment, **act)
        comment.refresh_from_db()
        removed = comment.removed_at is not None
        resolve_comment(comment, **outcome)
        for _twice in range(2):
            restore_comment(comment, **act)

        comment.refresh_from_db()
        assert (resolved, removed, comment.outcome, comment.removed_at) == (
            ("settled", setting.facilitator.pk),
            True,
            "",
            None,
        )
        assert changes(comment) == [("resolved", ""), ("opened", "settled"), ("removed", "Hm"), ("restored", "Hm")]
