"""The answers to a gathering as they come from a page: read, checked, and kept as typed when something is asked for."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import QuestionKind
from collectives.operations.response import Answer
from collectives.queries.response import AskedQuestion, OwnAnswer
from ilc.forms import ANSWER_NEEDED

LONGEST_TEXT: Final = 5_000  # characters
LONGEST_WORD: Final = 40
_LONGEST_NUMBER: Final = 3  # digits


@dataclass
class AnswerField:
    """A question with what was typed: words, or the keys and numbers that were chosen; and what stopped it."""

    question: AskedQuestion
    name: str
    typed: Any = ""
    quotable: bool = False
    error: str = ""

    @property
    def chosen(self) -> list[tuple[Any, bool]]:
        """Each step or option with whether it was chosen."""
        if self.question.kind == QuestionKind.SCALE:
            return [(step, str(step) == self.typed) for step in self.question.scale]
        return [(option, option.key in self.typed) for option in self.question.options]

    @property
    def ranks(self) -> list[tuple[int, str]]:
        """Each place of a ranking with the option that stands there."""
        return [(place, self.typed.get(place, "")) for place in self.question.places]

    @property
    def given(self) -> list[tuple[Any, str]]:
        """Each option with the dots that were given to it, as typed."""
        return [(option, self.typed.get(option.key, "")) for option in self.question.options]


@dataclass
class AnswerForm:
    """All questions. Filled from what was sent, else from what the person answered before."""

    fields: list[AnswerField] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def errors(self) -> list[AnswerField]:
        """The questions that ask for something."""
        return [one for one in self.fields if one.error]


def answer_form(
    questions: Sequence[AskedQuestion],
    *,
    data: QueryDict | None = None,
    own: Mapping[UUID, OwnAnswer] | None = None,
    check: bool = True,
) -> AnswerForm:
    """The form, with `answers` read from `data`. `check` false: keep what was typed and say nothing about it yet."""
    form = AnswerForm()
    for question in questions:
        one = AnswerField(question, f"q{question.number}")
        if data is not None:
            one.typed, one.quotable = _TYPED[question.kind](data, one), f"{one.name}_quote" in data
            if check:
                _check(one, form)
        elif own and question.pk in own:
            one.typed, one.quotable = _again(question, own[question.pk]), own[question.pk].quotable
        elif question.kind in {QuestionKind.RANKING, QuestionKind.DOTS}:
            one.typed = {}
        form.fields.append(one)
    return form


def _check(one: AnswerField, form: AnswerForm) -> None:
    answer, one.error = _CHECKS[one.question.kind](one)
    if one.error:
        return
    if answer is not None:
        form.answers.append(answer)
    elif one.question.required:
        one.error = str(ANSWER_NEEDED)


type Checked = tuple[Answer | None, str]


def _check_text(one: AnswerField) -> Checked:
    text = one.typed.strip()
    if len(text) > LONGEST_TEXT:
        words = _("These are %(count)s characters; %(most)s fit here. Nothing is lost: shorten it, and send it again.")
        return None, words % {"count": intcomma(len(text)), "most": intcomma(LONGEST_TEXT)}
    return (Answer(one.question.pk, text=text, quotable=one.quotable) if text else None), ""


def _check_word(one: AnswerField) -> Checked:
    word = " ".join(one.typed.split())
    if len(word) > LONGEST_WORD:
        words = _("One word, or two short ones: at most %(most)d characters.")
        return None, words % {"most": LONGEST_WORD}
    return (Answer(one.question.pk, text=word) if word else None), ""


def _check_scale(one: AnswerField) -> Checked:
    steps = {str(step): step for step in one.question.scale}
    return (Answer(one.question.pk, value=steps[one.typed]) if one.typed in steps else None), ""


def _check_choice(one: AnswerField) -> Checked:
    chosen = [option.key for option in one.question.options if option.key in one.typed]
    if not one.question.many:
        chosen = chosen[:1]
    return (Answer(one.question.pk, value=chosen) if chosen else None), ""


def _check_ranking(one: AnswerField) -> Checked:
    known = {option.key: option.words.text for option in one.question.options}
    ranked = [one.typed[place] for place in one.question.places if one.typed.get(place) in known]
    twice = [known[key] for key, times in Counter(ranked).items() if times > 1]
    if twice:
        return None, _("“%(option)s” stands in two places. Choose each only once.") % {"option": twice[0]}
    return (Answer(one.question.pk, value=ranked) if ranked else None), ""


def _check_dots(one: AnswerField) -> Checked:
    given = {}
    for option in one.question.options:
        typed = one.typed.get(option.key, "").strip()
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_NUMBER):
            return None, _("Dots are whole numbers: 0, 1, 2 and so on.")
        if typed and int(typed):
            given[option.key] = int(typed)
    total, most = sum(given.values()), one.question.dots
    if total > most:
        words = ngettext(
            "You gave %(total)d dots and have %(most)d: take some back.",
            "You gave %(total)d dots and have %(most)d: take some back.",
            most,
        )
        return None, words % {"total": total, "most": most}
    return (Answer(one.question.pk, value=given) if given else None), ""


def _text(data: QueryDict, name: str) -> str:
    """What a text box sent, without what no text holds."""
    return data.get(name, "").replace("\0", "").replace("\r\n", "\n")


_CHECKS: Final[dict[str, Callable[[AnswerField], Checked]]] = {
    QuestionKind.OPEN_TEXT: _check_text,
    QuestionKind.ONE_WORD: _check_word,
    QuestionKind.SCALE: _check_scale,
    QuestionKind.CHOICE: _check_choice,
    QuestionKind.RANKING: _check_ranking,
    QuestionKind.DOTS: _check_dots,
}
_TYPED: Final[dict[str, Callable[[QueryDict, AnswerField], Any]]] = {
    QuestionKind.OPEN_TEXT: lambda data, one: _text(data, one.name),
    QuestionKind.ONE_WORD: lambda data, one: _text(data, one.name),
    QuestionKind.SCALE: lambda data, one: _text(data, one.name),
    QuestionKind.CHOICE: lambda data, one: data.getlist(one.name),
    QuestionKind.RANKING: lambda data, one: {
        place: _text(data, f"{one.name}_{place}") for place in one.question.places
    },
    QuestionKind.DOTS: lambda data, one: {
        option.key: _text(data, f"{one.name}_{option.key}") for option in one.question.options
    },
}


def _again(question: AskedQuestion, own: OwnAnswer) -> Any:
    """What was answered before, as it was typed."""
    if question.kind in {QuestionKind.OPEN_TEXT, QuestionKind.ONE_WORD}:
        return own.text
    if question.kind == QuestionKind.RANKING:
        return dict(enumerate(own.value, 1))
    if question.kind == QuestionKind.DOTS:
        return {key: str(dots) for key, dots in own.value.items()}
    return str(own.value) if question.kind == QuestionKind.SCALE else own.value
