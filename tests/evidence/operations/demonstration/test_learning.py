"""What the demonstration's collectives learned is written by the product's own operations, and names nobody."""

import tomllib
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evidence.engine.personal import find_personal
from evidence.models import LearningSummary
from evidence.operations.demonstration import learning as demonstration
from evidence.operations.demonstration.analyses import CONTENT, AtWork
from evidence.operations.demonstration.learning import make_learning
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared

START = datetime(2026, 9, 1, 12, tzinfo=UTC)
ENTRY = """
[[summaries]]
collective = "Reading with meaning"
at = 0.5
title = "Visits change talk"
tried = "We visited."
learned = "Talk came first."
state = "{state}"
why = "One school can be told."
"""


def entries() -> list[tuple[str, dict[str, str]]]:
    found = []
    for name, language in (("fundy_shore", "en"), ("deux_rives", "fr")):
        content = tomllib.loads((CONTENT / f"{name}_learning.toml").read_text(encoding="utf-8"))
        found += [(entry.get("language", language), entry) for entry in content["summaries"]]
    return found


def test_ten_are_published_in_three_languages_one_is_asked_about_and_one_withdrawn() -> None:
    assert Counter((language, entry["state"]) for language, entry in entries()) == {
        ("en", "published"): 6,
        ("en", "asked"): 1,
        ("en", "withdrawn"): 1,
        ("es", "published"): 1,
        ("fr", "published"): 3,
    }


def test_none_of_them_names_anybody() -> None:
    texts = [str(text) for _language, entry in entries() for key, text in entry.items() if key != "collective"]

    assert [text for text in texts if find_personal(text)] == []


@pytest.mark.parametrize("state", ["published", "asked", "withdrawn"])
def test_each_goes_the_way_of_any_other(
    shared: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    (tmp_path / "made_up_learning.toml").write_text(ENTRY.format(state=state), encoding="utf-8")
    monkeypatch.setattr(demonstration, "CONTENT", tmp_path)
    people = [shared.member, shared.colleague]
    group = AtWork(
        "Reading with meaning",
        shared.placemat,
        shared.facilitator,
        people,
        lambda share: START + timedelta(days=100 * share),
    )

    with program_scope(shared.program.pk):
        make_learning("made_up", [group])

        assert LearningSummary.objects.values_list("state", flat=True).get() == state
