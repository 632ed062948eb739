"""The guide beside a placemat: which questions stand where for one person, why, and what is next."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import Participant
from inquiry.engine.guide.draft import PARTS, Draft, DraftAction, DraftIndicator, Finding
from inquiry.engine.guide.guide import ask, first_shown
from inquiry.models import DataType, HintAside, PlacematField
from inquiry.queries.evidence_picture import EvidencePicture, evidence_picture
from inquiry.queries.guide_questions import LEVELS, STEPS, WORDINGS
from inquiry.queries.guide_words import lexicons
from inquiry.queries.placemat import Content

MOST_SHOWN = 2  # questions in view beside a part
ANCHORS = {"problem": "part1", "theory": "part2", "evidence": "part3", "reflection": "part4"}
LONGEST_QUOTE = 90


@dataclass(frozen=True)
class Question:
    """A question as it stands in the margin. `quote`: people's words that led to it; `detail`: ours that say more."""

    key: str
    place: str
    question: str
    quote: str
    detail: str
    reason: str
    language: str

    @property
    def slug(self) -> str:
        """The key as an id in HTML."""
        return self.key.replace(":", "-").replace("+", "-")


@dataclass(frozen=True)
class Margin:
    """The questions beside one part. `shown` at once, `more` folded; `aside`: how many this person put aside."""

    place: str
    shown: Sequence[Question]
    more: Sequence[Question]
    aside: int
    picture: EvidencePicture | None = None

    @property
    def anchor(self) -> str:
        """The id of the part beside which it stands."""
        return ANCHORS[self.place]

    @property
    def all(self) -> list[Question]:
        """Every question that is not put aside, the most useful first."""
        return [*self.shown, *self.more]

    @property
    def aside_words(self) -> str:
        """How many questions this person put aside here."""
        return _aside_words(self.aside)


@dataclass(frozen=True)
class Step:
    """The next useful step on this page, and the place on it where one takes it."""

    title: str
    action: str
    anchor: str


@dataclass(frozen=True)
class Guide:
    """All of it for one person. `findings` holds those too that were put aside."""

    margins: Mapping[str, Margin]
    step: Step | None
    findings: Sequence[Finding]
    picture: EvidencePicture

    @property
    def aside(self) -> int:
        """How many questions this person put aside on the placemat."""
        return sum(margin.aside for margin in self.margins.values())

    @property
    def aside_words(self) -> str:
        """The same in words."""
        return _aside_words(self.aside)

    def find(self, key: str) -> Finding | None:
        """The finding with this key, if it still stands."""
        return next((one for one in self.findings if one.key == key), None)


def placemat_guide(content: Content, participant: Participant) -> Guide:
    """The guide beside a placemat that was read with its cycle and collective. One SQL query."""
    rows = HintAside.objects.filter(placemat=content.placemat, participant=participant)
    return guide_without(content, dict(rows.values_list("key", "spoken")))


def guide_without(content: Content, aside: Mapping[str, str]) -> Guide:
    """The guide, without the questions put aside as long as their words are the same. No SQL."""
    draft = draft_of(content)
    findings = ask(draft, lexicons())
    standing = [one for one in findings if aside.get(one.key) != spoken_digest(one)]
    picture = evidence_picture(draft, lexicons())
    margins = {place: _margin(place, findings, standing, language=draft.language, picture=picture) for place in PARTS}
    return Guide(margins, next_step(standing), findings, picture)


def open_findings(content: Content, *, phase: int) -> list[Finding]:
    """What is still to be written or promised on a placemat by a phase, in its order. No SQL."""
    draft = replace(draft_of(content), phase=phase)
    return [one for one in ask(draft, lexicons()) if one.open]


def next_step(findings: Sequence[Finding]) -> Step | None:
    """The first thing still open, in the order of a placemat; None when nothing is. No SQL."""
    first = next((one for one in findings if one.open), None)
    if first is None:
        return None
    wording = STEPS[first.rule]
    return Step(str(wording.title) % first.values, str(wording.action), ANCHORS[first.place])


def spoken_digest(finding: Finding) -> str:
    """The words a question speaks of, as they are remembered when somebody puts it aside."""
    return hashlib.sha256(finding.spoken.encode()).hexdigest()


