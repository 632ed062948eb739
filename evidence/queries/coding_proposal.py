"""What the product would put together of a district's words, for people of that district."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from evidence.models import Coding, CodingProposal, DataPoint
from ilc.due import is_done

GROUP: Final = "coding_groups"  # the kind of work in `due`; its key is the indicator and the district
FEWEST_TO_GROUP: Final = 4  # fewer are read sooner than grouped
MOST_READ: Final = 3  # words of a group that stand on the page


@dataclass(frozen=True)
class ProposedGroup:
    """Words that would stand together. `some` are the first of them; `more`: how many others there are."""

    key: int
    name: str
    lang: str
    count: int
    some: Sequence[tuple[str, str]]

    @property
    def field(self) -> str:
        """By which name its field is known on the page."""
        return f"group-{self.key}"

    @property
    def more(self) -> int:
        """How many do not stand on the page."""
        return self.count - len(self.some)


@dataclass(frozen=True)
class Proposal:
    """`working`: the product is about to propose. `unlike`: it has looked, and nothing was alike enough."""

    groups: Sequence[ProposedGroup]
    working: bool
    unlike: bool


def proposal_key(indicator: UUID, district: UUID) -> str:
    """Under which key the work is due."""
    return f"{indicator}:{district}"


def standing_words(indicator: UUID, district: UUID | None) -> QuerySet[DataPoint]:
    """Words of a district that stand. Only with one's own district, or for the product's own work."""
    rows = DataPoint.objects.filter(indicator=indicator, district=district, removed_at=None)
    return rows.exclude(words="")


def words_without_code(indicator: UUID, district: UUID | None) -> QuerySet[DataPoint]:
    """Those of them that carry no standing code."""
    coded = Coding.objects.filter(data_point=OuterRef("pk"), code__gone_at=None)
    return standing_words(indicator, district).filter(~Exists(coded))


def read_proposal(indicator: UUID, district: UUID) -> Proposal:
    """What was proposed of words that still carry no code. Three SQL queries."""
    done = is_done(GROUP, proposal_key(indicator, district))
    held = CodingProposal.objects.filter(indicator=indicator, district=district).first()
    every = [pk for one in held.groups for pk in one["points"]] if held else []
    rows = words_without_code(indicator, district).filter(pk__in=every) if every else DataPoint.objects.none()
    words = {str(pk): (text, lang) for pk, text, lang in rows.values_list("pk", "words", "lang")}
    groups = [_group(one, words) for one in held.groups] if held else []
    groups = [one for one in groups if one.count]
    return Proposal(groups, working=done is False, unlike=done is True and held is not None and not held.groups)


def _group(kept: Mapping[str, object], words: Mapping[str, tuple[str, str]]) -> ProposedGroup:
    points = kept["points"]
    assert isinstance(points, list)
    there = [words[pk] for pk in points if pk in words]
    return ProposedGroup(int(str(kept["key"])), str(kept["name"]), str(kept["lang"]), len(there), there[:MOST_READ])
