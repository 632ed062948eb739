"""Many counts of a program in one SQL statement."""

from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from collectives.models import Program
from ilc.tenancy.scope import bound_program_id


def number_of(rows: QuerySet[Any, Any]) -> Coalesce:
    """How many rows there are, as a part of another statement; they may refer to the outer one by OuterRef."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def count_rows(**rows: QuerySet[Any, Any]) -> dict[str, int]:
    """How many rows each has, by name. One SQL query for all of them."""
    numbers = {f"number_of_{name}": number_of(one) for name, one in rows.items()}
    found = Program.objects.filter(pk=bound_program_id()).annotate(**numbers).values(*numbers).get()
    return {name: found[f"number_of_{name}"] for name in rows}
