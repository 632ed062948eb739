"""Grouping a board where something is odd: texts, vectors, two at once, a worker that dies."""

from datetime import timedelta

from django.utils import timezone

from collectives.models import BoardMove, BoardState, BoardText, DraftTheme, Participant
from collectives.operations.board_grouping import GROUP, start_grouping
from collectives.operations.board_move import BoardMovedOn, move_texts
from collectives.tasks.board import group_board, sweep_boards
from ilc.due import claim
from ilc.tenancy.scope import program_scope
from tests.at_once import at_once
from tests.collectives.tasks.conftest import BOTH, group, placing, state
from tests.make import make_participant, make_program
from tests.make_board import TROUBLES, make_board_of, make_draft_of, texts_of


def test_words_alone_and_twelve_languages_are_grouped_without_losing_any(program, ines):
    said = [
        "Die Kinder lesen den Text laut vor und verstehen ihn nicht",
        "Gli alunni leggono il testo ad alta voce e non lo capiscono",
        "As crianças leem o texto em voz alta e não o entendem",
        "De leerlingen lezen de tekst hardop en begrijpen hem niet",
        "Dzieci czytają tekst na głos i go nie rozumieją",
        "Eleverna läser texten högt och förstår den inte",
        "Дети читают текст вслух и не понимают его",
        "孩子们大声朗读课文却不理解它",
        "الأطفال يقرؤون النص بصوت عال ولا يفهمونه",
        "학생들은 글을 소리 내어 읽지만 이해하지 못한다",
        "Les élèves lisent le texte à voix haute sans le comprendre",
        "Los niños leen el texto en voz alta y no lo entienden",
        "trust", "time", "🙂", "?", "trust", "buses",
    ]  # fmt: skip
    with program_scope(program.pk):
        board = make_board_of([*BOTH, *said], by=ines, language="")

    group(board, ines)

    assert len(placing(board)) == len(BOTH) + len(said)
    with program_scope(program.pk):
        assert BoardText.objects.exclude(language="").values("language").distinct().count() >= 8
    assert state(board).weak == ["other_languages"]


def test_the_same_answer_500_times_and_one_of_100_000_characters_are_grouped_and_harm_no_other(program, ines):
    same, long = "We need more time to plan together", "Grades say nothing to parents. " * 3_226
    with program_scope(program.pk):
        board = make_board_of([*BOTH, *[same] * 500, long], by=ines)

    group(board, ines)

    with program_scope(program.pk):
        assert BoardText.objects.filter(board=board).count() == len(BOTH) + 501
        together = set(BoardText.objects.filter(board=board, text=same).values_list("draft", flat=True))
        others = set(BoardText.objects.filter(board=board, text__in=BOTH).values_list("draft", flat=True))
        assert len(together) == 1
        assert len(others) > 1
        assert BoardText.objects.get(board=board, text=long).text == long
    assert state(board).trouble == ""


def test_vectors_that_cannot_be_read_are_told_on_the_board(board, ines, settings, tmp_path):
    settings.VECTORS = tmp_path

    group(board, ines)

    assert state(board).state == BoardState.READY
    assert str(tmp_path) in state(board).trouble
    assert set(placing(board).values()) == {None}


def test_two_who_move_the_same_text_at_once_do_not_both_win(committed: None):
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        ines, priya = make_participant("Inès", role="admin"), make_participant("Priya", role="admin")
        board = make_board_of(TROUBLES["grading"], by=ines)
        one, other = make_draft_of(board, [], name="One"), make_draft_of(board, [], name="Other")
        text, seen = texts_of(board)[0].pk, board.moves

    def move(to: DraftTheme, by: Participant) -> object:
        with program_scope(program.pk):
            return move_texts(board, texts=[text], to=to, seen=seen, by=by, now=timezone.now())

    came = at_once(lambda: move(one, ines), lambda: move(other, priya))

    with program_scope(program.pk):
        assert BoardMove.objects.count() == 1
    assert BoardMovedOn in came


def test_a_worker_that_died_is_replaced(board, ines, monkeypatch):
    with program_scope(board.program_id):
        start_grouping(board, by=ines, now=timezone.now())
    claim(board.program_id, GROUP, str(board.pk), now=timezone.now(), lease=timedelta(seconds=120))
    rung = []
    monkeypatch.setattr(group_board, "delay", lambda **key: rung.append(key))

    sweep_boards()
    monkeypatch.setattr("collectives.tasks.board.now", lambda: timezone.now() + timedelta(minutes=3))
    sweep_boards()
    group_board(program_id=board.program_id, board_pk=str(board.pk))

    assert rung == [{"program_id": board.program_id, "board_pk": str(board.pk)}]
    assert state(board).state == BoardState.READY
    assert set(placing(board).values()) != {None}
