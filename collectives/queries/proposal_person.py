"""One person of a proposal: why they sit here, and why not there. No SQL here."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.engine.formation.explain import BlockCode, Elsewhere, moves
from collectives.engine.formation.problem import Collective, Person, Pins
from collectives.queries.proposal import Seating
from collectives.queries.proposal_effect import score_words
from collectives.queries.proposal_name import slot_words
from collectives.queries.proposal_words import LANGUAGE_NAMES, people_words, rank_words, rule_between, rule_words

OF_A_THEME = 5


@dataclass(frozen=True)
class WhyNot:
    """A theme or a collective in which somebody does not sit, and why."""

    title: str
    choice: str
    text: str


@dataclass(frozen=True)
class PersonSheet:
    """Somebody in a proposal. `group` is the name of their collective, empty when they have no seat."""

    key: str
    name: str
    about: str
    group: str
    here: str
    elsewhere: Sequence[WhyNot]
    pinned: bool


def person_sheet(seating: Seating, key: str, *, rules_shown: bool) -> PersonSheet | None:
    """Why somebody sits where they sit, and why not elsewhere; None for somebody whom the proposal does not know."""
    if key not in seating.given.facts and key not in seating.strangers:
        return None
    facts, collective = seating.person(key), seating.places.get(key)
    person = seating.known.get(key)
    elsewhere: list[WhyNot] = []
    if person is not None:
        others = {other: at for other, at in seating.pins.people.items() if other != key}
        found = moves(seating.given.problem, seating.assignment, key, pins=Pins(people=others))
        elsewhere = _Reader(seating, person, rules_shown).rows(found)
    return PersonSheet(
        key,
        facts.name,
        ", ".join(part for part in (facts.position, facts.place) if part),
        seating.rows[collective.key].name if collective else "",
        _why_here(person, collective, seating) if collective else "",
        elsewhere,
        key in seating.pins.people,
    )


def _why_here(person: Person | None, collective: Collective, seating: Seating) -> str:
    if person is None:
        return _("They have not answered; somebody gave them this seat by hand.")
    others = [one for key in collective.members if key != person.key and (one := seating.known.get(key))]
    slot = slot_words(collective.slot)
    rank = person.choices.index(collective.theme) if collective.theme in person.choices else None
    found = (
        [{0: _("Their first choice."), 1: _("Their second choice."), 2: _("Their third choice.")}.get(rank, "")]
        if rank is not None
        else [_("A theme they did not choose.")]
    )
    if collective.slot in person.slots:
        found.append(_("They can make %(slot)s.") % {"slot": slot})
    else:
        found.append(_("They cannot make %(slot)s; one person may be away.") % {"slot": slot})
    facts = seating.person(person.key)
    if person.position and person.position not in {one.position for one in others}:
        found.append(_("The only %(position)s here.") % {"position": facts.position})
    if person.district and person.district not in {one.district for one in others}:
        found.append(_("Nobody else here is from %(district)s.") % {"district": person.district})
    team = next((one for one in seating.given.problem.together if person.key in one), ())
    if team:
        found.append(_("Kept together with %(names)s.") % {"names": people_words(seating, set(team) - {person.key})})
    if any(person.key in pair for pair in seating.given.problem.apart):
        found.append(_("Nobody they are kept apart from sits here."))
    return " ".join(part for part in found if part)


@dataclass(frozen=True)
class _Reader:
    """Says why one person does not sit elsewhere."""

    seating: Seating
    person: Person
    rules_shown: bool

    def rows(self, found: Sequence[Elsewhere]) -> list[WhyNot]:
        """A row for each collective, by the order of the person's themes; of one theme at most OF_A_THEME."""
        rows = []
        themes = {one.theme for one in self.seating.assignment.collectives}
        for rank, theme in enumerate(self.person.choices):
            if theme not in themes:
                rows.append(self._row(Elsewhere(theme, rank, None, BlockCode.NONE_OPEN)))
            here = [one for one in found if one.rank == rank]
            here.sort(key=lambda one: (one.block != BlockCode.POSSIBLE, -(one.change or 0)))
            rows += [self._row(one) for one in here[:OF_A_THEME]]
            if len(here) > OF_A_THEME:
                many = len(here) - OF_A_THEME
                words = ngettext("%(count)d more collective.", "%(count)d more collectives.", many)
                name = self.seating.given.themes.get(theme, "")
                rows.append(WhyNot(name, rank_words(rank), words % {"count": many}))
        return rows

    def _row(self, one: Elsewhere) -> WhyNot:
        row = self.seating.rows.get(one.collective or "")
        name = row.name if row else self.seating.given.themes.get(one.theme, "")
        return WhyNot(name, rank_words(one.rank), self._words(one))

    def _words(self, one: Elsewhere) -> str:
        if one.block == BlockCode.POSSIBLE:
            return self._possible(one)
        if one.block == BlockCode.KEEP_APART:
            return self._apart(one)
        if one.block == BlockCode.TIME and one.absence_used:
            return _("They cannot make %(slot)s, and one only may be away: %(names)s is.") % self._said(one)
        words = {
            BlockCode.TIME: _("They cannot make %(slot)s."),
            BlockCode.LANGUAGE: _("It meets in %(language)s, which is not among their languages."),
            BlockCode.DISTRICT_CAP: _("%(count)d from %(district)s sit there, the most a district may have."),
            BlockCode.FULL: _("All %(seats)d seats are taken."),
            BlockCode.WOULD_LEAVE_TOO_SMALL: _(
                "%(present)s would be left with %(left)d, and at least %(least)d are needed."
            ),
            BlockCode.KEEP_TOGETHER: _("They stay together with %(names)s."),
            BlockCode.PINNED: _("Somebody they stay together with is pinned."),
            BlockCode.NONE_OPEN: _("No collective is open for this theme."),
        }
        return words[one.block] % self._said(one)

    def _said(self, one: Elsewhere) -> dict[str, object]:
        target = self.seating.by_key.get(one.collective or "")
        present, rules = self.seating.places.get(self.person.key), self.seating.given.problem.rules
        return {
            "slot": slot_words(target.slot) if target else "",
            "language": LANGUAGE_NAMES.get(target.language, "") if target else "",
            "count": rules.max_per_district or 0,
            "district": one.district or self.person.district,
            "seats": rules.max_size,
            "present": self.seating.rows[present.key].name if present else "",
            "left": len(present.members) - 1 if present else 0,
            "least": rules.min_size,
            "names": people_words(self.seating, one.people),
        }

    def _apart(self, one: Elsewhere) -> str:
        rule = rule_between(self.seating.given, self.person.key, next(iter(one.people), ""))
        if not self.rules_shown or rule is None:
            return _("Kept apart from somebody there by a rule of the program’s admins.")
        said = {"names": people_words(self.seating, one.people), "rule": rule_words(rule, shown=True)}
        return _("Kept apart from %(names)s (%(rule)s).") % said

    def _possible(self, one: Elsewhere) -> str:
        steps, present = 0, self.seating.places.get(self.person.key)
        if present is not None and present.theme in self.person.choices and one.rank is not None:
            steps = one.rank - self.person.choices.index(present.theme)
        found = [_("Possible.")]
        if steps > 0:
            found.append(_("Their choice would drop.") if steps > 1 else _("Their choice would drop one step."))
        elif steps < 0:
            found.append(_("Their choice would rise."))
        score = self.seating.verdict.score
        whole = score_words(score, score + (one.change or 0), self.seating.bound)
        return " ".join([*found, f"{whole[0].upper()}{whole[1:]}."])
