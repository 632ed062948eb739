"""Who names what words have in common, and who says of which words."""

from django.db.models import QuerySet

from collectives.models import Participant
from evidence.models import Code, CodingMove, MeasureKind
from evidence.permissions.data_point import can_bring_data_point, own_district, visible_indicators
from inquiry.models import Indicator, Placemat
from inquiry.permissions.placemat import can_write_placemat


def coded_indicators(participant: Participant) -> QuerySet[Indicator]:
    """Those one sees that are told in words: their codes may be read."""
    return visible_indicators(participant).filter(measures__kind=MeasureKind.WORDS)


def visible_codes(participant: Participant) -> QuerySet[Code]:
    """The names of codes, taken away ones too: of all indicators one sees."""
    return Code.objects.filter(indicator__in=coded_indicators(participant).values("pk"))


def visible_coding_moves(participant: Participant) -> QuerySet[CodingMove]:
    """What was done to codes, and to words of one's own district; what other districts did to theirs is theirs."""
    rows = CodingMove.objects.filter(indicator__in=coded_indicators(participant).values("pk"))
    district = own_district(participant)
    return rows.filter(district=None) | rows.filter(district=district) if district else rows.filter(district=None)


def can_name_codes(participant: Participant, placemat: Placemat) -> bool:
    """Make, rename, merge, take away codes, bring them back: whoever writes the placemat. One query at most."""
    return can_write_placemat(participant, placemat)


def can_code_words(participant: Participant, placemat: Placemat) -> bool:
    """Give codes to the words of one's own district: whoever may bring its words there. Two queries."""
    return can_bring_data_point(participant, placemat)
