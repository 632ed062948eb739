"""A formation of the small program that asks: a ballot, an offer, a rule, a theme that is open."""

from django.utils import timezone

from collectives.models import Formation, FormationRule, FormationRulePerson, FormationTheme, Participant, Theme
from tests.make import make_participant
from tests.make_formation import make_ballot, make_formation, make_offer


def make_formation_here(word: str, people: dict[str, Participant], *, theme: object) -> dict[str, object]:
    """The member and the facilitator here have answered; two people elsewhere were asked and have not."""
    admin, about, now = people["admin"], Theme.objects.get(pk=theme), timezone.now()
    formation = make_formation(admin, themes=[about], title=f"{word} formation", asked_at=now)
    ballot = make_ballot(formation, people["member"], about, note=f"{word} note")
    offer = make_offer(formation, people["facilitator"], about, note=f"{word} note")
    make_ballot(formation, people["member elsewhere"])
    make_offer(formation, people["facilitator elsewhere"])
    rule = FormationRule.objects.create(
        formation=formation, kind=FormationRule.Kind.APART, reason=f"{word} reason", set_by=admin, set_at=now
    )
    for one in ("member", "colleague"):
        FormationRulePerson.objects.create(rule=rule, participant=people[one])
    return {"formation": formation.pk, "ballot": ballot.pk, "offer": offer.pk, "rule": rule.pk}


def more_in_formation(things: dict[str, object], admin: Participant, number: int) -> None:
    """One more formation; one more theme, ballot, offer and rule in the one there is."""
    about = Theme.objects.create(name=f"Formed {number}")
    make_formation(admin, themes=[about], title=f"More {number}")
    here = Formation.objects.get(pk=things["formation"])
    FormationTheme.objects.create(formation=here, theme=about)
    people = [make_participant(school_id=things["school"], position=one) for one in ("superintendent", "principal")]
    make_ballot(here, people[0], about, half_hours=[number])
    make_offer(here, people[1], about, half_hours=[number])
    rule = FormationRule.objects.create(formation=here, kind="apart", set_by=admin, set_at=timezone.now())
    for one in people:
        FormationRulePerson.objects.create(rule=rule, participant=one)
