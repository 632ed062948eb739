"""A judgement comes back from what is kept of it as it was said."""

import json

from evidence.engine.judgement import Judged, Said, keep_said, read_said


def test_a_judgement_comes_back_as_it_was_kept() -> None:
    said = Said(
        (
            Judged("if:1", "if", 1, "visit classrooms", "yes", "Seen", "", "sure", cites_for=("a", "b")),
            Judged("then", "then"),
        ),
        Judged("theory", "theory", answer="partly", successes="Small schools", cites_against=("c",)),
    )

    assert read_said(json.loads(json.dumps(keep_said(said)))) == said


def test_a_part_is_open_until_it_is_answered() -> None:
    said = Said((Judged("then", "then", speaks_for="Words"),), Judged("theory", "theory", answer="unknown"))

    assert [one.open for one in said.parts] == [True, False]