def draft_of(content: Content) -> Draft:
    """A placemat as the guide reads it. No SQL."""
    cycle, numbers = content.placemat.cycle, content.numbers
    actions = tuple(DraftAction(f"if:{one.pk}", numbers[one.pk], one.text) for one in content.if_actions)
    standing = {action.part for action in actions}
    indicators = tuple(
        DraftIndicator(
            part=f"indicator:{one.pk}",
            text=one.text,
            kind=one.kind,
            clause=one.clause,
            types=tuple(one.data_types),
            action=f"if:{one.if_action_id}" if f"if:{one.if_action_id}" in standing else "",
            baseline=one.baseline,
            target=one.target,
            how_often=one.how_often,
        )
        for one in content.indicators
    )
    return Draft(
        language=cycle.collective.language,
        phase=int(cycle.phase),
        problem=content.text(PlacematField.PROBLEM_OF_PRACTICE),
        priority=content.text(PlacematField.PRIORITY),
        actions=actions,
        then=content.text(PlacematField.THEN),
        so_that=content.text(PlacematField.SO_THAT),
        indicators=indicators,
        went_well=content.text(PlacematField.WENT_WELL),
        went_less_well=content.text(PlacematField.WENT_LESS_WELL),
        will_adjust=content.text(PlacematField.WILL_ADJUST),
    )


def question_of(finding: Finding, *, language: str) -> Question:
    """A finding in the reader's language. `language` is that of the words it quotes. No SQL."""
    lift = f"level-{finding.values['lift']}" if finding.rule == "level" else finding.rule
    wording = WORDINGS[lift]
    return Question(
        key=finding.key,
        place=finding.place,
        question=str(wording.question) % finding.values,
        quote=_short(finding.quote),
        detail=_detail(finding),
        reason=str(wording.reason) % finding.values,
        language=language,
    )


def theory_aloud(content: Content) -> str:
    """The theory of action as one sentence, in its people's words; empty before it has three clauses. No SQL."""
    actions = [_clause(action.text) for action in content.if_actions if action.text.strip()]
    then, so_that = _clause(content.text(PlacematField.THEN)), _clause(content.text(PlacematField.SO_THAT))
    if not (actions and then and so_that):
        return ""
    with translation.override(content.placemat.cycle.collective.language):
        words = _("If we %(actions)s, then %(then)s, so that %(so_that)s.")
        return words % {"actions": "; ".join(actions), "then": then, "so_that": so_that}


def question_words(finding: Finding) -> str:
    """Only the question, for a list of what is open. No SQL."""
    return question_of(finding, language="").question


def _aside_words(count: int) -> str:
    return ngettext("One question is put aside.", "%(count)d questions are put aside.", count) % {"count": count}


def _margin(
    place: str, findings: Sequence[Finding], standing: Sequence[Finding], *, language: str, picture: EvidencePicture
) -> Margin:
    here = [one for one in standing if one.place == place]
    shown, more = first_shown(here, most=MOST_SHOWN)
    return Margin(
        place,
        [question_of(one, language=language) for one in shown],
        [question_of(one, language=language) for one in more],
        sum(one.place == place for one in findings) - len(here),
        picture if place == "evidence" and picture.level else None,
    )


def _detail(finding: Finding) -> str:
    """What the question is about, in our words, where people's own say too little."""
    types = finding.values.get("types") or finding.values.get("needed")
    names = {"types": ", ".join(str(DataType(name).label) for name in types) if isinstance(types, tuple) else ""}
    if finding.rule != "level":
        return _("Still open: %(types)s.") % names if names["types"] else ""
    level = int(str(finding.values["level"]))
    here = _("Your plan reaches level %(level)d of ten: %(words)s.") % {"level": level, "words": LEVELS[level]}
    up = {
        "time": _("One level up: a baseline or a rhythm for %(types)s."),
        "second": _("One level up: another measure of the same type, for example %(types)s."),
        "type": _("One level up: one more type that shows the same clause, such as %(types)s."),
    }
    return f"{here} {up[str(finding.values['lift'])] % names}"


def _clause(text: str) -> str:
    """Without the full stop that would end the sentence too early."""
    return " ".join(text.split()).rstrip(" .;,")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1].rstrip()}…"
