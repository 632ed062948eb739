"""Writing a prompt: one question, in a few seconds."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from collectives.forms.response import AnswerForm
from collectives.models import QuestionKind
from collectives.operations.gathering_question import BEGIN_WITH, MOST_OPTIONS
from collectives.operations.gathering_within import Ask
from facilitation.models import PromptUse

LONGEST_OPTION: Final = 120  # characters
FEWEST_OPTIONS: Final = 2
WITH_OPTIONS: Final = {QuestionKind.CHOICE, QuestionKind.RANKING, QuestionKind.DOTS}
NAMED, ANONYMOUS = "named", "anonymous"


@dataclass(frozen=True)
class Typed:
    """An answer that could not be taken, and to which prompt."""

    prompt_pk: UUID
    form: AnswerForm


class PromptForm(forms.Form):
    """What is asked, how it is answered, and whether names stand beside the answers."""

    words = forms.CharField(
        label=_("What do you ask the group?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("What do you ask the group? One sentence is plenty.")},
    )
    kind = forms.ChoiceField(label=_("How they answer"), choices=QuestionKind.choices, initial=QuestionKind.OPEN_TEXT)
    options = forms.CharField(
        label=_("What they choose from"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One line for each. Only for choice, ranking and dots."),
    )
    names = forms.ChoiceField(
        label=_("Names"),
        choices=[(NAMED, _("Answers carry names")), (ANONYMOUS, _("Anonymous"))],
        initial=NAMED,
        widget=forms.RadioSelect,
        help_text=_("Settled once it is opened. Anonymous answers are shown from five on."),
    )
    use = forms.ChoiceField(
        label=_("When"),
        choices=[(PromptUse.LIVE, _("in the session")), (PromptUse.BEFORE, _("before the session, by mail"))],
        initial=PromptUse.LIVE,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """Choices need something to choose from."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("kind") in WITH_OPTIONS and "options" in given:
            lines = self._options()
            if len(lines) < FEWEST_OPTIONS:
                self.add_error("options", _("Write at least two lines to choose from."))
            elif len(lines) > MOST_OPTIONS:
                words = _("These are %(count)d lines; %(most)d can be told apart. Which could go?")
                self.add_error("options", words % {"count": len(lines), "most": MOST_OPTIONS})
            elif long := next((line for line in lines if len(line) > LONGEST_OPTION), None):
                words = _("“%(line)s…” is long: %(most)d characters fit on a screen.")
                self.add_error("options", words % {"line": long[:30], "most": LONGEST_OPTION})
        return given

    def _options(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["options"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def ask(self) -> Ask:
        """What was written; only after the form was found valid."""
        kind = QuestionKind(self.cleaned_data["kind"])
        options = self._options() if kind in WITH_OPTIONS else []
        return Ask(kind, self.cleaned_data["words"], options, BEGIN_WITH.get(kind, {}))

    @property
    def anonymous(self) -> bool:
        """Whether answers come without names; only after the form was found valid."""
        return bool(self.cleaned_data["names"] == ANONYMOUS)
