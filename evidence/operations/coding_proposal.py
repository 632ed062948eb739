"""What the product would put together of a district's words: asked for by a person, decided by a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from evidence.models import MAX_CODE_NAME, Code, CodingProposal
from evidence.operations.coding import lock_codes
from evidence.operations.coding_words import NoWordsChosen, code_words_anew
from evidence.permissions.data_point import own_district
from evidence.queries.coding_proposal import FEWEST_TO_GROUP, GROUP, proposal_key, words_without_code
from ilc.due import schedule
from ilc.errors import Refused
from inquiry.models import Indicator

MOST_GROUPS: Final = 12


class TooFewWords(Refused):
    """People read these sooner than they are grouped."""


@dataclass(frozen=True)
class Together:
    """Words that would stand together: what they have in common, in which language, which they are."""

    name: str
    lang: str
    points: Sequence[UUID]


@transaction.atomic
def ask_for_proposal(indicator: Indicator, *, by: Participant, now: datetime) -> str:
    """Have the words of the participant's district that carry no code put together; what was proposed before goes.

    Returns the key to ring for. Raises NotInWords, TooFewWords.
    """
    lock_codes(indicator.pk)
    district = own_district(by)
    count = words_without_code(indicator.pk, district).count() if district else 0
    if district is None or count < FEWEST_TO_GROUP:
        raise TooFewWords(_("So few words carry no code yet that you read them sooner than they are put together."))
    CodingProposal.objects.filter(indicator=indicator, district=district).delete()
    key = proposal_key(indicator.pk, district)
    schedule(GROUP, key, due_at=now)
    return key


@transaction.atomic
def propose_codes(indicator: UUID, district: UUID, groups: Sequence[Together], *, now: datetime) -> None:
    """Keep what the product would put together, in place of what it proposed before. A group holds at least two."""
    there = set(words_without_code(indicator, district).values_list("pk", flat=True))
    kept: list[dict[str, Any]] = []
    for one in groups:
        points = [str(pk) for pk in one.points if pk in there]
        if len(points) < 2 or len(kept) == MOST_GROUPS:  # noqa: PLR2004  one alone is no group
            continue
        key = len(kept) + 1
        kept.append({"key": key, "name": one.name[:MAX_CODE_NAME], "lang": one.lang, "points": points})
    CodingProposal.objects.filter(indicator=indicator, district=district).delete()
    CodingProposal.objects.create(indicator_id=indicator, district_id=district, groups=kept, made_at=now)


@transaction.atomic
def take_group(indicator: Indicator, key: int | None, *, name: str, by: Participant, now: datetime) -> Code:
    """Make a code of a proposed group, under a name that a person gave it; its words carry it.

    Raises NotInWords, NoWordsChosen, CodesFull, PersonalData.
    """
    lock_codes(indicator.pk)
    held = _held(indicator, by)
    group = next((one for one in held.groups if one["key"] == key), None) if held else None
    if held is None or group is None:
        raise NoWordsChosen(_("That group is not there any more. This is how they stand now."))
    code = code_words_anew(indicator, [UUID(pk) for pk in group["points"]], name=name, by=by, now=now)
    held.groups.remove(group)
    held.save(update_fields=["groups"])
    return code


@transaction.atomic
def leave_groups(indicator: Indicator, key: int | None, *, by: Participant) -> None:
    """Leave one proposed group, or without a key all of them: their words stay as they are."""
    held = _held(indicator, by)
    if held is not None:
        held.groups = [one for one in held.groups if key is not None and one["key"] != key]
        held.save(update_fields=["groups"])


def _held(indicator: Indicator, by: Participant) -> CodingProposal | None:
    district = own_district(by)
    rows = CodingProposal.objects.select_for_update(of=("self",)).filter(indicator=indicator, district=district)
    return rows.first() if district else None
