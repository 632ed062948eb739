"""The world's words: an indicator that is told in them, what was said, the codes it carries."""

from collections.abc import Mapping

from django.utils import timezone

from collectives.models import Participant
from evidence.models import Code, Coding, CodingMove, CodingProposal, MeasureKind
from inquiry.models import Indicator, Placemat
from tests.make_evidence import make_data_point, make_measure
from tests.make_history import promise


def make_coding_here(word: str, things: Mapping[str, object], people: Mapping[str, Participant]) -> dict[str, object]:
    """The ids of what an address may ask for. Every text holds `word`."""
    member, now = people["member"], timezone.now()
    placemat = Placemat.objects.get(pk=things["placemat"])
    indicator = promise(placemat, f"{word} in words", by=member, at=now)
    make_measure(indicator, MeasureKind.WORDS, by=member)
    code = _code(indicator, f"{word} code", by=member)
    gone = _code(indicator, f"{word} gone", by=member)
    Code.objects.filter(pk=gone.pk).update(gone_at=now, gone_by=member)
    _words(indicator, f"{word} said", code, by=member)
    open_words = make_data_point(
        indicator, by=member, on=now.date(), school=member.school, words=f"{word} open", lang="en"
    )
    CodingProposal.objects.create(
        indicator=indicator,
        district_id=open_words.district_id,
        groups=[{"key": 1, "name": f"{word} proposed", "lang": "en", "points": [str(open_words.pk)]}],
        made_at=now,
    )
    return {"words_indicator": indicator.pk, "code_of_words": code.pk}


def more_coding(things: Mapping[str, object], member: Participant, number: int) -> None:
    """One more of everything."""
    indicator = Indicator.objects.get(pk=things["words_indicator"])
    _words(indicator, f"More {number}", _code(indicator, f"More {number}", by=member), by=member)
    gone = _code(indicator, f"Gone {number}", by=member)
    Code.objects.filter(pk=gone.pk).update(gone_at=timezone.now(), gone_by=member)


def _code(indicator: Indicator, name: str, *, by: Participant) -> Code:
    number = Code.objects.filter(indicator=indicator).count() + 1
    code = Code.objects.create(indicator=indicator, name=name, number=number, made_by=by, made_at=timezone.now())
    code.refresh_from_db(fields=["pk"])
    return code


def _words(indicator: Indicator, text: str, code: Code, *, by: Participant) -> None:
    now = timezone.now()
    point = make_data_point(indicator, by=by, on=now.date(), school=by.school, words=text, lang="en")
    Coding.objects.create(data_point=point, code=code, by=by, at=now)
    CodingMove.objects.create(
        indicator=indicator,
        district_id=point.district_id,
        number=CodingMove.objects.filter(indicator=indicator).count() + 1,
        what=CodingMove.What.CODED,
        words=code.name,
        was={"added": [[str(point.pk), str(code.pk), str(by.pk), now.isoformat()]]},
        by=by,
        at=now,
    )
