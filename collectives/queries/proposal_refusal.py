"""Why a proposal cannot be accepted, as it is kept when that shows in the last moment. No SQL here."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ilc.errors import KeptRefused, Refused


class NothingToAccept(KeptRefused):
    """Nobody has a seat in it."""

    code = "nothing_to_accept"
    reason = _("Nobody has a seat in this proposal yet, so there is nothing to accept.")


class FacilitatorGone(KeptRefused):
    """A facilitator of it left the program."""

    code = "facilitator_gone"
    reason = _("%(name)s left the program. Choose another facilitator for %(collective)s first.")


class ProposalOvertaken(KeptRefused):
    """People left or answered since it was made, and nobody said to leave them out."""

    code = "overtaken"
    reason = _("Something changed since this was formed. Run it again around the pins, or say that it is meant so.")


class RulesBroken(KeptRefused):
    """Hard rules are broken, and nobody said that it is meant so."""

    code = "rules_broken"
    reason = ngettext_lazy(
        "%(count)d rule is broken. Mend it, or say that it is meant so.",
        "%(count)d rules are broken. Mend them, or say that it is meant so.",
        "count",
    )


_BY_CODE: dict[str, type[KeptRefused]] = {
    one.code: one for one in (NothingToAccept, FacilitatorGone, ProposalOvertaken, RulesBroken)
}


def kept_refusal(refusal: Refused) -> dict[str, Any]:
    """A refusal as a proposal keeps it: in codes; in the words it came with when only those are known."""
    if isinstance(refusal, KeptRefused):
        return {"refusal": refusal.code, "values": refusal.values}
    return {"reason": str(refusal)}


def refusal_words(kept: Mapping[str, Any]) -> str:
    """What was kept, in the reader's language as far as it is known in codes."""
    if "refusal" in kept:
        return str(_BY_CODE[kept["refusal"]](**kept["values"]))
    return str(kept["reason"])
