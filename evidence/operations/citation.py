"""What an analysis or a judgement points to is set anew."""

from collections.abc import Sequence

from evidence.engine.reference import Reference
from evidence.models import Analysis, Citation, JudgementPart
from evidence.queries.citation import reference_of


def cite(of: Analysis | JudgementPart, references: Sequence[Reference], *, against: bool = False) -> None:
    """Let it point to these and no others. What it pointed to before is in the caller's history. Two SQL queries."""
    owner = "analysis" if isinstance(of, Analysis) else "judgement_part"
    rows = Citation.objects.filter(**{owner: of}, against=against)
    standing = {reference_of(row): row.pk for row in rows}
    gone = [pk for reference, pk in standing.items() if reference not in references]
    if gone:
        Citation.objects.filter(pk__in=gone).delete()
    Citation.objects.bulk_create(
        Citation(
            **{owner: of},
            against=against,
            indicator_id=one.indicator,
            on=one.on,
            district_id=one.district,
            school_id=one.school,
            group_id=one.group,
        )
        for one in references
        if one not in standing
    )


def cited(of: Analysis | JudgementPart, *, against: bool = False) -> list[Reference]:
    """What it points to, by day. One SQL query."""
    return [reference_of(row) for row in of.citations.filter(against=against).order_by("on", "pk")]
