"""What an export is made of: a table, whose rows go along, and which of its columns stay behind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from django.db.models import Field, QuerySet

from collectives.models import Participant
from ilc.tenancy.owned import OwnedForeignKey, ProgramOwned

type AnyField = Field[Any, Any]

SECRETS = frozenset({"code", "link"})  # parts of what stood before that open something


class Reach(Enum):
    """Into which exports a table goes. REFERRED: into all, outside a whole program only rows that others refer to."""

    COLLECTIVE = "collective"
    REFERRED = "referred"
    PROGRAM = "program"


@dataclass(frozen=True)
class ExportTable:
    """A table as it goes along.

    `rows` are those the exporter may take; beyond that, a row goes along when everything it hangs on does. A reference
    that may be empty is emptied where its row stays behind, unless the table `needs` it. `hangs_on`: the reference
    that may be empty in a whole program only. `behind` are columns that never go along; `admins` those that go along
    with a whole program only. `met`: columns beside references that hold ids of rows which are REFERRED to.
    """

    model: type[ProgramOwned]
    reach: Reach = Reach.COLLECTIVE
    rows: Callable[[Participant], QuerySet[Any]] | None = None
    behind: Sequence[str] = ()
    admins: Sequence[str] = ()
    needs: Sequence[str] = ()
    hangs_on: str = ""
    met: Sequence[str] = ()

    @cached_property
    def name(self) -> str:
        """The name of the table, of its file and of its sheet."""
        return self.model._meta.db_table

    @cached_property
    def columns(self) -> tuple[AnyField, ...]:
        """What goes along of a row, its id first. Numbers that only count rows go along where others refer to them."""
        kept = [f for f in self.model._meta.concrete_fields if f.name != "program" and f.name not in self.behind]
        numbered = self.model._meta.pk.get_internal_type() == "BigAutoField"
        ids = [f for f in kept if f.primary_key and (not numbered or self.model._meta.db_table in REFERRED_BY_NUMBER)]
        return (*ids, *(f for f in kept if not f.primary_key))

    @cached_property
    def keys(self) -> tuple[OwnedForeignKey[Any, Any], ...]:
        """Those of the columns that refer to another row of the program."""
        return tuple(f for f in self.columns if isinstance(f, OwnedForeignKey))


REFERRED_BY_NUMBER = frozenset({"judgement_part"})
