"""What the collectives of a demonstration program learned, and what their members said to showing it."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from evidence.operations.demonstration.analyses import CONTENT, AtWork
from evidence.operations.learning_summary import (
    SummaryWords,
    answer_summary,
    ask_members,
    publish_summary,
    withdraw_summary,
    write_summary,
)

WORDS = set(SummaryWords.__dataclass_fields__)


def make_learning(program: str, groups: Sequence[AtWork]) -> None:
    """All that the file of a program says, once its data points and its judgements are there."""
    content = tomllib.loads((CONTENT / f"{program}_learning.toml").read_text(encoding="utf-8"))
    by_name = {group.name: group for group in groups}
    for entry in content["summaries"]:
        _share(by_name[entry["collective"]], entry)


def _share(group: AtWork, entry: Mapping[str, Any]) -> None:
    at, language = group.at(entry["at"]), group.placemat.cycle.collective.language
    words = SummaryWords(**{"language": language} | {name: entry[name] for name in WORDS & entry.keys()})
    summary = write_summary(group.placemat, words=words, version=0, by=group.members[0], now=at)
    ask_members(summary, by=group.members[0], now=at + timedelta(hours=1))
    agreeing = group.members[: len(group.members) // 3] if entry["state"] == "asked" else group.members
    for number, member in enumerate(agreeing, start=2):
        answer_summary(summary, agrees=True, why="", by=member, now=at + timedelta(hours=number))
    if entry["state"] == "asked":
        return
    publish_summary(summary, by=group.facilitator, now=at + timedelta(days=1))
    if entry["state"] == "withdrawn":
        withdraw_summary(summary, why=entry["why"], by=group.members[-1], now=at + timedelta(days=2))
